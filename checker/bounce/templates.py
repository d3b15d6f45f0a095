"""Replies that say the same about ever new recipients: what they have in common, and when that decides.

A log quotes the same few hundred replies over and over; only the recipient's address and the host that
replied change. A template is a reply with gaps in their place. It decides for the whole reply where nothing
that is looked for in a reply can lie in a gap, or reach into one; `Templates` knows both.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import re2

from checker.bounce.rule import options, presence

GAP = "\n"
"""Stands in a template for what was taken out: no reply of one line has one."""

LONGEST = 400
"""Code points of what is taken for an address or the name of a host."""

# What a gap may hold, in lower case, and what not.
_BETWEEN = re.compile(r"[^a-z0-9._%+=/~@\[\]-]")
_TELLS = re.compile(r"[a-z0-9._%+=/~@\[\]-]")
_HOST_FIRST = "host "
_CODE_WORDS = "said|replied|response|error|returned|reason|answer|answered|status|code|err"
_PARTED = re.compile(r"(?<=.[@\[])")
"""Gaps are looked at in parts: the host up to its bracket, the local part up to its sign, the domain."""
_CODES = "|".join(
    (
        r"[^a-z0-9._%+=/~@\[\]\n-]",  # what is in no host and no address
        r"^[^a-z0-9\n]",
        r"^[0-9][0-9.]*[^0-9.\n]|^[0-9]+(?:\.[0-9]*){0,2}$",  # begins as a code does, and is no IPv4 address
        r"[^0-9.\n][245]\.[0-9]+\.[0-9]",  # an enhanced status code
        r"[\[@][45][0-9]{2}[^0-9.\n]",  # a reply code
        rf"(?:{_CODE_WORDS})(?:$|[^a-z0-9\n]{{1,3}}(?:[45][0-9]{{2}}|$))",  # a word that a reply code follows
    )
)


class Template(NamedTuple):
    """A reply with gaps, and what they held: the name of the host with its bracket; the domain of the
    recipient; the rest, which is the local part and the host's address.
    """

    text: str
    host: str
    domain: str
    rest: str


def template(text: str, recipient: str | None) -> Template:
    """A reply of one line with gaps for the host that gave it and for the recipient."""
    host = domain = rest = ""
    if text.startswith(_HOST_FIRST) and (end := text.find("] said: ")) > 0:
        bracket = text.find("[") + 1
        if 0 < bracket < min(end, LONGEST) and text.count(".", bracket, end) == 3:
            host, rest = text[5:bracket], text[bracket:end]
            text = f"host {GAP}{text[end + 1 :]}"
    elif text[:1].isdigit() and (end := text.find(" does not like recipient")) > 0:
        rest = text[:end]
        text = GAP + text[end:]
    if recipient and len(recipient) < LONGEST and recipient in text:
        text = text.replace(recipient, GAP)
        local, at, domain = recipient.rpartition("@")
        rest = f"{local}{at}{rest}"
    return Template(text, host, domain, rest)


class Templates:
    """Knows from all that is looked for (`literals`, in lower case) where a gap would hide some of it.

    For replies in ASCII only.
    """

    def __init__(self, literals: Iterable[str]) -> None:
        self._before: set[str] = set()
        self._after: set[str] = set()
        words: set[str] = set()
        first: set[str] = set()
        last: set[str] = set()
        whole: set[str] = set()
        for literal in filter(str.isascii, literals):
            parts = _BETWEEN.split(literal)
            if len(parts) == 1:
                words.add(_PARTED.split(literal, maxsplit=1)[0])
                continue
            whole.update(filter(None, parts[1:-1]))
            if head := parts[0]:
                rest = literal[len(head) :]
                self._after.add(rest)
                if not any(parts[1:]):
                    last.add(head)
            if tail := parts[-1]:
                rest = literal[: -len(tail)]
                self._before.add(rest)
                if _HOST_FIRST.endswith(rest) or not any(parts[:-1]):
                    first.add(_PARTED.split(tail, maxsplit=1)[0])
        self._longest = max(map(len, self._before | self._after), default=0)
        no_words = rf"(?im){_CODES}|^(?:{_any(first)})|^(?:{_any(whole)})$|(?:{_any(last)})$"
        self._telling = re2.compile(f"{no_words}|{_any(words)}", options())
        self._codes = presence(no_words)

    def telling(self, gaps: list[str]) -> set[int]:
        """The places of those gaps that hold something that is looked for, or what no gap may hold; found in
        all of them at once.
        """
        data = "\n".join(gaps).encode("utf-8", "replace")
        found: set[int] = set()
        at = place = 0
        while hit := self._telling.search(data, at):
            start = hit.start()
            place += data.count(b"\n", at, start)
            found.add(place)
            at = data.find(b"\n", start) + 1
            if not at:
                break
            place += 1
        return found

    def readable(self, gap: str) -> bool:
        """Whether the words in a gap are all that it may add to a reply: it holds nothing like a code."""
        return not self._codes(gap.encode("utf-8", "replace"))

    def closed(self, text: str) -> bool:
        """Whether nothing that is looked for can begin in the text of a template and end in a gap, or
        the other way about.

        Where the text would add no word to what stands in the gap, `telling` has looked for that.
        """
        text = text.lower()
        at = text.find(GAP)
        while at >= 0:
            before, after = text[max(0, at - self._longest) : at], text[at + 1 : at + 1 + self._longest]
            if _TELLS.match(before[-1:]) or _TELLS.match(after):
                return False
            if before != _HOST_FIRST and any(
                before[i:] in self._before and _TELLS.search(before[i:]) for i in range(len(before))
            ):
                return False
            if any(after[:i] in self._after and _TELLS.search(after[:i]) for i in range(1, len(after) + 1)):
                return False
            at = text.find(GAP, at + 1)
        return True


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re2.escape, sorted(words))) or r"[^\x00-\x{10ffff}]"
