"""Cuts a quoted text into plain and marked pieces, so that templates show which characters decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.findings import Span

AROUND = 400
"""Code points shown on each side of the marked words of a long text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; `n` is the number of the span that covers it, from 1, or None."""

    text: str
    n: int | None = None


def marked(text: str, spans: Sequence[Span | None], around: int = AROUND) -> list[Piece]:
    """The text in pieces. Of spans that overlap, the first keeps its place; an empty one is a gap.

    A long text is cut to what stands around its spans, with an ellipsis where something is left out.
    """
    numbered = [(span, n) for n, span in enumerate(spans, 1) if span is not None]
    first = min((span[0] for span, _ in numbered), default=0)
    last = max((span[1] for span, _ in numbered), default=0)
    start, end = max(0, first - around), min(len(text), last + around)
    pieces = [Piece("… ")] if start else []
    at = start
    for (begin, stop), n in sorted(numbered, key=lambda each: (each[0], each[1])):
        if begin < at or (begin == at and stop == at and pieces and pieces[-1].n is not None):
            continue
        if begin > at:
            pieces.append(Piece(text[at:begin]))
        pieces.append(Piece(text[begin:stop], n))
        at = stop
    if at < end:
        pieces.append(Piece(text[at:end]))
    if end < len(text):
        pieces.append(Piece(" …"))
    return pieces
