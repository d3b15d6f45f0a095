"""Log lines of Postfix, Exim, Sendmail, qmail and Exchange: who, what happened, and the reply that was
quoted.
"""

import re
from typing import NamedTuple

from checker.bounce.model import Action


class LogLine(NamedTuple):
    """One delivery as a log line tells it. `text` is the reply or the reason in the server's words."""

    recipient: str | None
    action: Action
    status: str | None
    text: str
    remote_mta: str | None


_POSTFIX = {
    "sent": Action.DELIVERED, "deferred": Action.DELAYED, "bounced": Action.FAILED, "expired": Action.FAILED,
    "deliverable": Action.DELIVERED, "undeliverable": Action.FAILED, "softbounce": Action.DELAYED,
}  # fmt: skip
_POSTFIX_LINE = re.compile(
    r"[^=]*to=<([^<> ]*)>, (?:orig_to=<[^<> ]*>, )?relay=([^ ,\[]*)(?:\[[^ ]*|,) (?:conn_use=[0-9]*, )?"
    r"delay=[^ \[]* (?:delays=[^ \[]* )?dsn=([^ ,]*), status=([^ ]*) \((.*)\)$"
)
"""The common form, read in one go; any other is read field by field."""
_EXIM_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,15} (?:[+-][0-9]{4} )?(?:\[[0-9]+\] )?")
_EXIM_ARROW = re.compile(r"-[0-9A-Za-z]{2,4} (?:\*\*|==|=>|->|>>|\*>) ")
_EXIM_ARROWS = ("** ", "== ", "=> ", "-> ", ">> ", "*> ")
_EXIM = re.compile(
    r"(?:\A|\b[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} )(\*\*|==|=>|->|>>|"
    r"\*>) (?:[^\s<@]+ )?<?([^\s<>]+@[^\s<>:]+)>?(?: <([^<>\s]+)>)?((?: [A-Z0-9]{1,3}=\S+|"
    r" \[[^\]]*\](?::\d+)?| defer \([^)]*\))*):? ?(.*)",
    re.DOTALL,
)
_EXIM_HOST = re.compile(r" H=(\S+)")
_EXIM_REJECT = re.compile(
    r"\brejected (?:RCPT|MAIL|EHLO|HELO|after DATA|connection)[^<:]*(?:<([^<>]*)>)?: ?(.+)", re.DOTALL
)
_EXIM_ACTIONS = {"**": Action.FAILED, "==": Action.DELAYED}
_SENDMAIL_LINE = re.compile(
    r"[^=]*\bto=<([^<>,;\s=]+@[^<>,;\s=]+)>, (?:(?:delay|xdelay|mailer|pri|ctladdr)=[^=]*, )*"
    r"relay=([^\s\[,=]+)[^=]*, dsn=([245]\.[0-9]{1,3}\.[0-9]{1,3}), stat=(?=(\w+))(.*)$"
)
_SENDMAIL = re.compile(r"\bstat=(\w+)")
_SENDMAIL_ACTIONS = {
    "sent": Action.DELIVERED, "deferred": Action.DELAYED, "queued": Action.DELAYED, "delayed": Action.DELAYED,
    "returned": Action.FAILED, "service": Action.FAILED,
}  # fmt: skip
_QMAIL = re.compile(r"\bdelivery \d+: (failure|deferral|success): (.*)", re.DOTALL)
_EXCHANGE = re.compile(
    r"\{LED=((?:[^{}]|\{(?!LED=)|\}(?![;\]]|\Z)){0,4000})\}(?:[;\]]|\Z)|"  # none is read across the next one
    r"Remote [Ss]erver (?:at [^']{1,200} )?returned '([^']{1,2000})'?|"
    r"RecipientStatus: ?\{?(.*)",
    re.DOTALL,
)
_EXCHANGE_FQDN = re.compile(r"\{FQDN=([^{}]{0,255})\}")
_SMTPD = re.compile(
    r"\breject(?:_warning)?: (?:RCPT|MAIL|DATA|END-OF-MESSAGE|CONNECT|EHLO|HELO|VRFY)[^:]{0,200}: (.*)",
    re.DOTALL,
)
_TO = re.compile(r"\bto=<?([^<>,;\s]+@[^<>,;\s]+?)>?[,;\s]")


