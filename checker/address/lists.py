"""Where a text holds several addresses: take it apart, without losing an entry."""

import re
from dataclasses import dataclass

from checker.address.data import TABLES
from checker.address.denials import end_of_denial
from checker.address.edges import is_anchor

_AT = re.compile("[@＠﹫]")
_LINES = "\r\n\x0b\x0c\x85\u2028\u2029"
_SEMICOLONS = ";；﹔"
_COMMAS = ",，﹐、､"
_STROKES = "|/·｜／\t"
_LEVELS = (_LINES, _SEMICOLONS, _COMMAS, _STROKES)
"""What stands between entries, strongest first. A piece that has one at-sign is not cut further."""

_SPOKEN = re.compile(
    r"골뱅이|アットマーク|あっとまーく|&#64;|&commat;|[(\[{]\s?(?:at|a|골뱅이|앳|アット)\s?[)\]}]",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_CLOSINGS = ">＞)]」』】》〉"
_SPOKEN_REST = "\ue000"
_JOINTS = re.compile(
    r"(?<=[>＞])\s*(?=[<＜])|(?<=[>＞])(?=[^<>@,;\s][^<>@]{0,60}<)|(?<=[)\]」』】》〉])\s*(?=[(\[「『【《〈])"
    r"|\s{0,9}(?:[-=]{1,9}>|[。｡・･&＆+＋•‣※＊\u2190-\u21ff\u25a0-\u2775\u2794-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]|및|또는|혹은|이랑|랑|와|과|と|や|和|或|跟|与|または|又は|及び|および)\s*"
    r"|\s{0,9}(?=[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3260-\u327b])"
)
"""What stands between two whole addresses without a space, but may be a part of one too; or a number in a
circle. Runs are bounded: tried at each of its places, a long one would take time by its square."""

_CONJUNCTION = re.compile(
    r"(?:and|or|und|oder|et|ou|y|o|e|och|og|및|또는|혹은|그리고|와|과|と|や|または|又は|及び|および|和|或|&|＆|\+|＋|[-=]+>)\s+(?=\S)",
    re.IGNORECASE,
)
_ENCLOSED = {"[": "]", "(": ")", "{": "}", "“": "”", "「": "」", "【": "】"}

_BLANK = re.compile(r"[\s\u200b\u2060\ufeff]*").fullmatch
_GROUP = re.compile(r"\s*([^@:<>\"\x00-\x1f]{1,60}):(?!//)\s*")
_QUERY = re.compile(
    r"(<?)(mailto:(?:(?!mailto:)[^\s?])*)(\?(?:(?!mailto:)[^\s<>\"')\]])*)(>?)", re.IGNORECASE
)
"""A link, and its header fields: RFC 6068 section 2."""
_FIELD = re.compile(r"(?:[?&]|&amp;)(?:amp;)?(?P<name>[^=&?]*)(?P<value>=[^&]*)?", re.IGNORECASE)
_RECIPIENTS = frozenset({"to", "cc", "bcc"})
_ESCAPED = re.compile("%40|%2c", re.IGNORECASE)
_PROTECTED = 200
"""Code points that a quoted name or a comment may have; in longer ones a separator counts."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The entries of a list as (start, end), and the group's name before them, if it has one."""

    entries: tuple[tuple[int, int], ...]
    label: tuple[int, int] | None = None


def split(text: str) -> Pieces | None:
    """Cut a list into entries; None where the text is no list. Takes time in proportion to its length."""
    given, text = text, _with_signs(text)
    if _ats(text, 0, len(text)) < 2 or (is_anchor(given) and not _names_more(given)):
        return None
    start, end = _enclosed(text)
    label = None
    group = _GROUP.match(text, start)
    if group is not None and group.group(1).strip().lower() not in TABLES.schemes:
        label = (start, group.end())
        start = group.end()
    closed = _protected(text)
    pieces = [(start, end)]
    for level in _LEVELS:
        pieces = [part for piece in pieces for part in _cut(text, piece, level, closed)]
    pieces = [part for piece in pieces for part in _cut_at_spaces(text, piece, closed)]
    pieces = [part for piece in pieces for part in _cut_at_joints(text, piece)]
    pieces = _join_commas(text, pieces)
    pieces = [_without_conjunction(text, piece) for piece in pieces]
    return Pieces(tuple(pieces), label) if len(pieces) > 1 else None


def _with_signs(text: str) -> str:
    """The text with an at-sign in place of each spoken one and a line break for those of HTML, in the same
    length."""
    if "<" in text:
        text = _BREAK.sub(lambda match: "\n" * len(match.group()), text)
    if "?" in text:
        text = _QUERY.sub(_with_recipients, text)
    if _SPOKEN.search(text) is None:
        return text
    return _SPOKEN.sub(lambda match: "@".ljust(len(match.group()), _SPOKEN_REST), text)


def _with_recipients(match: re.Match[str]) -> str:
    """A link with line breaks in place of its header fields, but for the addresses in them."""
    opening, link, query, closing = match.groups()
    fields = "".join(map(_recipients_of, _FIELD.finditer(query))).ljust(len(query), "\n")
    if _AT.search(fields) is None:
        return opening + link + fields + closing
    link = "\n" * len(link) if link[-1] == ":" else link
    return "\n" * len(opening) + link + fields + "\n" * len(closing)


def _recipients_of(field: re.Match[str]) -> str:
    value = field.group("value") or ""
    if field.group("name").lower() not in _RECIPIENTS or not value:
        return "\n" * len(field.group())
    signs = {"%40": "@".ljust(3, _SPOKEN_REST), "%2c": ",,,"}
    plain = _ESCAPED.sub(lambda match: signs[match.group().lower()], value[1:])
    return plain.rjust(len(field.group()), "\n")


def _names_more(text: str) -> bool:
    """Has a link of the text header fields that name recipients?"""
    return any(
        _AT.search(_recipients_of(field))
        for query in _QUERY.finditer(text)
        for field in _FIELD.finditer(query.group(3))
    )


def _ats(text: str, start: int, end: int) -> int:
    return sum(text.count(sign, start, end) for sign in "@＠﹫")


def _protected(text: str) -> bytearray:
    """Mark the places inside quoted names and comments, where a separator separates nothing."""
    closed = bytearray(len(text))
    for match in re.finditer(
        rf'(?<![^\s,;:<(])"[^"\r\n@]{{0,{_PROTECTED}}}"|"[^"\r\n]{{0,{_PROTECTED}}}"(?=@)|\([^()\r\n@]{{0,{_PROTECTED}}}\)',
        text,
    ):
        closed[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return closed


def _cut(text: str, piece: tuple[int, int], separators: str, closed: bytearray) -> list[tuple[int, int]]:
    start, end = piece
    if _ats(text, start, end) < 2:
        return [piece]
    parts = []
    for match in re.finditer(f"[{re.escape(separators)}]", text[start:end]):
        at = piece[0] + match.start()
        if not closed[at]:
            parts.append((start, at))
            start = at + 1
    parts.append((start, end))
    return [part for part in parts if not _BLANK(text, *part)]


def _cut_at_spaces(text: str, piece: tuple[int, int], closed: bytearray) -> list[tuple[int, int]]:
    """Cut between addresses that stand side by side; other words go with the address that follows them."""
    start, end = piece
    if _ats(text, start, end) < 2:
        return [piece]
    parts = []
    last = max(text.rfind(sign, start, end) for sign in "@＠﹫")
    following = _AT.search(text, start)
    for match in re.finditer(r"\s+", text[start:end]):
        left, right = piece[0] + match.start(), piece[0] + match.end()
        if closed[left] or left == start or right == end:
            continue
        beside_at = text[left - 1] == _SPOKEN_REST or _AT.match(text[left - 1]) or _AT.match(text[right])
        if beside_at or text[right] in "<＜(（[［" or following is None or following.start() >= left:
            continue
        if last < right:
            break
        # After "not this one", the address before it ends: kim@naver.com 말고 lee@naver.com.
        denied = end_of_denial(text, left, end)
        parts.append((start, denied))
        start = max(denied, right)
        following = _AT.search(text, start)
    parts.append((start, end))
    return parts


def _cut_at_joints(text: str, piece: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut where one address is complete and another follows, with a sign or a word between them."""
    start, end = piece
    if _ats(text, start, end) < 2:
        return [piece]
    parts = []
    last = max(text.rfind(sign, start, end) for sign in "@＠﹫")
    for match in _JOINTS.finditer(text, start, end):
        before = text[max(start, match.start() - 260) : match.start()].rstrip(_CLOSINGS)
        if match.start() > last:
            break
        domain = _AT.split(before)[-1].lstrip(_SPOKEN_REST) if _AT.search(before) else ""
        if TABLES.is_top_level(domain.translate(TABLES.width)) and match.start() > start:
            parts.append((start, match.start()))
            start = match.end()
    parts.append((start, end))
    return parts


def _without_conjunction(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    """Leave out the word that joins an entry with the one before it: and, 또는, と."""
    start, end = piece
    while start < end and text[start].isspace():
        start += 1
    match = _CONJUNCTION.match(text, start, end) if _AT.search(text, start, end) else None
    return (match.end(), end) if match is not None else piece


def _enclosed(text: str) -> tuple[int, int]:
    """The inside of the brackets around a whole list; all of the text where there are none."""
    start, end = 0, len(text)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    closing = _ENCLOSED.get(text[start : start + 1])
    if closing is None or text[end - 1] != closing:
        return 0, len(text)
    opening = text[start]
    if text.find(opening, start + 1, end) >= 0 or text.find(closing, start, end - 1) >= 0:
        return 0, len(text)
    return start + 1, end - 1


def _join_commas(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put `kim@naver` and `com` together again: a comma was typed there in place of a dot."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and text[start - 1] in _COMMAS and joined[-1][1] == start - 1:
            before, after = text[joined[-1][0] : joined[-1][1]], text[start:end].strip().lower()
            domain = before.rpartition("@")[2]
            ending = after in TABLES.top_levels or after in TABLES.suffixes
            if ending and "@" in before and "." not in domain and text[start] not in " \t":
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined
