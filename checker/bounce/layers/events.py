"""Delivery events of Amazon SES that arrive as mail: JSON, bare or wrapped by SNS.

https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html
"""

import json
import re
from typing import Any

from checker.bounce.message import Message
from checker.bounce.model import Action
from checker.bounce.report import Report

_START = re.compile(r'\{\s*"(?:notificationType|eventType|Type)"\s*:')
_TYPE = re.compile(r"\A\s*[A-Za-z][\w.-]{0,40}\s*;\s*")
_DECODER = json.JSONDecoder(strict=False)
_DELAYS = ("DeliveryDelay", "Transient")


def read(message: Message) -> list[Report]:
    """One report per recipient of the event; empty where the notice holds no event."""
    found = _START.search(message.notice)
    if not found:
        return []
    event = _object(message.notice[found.start() :])
    if isinstance(event.get("Message"), str):
        event = _object(event["Message"])
    bounce, delivery = event.get("bounce"), event.get("delivery")
    if isinstance(bounce, dict):
        return [_bounced(row, bounce) for row in _rows(bounce, "bouncedRecipients")]
    if isinstance(delivery, dict):
        names = delivery.get("recipients")
        text = str(delivery.get("smtpResponse", ""))
        rows = names if isinstance(names, list) else []
        return [Report(name, Action.DELIVERED, text=text) for name in rows if isinstance(name, str)]
    return []


def complaints(message: Message) -> list[Report]:
    """The recipients who complained, where the event is a complaint."""
    found = _START.search(message.notice)
    event = _object(message.notice[found.start() :]) if found else {}
    if isinstance(event.get("Message"), str):
        event = _object(event["Message"])
    complaint = event.get("complaint")
    if not isinstance(complaint, dict):
        return []
    text = str(complaint.get("complaintFeedbackType") or "complaint")
    return [Report(str(row["emailAddress"]), text=text) for row in _rows(complaint, "complainedRecipients")]


def _object(text: str) -> dict[str, Any]:
    """The JSON object at the start of a text; lines that were wrapped on the way are joined."""
    for candidate in (text, re.sub(r"!?\n ?", "", text)):
        try:
            value, _ = _DECODER.raw_decode(candidate)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return value
    return {}


def _rows(event: dict[str, Any], key: str) -> list[dict[str, Any]]:
    rows = event.get(key)
    if not isinstance(rows, list):
        return []
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("emailAddress"), str)]


def _bounced(row: dict[str, Any], bounce: dict[str, Any]) -> Report:
    status = row.get("status")
    failed = row.get("action", "failed") in ("failed", "") and bounce.get("bounceType") not in _DELAYS
    return Report(
        recipient=row["emailAddress"],
        action=Action.FAILED if failed else Action.DELAYED,
        status=status
        if isinstance(status, str) and re.fullmatch(r"[245]\.\d{1,3}\.\d{1,3}", status)
        else None,
        text=_TYPE.sub("", str(row.get("diagnosticCode", "")), count=1),
        notes=_subtype(str(bounce.get("bounceSubType", ""))),
    )


def _subtype(word: str) -> str:
    return {
        "Suppressed": "suppression list",
        "OnAccountSuppressionList": "account suppression list",
        "NoEmail": "no such user",
        "MailboxFull": "mailbox full",
        "MessageTooLarge": "message too large",
        "ContentRejected": "message content rejected",
        "AttachmentRejected": "attachment not allowed",
    }.get(word, "")
