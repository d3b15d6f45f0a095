"""Transcripts of SMTP sessions inside a notice: `>>> RCPT TO:<a@b>` and what the server answered."""

import re

from checker.bounce import notice
from checker.bounce.addresses import ADDRESS
from checker.bounce.message import Message
from checker.bounce.report import Report

_COMMAND = re.compile(
    r"^\W{0,8}(?:>>>|sent ?<<<|<-|c:|client:)?\s*(RCPT|MAIL|DATA|HELO|EHLO|STARTTLS)\b[^\n]*", re.IGNORECASE
)
_ANSWER = re.compile(r"^\W{0,8}(?:<<<|received ?>>>|->|s:|server:)?\s*([45]\d\d)[ -]([^\n]*)", re.IGNORECASE)


def read(message: Message) -> list[Report]:
    """One report per RCPT command that was answered with 4xx or 5xx."""
    said, _ = notice.split(message.notice)
    reports: list[Report] = []
    recipient: str | None = None
    for line in said.split("\n"):
        command = _COMMAND.match(line)
        if command:
            found = ADDRESS.search(line) if command[1].upper() == "RCPT" else None
            recipient = found[0] if found else None
            continue
        answer = _ANSWER.match(line)
        if answer and recipient:
            reports.append(Report(recipient, text=f"{answer[1]} {answer[2].strip()}"))
            recipient = None
    return reports
