"""From a quoted reply to an outcome: the one place where codes, words and the notice's own action meet."""

from collections.abc import Iterator

from checker.bounce import reply
from checker.bounce.logline import LogLine
from checker.bounce.logline import read as read_log_line
from checker.bounce.model import Action, Also, Evidence, Hardness, Outcome, Why
from checker.bounce.pattern import sound
from checker.bounce.report import Report
from checker.bounce.rules import Verdict, matcher, provider_of
from checker.bounce.tables import reasons

_TIMEOUTS = ("timed out", "timeout", "did not accept our requests to connect", "socket error")


def classify(line: str) -> Outcome:
    """The outcome that one reply line or log line tells of. Never raises; only the first 64 KiB are judged."""
    line = sound(line[: reply.MAX_TEXT])
    log = read_log_line(line)
    if log is not None:
        return of_log_line(log)
    return of_report(Report(None, text=line))


def of_log_line(log: LogLine) -> Outcome:
    """The outcome of a delivery that a log line tells of."""
    return of_report(Report(log.recipient, log.action, log.status, log.text, remote_mta=log.remote_mta))


def of_report(report: Report) -> Outcome:
    """The outcome for one recipient. Words outrank codes; a quoted reply outranks the words around it."""
    known = provider_of(report.remote_mta)
    guess = provider_of(report.recipient.rpartition("@")[2]) if report.recipient and not known else None
    text, reply_code, said, verdict = _best(report, known or guess, known is not None)
    reply_code = report.reply_code or reply_code
    action = report.action or _action(reply_code, said or report.status)
    if action in (Action.DELIVERED, Action.RELAYED, Action.EXPANDED):
        verdict = Verdict("delivered", f"action:{action}", -1, -1, known or guess, ())
    elif verdict.reason == "unknown" and action is Action.DELAYED and report.action is not None:
        verdict = verdict._replace(reason="delayed", rule="action:delayed")
    else:
        verdict = _given_up(verdict, action, report, text)
    permanent = _permanent(said, reply_code, report.status)
    hard = reasons()[verdict.reason].hard
    return Outcome(
        recipient=report.recipient,
        reason=verdict.reason,
        also=verdict.also,
        action=action,
        permanent=permanent,
        hard=hard is Hardness.ALWAYS
        or (hard is Hardness.PERMANENT and permanent is not False and action is Action.FAILED),
        reply_code=reply_code,
        status=_better(said, report.status),
        provider=verdict.provider,
        remote_mta=report.remote_mta,
        diagnostic=text,
        evidence=Evidence(verdict.rule, text, (verdict.start, verdict.end) if verdict.start >= 0 else None),
    )


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
        verdict = judge(text, reply_code, _better(said, report.status), provider, sure, prose)
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


def _better(said: str | None, field: str | None) -> str | None:
    """The status code of the reply, or of the report where the reply has none or a vaguer one."""
    if said is None or (said.endswith(".0.0") and field is not None):
        return field or said
    return said


def _is_weak(verdict: Verdict) -> bool:
    return verdict.rule == "none" or verdict.rule.startswith("code:")


def _action(reply_code: str | None, status: str | None) -> Action:
    first = (status or reply_code or "5")[0]
    return {"2": Action.DELIVERED, "4": Action.DELAYED}.get(first, Action.FAILED)


def _permanent(said: str | None, reply_code: str | None, field: str | None) -> bool | None:
    first = (said or reply_code or field or "")[:1]
    return {"4": False, "5": True}.get(first)


def _given_up(verdict: Verdict, action: Action, report: Report, text: str) -> Verdict:
    """A notice that says "failed" about a host that never answered means: tried until the time was up."""
    if verdict.reason != "network-error" or report.action is not Action.FAILED or verdict.start < 0:
        return verdict
    if text[verdict.start : verdict.end].lower() not in _TIMEOUTS and not any(
        word in text.lower() for word in _TIMEOUTS
    ):
        return verdict
    return verdict._replace(reason="expired", also=(Also("network-error", Why.LAST_CAUSE), *verdict.also))
