"""Feedback reports: somebody pressed "this is spam" (RFC 5965). Nothing failed."""

import re

from checker.bounce.addresses import ADDRESS, clean, find
from checker.bounce.message import Message, fields_of
from checker.bounce.report import Report

_UNSUBSCRIBE = "sent this email to unsubscribe from"
"""What a mail program writes that unsubscribes for its user: the user is the recipient who complains."""


def read(message: Message) -> list[Report]:
    """One report per recipient that the complaint names; empty where the message is no feedback report."""
    fields = message.feedback
    if not fields and not _is_feedback(message):
        return []
    returned = fields_of(message.returned.partition("\n\n")[0])
    names: list[str] = []
    for value in (fields.get("original-rcpt-to"), fields.get("removal-recipient"), returned.get("to")):
        if value:
            names = [clean(found[0]) for found in ADDRESS.finditer(value)]
        if names:
            break
    if not names:
        names = [clean(found[0]) for found in ADDRESS.finditer(fields.get("x-hmxmroriginalrecipient", ""))]
    if not names and _UNSUBSCRIBE in message.notice[:2000]:
        names = find(message.header.get("from", ""))
    text = message.notice.strip()
    return [Report(name, text=text) for name in dict.fromkeys(names)] or [Report(None, text=text)]


def _is_feedback(message: Message) -> bool:
    if "report-type=feedback-report" in message.header.get("content-type", "").lower().replace('"', ""):
        return True
    if "feedback-type" in fields_of(message.notice[-4000:]):
        return True
    header = message.header
    if _UNSUBSCRIBE in message.notice[:2000]:
        return True
    return "x-hmxmroriginalrecipient" in header or bool(
        re.match(r"complaint about message from", header.get("subject", ""), re.IGNORECASE)
    )
