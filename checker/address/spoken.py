"""At-signs and dots that are written as words: (at), 골뱅이, アットマーク, 닷컴."""

import re

from checker.address.data import TABLES
from checker.address.draft import Draft, show
from checker.address.endings import is_ending

_AT, _DOT = TABLES.words["at"], TABLES.words["dot"]


# From the beginning of the white space only: trying each of its places would take quadratic time.
_SPACES = r"(?<!\s)\s*"


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _bracketed(words: list[str]) -> str:
    word = rf"\s*(?:{_any(words)})\s*"
    return rf"{_SPACES}(?:\({word}\)|\[{word}\]|\{{{word}\}}|<{word}>|【{word}】|「{word}」|〔{word}〕)\s*"


_BRACKETED_SIGN = re.compile(rf"{_SPACES}[(\[{{<]\s*@\s*[)\]}}>]\s*")
_SIGN_AND_WORD = re.compile(rf"@\s*(?:{_any(_AT['spoken'])})\s*|(?<!\s)\s*(?:{_any(_AT['spoken'])})\s*@")
_AT_SIGN = re.compile(rf"{_bracketed(_AT['bracketed'])}|{_SPACES}(?:{_any(_AT['bare'])})\s*", re.IGNORECASE)
_AT_WORD = re.compile(
    rf"(?<!\s)\s+(?:{_any(_AT['words'])})\s+|(?<=[A-Za-z0-9])(?:{_any(_AT['symbols'])})(?=[A-Za-z0-9])",
    re.IGNORECASE,
)
_SPELLED = re.compile(rf"(?<=[A-Za-z0-9])\s*(?:{_any(list(_DOT['spelled']))})(?=[^A-Za-z0-9@]*$)")
_DOT_SIGN = re.compile(
    rf"{_bracketed(_DOT['bracketed'])}|(?<=[A-Za-z0-9])\s*(?:{_any(_DOT['bare'])})\s*(?=[A-Za-z0-9])",
    re.IGNORECASE,
)
_DOT_WORD = re.compile(rf"(?<=[A-Za-z0-9])\s+(?:{_any(_DOT['words'])})\s+(?=[A-Za-z0-9])", re.IGNORECASE)


def write_signs(draft: Draft) -> None:
    """Put signs in the place of the words. A bare English "at" may be a preposition, so it makes a
    suspect."""
    for match in reversed(list(_SIGN_AND_WORD.finditer(draft.text))):
        _write_beside_sign(draft, match)
    text = draft.text
    bracketed_sign = _BRACKETED_SIGN.search(text)
    if bracketed_sign is not None and text.count("@") == 1:
        _write(draft, bracketed_sign, "@", "spoken-at-sign")
    elif "@" not in text:
        found = list(_AT_SIGN.finditer(text))
        words = list(_AT_WORD.finditer(text))
        if len(found) == 1 and found[0].start() > 0 and found[0].end() < len(text):
            _write(draft, found[0], "@", "spoken-at-sign")
        elif not found and len(words) == 1:
            _write(draft, words[0], "@", "at-sign-as-word")
        else:
            return
    if "@" not in draft.text or draft.text.startswith('"'):
        return
    spelled = _SPELLED.search(draft.text)
    if spelled is not None and is_ending(draft.text[spelled.end() :]):
        _write(draft, spelled, _DOT["spelled"][spelled.group().strip()], "spoken-dot")
    for pattern in (_DOT_SIGN, _DOT_WORD):
        for match in reversed(list(pattern.finditer(draft.text))):
            _write(draft, match, ".", "spoken-dot")


def _write_beside_sign(draft: Draft, match: re.Match[str]) -> None:
    """Take off a word for the at-sign beside a real one, where it is no part of a name: 골뱅이 is a dish too.

    It is kept beside Hangul or kana, inside a name, and as a label of the domain.
    """
    text = draft.text
    if match.group().endswith("@"):
        apart = match.group()[0].isspace() and text[match.start() - 1].isascii()
        if match.start() > 0 and apart:
            _write(draft, match, "@", "spoken-at-sign")
            return
        draft.find("at-sign-as-word", match.start(), match.end() - 1, text=show(match.group()[:-1].strip()))
        draft.no_suggestion = True
    elif text[match.end() :].strip().lower() in TABLES.known or match.group()[-1].isspace():
        _write(draft, match, "@", "spoken-at-sign")


def _write(draft: Draft, match: re.Match[str], sign: str, finding_id: str) -> None:
    draft.find(finding_id, match.start(), match.end(), text=show(match.group().strip()))
    draft.replace(match.start(), match.end(), sign)
