"""What is wrong with the policy for mail that only pretends to be from a domain (DMARC)."""

from checker.guide.findings.words import FindingWords
from checker.guide.wording import N_

DMARC: dict[str, FindingWords] = {
    # What is there, and where.
    "dmarc-missing": FindingWords(
        N_("No policy against spoofing (DMARC)"),
        N_("The domain %(domain)s doesn't say what to do with mail that only pretends to be from it."),
        N_("The domain's administrator publishes a DMARC record, with p=none to begin with."),
        "guides/dmarc#missing",
    ),
    "dmarc-several-records": FindingWords(
        N_("There are several policies against spoofing (DMARC)"),
        N_("The domain %(domain)s has %(count)s DMARC records. Receiving servers ignore all of them."),
        N_("The domain's administrator keeps one record and deletes the others."),
        "guides/dmarc#several",
    ),
    "dmarc-looks-alike": FindingWords(
        N_("A record looks like DMARC, but isn't read as DMARC"),
        N_(
            "A DMARC record begins with v=DMARC1 in capital letters, followed by a semicolon. "
            "This record doesn't: %(text)s"
        ),
        N_("The domain's administrator corrects the beginning of the record."),
        "guides/dmarc#name",
    ),
    "dmarc-at-wrong-name": FindingWords(
        N_("The DMARC record is at the wrong name"),
        N_("The record is at the domain itself. Receiving servers look for it at _dmarc.%(domain)s."),
        N_("The domain's administrator moves the record to the name that begins with _dmarc."),
        "guides/dmarc#name",
    ),
    "dmarc-inherited": FindingWords(
        N_("The policy comes from a parent domain (DMARC)"),
        N_("The domain %(domain)s has no policy of its own. The one of %(target)s is used: %(policy)s"),
        N_("Nothing needs to be done."),
        "guides/dmarc#organizational-domain",
    ),
    "dmarc-public-suffix": FindingWords(
        N_("The policy is one of a registry (DMARC)"),
        N_("The record at %(target)s says that it is for a domain under which others register names."),
        N_("If the domain isn't a registry, its administrator removes psd=y."),
        "guides/dmarc#organizational-domain",
    ),
    # What can't be read.
    "dmarc-tag-repeated": FindingWords(
        N_("Part of the DMARC record is there twice"),
        N_("The record of %(domain)s has %(tag)s= more than once, so receiving servers don't use it."),
        N_("The domain's administrator keeps only one of them."),
        "guides/dmarc#syntax",
    ),
    "dmarc-syntax-error": FindingWords(
        N_("Part of the DMARC record can't be read"),
        N_("In the record of %(domain)s, receiving servers skip this part: %(text)s"),
        N_("The domain's administrator corrects it to a name, an equals sign, and a value."),
        "guides/dmarc#syntax",
    ),
    "dmarc-unknown-tag": FindingWords(
        N_("The DMARC record has a part that nobody reads"),
        N_("Receiving servers ignore %(tag)s= in the record of %(domain)s."),
        N_("The domain's administrator checks whether it is misspelled, or removes it."),
        "guides/dmarc#syntax",
    ),
    "dmarc-tag-not-valid": FindingWords(
        N_("The DMARC record has a value that isn't valid"),
        N_("In the record of %(domain)s, %(tag)s=%(value)s isn't valid. Receivers use %(used)s instead."),
        N_("The domain's administrator corrects the value."),
        "guides/dmarc#syntax",
    ),
    "dmarc-retired-tag": FindingWords(
        N_("The DMARC record has a retired part"),
        N_("The standard no longer has %(tag)s=, and newer receiving servers ignore it in %(domain)s."),
        N_("The domain's administrator removes it."),
        "guides/dmarc#retired",
    ),
    "dmarc-report-size-limit": FindingWords(
        N_("The DMARC record has a retired size limit"),
        N_("The size limit after the exclamation mark is no longer used: %(value)s"),
        N_("The domain's administrator removes the limit."),
        "guides/dmarc#retired",
    ),
    # What it asks receivers to do.
    "dmarc-ignored": FindingWords(
        N_("The policy against spoofing isn't used (DMARC)"),
        N_("In the record of %(domain)s, %(tag)s= is missing or isn't valid, so it isn't used."),
        N_("The domain's administrator writes none, quarantine, or reject as the policy."),
        "guides/dmarc#policy",
    ),
    "dmarc-policy-missing": FindingWords(
        N_("The DMARC record has no policy"),
        N_("The record of %(domain)s has no p=, so receiving servers only send reports."),
        N_("The domain's administrator writes none, quarantine, or reject as the policy."),
        "guides/dmarc#policy",
    ),
    "dmarc-policy-not-valid": FindingWords(
        N_("The policy in the DMARC record isn't valid"),
        N_("In the record of %(domain)s, %(tag)s=%(value)s isn't a policy, so receivers only send reports."),
        N_("The domain's administrator writes none, quarantine, or reject as the policy."),
        "guides/dmarc#policy",
    ),
    "dmarc-policy-none": FindingWords(
        N_("The policy only watches (DMARC)"),
        N_("With p=none, mail that only pretends to be from %(domain)s isn't stopped."),
        N_("When the reports show that all mail passes, the domain's administrator raises the policy."),
        "guides/dmarc#none",
    ),
    "dmarc-weaker-for-subdomains": FindingWords(
        N_("The policy for subdomains is weaker (DMARC)"),
        N_("In the record of %(domain)s, the policy is %(policy)s, but for subdomains %(tag)s=%(value)s."),
        N_("The domain's administrator removes the weaker policy if nothing needs it."),
        "guides/dmarc#subdomains",
    ),
    "dmarc-test-mode": FindingWords(
        N_("The policy is marked as a test (DMARC)"),
        N_("With t=y in the record of %(domain)s, receivers apply %(applied)s instead of %(policy)s."),
        N_("The domain's administrator removes t=y when the test is over."),
        "guides/dmarc#test-mode",
    ),
    "dmarc-strict-alignment": FindingWords(
        N_("Only the identical domain passes (DMARC)"),
        N_("With %(tag)s=s in the record of %(domain)s, mail that a subdomain signs or sends doesn't pass."),
        N_("Nothing needs to be done if this was chosen on purpose."),
        "guides/dmarc#alignment",
    ),
    # Whom it tells.
    "dmarc-no-reports": FindingWords(
        N_("Nobody gets the reports (DMARC)"),
        N_("The record of %(domain)s has no address for reports (rua=)."),
        N_("The domain's administrator makes a mailbox for reports and adds its address."),
        "guides/dmarc#reports",
    ),
    "dmarc-report-address-not-valid": FindingWords(
        N_("The address for reports isn't valid (DMARC)"),
        N_("An address for reports begins with mailto: and is complete. This one isn't: %(value)s"),
        N_("The domain's administrator corrects the address in the record."),
        "guides/dmarc#reports",
    ),
    "dmarc-report-address-scheme": FindingWords(
        N_("Some reports may not arrive (DMARC)"),
        N_("Receiving servers have to support only mailto: addresses. This one is another kind: %(value)s"),
        N_("The domain's administrator adds an address that begins with mailto:."),
        "guides/dmarc#reports",
    ),
    "dmarc-fo-without-ruf": FindingWords(
        N_("A setting for failure reports has no effect (DMARC)"),
        N_("The record of %(domain)s has fo=, but no address for failure reports (ruf=)."),
        N_("The domain's administrator can remove fo=."),
        "guides/dmarc#reports",
    ),
    "dmarc-reports-not-authorized": FindingWords(
        N_("Another domain hasn't agreed to get the reports (DMARC)"),
        N_("Reports on %(domain)s go to %(target)s, but the record %(name)s is missing, so none are sent."),
        N_("The administrator of the domain that gets the reports publishes this record."),
        "guides/dmarc#external",
    ),
}
"""By finding id."""
