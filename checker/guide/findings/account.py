"""What was found out about the settings of a mail account, and where typed ones differ."""

from checker.guide.findings.words import FindingWords
from checker.guide.wording import N_

ACCOUNT: dict[str, FindingWords] = {
    # Finding the settings.
    "address-without-domain": FindingWords(
        N_("The domain of the address is missing"),
        N_("Mail settings are found by the part after the at sign, and this text has none."),
        N_("Enter the whole email address."),
        "reasons/invalid-address",
    ),
    "settings-not-found": FindingWords(
        N_("No mail settings were found"),
        N_("Neither the table of mail services nor the domain %(domain)s names mail servers for apps."),
        N_("Ask the administrator or the mail service for the server names, ports, and security settings."),
        "tools/account#verdicts",
    ),
    "settings-sources-differ": FindingWords(
        N_("Two sources name different servers"),
        N_(
            "For %(protocol)s, %(host)s, port %(port)s is named by %(origin)s. The settings shown come from "
            "%(used)s."
        ),
        N_("Use the settings shown. If they don't work, try the other server."),
        "tools/account#about",
    ),
    "srv-not-offered": FindingWords(
        N_("The domain doesn't offer this protocol"),
        N_("The owner of the domain says in DNS that %(protocol)s isn't offered."),
        N_("Choose another protocol in the mail app."),
        "tools/account#about",
    ),
    "settings-port-refused": FindingWords(
        N_("The domain names a port that isn't for mail"),
        N_("For %(protocol)s, it names %(host)s, port %(port)s. No mail app uses this port."),
        N_("The domain's administrator corrects the port."),
        "guides/tls-and-certificates#mail-app",
    ),
    "settings-host-not-valid": FindingWords(
        N_("The domain names a server that can't exist"),
        N_("For %(protocol)s, it names %(host)s, which isn't a host name."),
        N_("The domain's administrator corrects the name."),
        "tools/account#about",
    ),
    "settings-not-encrypted": FindingWords(
        N_("The domain offers only connections without encryption"),
        N_("For %(protocol)s, the settings of %(host)s aren't encrypted, so they were left out."),
        N_("Ask the administrator for encrypted settings. Don't send a password without encryption."),
        "guides/tls-and-certificates#mail-app",
    ),
    "autoconfig-not-usable": FindingWords(
        N_("The setup file couldn't be read"),
        N_("The file with the settings at %(host)s wasn't available. Reason: %(reason)s"),
        N_("Nothing needs to be done if other settings were found."),
        "tools/account#about",
    ),
    "autoconfig-not-valid": FindingWords(
        N_("The setup file isn't one"),
        N_("The file at %(host)s holds no mail settings."),
        N_("Nothing needs to be done if other settings were found."),
        "tools/account#about",
    ),
    # What the mail service wants.
    "provider-needs-bridge": FindingWords(
        N_("Mail apps need a program of the mail service"),
        N_("Other apps can read mail from %(provider)s only through its own program on the computer."),
        N_("Install the program, and enter the settings that it shows."),
        "tools/account#password",
    ),
    "provider-offers-no-access": FindingWords(
        N_("The mail service doesn't let other apps in"),
        N_("The service %(provider)s offers no IMAP, POP3, or SMTP."),
        N_("Use its website or its own app, or forward the mail to another account."),
        "tools/account#password",
    ),
    "oauth-only": FindingWords(
        N_("Passwords aren't accepted in mail apps"),
        N_("With %(provider)s, you sign in on its own page and allow access (OAuth)."),
        N_("Reconnect the account, and choose signing in with the mail service."),
        "tools/account#password",
    ),
    "app-password-needed": FindingWords(
        N_("An app password is needed"),
        N_("Mail apps can't use the password of the account with %(provider)s."),
        N_("Make an app password at the mail service, and enter it in place of the account's password."),
        "tools/account#password",
    ),
    "app-password-with-two-step": FindingWords(
        N_("An app password may be needed"),
        N_("With 2-step verification at %(provider)s, mail apps can't use the password of the account."),
        N_("If 2-step verification is on, make an app password and enter it."),
        "tools/account#password",
    ),
    "switch-on-first": FindingWords(
        N_("Access for mail apps has to be turned on first"),
        N_("At %(provider)s, it is off until it is turned on in the webmail settings."),
        N_("Turn on IMAP or POP3 in the webmail settings, then reconnect."),
        "tools/account#password",
    ),
    # Comparing.
    "setting-protocol-not-offered": FindingWords(
        N_("The mail service doesn't offer this protocol"),
        N_("Your setting is %(typed)s. The account can be read with %(right)s."),
        N_("Enter the settings shown for the protocol that is offered."),
        "guides/reconnect-account#enter-again",
    ),
    "setting-host-differs": FindingWords(
        N_("The server name differs"),
        N_("For %(protocol)s, your setting is %(typed)s. The one that was found is %(right)s."),
        N_("If the account doesn't work, enter the server name that was found."),
        "guides/reconnect-account#enter-again",
    ),
    "setting-port-differs": FindingWords(
        N_("The port differs"),
        N_("For %(protocol)s, your setting is port %(typed)s. The one that was found is port %(right)s."),
        N_("If the account doesn't work, enter the port that was found."),
        "guides/reconnect-account#enter-again",
    ),
    "setting-security-differs": FindingWords(
        N_("The security setting differs"),
        N_("For %(protocol)s, %(right)s goes with the settings that were found."),
        N_("If the account doesn't work, choose this security setting together with its port."),
        "guides/reconnect-account#enter-again",
    ),
    "setting-username-differs": FindingWords(
        N_("The sign-in name differs"),
        N_("For %(protocol)s, your setting is %(typed)s. The mail service expects %(right)s."),
        N_("Enter the sign-in name that the mail service expects."),
        "guides/reconnect-account#enter-again",
    ),
    "setting-auth-differs": FindingWords(
        N_("The way to sign in differs"),
        N_("For %(protocol)s, the mail service expects another way to sign in than yours."),
        N_("Follow what the result says about the password, and reconnect."),
        "tools/account#password",
    ),
    "setting-port-security-mismatch": FindingWords(
        N_("The port and the security setting don't fit"),
        N_("For %(protocol)s, port %(port)s is for %(right)s, but your setting is %(typed)s."),
        N_("Change the security setting, or choose the port that goes with it."),
        "guides/tls-and-certificates#mail-app",
    ),
    "setting-not-encrypted": FindingWords(
        N_("The connection isn't encrypted"),
        N_("With your setting for %(protocol)s, others on the way could read the password."),
        N_("Choose SSL/TLS or STARTTLS."),
        "guides/tls-and-certificates#mail-app",
    ),
    "settings-agree": FindingWords(
        N_("Your settings agree with what was found"),
        N_("Nothing that you entered differs."),
        N_("If the account still doesn't work, check the password or the app password."),
        "tools/account#compare",
    ),
}
"""By finding id."""
