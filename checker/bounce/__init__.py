"""The decoder of delivery failures: a code, a reply, a log line or a returned message -> an outcome per
recipient.

Pure: text in, values out. `decode` takes anything; `classify` takes one reply or log line,
`classify_many` whole log files.
"""

from checker.bounce.bulk import Sorted, classify_many
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
from checker.bounce.reply import narrow
from checker.bounce.summary import summarize
from checker.bounce.tables import TableError, code, codes, providers, reasons

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
    "Sorted",
    "Span",
    "Summary",
    "TableError",
    "Why",
    "classify",
    "classify_many",
    "code",
    "codes",
    "decode",
    "narrow",
    "providers",
    "reasons",
    "summarize",
]
