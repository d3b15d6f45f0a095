"""The decoder of delivery failures: a code, a reply, a log line or a returned message -> an outcome per
recipient.

Pure: text in, values out. `decode` takes anything; `classify` is the fast way for one reply or log line.
"""

from collections.abc import Iterable, Iterator

from checker.bounce.decode import decode
from checker.bounce.model import (
    Action,
    Also,
    Code,
    Decoding,
    Evidence,
    Hardness,
    Kind,
    Outcome,
    Reason,
    Retry,
    Scope,
    Span,
    Summary,
    Why,
)
from checker.bounce.outcome import classify
from checker.bounce.summary import summarize
from checker.bounce.tables import TableError, code, codes, reasons

__all__ = [
    "Action",
    "Also",
    "Code",
    "Decoding",
    "Evidence",
    "Hardness",
    "Kind",
    "Outcome",
    "Reason",
    "Retry",
    "Scope",
    "Span",
    "Summary",
    "TableError",
    "Why",
    "classify",
    "classify_many",
    "code",
    "codes",
    "decode",
    "reasons",
    "summarize",
]


def classify_many(lines: Iterable[str]) -> Iterator[Outcome]:
    """One outcome per line, in order, as `classify` gives it."""
    return map(classify, lines)
