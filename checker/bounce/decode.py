"""What was pasted? A code, a reply, log lines or a whole returned message: each goes to its reader."""

import re
from dataclasses import replace

from checker.bounce import notice, reply, session, several, signs
from checker.bounce.addresses import clean, find, plain_name
from checker.bounce.layers import dsn, events, feedback, prose, returned, transcript
from checker.bounce.logline import read as read_log_line
from checker.bounce.message import MAX_BYTES, MAX_PARTS, Message, fields_of, read, to_text, words
from checker.bounce.model import Action, Also, Decoding, Evidence, Kind, Outcome, Why
from checker.bounce.outcome import classify, of_log_line, of_report
from checker.bounce.pattern import sound
from checker.bounce.report import Report
from checker.bounce.tables import code

MAX_LINES = 10_000
MANY = 200
"""With more recipients than this, the notice around them is not read again for each."""

_NEXT = re.compile(r"\r?\n\r?\n(?=From [^\n]{1,200}\d{4}\r?\n[A-Za-z-]{1,40}: )")
_NEXT_BYTES = re.compile(rb"\r?\n\r?\n(?=From [^\n]{1,200}\d{4}\r?\n[A-Za-z-]{1,40}: )")
_CODE = re.compile(
    r"\s*#?(?:(?:smtp|error|code|오류|에러|エラー)[\s:]*)*(?:[2-5]\d\d|[245]\.\d{1,3}\.\d{1,3}|"
    r"[2-5]\d\d[-\s]+#?[245]\.\d{1,3}\.\d{1,3}|EC[-_ ]?\d{3}|EC[-_ ]\d{1,2}|[0-4]|"
    r"X\.\d{1,3}\.\d{1,3})\s*[.:]?\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"\[?[A-Za-z][A-Za-z0-9_]{2,50}\]?")
_SUCCESS = re.compile(r"2\.\d{1,3}\.\d{1,3}")
_LABEL = re.compile(
    r"^[ \t>*-]{0,8}[^\s:：@][^\n:：@]{0,40}[:：][ \t]{0,4}[\[(<]{0,2}[^\s@:：]{1,64}@", re.MULTILINE
)
"""A line such as `Recipient: user@example.com`, in whatever language."""
_ABOUT = re.compile(r"<([^<>\s@]{1,64}@[^<>\s@]{1,255})>:\s")
"""A reply as a notice shows it, behind the recipient that it is about."""
_WHOLE = re.compile(
    r"\n\n|^(?:From|Subject|Date|Received|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE
)
"""What a message has, and lines such as `To:` and `Reason:` alone have not."""
_QUOTED = re.compile(r"^[ \t]*>[> \t]?", re.MULTILINE)
_HEADER = re.compile(
    r"^(?:From|To|Subject|Received|Return-Path|Date|Message-I[dD]|Content-Type|MIME-Version|Delivered-To|Reply-To|Cc|Auto-Submitted|"
    r"X-[A-Za-z-]{2,40}|Reporting-MTA|Final-Recipient|Original-Recipient|Sender|Feedback-Type):[ \t]?\S?",
    re.IGNORECASE | re.MULTILINE,
)


def decode(data: str | bytes) -> Decoding:
    """What happened to each recipient, from anything that a person pastes or a program hands over.

    Takes a bare code, a reply of one or several lines, log lines, a notice, or a whole message (str, or
    bytes as they came). Never raises; at most 10 MiB and 10,000 recipients are looked at.
    """
    data = _unquoted(data[:MAX_BYTES])
    head = (data[:4096].decode("latin-1") if isinstance(data, bytes) else data[:4096]).lstrip("\r\n")
    if _is_message(head):
        found = _mailbox(data) if head.startswith("From ") else _message(read(data))
        if found.outcomes or not isinstance(data, str) or _WHOLE.search(head.replace("\r", "")):
            return found
    text = sound(to_text(data, "utf-8") if isinstance(data, bytes) else data)
    stripped = text.strip()
    if not stripped:
        return Decoding(Kind.UNKNOWN, ())
    if len(stripped) <= 60:
        alone = reply.narrow(stripped)
        if _CODE.fullmatch(alone) or (_NAME.fullmatch(alone) and code(alone)):
            return Decoding(Kind.CODE, ()) if session.is_session(alone) else _code(alone)
    lines = [line for line in stripped.split("\n", MAX_LINES)[:MAX_LINES] if line.strip()]
    logs = [log for line in lines if (log := read_log_line(line[: reply.MAX_TEXT]))]
    logged = all(map(session.is_log_line, lines))
    if logs and (len(logs) == len(lines) or len(logs) > 1 or logged):
        return Decoding(Kind.LOG_LINE, tuple(of_log_line(log) for log in logs))
    if len(lines) > 1:
        if re.match(r"\s*(?:[245]\d\d|334|354)[- ]", stripped):
            if replies := several.of_replies(lines):
                return Decoding(Kind.REPLY, replies)
        elif (told := _notice(text)) is not None:
            return told
    if session.is_session(stripped):
        return Decoding(Kind.REPLY, ())
    outcome = classify(stripped)
    if outcome.recipient is None and (about := _ABOUT.match(stripped)):
        outcome = replace(outcome, recipient=clean(about[1]))
    known = outcome.reply_code or outcome.status or outcome.evidence.rule != "none"
    if not known and logged:
        return Decoding(Kind.UNKNOWN, ())
    return Decoding(Kind.REPLY if known else Kind.UNKNOWN, (outcome,))


def _unquoted(data: str | bytes) -> str | bytes:
    """A text that a mail program quoted, most of its lines behind `>`, as it was before."""
    if isinstance(data, bytes):
        if not data[:200].lstrip().startswith(b">") or data.startswith(b">From "):
            return data
        data = to_text(data, "utf-8")
    if ">" not in data[:4096]:
        return data
    lines = [line for line in data[:65_536].split("\n")[:400] if line.strip()]
    marked = sum(line.lstrip().startswith(">") and not line.startswith(">>>") for line in lines)
    if not lines or marked * 2 < len(lines) or data.startswith(">From "):
        return data
    return _QUOTED.sub("", data)


def _notice(text: str) -> Decoding | None:
    """A notice that was pasted without its header; None where it names nobody, or gives no cause."""
    message = Message({}, notice=text)
    found = _message(message)
    if not found.outcomes and (blocks := several.of_blocks(text)):
        return Decoding(Kind.MESSAGE, blocks)
    if not found.outcomes and _LABEL.search(text):
        reports = prose.read(message)
        found = Decoding(Kind.MESSAGE, tuple(of_report(report) for report in reports))
        if all(outcome.reason == "unknown" for outcome in found.outcomes):
            return None
    return found if any(outcome.recipient for outcome in found.outcomes) else None


def _mailbox(data: str | bytes) -> Decoding:
    """The messages of an mbox (RFC 4155), one after the other; a single one is the common case."""
    pieces: list[str] | list[bytes]
    pieces = _NEXT.split(data)[:MAX_PARTS] if isinstance(data, str) else _NEXT_BYTES.split(data)[:MAX_PARTS]
    decoded = [_message(read(piece)) for piece in pieces]
    if len(decoded) == 1:
        return decoded[0]
    outcomes = tuple(outcome for decoding in decoded for outcome in decoding.outcomes)
    return Decoding(Kind.MESSAGE, outcomes)


def _is_message(head: str) -> bool:
    if head.startswith(("From ", ">From ")):
        head = head.partition("\n")[2]
    first = head[:300].partition("\n")[0]
    return bool(re.match(r"[A-Za-z][A-Za-z0-9-]{1,60}:", first)) and len(_HEADER.findall(head)) >= 2


def _code(text: str) -> Decoding:
    """A code alone. What the standards and providers say comes first; what it means beside a ticket is
    mentioned too, or speaks where nobody else does.
    """
    outcome = of_report(Report(None, text=text))
    if (success := _SUCCESS.search(text)) and outcome.reason == "unknown":
        evidence = Evidence("action:delivered", text, success.span())
        done = replace(
            outcome,
            reason="delivered",
            action=Action.DELIVERED,
            status=success[0],
            permanent=None,
            evidence=evidence,
        )
        return Decoding(Kind.CODE, (done,))
    desk = code(text, "help-desk")
    desk = desk if desk and desk.provider == "help-desk" else None
    row = desk if desk and desk.reason else code(text)
    if outcome.reason == "unknown" and row and row.reason:
        evidence = Evidence(f"code:{row.anchor}", text, (0, len(text)))
        also = tuple(Also(reason, Why.AMBIGUOUS) for reason in row.also)
        outcome = replace(outcome, reason=row.reason, also=also, evidence=evidence)
    named = {"unknown", outcome.reason, *(also.reason for also in outcome.also)}
    if desk and desk.reason and desk.reason not in named:
        outcome = replace(outcome, also=(*outcome.also, Also(desk.reason, Why.AMBIGUOUS)))
    return Decoding(Kind.CODE, (outcome,))


def _message(message: Message, forwarded: bool = False) -> Decoding:
    complaints = feedback.read(message) or events.complaints(message)
    if complaints:
        return Decoding(
            Kind.MESSAGE, tuple(_plain(report, "complaint", "feedback-report") for report in complaints)
        )
    reports = dsn.read(message) or events.read(message)
    if not reports and message.returned and not forwarded and signs.is_forward(message):
        return _message(read(message.returned), forwarded=True)
    said, rest = notice.split(message.notice)
    if reports:
        _fill(reports, message, said)
    elif signs.is_auto_reply(message, said):
        return Decoding(
            Kind.MESSAGE,
            (_plain(Report(_sender(message), text=said.strip()), "auto-reply", "auto-submitted"),),
        )
    elif signs.is_notice(message, said):
        reports = prose.read(message) or transcript.read(message) or returned.read(message)
        delayed = signs.is_delayed(message, said)
        for report in reports:
            report.action = report.action or (Action.DELAYED if delayed else Action.FAILED)
            if len(reports) == 1:
                report.notes = f"{report.notes}\n{said[:4000]}\n{signs.cause_in_subject(message)}".rstrip()
    outcomes = tuple(of_report(report) for report in reports)
    return Decoding(Kind.MESSAGE, outcomes, _total(message, rest, outcomes))


def _total(message: Message, rest: str, outcomes: tuple[Outcome, ...]) -> int | None:
    """How many recipients the message that came back names, where those of the notice are among them.

    A message to a list or through a forward names others than those who failed: then the total is not known.
    """
    header = fields_of((message.returned or rest.lstrip("\n")).partition("\n\n")[0])
    written = {name.lower() for field in ("to", "cc", "bcc") for name in find(sound(header.get(field, "")))}
    failed = {(outcome.recipient or "").lower() for outcome in outcomes}
    return len(written) if written and failed <= written else None


def _fill(reports: list[Report], message: Message, said: str) -> None:
    """Words of the notice for the recipients whose fields have none."""
    told: dict[str, Report] | None = None
    around = said[:8000]
    for report in reports:
        if len(report.text) > 12 or report.action in (Action.DELIVERED, Action.RELAYED, Action.EXPANDED):
            report.notes = report.notes or around
            continue
        if told is None:
            told = {plain_name(other.recipient or ""): other for other in prose.read(message)}
        names = [plain_name(name) for name in (report.recipient, report.original) if name]
        match = next((told[name] for name in names if name in told), None)
        report.text = f"{report.text} {match.text if match else ''}".strip()
        report.notes = f"{report.notes}\n{around if len(reports) <= MANY else ''}".strip()
        if report.action is None:
            report.action = Action.DELAYED if signs.is_delayed(message, said) else Action.FAILED


def _plain(report: Report, reason: str, rule: str) -> Outcome:
    text = reply.one_line(report.text)[:2000]
    return Outcome(
        report.recipient,
        reason,
        (),
        Action.DELIVERED,
        None,
        False,
        None,
        None,
        None,
        None,
        text,
        Evidence(rule, text),
    )


def _sender(message: Message) -> str | None:
    names = find(words(message.header.get("from", "")))
    return names[0] if names else None
