"""Notices for people: finds the recipients and, after each, the words that say what happened."""

from checker.bounce import notice, places
from checker.bounce.addresses import find, is_masked
from checker.bounce.message import Message
from checker.bounce.report import Report

MAX_RECIPIENTS = 10_000
MANY = 50
"""With more recipients than this, words far from where they are named are not looked for."""
FEW_WORDS = 500
MAX_WORDS = 8_000
"""Longest text around one recipient that is kept, in code points."""


def read(message: Message) -> list[Report]:
    """One report per address that the notice calls undelivered, each with the words that follow it."""
    said, _ = notice.split(message.notice)
    named = _named(message)
    header = message.header
    found = (
        _spots(said, named)
        if named
        else places.recipients(said, header.get("from", ""), header.get("to", ""))
    )
    kept: list[places.Place] = []
    for at, name in found:
        if not kept or kept[-1][1].lower() != name.lower():
            kept.append((at, name))
    reports: dict[str, Report] = {}
    reach = 2000 if len(kept) <= MANY else FEW_WORDS // 2
    for i, (at, name) in enumerate(kept[:MAX_RECIPIENTS]):
        stop = kept[i + 1][0] if i + 1 < len(kept) else len(said)
        told = places.told_before(said, at)
        text = places.line_at(said, at) if told else said[at : min(stop, at + MAX_WORDS)].strip()
        report = reports.get(name.lower())
        if report is None:
            report = reports[name.lower()] = Report(
                name, text=text, notes=said[max(0, at - reach) : at].strip()
            )
        elif len(report.text) < 60:
            report.text = f"{report.text}\n{text}"
        if places.named_at_reply(said, at):
            # In an old transcript what was said about an address stands before the line that names it.
            before = said[kept[i - 1][0] if i else 0 : at][-MAX_WORDS:]
            before = before[before.find("\n") + 1 :] if i else before
            report.text = f"{before}{places.line_at(said, at)}".strip()
    if len(reports) <= MANY:
        for report in reports.values():
            if len(report.text) < 80 and (line := places.reply_about(said, report.recipient or "")):
                report.text = f"{report.text}\n{line}"
    words = said[: MAX_WORDS if len(named) <= MANY else FEW_WORDS].strip()
    for name in named:
        reports.setdefault(name.lower(), Report(name, text=words))
    return list(reports.values())


def _named(message: Message) -> list[str]:
    """Recipients that the notice's own header names (Exim and Gmail write X-Failed-Recipients)."""
    for field in ("x-failed-recipients", "x-mailer-daemon-recipients"):
        if field in message.header:
            names = find(message.header[field])[:MAX_RECIPIENTS]
            return [name for name in names if not is_masked(name)]
    return []


def _spots(said: str, named: list[str]) -> list[places.Place]:
    low = said.lower()
    if len(low) != len(said):
        low = said
    found = [(low.find(name.lower()), name) for name in named[:100]]
    return sorted((at, name) for at, name in found if at >= 0)
