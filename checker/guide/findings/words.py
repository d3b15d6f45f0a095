"""The shape of a row of words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The texts of a finding; `%(name)s` is filled from its evidence. `article` is an article id, with an
    anchor."""

    title: str
    explanation: str
    fix: str
    article: str | None = None
