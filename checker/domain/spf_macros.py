"""Macros in SPF records: their syntax and what they stand for (RFC 7208 section 7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

LETTERS = frozenset("slodiphv")
"""Macro letters of a domain-spec; c, r and t belong to explanations alone (section 7.2)."""

DELIMITERS = frozenset(".-+,/_=")
MAX_NAME = 253
_ESCAPES = {"%": "%", "_": " ", "-": "%20"}


@dataclass(frozen=True, slots=True)
class Macro:
    """One macro-expand: `%{ir}` is letter i, reversed. `parts` 0 keeps all of them."""

    letter: str
    parts: int = 0
    reverse: bool = False
    delimiters: str = "."
    escaped: bool = False
    """Written in upper case: the value is URL-escaped."""


Spec = tuple[str | Macro, ...]
"""A macro-string: literal text and macros, in order."""


def parse_macros(text: str) -> Spec | None:
    """Split a macro-string (section 7.1), or None if it is none. Linear in its length."""
    parts: list[str | Macro] = []
    literal: list[str] = []
    i = 0
    while i < len(text):
        character = text[i]
        if not "!" <= character <= "~":
            return None
        if character != "%":
            literal.append(character)
            i += 1
            continue
        following = text[i + 1 : i + 2]
        if following in _ESCAPES and following:
            literal.append(_ESCAPES[following])
            i += 2
            continue
        end = text.find("}", i) if following == "{" else -1
        macro = _macro(text[i + 2 : end]) if end > 0 else None
        if macro is None:
            return None
        if literal:
            parts.append("".join(literal))
            literal = []
        parts.append(macro)
        i = end + 1
    if literal:
        parts.append("".join(literal))
    return tuple(parts)


def _macro(text: str) -> Macro | None:
    letter, rest = text[:1], text[1:]
    if letter.lower() not in LETTERS or not letter:
        return None
    digits = ""
    while rest[:1].isascii() and rest[:1].isdigit():
        digits, rest = digits + rest[0], rest[1:]
        if len(digits) > 3:  # no name has 1000 labels
            return None
    # Section 7.3: a number of parts must not be zero.
    if digits and int(digits) == 0:
        return None
    reverse = rest[:1] in ("r", "R") and rest != ""
    rest = rest[1:] if reverse else rest
    if not set(rest) <= DELIMITERS:
        return None
    return Macro(letter.lower(), int(digits or 0), reverse, rest or ".", letter.isupper())


def expand(spec: Spec, values: Mapping[str, str]) -> str | None:
    """The text that a macro-string stands for (section 7.3); None if a macro's value is not among `values`.

    A name that gets too long loses labels on the left.
    """
    pieces: list[str] = []
    for part in spec:
        if isinstance(part, str):
            pieces.append(part)
        elif part.letter in values:
            pieces.append(_expand(part, values[part.letter]))
        else:
            return None
    name = "".join(pieces).removesuffix(".")
    while len(name) > MAX_NAME and "." in name:
        name = name.partition(".")[2]
    return name


def _expand(macro: Macro, value: str) -> str:
    for delimiter in macro.delimiters:
        value = value.replace(delimiter, "\0")
    parts = value.split("\0")
    if macro.reverse:
        parts.reverse()
    if macro.parts:
        parts = parts[-macro.parts :]
    joined = ".".join(parts)
    return quote(joined, safe="-._~") if macro.escaped else joined


def letters(spec: Spec) -> frozenset[str]:
    """The letters of the macros in it."""
    return frozenset(part.letter for part in spec if isinstance(part, Macro))
