"""What a finding is called, what it means and what helps: one row per finding id. The texts are English
msgids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from checker.guide.wording import N_


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The texts of a finding; `%(name)s` is filled from its evidence. `article` is an article id, with an
    anchor."""

    title: str
    explanation: str
    fix: str
    article: str | None = None


FINDINGS: dict[str, FindingWords] = {
    # Addresses: what makes a text no address.
    "empty-input": FindingWords(
        N_("There is nothing to check"),
        N_("The field is empty, or holds only spaces."),
        N_("Type or paste an email address."),
        "tools/address#verdicts",
    ),
    "input-too-long": FindingWords(
        N_("The text is too long for one address"),
        N_(
            "The text has %(length)s characters. An address has 254 at most, and texts of up to "
            "%(limit)s are read."
        ),
        N_("Paste the address alone."),
        "reasons/invalid-address",
    ),
    "not-text": FindingWords(
        N_("Part of the text is damaged"),
        N_("A character in the marked place is only half there, so the text can't be read."),
        N_("Copy the address again from where it came from, or type it."),
        "guides/look-alike-characters#invisible",
    ),
    "control-character": FindingWords(
        N_("The address has a control character"),
        N_("The marked place has the control character %(code)s. It isn't visible, and no address has one."),
        N_("Type the address by hand."),
        "guides/look-alike-characters#invisible",
    ),
    "missing-at-sign": FindingWords(
        N_("The at sign is missing"),
        N_("An email address has a name, an at sign, and a domain. This text has no at sign."),
        N_("Ask for the whole address, with the part after the at sign."),
        "reasons/invalid-address",
    ),
    "too-many-at-signs": FindingWords(
        N_("The address has more than one at sign"),
        N_("Only one at sign can be in an address, so it isn't clear where the domain begins."),
        N_("Ask for the exact address."),
        "reasons/invalid-address",
    ),
    "missing-local-part": FindingWords(
        N_("The name before the at sign is missing"),
        N_("The text begins with the at sign."),
        N_("Ask for the part before the at sign."),
        "reasons/invalid-address",
    ),
    "missing-domain": FindingWords(
        N_("The domain after the at sign is missing"),
        N_("The text ends with the at sign."),
        N_("Ask for the part after the at sign."),
        "reasons/invalid-address",
    ),
    "local-part-too-long": FindingWords(
        N_("The part before the at sign is too long"),
        N_(
            "The part before the at sign may have %(limit)s bytes. A letter that isn't English has "
            "two bytes or more."
        ),
        N_("Check whether two addresses or other words were joined."),
        "reasons/invalid-address",
    ),
    "domain-too-long": FindingWords(
        N_("The domain is too long"),
        N_("A domain may have %(limit)s bytes."),
        N_("Check whether other words were joined to the domain."),
        "reasons/invalid-address",
    ),
    "label-too-long": FindingWords(
        N_("A part of the domain is too long"),
        N_("The parts between the dots of a domain may have %(limit)s bytes each."),
        N_("Check whether a dot is missing."),
        "reasons/invalid-address",
    ),
    "address-too-long": FindingWords(
        N_("The address is too long"),
        N_("An address may have %(limit)s bytes in all."),
        N_("Check whether other words were joined to the address."),
        "reasons/invalid-address",
    ),
    "misplaced-dot": FindingWords(
        N_("A dot is in the wrong place"),
        N_("An address can't have two dots in a row. No part of it can begin or end with a dot."),
        N_("Ask for the exact address. A letter may be missing beside the dot."),
        "reasons/invalid-address",
    ),
    "misplaced-hyphen": FindingWords(
        N_("A hyphen is in the wrong place"),
        N_("The parts of a domain can't begin or end with a hyphen."),
        N_("Check the domain letter by letter."),
        "reasons/invalid-address",
    ),
    "space-inside": FindingWords(
        N_("The address has a space inside"),
        N_("No address has a space inside. What belongs together here isn't clear."),
        N_("Ask whether the two words are one address, or a name and an address."),
        "reasons/invalid-address",
    ),
    "character-not-allowed": FindingWords(
        N_("The address has a character that isn't allowed"),
        N_("The character %(character)s can't be in this place of an address."),
        N_("Ask for the exact address."),
        "guides/address-characters#allowed",
    ),
    "domain-without-dot": FindingWords(
        N_("The domain isn't complete"),
        N_("The domain %(domain)s has no dot, so its ending is missing."),
        N_("Add the ending of the domain after checking it with the recipient."),
        "guides/typos-in-addresses#slips",
    ),
    "domain-cut-off": FindingWords(
        N_("The end of the domain is cut off"),
        N_("The domain %(domain)s looks like the beginning of %(meant)s."),
        N_("Check whether the whole address was copied."),
        "guides/typos-in-addresses#endings",
    ),
    "top-level-domain-not-letters": FindingWords(
        N_("The ending of the domain isn't one"),
        N_("A domain ends in letters. This one ends in %(label)s."),
        N_("Check the end of the address."),
        "guides/typos-in-addresses#endings",
    ),
    "domain-not-valid": FindingWords(
        N_("The domain isn't valid"),
        N_("The domain %(domain)s has letters or signs that domains can't have."),
        N_("Check the domain letter by letter."),
        "guides/internationalized-addresses#domain",
    ),
    "address-literal-not-valid": FindingWords(
        N_("The IP address in brackets isn't valid"),
        N_("The brackets after the at sign hold no IP address that mail servers understand."),
        N_("Ask for an address with a domain name."),
        "reasons/invalid-address",
    ),
    "reserved-domain": FindingWords(
        N_("The domain is reserved and never takes mail"),
        N_("The domain %(domain)s belongs to names that are kept for tests or for private networks."),
        N_("Ask for the real address."),
        "guides/does-the-domain-take-mail#reserved",
    ),
    "not-an-address": FindingWords(
        N_("This isn't an email address"),
        N_("The text breaks a rule for email addresses."),
        N_("Ask for the exact address."),
        "reasons/invalid-address",
    ),
    # Addresses: what was probably not meant.
    "refused-character": FindingWords(
        N_("The address has a character that isn't accepted"),
        N_(
            "The character %(character)s (%(name)s) isn't accepted, even if the recipient's mail "
            "service allows it."
        ),
        N_(
            "Ask the recipient for an address without this character. Don't remove the character "
            "yourself: it may become another person's address."
        ),
        "guides/address-characters#refused",
    ),
    "quoted-local-part": FindingWords(
        N_("The name before the at sign is in quotation marks"),
        N_("The mail standards allow this form, but most products and mail services don't."),
        N_("Ask for an address without quotation marks."),
        "guides/address-characters#standard",
    ),
    "address-literal": FindingWords(
        N_("There is an IP address in place of the domain"),
        N_("The standards allow %(domain)s as a domain, but most servers refuse it."),
        N_("Ask for an address with a domain name."),
        "guides/address-characters#standard",
    ),
    "doubled-at-sign": FindingWords(
        N_("The at sign is doubled"),
        N_("Two at signs stand together. One of them was probably typed by mistake."),
        N_("Compare the suggested address with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "repeated-domain": FindingWords(
        N_("The domain is there twice"),
        N_("The part after the at sign is repeated. A form may have added it to a complete address."),
        N_("Compare the suggested address with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "comma-for-dot": FindingWords(
        N_("There is a comma where a dot belongs"),
        N_("The ending of the domain comes after a comma."),
        N_("Compare the suggested address with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "missing-dot": FindingWords(
        N_("A dot is missing in the domain"),
        N_("The domain %(domain)s has no dot. %(meant)s was probably meant."),
        N_("Compare the suggested address with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "doubled-dot": FindingWords(
        N_("There are two dots in a row"),
        N_("One dot of the domain was probably typed twice."),
        N_("Compare the suggested address with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "www-prefix": FindingWords(
        N_("The domain begins with www"),
        N_("Web pages begin with www. Addresses for mail seldom do."),
        N_("Compare the suggested address with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "look-alike-letters": FindingWords(
        N_("Some letters only look like English letters"),
        N_(
            "The letter %(character)s (%(name)s) looks like %(plain)s, but mail goes to another "
            "domain or to nobody."
        ),
        N_("Type the address by hand, or ask for it again."),
        "guides/look-alike-characters#letters",
    ),
    "look-alike-sign": FindingWords(
        N_("A sign only looks like one on the keyboard"),
        N_("The sign %(character)s (%(name)s) looks like %(plain)s, but it is another character."),
        N_("Type the address by hand, or ask for it again."),
        "guides/look-alike-characters#letters",
    ),
    "sign-inside": FindingWords(
        N_("There is a sign in the name before the at sign"),
        N_("The sign %(character)s (%(name)s) is hardly ever part of an address."),
        N_("Ask for the exact address."),
        "guides/address-characters#allowed",
    ),
    "provider-as-word": FindingWords(
        N_("The mail service is named in words"),
        N_("%(text)s is the name of a mail service. Its domain is %(meant)s."),
        N_("Check that the suggested address is the one that was meant."),
        "guides/typos-in-addresses#slips",
    ),
    "mixed-scripts": FindingWords(
        N_("Letters of different scripts are mixed"),
        N_(
            "The marked part mixes letters that aren't used together, such as %(first)s and "
            "%(second)s. This may be a forged address."
        ),
        N_("Ask the recipient for the address, and type it by hand."),
        "guides/look-alike-characters#mixed-scripts",
    ),
    "wrong-keyboard": FindingWords(
        N_("Typed with the Korean keyboard switched on"),
        N_(
            "The marked letters look like English words typed in Korean mode. In English mode they "
            "are %(typed)s."
        ),
        N_("Compare the suggested address with the original."),
        "guides/look-alike-characters#keyboard",
    ),
    "text-direction": FindingWords(
        N_("A hidden character changes the order of the letters"),
        N_("The character %(name)s shows the letters in another order than they are sent in."),
        N_("Type the address by hand."),
        "guides/look-alike-characters#direction",
    ),
    "text-around": FindingWords(
        N_("There are other words around the address"),
        N_("These words aren't part of the address: %(text)s"),
        N_("Check that the suggested address is the one that was meant."),
        "reasons/invalid-address",
    ),
    "line-break-inside": FindingWords(
        N_("A line break cuts the address in two"),
        N_("The two lines were probably one address."),
        N_("Compare the suggested address with the original."),
        "reasons/invalid-address",
    ),
    "at-sign-as-word": FindingWords(
        N_("The at sign may be written as a word"),
        N_("The word %(text)s may stand for the at sign."),
        N_("Compare the suggested address with the original."),
        "reasons/invalid-address",
    ),
    "unpaired-wrapper": FindingWords(
        N_("A bracket or quotation mark is left over"),
        N_("The character %(character)s has no partner, so a part of the address may be missing."),
        N_("Compare the address with where it came from, or ask for it again."),
        "reasons/invalid-address",
    ),
    # Addresses: what was repaired.
    "width-changed": FindingWords(
        N_("Full-width characters were changed"),
        N_("The characters %(original)s became %(plain)s."),
        N_("Use the repaired address."),
        "guides/look-alike-characters#full-width",
    ),
    "invisible-removed": FindingWords(
        N_("An invisible character was removed"),
        N_("The text had a character that can't be seen: %(name)s."),
        N_("Use the repaired address."),
        "guides/look-alike-characters#invisible",
    ),
    "space-removed": FindingWords(
        N_("Spaces or line breaks were removed"),
        N_("No address begins or ends with a space, or has one beside the at sign."),
        N_("Use the repaired address."),
        "tools/address#repairs",
    ),
    "wrapper-removed": FindingWords(
        N_("Quotation marks or brackets were removed"),
        N_("The address was inside %(opening)s and %(closing)s."),
        N_("Use the repaired address."),
        "tools/address#repairs",
    ),
    "scheme-removed": FindingWords(
        N_("The parts of a link were removed"),
        N_("The address was part of a link: %(text)s"),
        N_("Use the repaired address."),
        "tools/address#repairs",
    ),
    "label-removed": FindingWords(
        N_("A label was removed"),
        N_("The text before the address isn't part of it: %(text)s"),
        N_("Use the repaired address."),
        "tools/address#repairs",
    ),
    "ending-removed": FindingWords(
        N_("Words or signs after the address were removed"),
        N_("The text after the address isn't part of it: %(text)s"),
        N_("Use the repaired address."),
        "tools/address#repairs",
    ),
    "display-name-removed": FindingWords(
        N_("The name was removed"),
        N_("The name isn't part of the address: %(name)s"),
        N_("Use the repaired address."),
        "tools/address#repairs",
    ),
    "spoken-at-sign": FindingWords(
        N_("A word was changed to the at sign"),
        N_("The word or sign %(text)s stands for the at sign."),
        N_("Use the repaired address."),
        "tools/address#repairs",
    ),
    "spoken-dot": FindingWords(
        N_("A word was changed to a dot"),
        N_("The word or sign %(text)s stands for a dot."),
        N_("Use the repaired address."),
        "tools/address#repairs",
    ),
    # Addresses: what is worth knowing.
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
    # Domains: what DNS said.
    "domain-name-not-valid": FindingWords(
        N_("The domain name isn't valid"),
        N_("This text can't be a domain name."),
        N_("Check the domain letter by letter."),
        "reasons/invalid-address",
    ),
    "domain-not-found": FindingWords(
        N_("The domain doesn't exist"),
        N_("The domain %(domain)s wasn't found in DNS."),
        N_("Check the spelling. If it is right, ask for another address."),
        "guides/does-the-domain-take-mail#not-found",
    ),
    "null-mx": FindingWords(
        N_("The domain says that it takes no mail"),
        N_("The owner of the domain %(domain)s declares that it never takes mail (null MX)."),
        N_("Ask for an address at another domain."),
        "guides/does-the-domain-take-mail#null-mx",
    ),
    "null-mx-with-others": FindingWords(
        N_("The domain says two different things"),
        N_("The domain %(domain)s declares that it takes no mail (null MX), and names mail servers too."),
        N_("The domain's administrator removes one of them from the DNS records."),
        "guides/does-the-domain-take-mail#null-mx",
    ),
    "no-mail-server": FindingWords(
        N_("The domain has no mail server"),
        N_("The domain %(domain)s exists, but DNS names no server that takes its mail."),
        N_("Check the spelling. If it is right, ask for another address."),
        "guides/does-the-domain-take-mail#no-mx",
    ),
    "address-without-mx": FindingWords(
        N_("The domain names no mail server of its own"),
        N_(
            "The domain %(domain)s has no MX record, so mail goes to the address of the domain "
            "itself. It may not take mail there."
        ),
        N_("Check the spelling of the domain."),
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
    "mx-without-address": FindingWords(
        N_("A mail server doesn't exist"),
        N_("The MX record names the host %(host)s, but DNS has no address for it."),
        N_("The domain's administrator corrects the MX record."),
        "guides/does-the-domain-take-mail#dangling",
    ),
    "no-usable-mail-server": FindingWords(
        N_("No mail server of the domain can be used"),
        N_("Every mail server that DNS names for %(domain)s is missing or out of reach."),
        N_("Ask for another address, and tell the recipient about it."),
        "guides/does-the-domain-take-mail#no-usable",
    ),
    "dns-timeout": FindingWords(
        N_("DNS didn't answer in time"),
        N_("The servers that know %(domain)s didn't answer, so the check can't tell if it takes mail."),
        N_("Try again in a few minutes."),
        "guides/does-the-domain-take-mail#dns-errors",
    ),
    "dns-servfail": FindingWords(
        N_("DNS couldn't answer"),
        N_("The DNS servers of %(domain)s have an error, so the check can't tell if it takes mail."),
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
        N_("The DNS server didn't want to answer for %(domain)s, so the check can't tell if it takes mail."),
        N_("Try again later."),
        "guides/does-the-domain-take-mail#dns-errors",
    ),
    "dns-not-checked": FindingWords(
        N_("This wasn't checked"),
        N_("The check had no questions left for %(domain)s, or no DNS server to ask."),
        N_("Check this domain alone."),
        "guides/does-the-domain-take-mail#dns-errors",
    ),
}
"""Every finding that an engine can give; a test compares both ways."""

EVIDENCE_MSGIDS = frozenset(
    {
        N_("backslash"),
        N_("slash"),
        N_("quotation mark"),
        N_("colon"),
        N_("less-than sign"),
        N_("greater-than sign"),
        N_("vertical bar"),
        N_("asterisk"),
        N_("acute accent"),
        N_("grave accent"),
        N_("tilde"),
        N_("caret"),
        N_("question mark"),
        N_("number sign"),
        N_("dollar sign"),
        N_("percent sign"),
        N_("ampersand"),
        N_("apostrophe"),
        N_("equals sign"),
        N_("left curly bracket"),
        N_("right curly bracket"),
        N_("exclamation mark"),
        N_("left parenthesis"),
        N_("right parenthesis"),
        N_("left square bracket"),
        N_("right square bracket"),
        N_("semicolon"),
        N_("comma"),
        N_("plus sign"),
        N_("underscore"),
        N_("hyphen"),
        N_("dot"),
        N_("at sign"),
    }
)
"""Values of evidence that are msgids themselves: translate them before they are put into a sentence."""


def translated(evidence: Mapping[str, str | int], translate: Callable[[str], str]) -> dict[str, str | int]:
    """The evidence as a sentence in another language needs it: values that are msgids are translated."""
    return {
        name: translate(value) if isinstance(value, str) and value in EVIDENCE_MSGIDS else value
        for name, value in evidence.items()
    }


def words_of(finding_id: str) -> FindingWords:
    """The texts of a finding. KeyError for an id that no engine gives."""
    return FINDINGS[finding_id]
