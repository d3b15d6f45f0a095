"""Notices for people: finds the recipients and, after each, the words that say what happened."""

import re

from checker.bounce import notice
from checker.bounce.addresses import ADDRESS, clean, find
from checker.bounce.message import Message
from checker.bounce.report import Report

MAX_RECIPIENTS = 10_000
_LEAD = r"^[ \t]*(?:[>*•·\-–+#|]+[ \t]*|\d{1,3}[.)][ \t]+)?"
_LABEL = (
    r"(?:(?:failed |bad |invalid |original |final |intended |failing )?(?:recipients?|address(?:es)?|addressee|user|mailbox|error-for|to|rcpt)"
    r"(?: \w+)?(?: address(?:es)?)?[ \t]*[:=][ \t]*|받는 ?사람[ \t]*[:：]?[ \t]*|수신자[ \t]*[:：]?[ \t]*|宛先[ \t]*[:：]?[ \t]*)?"
)
_WRAP = r"[\[(<\"']{0,2}(?:smtp:|mailto:)?[<]?"
_START = re.compile(rf"{_LEAD}{_LABEL}{_WRAP}({ADDRESS.pattern})", re.IGNORECASE | re.MULTILINE)
_SENTENCE = re.compile(
    r"(?:deliver(?:y|ed|ing)?|sent|send|message|mail|reach(?:ed)?|addressed|failed|undeliverable|recipients?|address|userid|user|"
    r"mailbox|for|to|gateway)[ \t]*[:\n]?[ \t\n]{1,20}[<\"'\[(]?(" + ADDRESS.pattern + r")",
    re.IGNORECASE,
)
_KOREAN = re.compile(
    rf"({ADDRESS.pattern})[>\])\"']*[ \t]*(?:\([^()\n]{{0,80}}\))?(?:님|으로|에게|로|은|는|이|가|へ|に|宛|は|さん|様|の|을|를|주소)"
)
_IGNORED = re.compile(
    r"^[ \t>]*(?:from|sender|reply-to|return-path|mail from|message-id|return path|보낸 ?사람|발신자|差出人|envelope-from|subject|date|cc|bcc)\b[ \t]*[:：=]"
    r"|(?:contact|send mail to|mail to <?postmaster|assistance|questions|help|write to|e-?mail to|report (?:this|it))\b[^\n]{0,60}$"
    r"|MAIL FROM|>>> MAIL|message-id|generated from|from:<",
    re.IGNORECASE,
)
_NEVER = re.compile(r"^(?:postmaster|mailer-daemon|abuse|helpdesk|support|noreply|no-reply)@", re.IGNORECASE)


def read(message: Message) -> list[Report]:
    """One report per address that the notice calls undelivered, each with the words that follow it."""
    said, _ = notice.split(message.notice)
    named = _named(message)
    places = _places(said, named, message)
    if not places:
        return [Report(name, text=said.strip()) for name in named]
    reports: list[Report] = []
    seen: set[str] = set()
    for i, (start, end, name) in enumerate(places[:MAX_RECIPIENTS]):
        if name.lower() in seen:
            continue
        seen.add(name.lower())
        stop = next((at for at, _, other in places[i + 1 :] if other.lower() != name.lower()), len(said))
        reports.append(Report(name, text=said[start:stop].strip(), notes=said[:start].strip()[-2000:]))
    return reports


def _named(message: Message) -> list[str]:
    """Recipients that the notice's own header names (Exim and Gmail write X-Failed-Recipients)."""
    for field in ("x-failed-recipients", "x-mailer-daemon-recipients"):
        if field in message.header:
            return find(message.header[field])
    return []


def _places(said: str, named: list[str], message: Message) -> list[tuple[int, int, str]]:
    """(start, end, address) for each place where a recipient is named, by the surest way that finds any."""
    sender = {name.lower() for name in find(message.header.get("from", ""))}
    if named:
        low = said.lower()
        spots = [(low.find(name.lower()), name) for name in named]
        return sorted((at, at + len(name), name) for at, name in spots if at >= 0)
    for pattern in (_START, _KOREAN, _SENTENCE):
        places = []
        for found in pattern.finditer(said):
            line_start = said.rfind("\n", 0, found.start(1)) + 1
            line_end = said.find("\n", found.end())
            line = said[line_start : line_end if line_end >= 0 else len(said)]
            name = clean(found[1])
            if _IGNORED.search(line) or _NEVER.match(name) or name.lower() in sender:
                continue
            places.append((found.start(1), found.end(1), name))
        if places:
            return places
    return []
