"""Cuts a quoted text into plain and marked pieces, so that templates show which characters decided.

What has no shape of its own is shown by its number: U+200B where nothing else stands in a mark, and
everywhere the controls that would reorder the text around them (UAX #9 section 2) and those of C0 and C1.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from checker.findings import Span

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

AROUND = 400
"""Code points shown on each side of the marked words of a long text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; `n` is the number of the span that covers it, from 1, or None."""

    text: str
    n: int | None = None


def _number(char: str) -> str:
    return f"U+{ord(char):04X}"


def visible(text: str, n: int | None = None) -> Piece:
    """A piece with a number for each character that would not be seen as it is."""
    if n is not None and all(unicodedata.category(char) == "Cf" for char in text):
        return Piece(" ".join(map(_number, text)), n)
    return Piece(_CONTROLS.sub(lambda match: _number(match[0]), text), n)


def marked(
    text: str, spans: Sequence[Span | None], around: int = AROUND, numbers: Sequence[int] | None = None
) -> list[Piece]:
    """The text in pieces. Of spans that overlap, the first keeps its place; an empty one is a gap.

    The spans are numbered from 1, or as `numbers` says. A long text is cut to what stands around its spans,
    with an ellipsis where something is left out.
    """
    numbered = [
        (span, n)
        for n, span in zip(numbers or range(1, len(spans) + 1), spans, strict=True)
        if span is not None
    ]
    first = min((span[0] for span, _ in numbered), default=0)
    last = max((span[1] for span, _ in numbered), default=0)
    start, end = max(0, first - around), min(len(text), last + around)
    pieces = [Piece("… ")] if start else []
    at = start
    for (begin, stop), n in sorted(numbered, key=lambda each: (each[0], each[1])):
        if begin < at or (begin == at and stop == at and pieces and pieces[-1].n is not None):
            continue
        if begin > at:
            pieces.append(visible(text[at:begin]))
        pieces.append(visible(text[begin:stop], n))
        at = stop
    if at < end:
        pieces.append(visible(text[at:end]))
    if end < len(text):
        pieces.append(Piece(" …"))
    return pieces
