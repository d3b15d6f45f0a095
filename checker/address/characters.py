"""Repairs of single characters: width, invisible ones, spaces. Each can only mean one thing."""

import re
import unicodedata

from checker.address.data import TABLES
from checker.address.draft import Draft, name_of, show

_SPACE = "[\\s\u2800\x85]"  # white space, and the braille blank that is pasted as one
_SPACES = re.compile(rf"{_SPACE}+")
_OUTER = re.compile(rf"(?:{_SPACE}|_x000[ADad]_)*")
_SPACES_BEHIND = re.compile(rf"(?<!{_SPACE})(?:{_SPACE}|_x000[ADad]_)+$")
_LINE_BREAKS = re.compile(r"=\r?\n|[\r\n\x0b\x0c\x85\u2028\u2029]")

_JOINERS = frozenset("\u200c\u200d\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e") | frozenset(
    chr(code) for code in range(0xFE00, 0xFE10)
)
"""Invisible, but part of the spelling inside words of some scripts (RFC 5892 appendix A.1, UAX #31 section
2.3)."""


def find_unreadable(draft: Draft) -> None:
    """Note control characters and halves of surrogate pairs: what was copied is not text."""
    for i, char in enumerate(draft.text):
        category = unicodedata.category(char)
        if category == "Cs":
            draft.find("not-text", i, i + 1, code=f"U+{ord(char):04X}")
        elif category == "Cc" and not char.isspace() and char != "\x85":
            draft.find("control-character", i, i + 1, code=f"U+{ord(char):04X}")


def remove_invisible(draft: Draft) -> None:
    """Take out characters that show nothing; letters of one script keep the joiners between them."""
    text = draft.text
    if text.isascii() or TABLES.hidden.isdisjoint(text):
        return
    kept = []
    run = 0
    for i, char in enumerate(text):
        if char not in TABLES.hidden or (char not in TABLES.overrides and _joins(text, i)):
            kept.append(i)
            continue
        if char in TABLES.overrides:
            draft.find("text-direction", i, i + 1, name=name_of(char))
            draft.no_suggestion = True
            continue
        if i == 0 or text[i - 1] != char or kept[-1:] == [i - 1]:
            run = i
        if i + 1 == len(text) or text[i + 1] != char:
            draft.find("invisible-removed", run, i + 1, name=name_of(char), count=i + 1 - run)
    draft.choose(kept)


def _joins(text: str, i: int) -> bool:
    if text[i] not in _JOINERS or not 0 < i < len(text) - 1:
        return False
    return all(
        near > "\x7f"
        and near not in TABLES.hidden
        and ord(near) not in TABLES.width
        and unicodedata.category(near)[0] in "LM"
        for near in (text[i - 1], text[i + 1])
    )


_WIDE_RUNS = re.compile("a+|p+")


def _kind_of_change(before: str, after: str) -> str:
    """a: became a character of an address; p: became one of the packaging, which is taken off on its own."""
    if before == after:
        return " "
    return "a" if after.isalnum() or after in "@.-_+" else "p"


def change_width(draft: Draft) -> None:
    """Turn full-width, half-width and small forms of ASCII into ASCII (Unicode blocks FF00 and FE50)."""
    text = draft.text
    if text.isascii():
        return
    changed = text.translate(TABLES.width)
    if changed == text:
        return
    for run in _WIDE_RUNS.finditer("".join(map(_kind_of_change, text, changed))):
        start, end = run.span()
        draft.find("width-changed", start, end, original=show(text[start:end]), plain=changed[start:end])
    draft.replace(0, len(text), changed)


_PIECES = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\u3046-\u30fd][\u3099\u309a]")
"""Hangul syllables and voiced kana in pieces: Unicode Standard sections 3.12 and 18.4."""


def compose(draft: Draft) -> None:
    """Put decomposed Hangul and kana together (NFC), as macOS takes them apart, so that words are known
    again."""
    if draft.text.isascii():
        return
    for match in reversed(list(_PIECES.finditer(draft.text))):
        draft.replace(match.start(), match.end(), unicodedata.normalize("NFC", match.group()))


def remove_outer_spaces(draft: Draft) -> None:
    """Take white space and line breaks from both ends; spreadsheets write a line break as _x000D_."""
    start = _OUTER.match(draft.text).end()  # type: ignore[union-attr]
    end = start + len(_SPACES_BEHIND.sub("", draft.text[start:]))
    if start > 0:
        draft.find("space-removed", 0, start)
    if end < len(draft.text):
        draft.find("space-removed", end, len(draft.text))
    draft.keep(start, end)


def remove_spaces_at_sign(draft: Draft) -> None:
    """Take white space from both sides of the at-sign, where no address has any."""
    if draft.text.startswith('"') or "@" not in draft.text:
        return
    for match in reversed(list(_SPACES.finditer(draft.text))):
        start, end = match.span()
        if draft.text[end : end + 1] == "@" or draft.text[start - 1 : start] == "@":
            draft.find("space-removed", start, end)
            draft.cut(start, end)


def remove_spaces_at_dots(draft: Draft) -> None:
    """Take white space from beside the dots of the domain, if the domain is complete without it."""
    at = draft.text.rfind("@")
    domain = draft.text[at + 1 :]
    spaces = list(_SPACES.finditer(domain))
    if at < 0 or not spaces or len(spaces) > 4:
        return
    if not all("." in (domain[found.start() - 1], domain[found.end() : found.end() + 1]) for found in spaces):
        return
    if not TABLES.is_top_level(_SPACES.sub("", domain)):
        return
    for found in reversed(spaces):
        draft.find("space-removed", at + 1 + found.start(), at + 1 + found.end())
        draft.cut(at + 1 + found.start(), at + 1 + found.end())


def join_lines(draft: Draft) -> None:
    """Where a line break cuts one address in two, join the halves as a suggestion; nobody knows it for
    certain.

    An equals sign before it belongs to it: RFC 2045 section 6.7 (5).
    """
    for match in reversed(list(_LINE_BREAKS.finditer(draft.text))):
        draft.find("line-break-inside", match.start(), match.end())
        draft.cut(match.start(), match.end())