def read(line: str) -> LogLine | None:
    """The delivery that a log line tells of; None where the line is no log line that we know."""
    at = line.find(" status=")
    if at >= 0 and (start := line.find("to=<")) >= 0:
        return _postfix(line, at, start)
    if "stat=" in line:
        return _sendmail(line)
    if ("** " in line or "=" in line or "-> " in line) and (found := _exim_delivery(line)):
        return _exim(found)
    if (at := line.find("delivery ")) >= 0 and (found := _QMAIL.match(line, at) or _QMAIL.search(line)):
        return _qmail(found)
    if "reject: " in line and (found := _SMTPD.search(line)):
        to = _TO.search(f"{line} ")
        text = found[1].partition("; from=<")[0]
        return LogLine(to[1] if to else None, _by_class(text), None, text, None)
    if "rejected " in line and (found := _EXIM_REJECT.search(line)) and " H=" in line:
        return LogLine(
            found[1] if found[1] and "@" in found[1] else None, Action.FAILED, None, found[2], None
        )
    if ("LED=" in line or "emote " in line or "RecipientStatus" in line) and (
        found := _EXCHANGE.search(line)
    ):
        text = (found[1] or found[2] or found[3]).strip(" {}'")
        host = _EXCHANGE_FQDN.search(line)
        return LogLine(None, _by_class(text), None, text, host[1] if host else None)
    return None


def _by_class(text: str) -> Action:
    return Action.DELAYED if text.lstrip(" '{")[:1] == "4" else Action.FAILED


def _postfix(line: str, at: int, start: int) -> LogLine:
    if found := _POSTFIX_LINE.match(line):
        to, relay, status, word, text = found.groups()
        action = _POSTFIX.get(word) or _POSTFIX.get(word.rstrip(","), Action.FAILED)
        return LogLine(to or None, action, status, text, relay if "." in relay else None)
    recipient = line[start + 4 : line.find(">", start)]
    word, _, text = line[at + 8 :].partition(" ")
    if text[:1] == "(":
        text = text.rstrip()
        text = text[1:-1] if text[-1] == ")" else text
    dsn = line.rfind(" dsn=", start, at)
    status = line[dsn + 5 : line.find(",", dsn)] if dsn >= 0 else None
    relay = line.find(" relay=", start, at)
    host = None
    if relay >= 0:
        end = line.find("[", relay, at)
        host = line[relay + 7 : end if end >= 0 else line.find(",", relay)]
        if "." not in host:
            host = None
    return LogLine(
        recipient or None,
        _POSTFIX.get(word) or _POSTFIX.get(word.rstrip(","), Action.FAILED),
        status,
        text,
        host,
    )


def _sendmail(line: str) -> LogLine | None:
    if found := _SENDMAIL_LINE.match(line):
        recipient, relay, status, word, said = found.groups()
    elif found := _SENDMAIL.search(line):
        word, said = found[1], line[found.start(1) :]
        to = _TO.search(line)
        dsn = re.search(r"\bdsn=([245]\.\d{1,3}\.\d{1,3})", line)
        host = re.search(r"\brelay=([^\s\[,]+)", line)
        recipient, status, relay = to and to[1], dsn and dsn[1], host[1] if host else ""
    else:
        return None
    action = _SENDMAIL_ACTIONS.get(word.lower())
    text = said if action is None else said[len(word) :].lstrip(" :")
    return LogLine(
        recipient,
        action or Action.FAILED,
        status,
        text.strip("[] "),
        relay.rstrip(".") if "." in relay else None,
    )


def _exim_delivery(line: str) -> re.Match[str] | None:
    stamp = _EXIM_STAMP.match(line)
    if stamp and (found := _EXIM.match(line, stamp.end())):
        return found
    if line.startswith(_EXIM_ARROWS) or _EXIM_ARROW.search(line):
        return _EXIM.search(line)
    return None


def _exim(found: re.Match[str]) -> LogLine:
    arrow, address, original, tags, text = found.groups()
    host = _EXIM_HOST.search(tags or "")
    action = _EXIM_ACTIONS.get(arrow, Action.DELIVERED)
    return LogLine(original or address, action, None, text.strip(), host[1] if host else None)


def _qmail(found: re.Match[str]) -> LogLine:
    action = {"failure": Action.FAILED, "deferral": Action.DELAYED}.get(found[1], Action.DELIVERED)
    return LogLine(None, action, None, found[2].replace("_", " ").replace("/", " ").strip(), None)
