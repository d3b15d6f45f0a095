"""Signs beyond ASCII beside or inside the name before the at-sign: bullets, long dashes, curly apostrophes.

No sign of this kind is typed on purpose into an address, so none of them is ever taken for a letter."""

import re
import unicodedata

from checker.address.draft import Draft, name_of

_DASHES = frozenset(
    "\u02d7\u2012\u2013\u2014\u2015\u2010\u2011\u2043\u207b\u2212\u2e3a\u2e3b\u30a0\u2500\u2501\ufe58"
)
_APOSTROPHES = frozenset("\u2018\u2019\u201b\u2032\u02b9\u02bc\u02bb\ua78c\u055a\u05f3")
_DOTS = frozenset("\u00b7\u2024\u2027\u2022\u30fb\uff65\u22c5\u2219\u0387\ua4f8\u06d4\u0701\u318d")
_LONG_VOWELS = frozenset("\u30fc\uff70")
"""Prolong the sound of a kana before them, and look like a dash behind anything else."""

_PLAIN = (
    dict.fromkeys(_DASHES | _LONG_VOWELS, "-") | dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DOTS, ".")
)
_NUMBERED = re.compile(r"CIRCLED|PARENTHESIZED|FULL STOP")


def is_sign(text: str, i: int) -> bool:
    """Is the character at `i` one that belongs to no word: punctuation, a symbol, an emoji, beyond ASCII?"""
    char = text[i]
    if char.isascii():
        return False
    if char in _LONG_VOWELS:
        return i == 0 or not _is_kana(text[i - 1])
    if char in _PLAIN:
        return True
    dressed = unicodedata.normalize("NFKC", char)  # ⓚ is a letter
    if dressed.isascii() and dressed.isalnum() and len(dressed) == 1:
        return False
    return unicodedata.category(char) in ("Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm", "So")


def is_bullet(text: str, i: int) -> bool:
    """May the character at `i` stand before an entry: a sign, or a number in a circle?"""
    if is_sign(text, i):
        return True
    return unicodedata.category(text[i]) == "No" and bool(_NUMBERED.search(unicodedata.name(text[i], "")))


def plain_of(char: str) -> str | None:
    """The sign of the keyboard that this one looks like."""
    return _PLAIN.get(char)


def end_of_bullets(text: str, refused: frozenset[str]) -> int:
    """Where the bullets, and the spaces behind them, at the beginning of a text end."""
    end = 0
    while end < len(text) and text[end] not in refused and is_bullet(text, end):
        end += 1
    while end and end < len(text) and text[end].isspace():
        end += 1
    return end


def find_signs(draft: Draft, refused: frozenset[str]) -> None:
    """Suspect signs inside the name or the domain, and put in those of the keyboard where that is clear."""
    if draft.text.isascii():
        return
    at = draft.text.rfind("@")
    for i in range(len(draft.text)):
        char = draft.text[i]
        if char in refused or not is_sign(draft.text, i):
            continue
        plain = plain_of(char)
        beside = 0 < i < len(draft.text) - 1 and "@" not in (draft.text[i - 1], draft.text[i + 1])
        if plain is not None and beside and (i < at or plain == "-"):
            draft.find("look-alike-sign", i, i + 1, character=char, name=name_of(char), plain=plain)
            draft.replace(i, i + 1, plain)
        elif i < at:
            draft.find("sign-inside", i, i + 1, character=char, name=name_of(char))
            draft.no_suggestion = True
        if draft.is_full():
            return


def _is_kana(char: str) -> bool:
    return "\u3041" <= char <= "\u30ff" or "\uff66" <= char <= "\uff9d"
