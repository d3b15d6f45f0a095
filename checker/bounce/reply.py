"""The codes in a reply: three digits (RFC 5321 section 4.2) and an enhanced status code (RFC 3463
section 2).
"""

import re
import unicodedata
from typing import Any

from checker.bounce.pattern import linear

MAX_TEXT = 65_536
"""Longest text that is judged at once, in code points."""

_LEADING = re.compile(
    r"\s*(?:smtp; ?)?([2-5]\d\d)(?![\d@]|\.\d)(?:[- ]+#?([245]\.\d{1,3}\.\d{1,3})(?![.\d]))?"
)
_SIGNS = frozenset("([:;>")
_STARTS = frozenset("2345 sS")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?![.\d]*\d)")
_CODE = linear(
    r"(?i)(?:(?:said|replied|response|error|returned|reason|answer(?:ed)?|<<<|>>|=>|status|code|"
    r"err)\W\W?\W?|[(\[:;>] ?)"
    r"([45]\d\d)(?:[- ]#?([245]\.\d+\.\d+))?(?:[-\s,)\];:'\"]|$)"
)
_FIRST = re.compile(r"[45]\d\d")
_AFTER_SIGN = re.compile(r"([45]\d\d)(?:[- ]#?([245]\.\d+\.\d+))?(?:[-\s,)\];:'\"]|\Z)", re.ASCII)
_QUOTE = re.compile(
    r"(?:^[\s<>*\-]{0,12}|(?:said|replied|response|respond|error|returned|reason|answer(?:ed)?|was|data|command|status|smtp)\W{1,4}(?:\S{1,80}:\s?)?"
    r"|<<<\s?|[:=;'\"(\[>]\s?)(?:smtp;\s?)?([45]\d\d)([ -](?=\S))(?!\d{2,})",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[45]\d\d[ -]")
_AFTERMATH = re.compile(
    r"need rcpt|no valid recipients|rcpt (?:command )?first|too many errors|need mail command", re.IGNORECASE
)
_HEADING = re.compile(r"\s*(?:-{3,}|={3,}|\*{3,}|[A-Z][A-Za-z-]{2,30}:\s|>>>|<[^>]+@)")
_FOLDED = re.compile(r"(?<=[^\s>-])[ \t]*\n[ \t]{1,40}(?=[^\s>\-=*])")
_SPACES = re.compile(r"\s+")


_WIDE = re.compile("[0-9０-９][0-9０-９.．・#＃－\u3000-]+")
_NARROW = str.maketrans("０１２３４５６７８９．・＃－\u3000", "0123456789..#- ")
_LONGEST_CODE = 80


def narrow(text: str) -> str:
    """The text with codes that were typed in full-width letters, ５５０ ５．１．１, written as servers do."""
    if text.isascii():
        return text
    if len(text) <= _LONGEST_CODE:
        folded = unicodedata.normalize("NFKC", text.replace("・", "."))
        if folded.isascii():
            return folded
    return _WIDE.sub(lambda found: found[0].translate(_NARROW), text)


def codes_of(text: str) -> tuple[str | None, str | None]:
    """The reply code and the enhanced status code of a reply line, each None where there is none."""
    at = text.find(" said: ") if text.startswith("host ") else -1
    found = _LEADING.match(text, at + 7 if at >= 0 else 0)
    if found is None:
        at = text.find(" said: ")
        found = (_LEADING.match(text, at + 7) if at >= 0 else None) or _code(text)
    if found is None:
        return None, _late_status(text, 0)
    code, status = found.group(1, 2)
    return code, status or _late_status(text, found.end())


def _code(text: str) -> Any:
    """The first reply code that stands where a code may stand, as a match; None where there is none."""
    first = _FIRST.search(text)
    if first is None:
        return None
    start = first.start()
    sign = text[start - 2 : start] if start > 1 and text[start - 1] == " " else text[start - 1 : start]
    if sign[:1] in _SIGNS and sign and (found := _AFTER_SIGN.match(text, start)):
        return found
    return _CODE.search(text)


def _late_status(text: str, start: int) -> str | None:
    """A status code further on, as qmail writes it: `user unknown (#5.1.1)`."""
    if "5." not in text and "4." not in text:
        return None
    found = _STATUS.search(text, start)
    while found:
        at = found.start()
        before = text[at - 2 : at - 1] if text[at - 1 : at] == "#" else text[at - 1 : at]
        if not before or not (before.isdigit() or before in ".#"):
            return found[0]
        found = _STATUS.search(text, at + 1)
    return None


def one_line(text: str) -> str:
    """The text of a multi-line reply as one line: white space collapsed, codes of continuation lines
    dropped.
    """
    text = narrow(text[:MAX_TEXT])
    if "\n" in text or "\t" in text or "  " in text or "\r" in text:
        text = _SPACES.sub(" ", text).strip()
    found = _LEADING.match(text) if text[:1] in _STARTS else None
    if found and (text[found.end(1) :].startswith("-") or f" {found[1]}-" in text):
        text = _without_continuations(text, found[1], found[2])
    return text


def quoted(text: str) -> list[str]:
    """The replies that are quoted in a notice, in the order in which they should be believed.

    A refusal for good (5xx) says more than one for now (4xx), and what the server says after the
    recipients were refused ("need RCPT") says nothing.
    """
    found: list[str] = []
    last = None
    wide = False
    for line in _FOLDED.sub(" ", text[:MAX_TEXT]).split("\n"):
        start = _QUOTE.search(line) if _DIGITS.search(line) else None
        if start is not None:
            if (
                last is not None
                and start.start(1) == len(line) - len(line.lstrip(" <\t"))
                and _same_reply(last, start)
            ):
                found[-1] += f" {line[start.start(1) :].strip()}"
            else:
                found.append(line[start.start(1) :].strip())
            last = start
        elif line.strip() and last is not None and wide and not _HEADING.match(line):
            found[-1] += f" {line.strip()}"
            last = None
        else:
            last = None
        wide = len(line) >= 60
    return sorted(found, key=_weight)


def _same_reply(last: re.Match[str], this: re.Match[str]) -> bool:
    return last[1] == this[1] and last[2].startswith("-")


def _weight(reply: str) -> int:
    if _AFTERMATH.search(reply):
        return 2
    return 0 if reply.startswith("5") else 1


def _without_continuations(text: str, code: str, status: str | None) -> str:
    found = _LEADING.match(text)
    start = found.end() if found else 0
    detail = re.escape(status) if status else r"[245]\.\d{1,3}\.\d{1,3}"
    again = rf"(?:\A|(?<=\s)){code}(?:-(?:{detail}(?=\s|\Z))?| {detail}(?=\s|\Z)| (?=\S))\s*"
    rest = re.sub(again, "", text[start:])
    return f"{code} {status + ' ' if status else ''}{rest.lstrip(' -')}"
