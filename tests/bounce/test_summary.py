"""One, some or all recipients."""

import pytest

from checker.bounce import Action, Decoding, Evidence, Kind, Outcome, Scope, summarize


def outcome(reason: str, action: Action = Action.FAILED) -> Outcome:
    """An outcome that a summary looks at."""
    evidence = Evidence("none", "")
    return Outcome("user@example.com", reason, (), action, None, False, None, None, None, None, "", evidence)


FULL, UNKNOWN = outcome("mailbox-full"), outcome("user-unknown")
THERE = outcome("delivered", Action.DELIVERED)
LATER = outcome("network-error", Action.DELAYED)

CASES = [
    ((), None, Scope.ONE, 0, 0, {}),
    ((FULL,), None, Scope.ONE, 1, 1, {"mailbox-full": 1}),
    ((FULL,), 1, Scope.ONE, 1, 1, {"mailbox-full": 1}),
    ((FULL,), 3, Scope.SOME, 1, 3, {"mailbox-full": 1}),
    ((FULL, FULL), None, Scope.ALL, 2, 2, {"mailbox-full": 2}),
    ((FULL, UNKNOWN), 2, Scope.ALL, 2, 2, {"mailbox-full": 1, "user-unknown": 1}),
    ((FULL, THERE), None, Scope.SOME, 1, 2, {"mailbox-full": 1, "delivered": 1}),
    ((FULL, LATER), None, Scope.SOME, 1, 2, {"mailbox-full": 1, "network-error": 1}),
    ((THERE, THERE), 2, Scope.SOME, 0, 2, {"delivered": 2}),
]


@pytest.mark.parametrize(("outcomes", "total", "scope", "failed", "of", "reasons"), CASES)
def test_summaries(
    outcomes: tuple[Outcome, ...],
    total: int | None,
    scope: Scope,
    failed: int,
    of: int,
    reasons: dict[str, int],
) -> None:
    summary = summarize(Decoding(Kind.MESSAGE, outcomes, total))
    assert (summary.scope, summary.failed, summary.total) == (scope, failed, of)
    assert dict(summary.reasons) == reasons
