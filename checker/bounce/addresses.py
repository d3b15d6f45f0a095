"""Finds mail addresses in the text of a notice."""

import re

from checker.bounce.pattern import linear

_LABEL = "(?:[A-Za-z0-9_-]+|[\u0080-\U0010ffff]+)"
_WIDE = "\u3000-\u3002\u3008-\u3011\u3014-\u301f\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
"""Punctuation of East Asian texts, which stands right beside an address: `宛先：user@example.com（…）`."""
PATTERN = (
    f'(?:"[^"\\s@<>]+"|[^\\s<>()\\[\\]:;,"@=\'`|{_WIDE}]+(?:\'[^\\s<>()\\[\\]:;,"@\'{_WIDE}]+)?)'
    f"@(?:{_LABEL}(?:\\.{_LABEL})*|\\[[0-9A-Fa-f.:IPv]+\\])"
)
"""A mail address in running text, for `linear`: no length limits, because counting makes automata large.

A label of a domain is ASCII or it is not: a Korean particle that follows an address is no part of it.
"""

ADDRESS = linear(PATTERN)
_ESCAPED = re.compile(r"\\x\{(10[0-9A-Fa-f]{4}|(?!D[89A-F])[0-9A-F]{2,5})\}", re.IGNORECASE)
"""A character of an address that a report in ASCII cannot write (RFC 6533 section 3)."""
_MASKED = re.compile(r"[^.]\.\.\.@")
_PREFIX = re.compile(r"\A(?:smtp|rfc822|mailto|x400|notes|imceaex-?|utf-8)[:;]\s*", re.IGNORECASE)


def clean(text: str) -> str:
    """An address as a report writes it, without type, brackets and comments: `rfc822; <a@b.example>` ->
    `a@b.example`.
    """
    text = text.strip()
    if "\\x{" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    kind, semicolon, rest = text.partition(";")
    if semicolon and "@" not in kind and '"' not in kind and len(kind) < 30:
        text = rest.strip()
    text = _PREFIX.sub("", text)
    found = re.search(r"<([^<>]*)>", text)
    if found:
        text = found[1]
    text = _PREFIX.sub("", text).strip(" \t<>,;.'")
    if text.startswith("@") and ":" in text:
        text = text.partition(":")[2]
    return text.partition(" ")[0] if not text.startswith('"') else text


def is_masked(address: str) -> bool:
    """Whether an address is shown only in part, as groups show their members: `davi...@example.com`."""
    return _MASKED.search(address) is not None


def find(text: str) -> list[str]:
    """Every address in a text, in order, each once."""
    return list(dict.fromkeys(found[0].strip(".") for found in ADDRESS.finditer(text))) if "@" in text else []


def plain_name(address: str) -> str:
    """An address as a key: notices differ in case and in quotes around the local part."""
    return address.replace('"', "").lower()
