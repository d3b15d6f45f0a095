"""What the servers of a mail account did when they were contacted."""

from checker.guide.findings.words import FindingWords
from checker.guide.wording import N_

SERVERS: dict[str, FindingWords] = {
    # Reaching the server.
    "server-name-not-found": FindingWords(
        N_("The server's name doesn't exist"),
        N_("DNS has no address for %(host)s."),
        N_("Check the server name. If it is right, tell the mail service or the administrator."),
        "tools/account#probe",
    ),
    "server-dns-failed": FindingWords(
        N_("DNS couldn't say where the server is"),
        N_("The DNS servers gave no answer for %(host)s."),
        N_("Try again in a few minutes."),
        "tools/account#probe",
    ),
    "server-address-denied": FindingWords(
        N_("The server can't be reached from the internet"),
        N_("The name %(host)s leads to the address %(address)s, which works only inside a network."),
        N_("Ask the administrator for the server name to use from outside."),
        "tools/account#probe",
    ),
    "server-port-closed": FindingWords(
        N_("The server doesn't take connections on this port"),
        N_("On %(host)s, nothing answers at port %(port)s. The service is down, or it has moved."),
        N_("Check the port. If it is right, tell the mail service or the administrator."),
        "tools/account#probe",
    ),
    "server-unreachable": FindingWords(
        N_("The server can't be reached"),
        N_("There is no way to %(host)s, port %(port)s. The server is down, or a firewall is in the way."),
        N_("Try again later. If it stays, tell the mail service or the administrator."),
        "tools/account#probe",
    ),
    "server-timeout": FindingWords(
        N_("The server doesn't answer"),
        N_("No answer came from %(host)s, port %(port)s. It is down, or a firewall is in the way."),
        N_("Try again later. If it stays, tell the mail service or the administrator."),
        "tools/account#probe",
    ),
    "server-no-greeting": FindingWords(
        N_("The server says nothing"),
        N_("The connection to %(host)s, port %(port)s works, but no greeting came."),
        N_("Try again later. If it stays, tell the mail service or the administrator."),
        "tools/account#probe",
    ),
    "server-connection-lost": FindingWords(
        N_("The server hung up"),
        N_("The connection to %(host)s, port %(port)s was closed in the middle."),
        N_("Try again later. If it stays, tell the mail service or the administrator."),
        "tools/account#probe",
    ),
    "server-says-too-much": FindingWords(
        N_("The server's answer has no end"),
        N_("What %(host)s sends at port %(port)s is longer than any mail server's answer."),
        N_("Check the server name and the port."),
        "tools/account#probe",
    ),
    "server-busy": FindingWords(
        N_("The server is too busy"),
        N_("The server %(host)s takes nobody for now. It said: %(greeting)s"),
        N_("Wait, and try again later."),
        "tools/account#probe",
    ),
    "server-refuses": FindingWords(
        N_("The server refuses the connection"),
        N_(
            "The server %(host)s refuses before anyone signs in. It may refuse only this service. "
            "It said: %(greeting)s"
        ),
        N_("Try the mail app itself. If it can't connect either, tell the mail service."),
        "tools/account#probe",
    ),
    "server-greeting-not-expected": FindingWords(
        N_("Something else answers at this port"),
        N_("The port %(port)s of %(host)s doesn't speak %(protocol)s. It said: %(greeting)s"),
        N_("Check the server name and the port."),
        "tools/account#probe",
    ),
    "server-too-many-dials": FindingWords(
        N_("The server was contacted often enough for now"),
        N_("This service contacts %(host)s only now and then. It can again in %(retry_after)s seconds."),
        N_("Wait, and try again."),
        "tools/account#probe",
    ),
    "server-not-probed": FindingWords(
        N_("This server wasn't contacted"),
        N_("There was no time left for %(host)s, port %(port)s."),
        N_("Nothing needs to be done."),
        "tools/account#probe",
    ),
    # Encryption.
    "server-plain-instead-of-tls": FindingWords(
        N_("This port doesn't start with encryption"),
        N_("The port %(port)s of %(host)s doesn't speak SSL/TLS from the start."),
        N_("Choose STARTTLS for this port, or the port for SSL/TLS."),
        "guides/tls-and-certificates#mail-app",
    ),
    "server-tls-instead-of-plain": FindingWords(
        N_("This port starts with encryption"),
        N_("The port %(port)s of %(host)s speaks SSL/TLS from the start, not STARTTLS."),
        N_("Choose SSL/TLS for this port."),
        "guides/tls-and-certificates#mail-app",
    ),
    "server-starttls-missing": FindingWords(
        N_("The server doesn't offer encryption (STARTTLS)"),
        N_("At port %(port)s, %(host)s doesn't offer to encrypt the connection."),
        N_("Use the port for SSL/TLS. The server's administrator can turn on STARTTLS."),
        "guides/tls-and-certificates#starttls",
    ),
    "server-tls-version": FindingWords(
        N_("The server knows only old encryption"),
        N_("The server %(host)s, port %(port)s offers no version of TLS that is still safe."),
        N_("The server's administrator turns on TLS 1.2 or newer."),
        "guides/tls-and-certificates#mail-app",
    ),
    "server-tls-failed": FindingWords(
        N_("The encrypted connection failed"),
        N_("No encrypted connection could be made to %(host)s, port %(port)s."),
        N_("Check the port and the security setting. If they are right, tell the administrator."),
        "guides/tls-and-certificates#mail-app",
    ),
    # Certificates.
    "server-certificate-expired": FindingWords(
        N_("The server's certificate has expired"),
        N_("The certificate of %(host)s was good until %(not_after)s. Mail apps refuse to connect."),
        N_("Tell the mail service or the administrator, who renews the certificate."),
        "guides/tls-and-certificates#expired",
    ),
    "server-certificate-not-yet-valid": FindingWords(
        N_("The server's certificate isn't valid yet"),
        N_("The certificate of %(host)s is good from %(not_before)s. Mail apps refuse to connect."),
        N_("Tell the mail service or the administrator, who corrects the certificate."),
        "guides/tls-and-certificates#expired",
    ),
    "server-certificate-expires-soon": FindingWords(
        N_("The server's certificate expires soon"),
        N_("The certificate of %(host)s is good until %(not_after)s."),
        N_("Tell the administrator, who renews the certificate before then."),
        "guides/tls-and-certificates#expired",
    ),
    "server-certificate-name": FindingWords(
        N_("The certificate is for another name"),
        N_("The certificate of %(host)s is for these names: %(names)s"),
        N_("Enter the server name that the mail service documents."),
        "guides/tls-and-certificates#wrong-name",
    ),
    "server-certificate-self-signed": FindingWords(
        N_("The server made its certificate itself"),
        N_("Nobody else confirms the certificate of %(host)s, so mail apps refuse to connect."),
        N_("Tell the administrator, who gets a certificate from a public authority."),
        "guides/tls-and-certificates#unknown-issuer",
    ),
    "server-certificate-unknown-issuer": FindingWords(
        N_("The issuer of the certificate isn't known"),
        N_("The certificate of %(host)s isn't from an authority that apps trust. Issuer: %(issuer)s"),
        N_("Tell the administrator, who installs the whole chain or gets another certificate."),
        "guides/tls-and-certificates#unknown-issuer",
    ),
    "server-certificate-invalid": FindingWords(
        N_("The server's certificate can't be used"),
        N_("The certificate of %(host)s is too weak, or wasn't made for a server."),
        N_("Tell the administrator, who gets another certificate."),
        "guides/tls-and-certificates#unknown-issuer",
    ),
    # Signing in.
    "server-password-logins-off": FindingWords(
        N_("The server doesn't take passwords"),
        N_("At %(host)s, the only ways to sign in are these: %(mechanisms)s"),
        N_("Reconnect the account, and sign in on the mail service's own page (OAuth)."),
        "tools/account#password",
    ),
    "server-no-login-offered": FindingWords(
        N_("The server offers no way to sign in"),
        N_("At %(host)s, port %(port)s, signing in isn't possible."),
        N_("Use another port. If there is none, tell the mail service or the administrator."),
        "tools/account#probe",
    ),
    # All is well.
    "server-fine": FindingWords(
        N_("The server is fine"),
        N_("The server %(host)s, port %(port)s answers, and its certificate is good until %(not_after)s."),
        N_("Nothing needs to be done."),
        "tools/account#probe",
    ),
    "servers-are-fine": FindingWords(
        N_("The servers are fine"),
        N_("All servers that were contacted answer as they should (%(count)s)."),
        N_("Check the password or the app password, enter it again, and reconnect the account."),
        "guides/reconnect-account#which",
    ),
}
"""By finding id."""
