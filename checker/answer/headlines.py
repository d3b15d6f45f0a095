"""What became of an address, in one line without a full stop."""

from checker.answer.models import Address
from checker.guide.catalog import Words


def headline(answer: Address, words: Words) -> str:
    """The verdict of an address or a list, and what DNS adds to it."""
    match answer.verdict:
        case "list":
            return words.ngettext(
                "%(num)d address was checked", "%(num)d addresses were checked", len(answer.addresses)
            )
        case "rejected":
            return words.gettext("The address can't be used")
        case "suspect":
            return words.gettext("The address is suspicious")
    if answer.deliverability == "no":
        return words.gettext("The address is written correctly, but its domain doesn't accept mail")
    if answer.suggestion:
        return words.gettext("The domain of the address may be misspelled")
    if answer.verdict == "repaired":
        return words.gettext("The address can be used after a repair")
    return words.gettext("The address can be used")
