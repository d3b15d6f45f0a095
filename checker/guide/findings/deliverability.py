"""What DNS says about the servers that take a domain's mail."""

from checker.guide.findings.words import FindingWords
from checker.guide.wording import N_

DELIVERABILITY: dict[str, FindingWords] = {
    "domain-name-not-valid": FindingWords(
        N_("The domain name isn't valid"),
        N_("This text can't be a domain name."),
        N_("Check the domain letter by letter."),
        "reasons/invalid-address",
    ),
    "domain-not-found": FindingWords(
        N_("The domain doesn't exist"),
        N_("The domain %(domain)s wasn't found in DNS."),
        N_("Check the spelling. If it is right, ask for another address. It may have expired."),
        "guides/does-the-domain-take-mail#not-found",
    ),
    "null-mx": FindingWords(
        N_("The domain says that it takes no mail"),
        N_("The owner of the domain %(domain)s declares that it never takes mail (null MX)."),
        N_("Ask for an address at another domain. If it should take mail, its administrator removes this."),
        "guides/does-the-domain-take-mail#null-mx",
    ),
    "null-mx-with-others": FindingWords(
        N_("The domain says two different things"),
        N_("The domain %(domain)s declares that it takes no mail (null MX), and names mail servers too."),
        N_("The domain's administrator removes one of them from the DNS records."),
        "guides/does-the-domain-take-mail#null-mx",
    ),
    "null-mx-but-sends": FindingWords(
        N_("The domain takes no mail, but sends some"),
        N_("The domain %(domain)s takes no mail (null MX), but its SPF record lets servers send."),
        N_("The domain's administrator decides which is right: receivers may refuse mail without replies."),
        "guides/mx-records#null-mx",
    ),
    "domain-parked": FindingWords(
        N_("The domain isn't used for mail"),
        N_("The domain %(domain)s says in DNS that it neither takes nor sends mail."),
        N_("Nothing needs to be done."),
        "guides/mx-records#parked",
    ),
    "no-mail-server": FindingWords(
        N_("The domain has no mail server"),
        N_("The domain %(domain)s exists, but DNS names no server that takes its mail."),
        N_("Check the spelling. If it is right, the domain's administrator publishes an MX record."),
        "guides/does-the-domain-take-mail#no-mx",
    ),
    "address-without-mx": FindingWords(
        N_("The domain names no mail server of its own"),
        N_(
            "The domain %(domain)s has no MX record, so mail goes to the address of the domain "
            "itself. It may not take mail there."
        ),
        N_("Check the spelling. If it is right, the domain's administrator publishes an MX record."),
        "guides/does-the-domain-take-mail#no-mx",
    ),
    "mx-is-address": FindingWords(
        N_("An MX record holds an IP address"),
        N_("The record says %(host)s, but it must name a host. Mail servers can't use it."),
        N_("The domain's administrator puts a host name into the MX record."),
        "guides/does-the-domain-take-mail#mx-literal",
    ),
    "mx-is-alias": FindingWords(
        N_("An MX record points to an alias"),
        N_(
            "The host %(host)s is an alias (CNAME). The standard forbids this, and some servers don't"
            " deliver to it."
        ),
        N_("The domain's administrator puts the real host name into the MX record."),
        "guides/does-the-domain-take-mail#mx-alias",
    ),
    "mx-is-private": FindingWords(
        N_("A mail server has only private addresses"),
        N_("The host %(host)s has the address %(address)s, which can't be reached from the internet."),
        N_("The domain's administrator corrects the address of the mail server."),
        "guides/does-the-domain-take-mail#private",
    ),
    "mx-ipv6-only": FindingWords(
        N_("A mail server has only an IPv6 address"),
        N_("Many servers can't send over IPv6, and they don't reach the host %(host)s."),
        N_("The domain's administrator gives a mail server an IPv4 address too."),
        "guides/mx-records#ipv6",
    ),
    "mx-without-reverse-name": FindingWords(
        N_("The IP address of a mail server has no name"),
        N_(
            "No name is registered for the address %(address)s of %(host)s (reverse DNS). If it sends "
            "mail, receivers may refuse it."
        ),
        N_("The administrator asks the provider of the IP address to register a name (PTR)."),
        "guides/mx-records#reverse",
    ),
    "mx-reverse-name-differs": FindingWords(
        N_("The name of a mail server's IP address doesn't match"),
        N_(
            "The address %(address)s of %(host)s has the name %(target)s, which doesn't lead back to it. "
            "If it sends mail, receivers may refuse it."
        ),
        N_("The administrator asks the provider of the IP address to correct the name (PTR)."),
        "guides/mx-records#reverse",
    ),
    "mx-without-address": FindingWords(
        N_("A mail server doesn't exist"),
        N_("The MX record names the host %(host)s, but DNS has no address for it."),
        N_("The domain's administrator corrects the MX record."),
        "guides/does-the-domain-take-mail#dangling",
    ),
    "no-usable-mail-server": FindingWords(
        N_("No mail server of the domain can be used"),
        N_("Every mail server that DNS names for %(domain)s is missing or out of reach."),
        N_("Ask for another address. The domain's administrator corrects the MX records."),
        "guides/does-the-domain-take-mail#no-usable",
    ),
    "dns-timeout": FindingWords(
        N_("DNS didn't answer in time"),
        N_("The servers that know %(domain)s didn't answer, so this part couldn't be checked."),
        N_("Try again in a few minutes. If it stays, the domain's administrator checks the DNS servers."),
        "guides/does-the-domain-take-mail#dns-errors",
    ),
    "dns-servfail": FindingWords(
        N_("DNS couldn't answer"),
        N_("The DNS servers of %(domain)s have an error, so this part couldn't be checked."),
        N_("Try again later. If it stays, the domain's administrator checks the DNS servers."),
        "guides/does-the-domain-take-mail#dns-errors",
    ),
    "dns-bogus": FindingWords(
        N_("The DNS answer has a bad signature"),
        N_("The signature (DNSSEC) of %(domain)s doesn't match, so the answer can't be trusted."),
        N_("The domain's administrator corrects the DNSSEC records."),
        "guides/does-the-domain-take-mail#dns-errors",
    ),
    "dns-refused": FindingWords(
        N_("DNS refused to answer"),
        N_("The DNS server didn't want to answer for %(domain)s, so this part couldn't be checked."),
        N_("Try again later. If it stays, the domain's administrator checks the registered name servers."),
        "guides/does-the-domain-take-mail#dns-errors",
    ),
    "dns-not-checked": FindingWords(
        N_("This wasn't checked"),
        N_("The check had no questions left for %(domain)s, or no DNS server to ask."),
        N_("Check this domain alone."),
        "guides/does-the-domain-take-mail#dns-errors",
    ),
}
