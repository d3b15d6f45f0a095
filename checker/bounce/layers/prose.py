"""Notices for people: finds the recipients and, after each, the words that say what happened."""

import re

from checker.bounce import notice
from checker.bounce.addresses import ADDRESS, clean, find
from checker.bounce.message import Message
from checker.bounce.report import Report

MAX_RECIPIENTS = 10_000

_ADDRESS = rf"[\[(<\"'{{]{{0,2}}(?:smtp:|mailto:|rfc822:)?<?({ADDRESS.pattern})"
_BARE = re.compile(rf"^[ \t]*(?:[>*•·\-–+#|]+[ \t]*|\d{{1,3}}[.)][ \t]+)?{_ADDRESS}", re.IGNORECASE | re.MULTILINE)
_LABELLED = re.compile(
    r"^[ \t]*(?:[>*•·\-–+#|]+[ \t]*)?(?:(?:failed|bad|invalid|original|final|intended|failing|delivery failed|undeliverable|"
    r"envelope|recipient|status: ?[a-z]+,)[ \t]+)*"
    r"(?:recipients?|address(?:es)?|addressee|user|mailbox|error-for|receiver|generated (?:by|from))"
    r"(?:[ \t]*(?:address(?:es)?|name|\(s\)))?(?=[\s:=<\[(\"])[ \t]*[:=]?[ \t]*" + _ADDRESS
    + r"|^[ \t]*(?:받는 ?사람|수신자|수신인|수신 ?주소|宛先|送信先|あて先|收件人|получател[ья])[^\n@]{0,20}?[:：\s][ \t]*" + _ADDRESS,
    re.IGNORECASE | re.MULTILINE,
)
_TO = re.compile(r"^[ \t]*(?:to|for|an|à|para)[ \t]*:[ \t]*" + _ADDRESS, re.IGNORECASE | re.MULTILINE)
_SENTENCE = re.compile(
    r"(?:deliver(?:y|ed|ing)?|sent|send|message|mail|e-mail|reach(?:ed)?|addressed|failed|undeliverable|recipients?|address|userid|user|"
    r"mailbox|attempts|gateway|list|violation|livré|délivré|zugestellt|entregado|an|für|à)"
    r"(?:[ \t]+(?:to|for|of|at|by|the|a|an|user|address|recipient|following|account|mailbox|is|full|in|below|alias)){0,5}(?:'s)?(?=[\s:<(\[\"'])[ \t]*:?[ \t]*\n?[ \t]*" + _ADDRESS,
    re.IGNORECASE,
)  # fmt: skip
_FOLLOWED = re.compile(
    rf"({ADDRESS.pattern})[>\])\"']*[ \t]*(?:\([^()\n]{{0,80}}\))?[ \t]*"
    r"(?:님|으로|에게|로 |은 |는 |이 |가 |へ|に|宛|は|さん|様|の|을 |를 |주소|,? was not|,? did not|could not|couldn't|cannot|can't|is not|does not|has not|konnte|n'a pas|no pudo)"
)
_REPLY = re.compile(
    rf"^[ \t]*(?:[45]\d\d[ -](?:[45]\.\d{{1,3}}\.\d{{1,3}} )?)<?({ADDRESS.pattern})>?(?:\.\.\.|:|,| )",
    re.MULTILINE,
)
_COMMAND = re.compile(rf"RCPT TO: ?<?({ADDRESS.pattern})", re.IGNORECASE)
_LIST = re.compile(
    rf"(?:not (?:a )?member of (?:this|the) mailing list|duplicated message-id in) <?({ADDRESS.pattern})", re.IGNORECASE
)
_GENERATED = re.compile(rf"generated (?:from|by) <?({ADDRESS.pattern})", re.IGNORECASE)
_ANCHOR = re.compile(
    r"[^\n]*(?:following (?:[a-z-]+ ){0,3}(?:recipient|address|addressee|person|people|user|destination|mailbox)|"
    r"(?:recipient|address|addressee)(?:s|es|\(s\)|\(es\))? (?:listed below|below|that failed)|these (?:recipients|addresses)|"
    r"(?:did|was|has|were|have|could|can|be|is) ?not (?:be )?(?:delivered|reach(?:ed)?|sent)[^\n]{0,60}(?::|to)\s*$|not delivered to|failed addresses|failed recipients|"
    r"다음 (?:수신자|받는|사용자|주소)|아래 (?:수신자|주소)|次の(?:受信者|宛先|あて先|メールアドレス)|以下の(?:受信者|宛先|メールアドレス)|"
    r"destinataires? suivants?|folgenden? empfänger|siguientes? destinatarios?|seguintes? destinatários?|seguenti destinatari)[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)
_IGNORED = re.compile(
    r"^[ \t>]*(?:from|sender|reply-to|return-path|mail from|message-id|return path|보낸 ?사람|발신자|差出人|送信者|envelope-from|subject|date|cc|bcc)\b[ \t]*[:：=]"
    r"|\b(?:contact|mail to <?postmaster|assistance|questions?|help|write to|report (?:this|it)|visit|call)\b[^\n]{0,80}$"
    r"|MAIL FROM|message-id|from:[ \t]?<|<mailto:|not accepting mail from|https?://[^\s]*@|[?&=][^\s]*@",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\A(?:[^@]*\.\.\.@|(?:postmaster|mailer-daemon|abuse|helpdesk|support|no-?reply|hostmaster|webmaster|root|admin)@|[^@]*@(?:[^.]*$|localhost))",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"^[ \t]{1,40}<?([A-Za-z0-9][A-Za-z0-9._+-]{1,63})>?[ \t]*$", re.MULTILINE)

Place = tuple[int, str]
"""Where an address stands, and the address."""


def read(message: Message) -> list[Report]:
    """One report per address that the notice calls undelivered, each with the words that follow it."""
    said, _ = notice.split(message.notice)
    named = _named(message)
    places = _spots(said, named) if named else _places(said, message)
    if not places:
        return [Report(name, text=said.strip()) for name in named]
    kept: list[Place] = []
    for at, name in places[: MAX_RECIPIENTS * 2]:
        if not kept or kept[-1][1].lower() != name.lower():
            kept.append((at, name))
    reports: dict[str, Report] = {}
    for i, (at, name) in enumerate(kept[:MAX_RECIPIENTS]):
        stop = kept[i + 1][0] if i + 1 < len(kept) else len(said)
        text = said[at:stop].strip()
        report = reports.get(name.lower())
        if report is None:
            reports[name.lower()] = Report(name, text=text, notes=said[max(0, at - 2000) : at].strip())
        elif len(report.text) < 60:
            report.text = f"{report.text}\n{text}"
        if _REPLY.match(said, said.rfind("\n", 0, at) + 1):
            # In an old transcript what was said about an address stands before the line that names it.
            before = said[kept[i - 1][0] if i else 0 : at]
            reports[name.lower()].text = f"{before[before.find(chr(10)) + 1 :] if i else before}{_line(said, at)}".strip()
    for name in named:
        reports.setdefault(name.lower(), Report(name, text=said.strip()[:8000]))
    return list(reports.values())


def _named(message: Message) -> list[str]:
    """Recipients that the notice's own header names (Exim and Gmail write X-Failed-Recipients)."""
    for field in ("x-failed-recipients", "x-mailer-daemon-recipients"):
        if field in message.header:
            return find(message.header[field])
    return []


def _spots(said: str, named: list[str]) -> list[Place]:
    low = said.lower()
    found = [(low.find(name.lower()), name) for name in named[:MAX_RECIPIENTS]]
    return sorted((at, name) for at, name in found if at >= 0)


def _places(said: str, message: Message) -> list[Place]:
    """Where recipients are named, by the surest way that finds any."""
    sender = {name.lower() for name in find(message.header.get("from", ""))}
    writers = {name.lower() for name in find(message.header.get("to", ""))}
    anchor = _ANCHOR.search(said)
    starts = [anchor.end()] if anchor else []
    for start in (*starts, 0):
        for pattern in (_LIST, _BARE, _LABELLED, _REPLY, _GENERATED, _FOLLOWED, _SENTENCE, _COMMAND, _TO):
            places = []
            for found in pattern.finditer(said, start):
                group = found.lastindex or 1
                at = found.start(group)
                name = clean(found[group])
                if _NEVER.match(name) or name.lower() in sender or _IGNORED.search(_line(said, at)):
                    continue
                places.append((at, name))
            others = [place for place in places if place[1].lower() not in writers]
            if others or places:
                return others or places
    return _local_parts(said, anchor, message)


def _local_parts(said: str, anchor: re.Match[str] | None, message: Message) -> list[Place]:
    """Some systems name only the part before the @; the domain is their own."""
    if not anchor:
        return []
    domains = [name.rpartition("@")[2] for name in find(message.header.get("from", ""))]
    if not domains:
        return []
    return [(found.start(1), f"{found[1]}@{domains[0].lower()}") for found in _LOCAL.finditer(said, anchor.end())]


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]
