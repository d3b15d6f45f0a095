"""One, some or all."""

from collections import Counter
from types import MappingProxyType

from checker.bounce.model import Action, Decoding, Kind, Scope, Summary
from checker.bounce.tables import reasons


def summarize(decoding: Decoding) -> Summary:
    """How many recipients failed and why.

    One recipient in all is `one`; every one of several `all`; else `some`. Where the number of recipients
    of the message is not known, it is the number of those that are named. A text that shows no trace of a
    failure counts as none.
    """
    table = reasons()
    failed = [
        outcome
        for outcome in decoding.outcomes
        if decoding.kind is not Kind.UNKNOWN
        and table[outcome.reason].failure
        and outcome.action is Action.FAILED
    ]
    total = max(decoding.total or 0, len(decoding.outcomes))
    counts = Counter(outcome.reason for outcome in decoding.outcomes)
    if total <= 1:
        scope = Scope.ONE
    elif len(failed) == total:
        scope = Scope.ALL
    else:
        scope = Scope.SOME
    return Summary(scope, len(failed), total, MappingProxyType(dict(counts)))
