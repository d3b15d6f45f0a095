"""What stands before an address to say what it is: e-mail:, 이메일, 2), •, 📧."""

import re
import unicodedata

from checker.address.data import TABLES
from checker.address.draft import Draft, show
from checker.address.signs import end_of_bullets, plain_of


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_MARK = r"\s*[:→⇒▶►☞]\s*|\s*=\s+|\s+=\s*|\s*[|)>\]]\s+|\s+[-–—]\s+"
_LABEL = re.compile(rf"(?:{_any(TABLES.labels)})(?:{_MARK})", re.IGNORECASE)
_EAST_ASIAN = re.compile(rf"(?:{_any(TABLES.east_asian_labels)})(?:은|는|は)?(?:{_MARK}|\s*[)\]]\s*|\s+)")
_FOREIGN = re.compile(r"(?=[^@:]{0,30}[^\x00-\x7f])[^@:<>\"“‘「『《〈]{1,31}:\s*")
_LATIN = re.compile(r"[^\W\d_][\w .&/'()-]{0,30}:\s+")
"""Whatever the word is: a name before a colon and a space is no part of an address."""

_TYPED = re.compile(r"(?:rfc822|utf-8|smtp)\s*;\s*", re.IGNORECASE)
"""The type of an address in a delivery report: RFC 3464 section 2.3.1."""
_BULLET = re.compile(
    r"(?:[-*]|[-=]*>+|[(\[]?\d{1,5}[.)\]]|[가-하ㄱ-ㅎ][.)])\s+|\d{1,3}\)(?=[A-Za-z])|[,;]+\s*|\d{1,5}\t\s*"
)
_WIDE_NUMBER = re.compile(r"\s*(?:[０-９]{1,3}\s*[．）]|（[０-９]{1,3}）)\s*(?=[\x21-\x7e])")
"""A number in a list, in full width before an address in half width."""

_CLOSED = frozenset(opening for opening, _ in TABLES.wrappers)


def holds_address(text: str) -> bool:
    """May it be an address: is there an at-sign, with something before it?"""
    return "@" in text and not text.strip().startswith("@")


def begins_with_label(text: str) -> bool:
    """Does it begin with a Korean, Japanese or Chinese word for an address?"""
    return text.startswith(TABLES.east_asian_labels)


def strip_label(draft: Draft) -> None:
    """Take off a word that names what follows, with the sign or space behind it, or the number in a list."""
    for pattern in (_LABEL, _EAST_ASIAN, _FOREIGN, _LATIN, _TYPED, _BULLET):
        match = pattern.match(draft.text)
        if match is not None and holds_address(draft.text[match.end() :]):
            draft.find("label-removed", 0, match.end(), text=show(match.group().strip()))
            draft.cut(0, match.end())
            return


def strip_wide_number(draft: Draft) -> None:
    """Take off １． and （１）, which would become a part of the name once their width is changed."""
    match = _WIDE_NUMBER.match(draft.text)
    if match is not None:
        draft.find("label-removed", 0, match.end(), text=show(match.group().strip()))
        draft.cut(0, match.end())


def strip_bullet(draft: Draft, refused: frozenset[str]) -> None:
    """Take off a sign of a list, or a picture, before the address: •, ▶, 📧, ①."""
    end = end_of_bullets(draft.text, refused)
    if end and draft.text[0] not in _CLOSED and holds_address(draft.text[end:]):
        doubtful = _may_be_of_name(draft.text, end)
        draft.no_suggestion |= doubtful and plain_of(draft.text[end - 1]) is None
        finding = "text-around" if doubtful else "label-removed"
        draft.find(finding, 0, end, text=show(draft.text[:end].strip()))
        draft.cut(0, end)


def _may_be_of_name(text: str, end: int) -> bool:
    """May the sign that touches the name be its first: a hyphen, a № that reads as No, a ① before digits?"""
    sign = text[end - 1]
    if sign.isspace():
        return False
    read = unicodedata.normalize("NFKC", sign)
    abbreviates = len(read) > 1 and read.isascii() and read.isalpha()
    counts = read.isascii() and any(map(str.isdigit, read)) and text[end].isdigit()
    return plain_of(sign) in ("-", "'") or abbreviates or counts
