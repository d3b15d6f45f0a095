"""What makes a text no address, and what was probably not meant by it."""

from checker.guide.findings.words import FindingWords
from checker.guide.wording import N_

ADDRESS: dict[str, FindingWords] = {
    # What makes a text no address.
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
    # What was probably not meant.
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
        N_("If another address is suggested, compare it with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "repeated-domain": FindingWords(
        N_("The domain is there twice"),
        N_("The part after the at sign is repeated. A form may have added it to a complete address."),
        N_("If another address is suggested, compare it with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "comma-for-dot": FindingWords(
        N_("Another sign is where a dot belongs"),
        N_("The ending of the domain comes after %(character)s in place of a dot."),
        N_("If another address is suggested, compare it with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "missing-dot": FindingWords(
        N_("A dot is missing in the domain"),
        N_("The domain %(domain)s has no dot. %(meant)s was probably meant."),
        N_("If another address is suggested, compare it with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "doubled-dot": FindingWords(
        N_("There are two dots in a row"),
        N_("One dot of the domain was probably typed twice."),
        N_("If another address is suggested, compare it with the original."),
        "guides/typos-in-addresses#slips",
    ),
    "www-prefix": FindingWords(
        N_("The domain begins with www"),
        N_("Web pages begin with www. Addresses for mail seldom do."),
        N_("If another address is suggested, compare it with the original."),
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
        N_("If another address is suggested, check that it is the one that was meant."),
        "guides/typos-in-addresses#slips",
    ),
    "words-in-name": FindingWords(
        N_("Words may be joined to the name before the at sign"),
        N_(
            "English letters and %(text)s stand together. At this domain, names are hardly ever mixed "
            "like this."
        ),
        N_("Ask for the exact address."),
        "guides/address-characters#allowed",
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
        N_("If another address is suggested, compare it with the original."),
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
        N_("If another address is suggested, check that it is the one that was meant."),
        "reasons/invalid-address",
    ),
    "line-break-inside": FindingWords(
        N_("A line break cuts the address in two"),
        N_("The two lines were probably one address."),
        N_("If another address is suggested, compare it with the original."),
        "reasons/invalid-address",
    ),
    "at-sign-as-word": FindingWords(
        N_("The at sign may be written as a word"),
        N_("The word %(text)s may stand for the at sign."),
        N_("If another address is suggested, compare it with the original."),
        "reasons/invalid-address",
    ),
    "unpaired-wrapper": FindingWords(
        N_("A bracket or quotation mark is left over"),
        N_("The character %(character)s has no partner, so a part of the address may be missing."),
        N_("Compare the address with where it came from, or ask for it again."),
        "reasons/invalid-address",
    ),
}
