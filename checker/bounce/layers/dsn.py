"""Delivery status notifications: the fields for machines (RFC 3464 section 2.3)."""

import re

from checker.bounce.addresses import clean, find, is_masked
from checker.bounce.message import Fields, Message, groups, words
from checker.bounce.model import Action
from checker.bounce.report import Report

MAX_RECIPIENTS = 10_000

_ACTIONS = {
    "failed": Action.FAILED, "failure": Action.FAILED, "expired": Action.FAILED, "error": Action.FAILED,
    "fail": Action.FAILED, "undeliverable": Action.FAILED, "delayed": Action.DELAYED, "delay": Action.DELAYED,
    "deferred": Action.DELAYED, "deliverable": Action.DELIVERED, "delivered": Action.DELIVERED,
    "relayed": Action.RELAYED, "relay": Action.RELAYED,
    "expanded": Action.EXPANDED, "success": Action.DELIVERED, "displayed": Action.DELIVERED,
}  # fmt: skip
_STATUS = re.compile(r"([245]\.\d{1,3}\.\d{1,3})\s*(.*)", re.DOTALL)
_TYPE = re.compile(r"\A\s*[A-Za-z][\w.-]{0,40}\s*;\s*")
_STRAY = re.compile(r"^(?:final|original)-recipient\s*:", re.IGNORECASE | re.MULTILINE)


def read(message: Message) -> list[Report]:
    """One report per group of fields that names a recipient."""
    found = [fields for report in message.reports for fields in report]
    if not any("final-recipient" in fields or "original-recipient" in fields for fields in found):
        stray = _STRAY.search(message.notice)
        if not stray:
            return []
        found = groups(message.notice[message.notice.rfind("\n\n", 0, stray.start()) + 1 :])
    reports = [report for fields in found[: MAX_RECIPIENTS + 1] if (report := _report(fields))]
    _through(reports, message)
    unique: dict[tuple[str, Action | None], Report] = {}
    for report in reports:
        unique.setdefault(((report.recipient or "").lower(), report.action), report)
    return list(unique.values())[:MAX_RECIPIENTS]


def _report(fields: Fields) -> Report | None:
    final = clean(fields.get("final-recipient", ""))
    original = clean(fields.get("original-recipient", ""))
    actual = clean(fields.get("x-actual-recipient", ""))
    recipient = _best(final, original, actual)
    if not recipient:
        return None
    status = _STATUS.search(fields.get("status", ""))
    diagnostic = words(fields.get("diagnostic-code", ""))
    word = fields.get("action", "").strip().lower()
    action = _ACTIONS.get(re.split(r"[^a-z]", word, maxsplit=1)[0]) if word else None
    if action is None and fields.get("disposition"):
        return None
    notes = status[2].strip(" ()") if status else ""
    if word.startswith("expired"):
        notes = f"{notes} message expired".strip()
    return Report(
        recipient=None if is_masked(recipient) else recipient,
        action=action,
        status=status[1] if status else None,
        text=_TYPE.sub("", diagnostic, count=1),
        notes=notes,
        remote_mta=_host(fields.get("remote-mta", "")),
        original=original or None,
    )


def _best(final: str, original: str, actual: str) -> str:
    """The address to show: the one that the sender wrote; an alias or a pipe that it led to only where
    it is not said.
    """
    for name in (original, final, actual):
        if "@" in name:
            return name
    return final or original or actual


def _through(reports: list[Report], message: Message) -> None:
    """A pipe or a file is no recipient: the address that led to it is named in the header of the notice."""
    named = find(message.header.get("x-failed-recipients", ""))
    odd = [report for report in reports if report.recipient and "@" not in report.recipient]
    taken = {report.recipient for report in reports}
    for report, name in zip(odd, [name for name in named if name not in taken], strict=False):
        report.original, report.recipient = report.recipient, name


def _host(value: str) -> str | None:
    name = _TYPE.sub("", value, count=1).strip().strip("[]<>()'\"")
    return name.partition(" ")[0][:255] or None
