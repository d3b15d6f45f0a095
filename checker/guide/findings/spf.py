"""What is wrong with the list of servers that may send for a domain (SPF)."""

from checker.guide.findings.words import FindingWords
from checker.guide.wording import N_

SPF: dict[str, FindingWords] = {
    # What is there, and how many.
    "spf-missing": FindingWords(
        N_("No list of allowed servers (SPF)"),
        N_("Receiving servers can't tell which servers may send mail for %(domain)s."),
        N_("The domain's administrator publishes an SPF record."),
        "guides/spf#missing",
    ),
    "spf-several-records": FindingWords(
        N_("There are several lists of allowed servers (SPF)"),
        N_("The domain %(domain)s has %(count)s SPF records. Receiving servers then use none of them."),
        N_("The domain's administrator merges them into one record and deletes the others."),
        "guides/spf#several",
    ),
    "spf-looks-alike": FindingWords(
        N_("A record looks like SPF, but isn't read as SPF"),
        N_("An SPF record begins with v=spf1 and a space. This record doesn't: %(text)s"),
        N_("The domain's administrator corrects the beginning of the record."),
        "guides/spf#syntax",
    ),
    "spf-sends-no-mail": FindingWords(
        N_("The domain sends no mail"),
        N_("The SPF record of %(domain)s says that no server may send mail for it."),
        N_("Nothing needs to be done if the domain really sends no mail."),
        "guides/spf#example",
    ),
    "spf-too-long": FindingWords(
        N_("The SPF record is very long"),
        N_(
            "The record of %(domain)s has %(length)s characters. Beyond %(limit)s, some servers can't "
            "get it from DNS."
        ),
        N_("The domain's administrator removes what isn't used."),
        "guides/spf#length",
    ),
    # What can't be read.
    "spf-term-not-valid": FindingWords(
        N_("Part of the SPF record can't be read"),
        N_(
            "Because of the term %(term)s, receiving servers give up on the whole record of %(domain)s. "
            "Reason: %(reason)s"
        ),
        N_("The domain's administrator corrects or removes this term."),
        "guides/spf#syntax",
    ),
    "spf-modifier-repeated": FindingWords(
        N_("Part of the SPF record is there twice"),
        N_(
            "The record of %(domain)s has %(modifier)s= more than once. Receiving servers give up on "
            "such a record."
        ),
        N_("The domain's administrator keeps only one of them."),
        "guides/spf#syntax",
    ),
    "spf-duplicate-term": FindingWords(
        N_("The SPF record repeats a term"),
        N_("The record of %(domain)s has the term %(term)s twice. It does no harm."),
        N_("The domain's administrator can remove one of them."),
        "guides/spf#syntax",
    ),
    "spf-unknown-modifier": FindingWords(
        N_("The SPF record has a part that nobody reads"),
        N_("Receiving servers ignore the part %(term)s in the record of %(domain)s."),
        N_("The domain's administrator checks whether it is misspelled, or removes it."),
        "guides/spf#syntax",
    ),
    # How much it asks of DNS.
    "spf-too-many-lookups": FindingWords(
        N_("The SPF record needs too many DNS lookups"),
        N_(
            "The record of %(domain)s needs %(count)s lookups. Receiving servers stop after %(limit)s, "
            "and no server passes."
        ),
        N_("The domain's administrator removes each include that is no longer used."),
        "guides/spf#lookups",
    ),
    "spf-lookups-near-limit": FindingWords(
        N_("The SPF record is close to the lookup limit"),
        N_("The record of %(domain)s needs %(count)s of the %(limit)s DNS lookups that are allowed."),
        N_("The domain's administrator makes room before adding another service."),
        "guides/spf#lookups",
    ),
    "spf-too-many-mail-servers": FindingWords(
        N_("The SPF record leads to too many mail servers"),
        N_(
            "The term %(term)s in the record of %(domain)s gives %(count)s servers. Receiving servers "
            "stop after %(limit)s."
        ),
        N_("The domain's administrator lists the IP addresses of the sending servers instead."),
        "guides/spf#lookups",
    ),
    "spf-too-many-void-lookups": FindingWords(
        N_("Too many lookups of the SPF record find nothing"),
        N_(
            "In the record of %(domain)s, %(count)s lookups find nothing. Beyond %(limit)s, receiving "
            "servers may give up."
        ),
        N_("The domain's administrator removes the names that no longer exist."),
        "guides/spf#void",
    ),
    "spf-void-lookup": FindingWords(
        N_("The SPF record names something that doesn't exist"),
        N_("The term %(term)s in the record of %(domain)s finds nothing in DNS."),
        N_("The domain's administrator corrects or removes this term."),
        "guides/spf#void",
    ),
    # Where it leads.
    "spf-loop": FindingWords(
        N_("The SPF record leads back to itself"),
        N_("The term %(term)s in the record of %(domain)s leads to a record that was already read."),
        N_("The domain's administrator removes this term."),
        "guides/spf#loop",
    ),
    "spf-include-without-record": FindingWords(
        N_("The SPF record includes a domain without SPF"),
        N_(
            "The record of %(domain)s includes %(target)s, which has no SPF record. Receiving servers "
            "give up on such a record."
        ),
        N_("The domain's administrator compares the include with what the service documents."),
        "guides/spf#include",
    ),
    "spf-include-several-records": FindingWords(
        N_("The SPF record includes a domain with several SPF records"),
        N_(
            "The record of %(domain)s includes %(target)s, which has %(count)s SPF records. Receiving "
            "servers give up on such a record."
        ),
        N_("The administrator of the included domain keeps only one of them."),
        "guides/spf#include",
    ),
    "spf-redirect-without-record": FindingWords(
        N_("The SPF record leads to a domain without SPF"),
        N_(
            "The record of %(domain)s passes the question on to %(target)s (redirect), which has no SPF "
            "record."
        ),
        N_("The domain's administrator corrects or removes the redirect."),
        "guides/spf#redirect",
    ),
    "spf-redirect-ignored": FindingWords(
        N_("A redirect in the SPF record isn't followed"),
        N_("The part %(term)s in the record of %(domain)s isn't used, because the record also has all."),
        N_("The domain's administrator removes either all or the redirect."),
        "guides/spf#redirect",
    ),
    "spf-depends-on-sender": FindingWords(
        N_("Part of the SPF record differs for each message"),
        N_("The term %(term)s in the record of %(domain)s can be judged only with a real message."),
        N_("Nothing needs to be done."),
        "guides/spf#macros",
    ),
    # Whom it lets through.
    "spf-allows-everyone": FindingWords(
        N_("Every server may send for the domain"),
        N_("The term %(term)s in the SPF record of %(domain)s allows every server in the world."),
        N_("The domain's administrator replaces this term with the servers that really send."),
        "guides/spf#plus-all",
    ),
    "spf-neutral-all": FindingWords(
        N_("The SPF record doesn't judge other servers"),
        N_("The record of %(domain)s ends in %(term)s, which stops nobody."),
        N_("The domain's administrator ends the record with ~all or -all."),
        "guides/spf#missing-all",
    ),
    "spf-missing-all": FindingWords(
        N_("The SPF record has no end"),
        N_("The record of %(domain)s doesn't say what to do with other servers, so it stops nobody."),
        N_("The domain's administrator ends the record with ~all or -all."),
        "guides/spf#missing-all",
    ),
    "spf-ignored-after-all": FindingWords(
        N_("Part of the SPF record is never read"),
        N_("In the record of %(domain)s, the term %(term)s stands after all."),
        N_("The domain's administrator moves this term before all."),
        "guides/spf#missing-all",
    ),
    "spf-ptr": FindingWords(
        N_("The SPF record uses an unreliable method (ptr)"),
        N_("The standard advises against the term %(term)s in the record of %(domain)s."),
        N_("The domain's administrator lists the servers by IP address instead."),
        "guides/spf#ptr",
    ),
    "spf-wide-range": FindingWords(
        N_("The SPF record allows a very wide range"),
        N_("The term %(term)s in the record of %(domain)s also allows the servers of many others."),
        N_("The domain's administrator narrows it to the addresses that really send."),
        "guides/spf#ranges",
    ),
    "spf-private-range": FindingWords(
        N_("The SPF record has private IP addresses"),
        N_("The term %(term)s in the record of %(domain)s has no effect: mail never arrives from there."),
        N_("The domain's administrator can remove this term."),
        "guides/spf#ranges",
    ),
}
"""By finding id."""
