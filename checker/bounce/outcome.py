"""From a quoted reply to an outcome: the one place where codes, words and the notice's own action meet."""

import re
from collections.abc import Iterator

from checker.bounce import reply
from checker.bounce.coded import Verdict
from checker.bounce.logline import LogLine
from checker.bounce.logline import read as read_log_line
from checker.bounce.model import Action, Also, Evidence, Hardness, Outcome, Why
from checker.bounce.pattern import sound
from checker.bounce.providers import provider_of
from checker.bounce.report import Report
from checker.bounce.rules import matcher
from checker.bounce.tables import reasons

_STATUS_FIRST = re.compile(r"\s*[45]\.\d{1,3}\.\d{1,3}\s+\S")
"""A pasted reply without its three digits: what it quotes below is only the last cause."""
_TIMEOUTS = ("timed out", "timeout", "did not accept our requests to connect", "socket error")


def classify(line: str) -> Outcome:
    """The outcome that one reply line or log line tells of. Never raises; only the first 64 KiB are
    judged.
    """
    line = sound(line[: reply.MAX_TEXT])
    log = read_log_line(line)
    if log is not None:
        return of_log_line(log)
    if "\n" in line:
        return of_report(Report(None, text=line))
    text = reply.one_line(line)
    reply_code, status = reply.codes_of(text)
    verdict = matcher().judge(text, reply_code, status, None, False)
    return _outcome(None, by_class(reply_code, status), status, None, text, reply_code, status, verdict)


def of_log_line(log: LogLine) -> Outcome:
    """The outcome of a delivery that a log line tells of."""
    recipient, action, status, text, remote_mta = log
    text = reply.one_line(text)
    reply_code, said = reply.codes_of(text)
    known = provider_of(remote_mta)
    provider = known or (provider_of(recipient.rpartition("@")[2]) if recipient else None)
    verdict = matcher().judge(text, reply_code, better(said, status), provider, known is not None)
    return _outcome(recipient, action, status, remote_mta, text, reply_code, said, verdict, action)


def of_report(report: Report) -> Outcome:
    """The outcome for one recipient. Words outrank codes; a quoted reply outranks the words around it."""
    known = provider_of(report.remote_mta)
    provider = known or (provider_of(report.recipient.rpartition("@")[2]) if report.recipient else None)
    text, reply_code, said, verdict = _best(report, provider, known is not None)
    action = report.action or by_class(reply_code, said or report.status)
    return _outcome(
        report.recipient,
        action,
        report.status,
        report.remote_mta,
        text,
        report.reply_code or reply_code,
        said,
        verdict,
        report.action,
    )


def _outcome(
    recipient: str | None,
    action: Action,
    status: str | None,
    remote_mta: str | None,
    text: str,
    reply_code: str | None,
    said: str | None,
    verdict: Verdict,
    told: Action | None = None,
) -> Outcome:
    """`said` is the status code of the reply, `status` that of the report; `told` the action that a
    report names.
    """
    if action is not Action.FAILED:
        verdict = _not_failed(verdict, action, told)
    elif told is not None and verdict.reason == "network-error":
        verdict = _given_up(verdict, text)
    reason = verdict.reason
    permanent = _PERMANENT.get((said or reply_code or status or "")[:1])
    return Outcome(
        recipient,
        reason,
        verdict.also,
        action,
        permanent,
        reason in _HARD
        or (reason in _HARD_IN_CLASS_5 and permanent is not False and action is Action.FAILED),
        reply_code,
        better(said, status),
        verdict.provider,
        remote_mta,
        text,
        Evidence(verdict.rule, text, (verdict.start, verdict.end) if verdict.start >= 0 else None),
    )


def _not_failed(verdict: Verdict, action: Action, told: Action | None) -> Verdict:
    if action is not Action.DELAYED:
        return Verdict("delivered", f"action:{action}", -1, -1, verdict.provider, ())
    if verdict.reason == "unknown" and told is not None:
        return verdict._replace(reason="delayed", rule="action:delayed")
    if verdict.reason == "expired" and told is not None and verdict.also:
        # The same words stand in a notice of failure. A server that still tries only tells what it saw last.
        causes = tuple(Also(also.reason, Why.LAST_CAUSE) for also in verdict.also)
        return verdict._replace(reason="delayed", also=causes)
    return verdict


_Found = tuple[str, str | None, str | None, Verdict]
"""Text, its reply code and status code, and the verdict on it."""


def _best(report: Report, provider: str | None, sure: bool) -> _Found:
    """The words that decide: telling words before general ones, a quoted reply before the text around it."""
    judge = matcher().judge
    candidates: list[_Found] = []
    general: _Found | None = None
    for text, prose in _candidates(report):
        reply_code, said = reply.codes_of(text)
        if prose and candidates:
            reply_code, said = candidates[0][1], candidates[0][2]
        verdict = judge(text, reply_code, better(said, report.status), provider, sure, prose)
        found = (text, reply_code, said, verdict)
        if _is_weak(verdict):
            candidates.append(found)
        elif not verdict.loose:
            return found
        else:
            general = general or found
            candidates.append(found)
    if general is not None:
        return general
    return next((found for found in candidates if found[3].reason != "unknown"), candidates[0])


def _candidates(report: Report) -> Iterator[tuple[str, bool]]:
    """(text, whether it is prose), in the order in which they are believed."""
    text = report.text
    if "\n" in text or report.action is not None:
        quotes = reply.quoted(text)
        if report.action is None and _STATUS_FIRST.match(text):
            yield reply.one_line(text.partition("\n")[0]), False
        for quote in quotes:
            yield reply.one_line(quote), False
        flat = reply.one_line(text)
        if not quotes or flat != reply.one_line(quotes[0]):
            yield flat, bool(quotes) or "\n" in text
    else:
        yield reply.one_line(text), False
    if report.notes:
        for quote in reply.quoted(report.notes):
            yield reply.one_line(quote), False
        yield reply.one_line(report.notes), True


def better(said: str | None, field: str | None) -> str | None:
    """The status code of the reply, or of the report where the reply has none or a vaguer one."""
    if said is None or (said.endswith(".0.0") and field is not None):
        return field or said
    return said


def _is_weak(verdict: Verdict) -> bool:
    return verdict.rule == "none" or verdict.rule.startswith("code:")


def by_class(reply_code: str | None, status: str | None) -> Action:
    """What a server did, as the class of its reply tells (RFC 5321 section 4.2.1)."""
    first = (status or reply_code or "5")[0]
    return {"2": Action.DELIVERED, "4": Action.DELAYED}.get(first, Action.FAILED)


def _given_up(verdict: Verdict, text: str) -> Verdict:
    """A notice that says "failed" about a host that never answered means: tried until the time was up."""
    low = text.lower()
    if verdict.start < 0 or not any(word in low for word in _TIMEOUTS):
        return verdict
    return verdict._replace(reason="expired", also=(Also("network-error", Why.LAST_CAUSE), *verdict.also))


_PERMANENT = {"4": False, "5": True}
_HARD = frozenset(id_ for id_, reason in reasons().items() if reason.hard is Hardness.ALWAYS)
_HARD_IN_CLASS_5 = frozenset(id_ for id_, reason in reasons().items() if reason.hard is Hardness.PERMANENT)
