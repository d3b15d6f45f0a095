"""What is wrong with the records that demand encryption (MTA-STS, TLS-RPT, DANE) or sign DNS (DNSSEC)."""

from checker.guide.findings.words import FindingWords
from checker.guide.wording import N_

ENCRYPTION: dict[str, FindingWords] = {
    "encryption-not-required": FindingWords(
        N_("Encryption isn't demanded"),
        N_("Servers may send mail to %(domain)s in plain text if the encrypted connection fails."),
        N_("The domain's administrator can set up MTA-STS or DANE."),
        "guides/tls-and-certificates#required",
    ),
    # MTA-STS: the record.
    "mta-sts-missing": FindingWords(
        N_("No policy for encryption (MTA-STS)"),
        N_("The domain %(domain)s doesn't tell senders to use encrypted connections only."),
        N_("The domain's administrator can publish an MTA-STS record and a policy file."),
        "guides/tls-and-certificates#mta-sts-record",
    ),
    "mta-sts-several-records": FindingWords(
        N_("There are several MTA-STS records"),
        N_("The domain %(domain)s has %(count)s MTA-STS records. Senders act as if there were none."),
        N_("The domain's administrator keeps one record and deletes the others."),
        "guides/tls-and-certificates#mta-sts-record",
    ),
    "mta-sts-record-not-valid": FindingWords(
        N_("The MTA-STS record can't be read"),
        N_("Senders act as if %(domain)s had no MTA-STS. Reason: %(reason)s"),
        N_("The domain's administrator corrects the record."),
        "guides/tls-and-certificates#mta-sts-record",
    ),
    # MTA-STS: the policy file.
    "mta-sts-policy-not-fetched": FindingWords(
        N_("The policy file wasn't checked (MTA-STS)"),
        N_("DNS names a policy for %(domain)s, but this check didn't get the file."),
        N_("Nothing needs to be done."),
        "guides/tls-and-certificates#mta-sts-policy",
    ),
    "mta-sts-policy-unreachable": FindingWords(
        N_("The policy file can't be reached (MTA-STS)"),
        N_("DNS names a policy for %(domain)s, but %(target)s doesn't give it. Reason: %(reason)s"),
        N_("The domain's administrator corrects the web server that holds the file."),
        "guides/tls-and-certificates#mta-sts-policy",
    ),
    "mta-sts-policy-not-valid": FindingWords(
        N_("The policy file can't be used (MTA-STS)"),
        N_("The problem in the policy of %(domain)s is at %(field)s. Reason: %(reason)s"),
        N_("The domain's administrator corrects the policy file and changes the id in the record."),
        "guides/tls-and-certificates#mta-sts-policy",
    ),
    "mta-sts-unknown-field": FindingWords(
        N_("The policy file has a part that nobody reads (MTA-STS)"),
        N_("Senders ignore the field %(field)s in the policy of %(domain)s."),
        N_("The domain's administrator checks whether it is misspelled, or removes it."),
        "guides/tls-and-certificates#mta-sts-policy",
    ),
    "mta-sts-mode-testing": FindingWords(
        N_("The policy for encryption is a test (MTA-STS)"),
        N_("Senders report problems with %(domain)s, but still deliver without encryption."),
        N_("When the reports show no problem, the domain's administrator changes the mode to enforce."),
        "guides/tls-and-certificates#mta-sts-mode",
    ),
    "mta-sts-mode-none": FindingWords(
        N_("The policy for encryption is switched off (MTA-STS)"),
        N_("The policy of %(domain)s has the mode none."),
        N_("Nothing needs to be done if this was chosen on purpose."),
        "guides/tls-and-certificates#mta-sts-mode",
    ),
    "mta-sts-mx-not-listed": FindingWords(
        N_("A mail server isn't in the policy (MTA-STS)"),
        N_("The policy of %(domain)s doesn't list the server %(host)s, so senders may not deliver to it."),
        N_("The domain's administrator adds the server to the policy and changes the id in the record."),
        "guides/tls-and-certificates#mta-sts-mx",
    ),
    "mta-sts-mx-not-used": FindingWords(
        N_("The policy lists a server that takes no mail (MTA-STS)"),
        N_("The policy of %(domain)s lists %(pattern)s, but no MX record does."),
        N_("The domain's administrator removes it if it isn't needed for a move."),
        "guides/tls-and-certificates#mta-sts-mx",
    ),
    "mta-sts-max-age-short": FindingWords(
        N_("The policy is remembered for a short time only (MTA-STS)"),
        N_("The policy of %(domain)s is good for %(seconds)s seconds. %(recommended)s or more are better."),
        N_("The domain's administrator raises max_age when everything works."),
        "guides/tls-and-certificates#mta-sts-max-age",
    ),
    # TLS reporting.
    "tls-reporting-missing": FindingWords(
        N_("No reports on failed encryption (TLS-RPT)"),
        N_("Nobody tells the owner of %(domain)s when encrypted connections fail."),
        N_("The domain's administrator can publish a TLS-RPT record."),
        "guides/tls-and-certificates#tls-rpt",
    ),
    "tls-reporting-several-records": FindingWords(
        N_("There are several TLS-RPT records"),
        N_("The domain %(domain)s has %(count)s TLS-RPT records. Senders act as if there were none."),
        N_("The domain's administrator keeps one record and deletes the others."),
        "guides/tls-and-certificates#tls-rpt",
    ),
    "tls-reporting-not-valid": FindingWords(
        N_("The TLS-RPT record can't be read"),
        N_("Senders act as if %(domain)s had no TLS-RPT record. Reason: %(reason)s"),
        N_("The domain's administrator corrects the record."),
        "guides/tls-and-certificates#tls-rpt",
    ),
    "tls-reporting-address-not-valid": FindingWords(
        N_("The address for reports isn't valid (TLS-RPT)"),
        N_("An address for reports begins with mailto: or https:, and this one doesn't: %(value)s"),
        N_("The domain's administrator corrects the address in the record."),
        "guides/tls-and-certificates#tls-rpt",
    ),
    # DANE.
    "dane-not-signed": FindingWords(
        N_("A certificate fingerprint isn't protected (DANE)"),
        N_("The name %(host)s has a TLSA record, but without DNSSEC, senders ignore it."),
        N_("The administrator of the mail server's domain signs it with DNSSEC, or removes the record."),
        "guides/tls-and-certificates#dane",
    ),
    "dane-not-valid": FindingWords(
        N_("A certificate fingerprint can't be used (DANE)"),
        N_("No sender can use the TLSA record of %(host)s. Wrong part: %(reason)s"),
        N_("The administrator of the mail server's domain corrects the record."),
        "guides/tls-and-certificates#dane",
    ),
    "dane-incomplete": FindingWords(
        N_("A mail server has no certificate fingerprint (DANE)"),
        N_("Other mail servers of the domain have a TLSA record, but %(host)s doesn't."),
        N_("The administrator of the mail server's domain adds one for this server too."),
        "guides/tls-and-certificates#dane",
    ),
    # DNSSEC.
    "dnssec-not-signed": FindingWords(
        N_("DNS answers aren't signed (DNSSEC)"),
        N_("Nobody can tell whether a DNS answer for %(domain)s was changed on the way."),
        N_("The domain's administrator can turn on DNSSEC at the DNS host."),
        "guides/tls-and-certificates#dnssec",
    ),
    "dnssec-unknown": FindingWords(
        N_("DNS signatures couldn't be checked (DNSSEC)"),
        N_("This service has no DNS server that checks signatures, so %(domain)s can't be judged."),
        N_("Nothing needs to be done for the domain."),
        "guides/tls-and-certificates#dnssec",
    ),
    "dnssec-bogus": FindingWords(
        N_("DNS signatures don't match (DNSSEC)"),
        N_("Servers that check signatures get no answer for %(domain)s, so mail is delayed, then returned."),
        N_("The domain's administrator signs again, or corrects the DS record where it is registered."),
        "guides/tls-and-certificates#dnssec",
    ),
    "dnssec-mail-server-not-signed": FindingWords(
        N_("A mail server's name isn't signed (DNSSEC)"),
        N_("The domain is signed, but the name of its mail server %(host)s isn't."),
        N_("The administrator of the mail server's domain can turn on DNSSEC."),
        "guides/tls-and-certificates#dnssec",
    ),
}
"""By finding id."""
