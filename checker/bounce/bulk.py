"""Many log lines, sorted by reason: what reports over whole log files need, and nothing that costs more.

The same rules and codes as `classify`, without the evidence: no spans, no quoted text, no second reasons.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.bounce import reply
from checker.bounce.logline import read as read_log_line
from checker.bounce.model import Action
from checker.bounce.outcome import better, by_class, classify, of_log_line
from checker.bounce.pattern import sound
from checker.bounce.providers import provider_of
from checker.bounce.rules import matcher


class Sorted(NamedTuple):
    """What one line tells of. The fields mean what they mean in `Outcome`; `rule` is that of its evidence."""

    reason: str
    rule: str
    action: Action
    reply_code: str | None
    status: str | None
    provider: str | None
    recipient: str | None


def classify_many(lines: Iterable[str]) -> Iterator[Sorted]:
    """One record per line, in order, as `classify` would judge it. Never raises."""
    rules = matcher()
    match, step_of = rules.match, rules.step
    failed, delayed = Action.FAILED, Action.DELAYED
    for line in lines:
        line = line[: reply.MAX_TEXT]
        if not line.isascii():
            # Lower case may have another length than the text: the long way minds that.
            yield _whole(sound(line))
            continue
        log = read_log_line(line)
        if log is not None:
            recipient, action, status, text, remote_mta = log
            if action is not failed and action is not delayed:
                yield _whole(line)
                continue
            text = reply.one_line(text)
            reply_code, said = reply.codes_of(text)
            known = provider_of(remote_mta) if remote_mta else None
            provider = known or (provider_of(recipient[recipient.rfind("@") + 1 :]) if recipient else None)
            status = better(said, status)
        elif "\n" in line:
            yield _whole(line)
            continue
        else:
            recipient = known = provider = None
            text = reply.one_line(line)
            reply_code, status = reply.codes_of(text)
            action = by_class(reply_code, status)
        data = text.lower().encode()
        step = step_of(match(data) or [], (reply_code, status, provider, known is not None, False), data)
        rule = step.rule
        if rule is None or action is not failed or rule.reason == "network-error":
            # What the codes and the notice's own action add is decided in one place.
            yield _whole(line)
        else:
            yield Sorted(rule.reason, rule.id, action, reply_code, status, step.provider, recipient)


def _whole(line: str) -> Sorted:
    log = read_log_line(line)
    outcome = classify(line) if log is None else of_log_line(log)
    return Sorted(
        outcome.reason,
        outcome.evidence.rule,
        outcome.action,
        outcome.reply_code,
        outcome.status,
        outcome.provider,
        outcome.recipient,
    )
