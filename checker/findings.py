"""The words that engines share: what a check observed, how much it matters, and what it all comes to.

Engines speak ids. A finding never carries a sentence: `checker.guide` turns its id and a locale into one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

Span = tuple[int, int]
"""Start and end (exclusive) in code points of the text that was checked."""

Evidence = Mapping[str, str | int]
"""Named values that the finding's sentence may show: plain text, never markup."""

NOTHING: Evidence = MappingProxyType({})


class Severity(StrEnum):
    """How much a finding matters for the mail to arrive."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Verdict(StrEnum):
    """What the findings about a domain or an account come to, from the best to the worst.

    `unknown` stands for what could not be found out, which is better than broken and worse than all else.
    """

    GOOD = "good"
    ATTENTION = "attention"
    UNKNOWN = "unknown"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check observed: a stable id, how much it matters, where, and on what evidence."""

    id: str
    severity: Severity
    span: Span | None = None
    evidence: Evidence = field(default_factory=lambda: NOTHING)
