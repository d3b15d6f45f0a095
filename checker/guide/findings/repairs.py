"""What was repaired in an address, and what is told for knowing."""

from checker.guide.findings.words import FindingWords
from checker.guide.wording import N_

REPAIRS: dict[str, FindingWords] = {
    # What was repaired.
    "width-changed": FindingWords(
        N_("Full-width characters were changed"),
        N_("The characters %(original)s became %(plain)s."),
        N_("Nothing needs to be done."),
        "guides/look-alike-characters#full-width",
    ),
    "invisible-removed": FindingWords(
        N_("An invisible character was removed"),
        N_("The text had a character that can't be seen: %(name)s."),
        N_("Nothing needs to be done."),
        "guides/look-alike-characters#invisible",
    ),
    "space-removed": FindingWords(
        N_("Spaces or line breaks were removed"),
        N_("No address begins or ends with a space, or has one beside the at sign."),
        N_("Nothing needs to be done."),
        "tools/address#repairs",
    ),
    "wrapper-removed": FindingWords(
        N_("Quotation marks or brackets were removed"),
        N_("The address was inside %(opening)s and %(closing)s."),
        N_("Nothing needs to be done."),
        "tools/address#repairs",
    ),
    "scheme-removed": FindingWords(
        N_("The parts of a link were removed"),
        N_("The address was part of a link: %(text)s"),
        N_("Nothing needs to be done."),
        "tools/address#repairs",
    ),
    "label-removed": FindingWords(
        N_("A label was removed"),
        N_("The text before the address isn't part of it: %(text)s"),
        N_("Nothing needs to be done."),
        "tools/address#repairs",
    ),
    "ending-removed": FindingWords(
        N_("Words or signs after the address were removed"),
        N_("The text after the address isn't part of it: %(text)s"),
        N_("Nothing needs to be done."),
        "tools/address#repairs",
    ),
    "display-name-removed": FindingWords(
        N_("The name was removed"),
        N_("The name isn't part of the address: %(name)s"),
        N_("Nothing needs to be done."),
        "tools/address#repairs",
    ),
    "spoken-at-sign": FindingWords(
        N_("A word was changed to the at sign"),
        N_("The word or sign %(text)s stands for the at sign."),
        N_("Nothing needs to be done."),
        "tools/address#repairs",
    ),
    "spoken-dot": FindingWords(
        N_("A word was changed to a dot"),
        N_("The word or sign %(text)s stands for a dot."),
        N_("Nothing needs to be done."),
        "tools/address#repairs",
    ),
    # What is worth knowing.
    "unicode-composed": FindingWords(
        N_("The letters were put together"),
        N_("Some letters were stored in pieces, as on a Mac. They look the same when they are put together."),
        N_("Use the address as it is shown here."),
        "guides/internationalized-addresses#normalization",
    ),
    "domain-typo": FindingWords(
        N_("The domain may be misspelled"),
        N_("The domain %(domain)s is close to %(meant)s."),
        N_("Compare the suggested address with the original before you send."),
        "guides/typos-in-addresses#suggestion",
    ),
    "unknown-top-level-domain": FindingWords(
        N_("The ending of the domain isn't known"),
        N_("No domain on the internet ends in %(label)s, as far as this service knows."),
        N_("Check the end of the address."),
        "guides/typos-in-addresses#endings",
    ),
    "unusual-character": FindingWords(
        N_("The address has an unusual character"),
        N_("The character %(character)s is allowed, but few addresses have it."),
        N_("Check that it is really part of the address."),
        "guides/address-characters#allowed",
    ),
    "internationalized-address": FindingWords(
        N_("The name before the at sign isn't in English letters"),
        N_("Such an address works only if every mail server on the way supports it."),
        N_("If the message comes back, ask for an address in English letters."),
        "guides/internationalized-addresses#local-part",
    ),
    "documentation-domain": FindingWords(
        N_("The domain is for examples only"),
        N_("The domain %(domain)s is used in documents. It doesn't take mail."),
        N_("Ask for the real address."),
        "guides/does-the-domain-take-mail#reserved",
    ),
    "disposable-domain": FindingWords(
        N_("The address may work for a short time only"),
        N_("The domain %(domain)s belongs to a service for temporary addresses."),
        N_("Ask for a lasting address if you will write again."),
        "tools/address#kinds",
    ),
    "free-provider": FindingWords(
        N_("A public email provider"),
        N_("Anyone can open a mailbox at %(domain)s."),
        N_("Nothing needs to be done."),
        "tools/address#kinds",
    ),
    "role-account": FindingWords(
        N_("A shared mailbox"),
        N_("The name %(local)s usually belongs to a team or a machine, not to one person."),
        N_("Nothing needs to be done."),
        "tools/address#kinds",
    ),
    "sub-address": FindingWords(
        N_("The address has a tag"),
        N_(
            "The part after the plus sign is a tag. Most mail services deliver the message to the "
            "address without it."
        ),
        N_("Keep the tag."),
        "tools/address#kinds",
    ),
    "list-cut": FindingWords(
        N_("The list is longer than what was checked"),
        N_("The list has %(total)s entries. The first %(limit)s were checked."),
        N_("Check the rest separately."),
        "tools/address#verdicts",
    ),
}
