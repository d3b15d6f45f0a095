"""Tag lists, the form that DKIM, DMARC, MTA-STS and TLS reporting records share (RFC 6376 section 3.2)."""

import re
from collections import Counter
from dataclasses import dataclass

MAX_TAGS = 200
"""Tags that are read: no record needs a tenth of them."""

_WHITE = " \t\r\n"
_TAG = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class TagList:
    """`tags` in order, names as they were written, values without the white space around them.

    `stray` are parts that are no tag=value; `has_gap` tells of an empty part between two semicolons.
    """

    tags: tuple[tuple[str, str], ...] = ()
    stray: tuple[str, ...] = ()
    has_gap: bool = False

    def get(self, name: str) -> str | None:
        """The value of a tag, its name in lower case; the first one where it is repeated."""
        return next((value for tag, value in self.tags if tag.lower() == name), None)

    @property
    def repeated(self) -> tuple[str, ...]:
        """Names of the tags that stand there more than once."""
        counts = Counter(tag.lower() for tag, _ in self.tags)
        return tuple(tag for tag, count in counts.items() if count > 1)


def parse_tags(text: str) -> TagList:
    """Split a tag list. Never raises; linear in the length of the text."""
    tags: list[tuple[str, str]] = []
    stray: list[str] = []
    parts = [part.strip(_WHITE) for part in text.split(";", MAX_TAGS)[:MAX_TAGS]]
    if parts and not parts[-1]:
        parts.pop()
    for part in parts:
        name, equals, value = part.partition("=")
        name = name.rstrip(_WHITE)
        if equals and _TAG.fullmatch(name):
            tags.append((name, value.lstrip(_WHITE)))
        elif part:
            stray.append(part)
    return TagList(tuple(tags), tuple(stray), "" in parts)


def starts_with_version(text: str, version: str) -> bool:
    """Is the first tag `v` with exactly this value? White space is allowed around the equals sign."""
    name, equals, value = text.partition(";")[0].partition("=")
    return bool(equals) and name.rstrip(" \t") in ("v", "V") and value.strip(" \t") == version
