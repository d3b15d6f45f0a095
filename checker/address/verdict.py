"""What an address check takes and gives: the rules, and the verdict on one text."""

from dataclasses import dataclass, field
from string import ascii_letters, digits
from typing import Literal

from checker.findings import Finding

Word = Literal["accepted", "repaired", "suspect", "rejected", "list"]
"""accepted: usable as typed. repaired: usable once `address` is taken. suspect: probably not what was
meant, or has a refused character. rejected: not an address. list: several entries, each judged in
`addresses`."""

REFUSED_CHARACTERS = frozenset('\\/":<>|*´`~^')
"""Characters that products commonly refuse in an address, although RFC 5322 section 3.2.3 allows some of
them."""


_PLAIN = frozenset(f"{ascii_letters}{digits}.-_@")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the product that is being helped refuses, beyond the mail standards.

    `refused` takes a set of characters or a string of them.
    """

    refused: frozenset[str] | str = REFUSED_CHARACTERS
    allow_plain: bool = field(init=False, repr=False, compare=False)
    """Are letters, digits, dots, hyphens, underscores and the at-sign all allowed?"""

    def __post_init__(self) -> None:
        object.__setattr__(self, "refused", frozenset(self.refused))
        object.__setattr__(self, "allow_plain", _PLAIN.isdisjoint(self.refused))


DEFAULT_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The summary of one check.

    `input` is the text as given; spans of `findings` count its code points. `address` is the address to
    use, of an accepted or repaired text only (Unicode NFC, domain in lower case). `suggestion` is a whole
    address that was probably meant; nobody may take it without asking. `addresses` are the entries of a
    list, each with its own input and its own spans. `domain` is the domain of `address`, or of the
    suggestion of a suspect, in ASCII (A-labels, RFC 5890): what DNS is asked for. It is None where nothing
    stands, for an address literal, and for a list.
    """

    input: str
    verdict: Word
    address: str | None = None
    suggestion: str | None = None
    addresses: tuple["Verdict", ...] = ()
    findings: tuple[Finding, ...] = ()
    domain: str | None = None
