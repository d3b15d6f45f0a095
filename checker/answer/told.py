"""Findings as a person reads them: what is said of several places is said once, and asides come last."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.answer.models import Finding
from checker.findings import Span

ASIDES = frozenset({"free-provider", "role-account", "sub-address"})
"""What kind of address it is. It changes nothing for whoever wants to write to it."""


@dataclass(frozen=True, slots=True)
class Item:
    """Findings with one id: the first of them, and what each explains, without repetition."""

    finding: Finding
    explanations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The items in order of their places, each place with the number of its item from 1, and the asides."""

    items: tuple[Item, ...]
    spans: tuple[Span, ...]
    numbers: tuple[int, ...]
    asides: tuple[Finding, ...]


def told(findings: Sequence[Finding]) -> Told:
    """The findings of one address, for a page or a terminal."""
    by_id: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.id not in ASIDES:
            by_id.setdefault(finding.id, []).append(finding)
    items = tuple(
        Item(same[0], tuple(dict.fromkeys(each.explanation for each in same))) for same in by_id.values()
    )
    places = [
        (each.span, number)
        for number, same in enumerate(by_id.values(), 1)
        for each in same
        if each.span is not None
    ]
    return Told(
        items=items,
        spans=tuple(span for span, _ in places),
        numbers=tuple(number for _, number in places),
        asides=tuple(each for each in findings if each.id in ASIDES),
    )
