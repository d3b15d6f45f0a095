"""From a quoted reply to an outcome: the one place where codes, words and the notice's own action meet."""

from checker.bounce import reply
from checker.bounce.logline import LogLine
from checker.bounce.logline import read as read_log_line
from checker.bounce.model import Action, Also, Evidence, Hardness, Outcome, Why
from checker.bounce.report import Report
from checker.bounce.rules import Verdict, matcher, provider_of
from checker.bounce.tables import reasons

_TIMEOUTS = ("timed out", "timeout", "did not accept our requests to connect", "socket error")


def classify(line: str) -> Outcome:
    """The outcome that one reply line or log line tells of. Never raises; only the first 64 KiB are judged."""
    line = line[: reply.MAX_TEXT]
    log = read_log_line(line)
    if log is not None:
        return of_log_line(log)
    return of_report(Report(None, text=line))


def of_log_line(log: LogLine) -> Outcome:
    """The outcome of a delivery that a log line tells of."""
    return of_report(Report(log.recipient, log.action, log.status, log.text, remote_mta=log.remote_mta))


def of_report(report: Report) -> Outcome:
    """The outcome for one recipient. Words outrank codes; a quoted reply outranks the words around it."""
    text = reply.one_line(report.text)
    reply_code, said = reply.codes_of(text)
    reply_code = report.reply_code or reply_code
    status = _better(said, report.status)
    known = provider_of(report.remote_mta)
    guess = provider_of(report.recipient.rpartition("@")[2]) if report.recipient and not known else None
    action = report.action or _action(reply_code, said or report.status)
    if action in (Action.DELIVERED, Action.RELAYED, Action.EXPANDED):
        verdict = Verdict("delivered", f"action:{action}", -1, -1, known or guess, ())
    else:
        verdict = matcher().judge(text, reply_code, status, known or guess, known is not None)
        if report.notes and _is_weak(verdict):
            notes = reply.one_line(report.notes)
            other = matcher().judge(notes, reply_code, status, known or guess, known is not None)
            if not _is_weak(other):
                verdict, text = other, notes
        if verdict.reason == "unknown" and action is Action.DELAYED and report.action is not None:
            verdict = verdict._replace(reason="delayed", rule="action:delayed")
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
        status=status,
        provider=verdict.provider,
        remote_mta=report.remote_mta,
        diagnostic=text,
        evidence=Evidence(verdict.rule, text, (verdict.start, verdict.end) if verdict.start >= 0 else None),
    )


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
