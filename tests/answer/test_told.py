"""Findings as a person reads them: each thing once, with all of its places."""

import pytest

from checker.answer.models import Finding
from checker.answer.told import told
from checker.findings import Severity, Span


def finding(finding_id: str, span: Span | None, explanation: str = "So it is.") -> Finding:
    return Finding(
        id=finding_id,
        severity=Severity.INFO,
        span=span,
        evidence={},
        title="Title",
        explanation=explanation,
        fix="Fix.",
        article=None,
    )


@pytest.mark.parametrize(
    ("findings", "items", "marks", "asides"),
    [
        ([], [], [], []),
        (
            [finding("wrapper-removed", (0, 1)), finding("wrapper-removed", (14, 15))],
            [("wrapper-removed", ("So it is.",))],
            [((0, 1), 1), ((14, 15), 1)],
            [],
        ),
        (
            [
                finding("refused-character", (3, 4), "* isn't accepted."),
                finding("refused-character", (4, 5), "* isn't accepted."),
                finding("space-removed", (5, 6)),
                finding("refused-character", (6, 7), "/ isn't accepted."),
            ],
            [
                ("refused-character", ("* isn't accepted.", "/ isn't accepted.")),
                ("space-removed", ("So it is.",)),
            ],
            [((3, 4), 1), ((4, 5), 1), ((6, 7), 1), ((5, 6), 2)],
            [],
        ),
        (
            [finding("role-account", (0, 4)), finding("free-provider", None), finding("no-mx", None)],
            [("no-mx", ("So it is.",))],
            [],
            ["role-account", "free-provider"],
        ),
    ],
)
def test_told(
    findings: list[Finding],
    items: list[tuple[str, tuple[str, ...]]],
    marks: list[tuple[Span, int]],
    asides: list[str],
) -> None:
    say = told(findings)
    assert [(item.finding.id, item.explanations) for item in say.items] == items
    assert list(zip(say.spans, say.numbers, strict=True)) == marks
    assert [each.id for each in say.asides] == asides
