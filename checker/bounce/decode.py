"""What was pasted? A code, a reply, log lines or a whole returned message: each goes to its reader."""

import re

from checker.bounce import notice, reply
from checker.bounce.addresses import find, same
from checker.bounce.layers import dsn, events, feedback, prose, returned, transcript
from checker.bounce.logline import read as read_log_line
from checker.bounce.message import MAX_BYTES, MAX_PARTS, Message, read, to_text, words
from checker.bounce.model import Action, Decoding, Evidence, Kind, Outcome
from checker.bounce.outcome import classify, of_log_line, of_report
from checker.bounce.report import Report
from checker.bounce.tables import code

MAX_LINES = 10_000

_NEXT = re.compile(r"\r?\n\r?\n(?=From [^\n]{1,200}\d{4}\r?\n[A-Za-z-]{1,40}: )")
_NEXT_BYTES = re.compile(rb"\r?\n\r?\n(?=From [^\n]{1,200}\d{4}\r?\n[A-Za-z-]{1,40}: )")
_CODE = re.compile(
    r"\s*#?(?:(?:smtp|error|code|오류|에러|エラー)[\s:]*)*(?:[2-5]\d\d|[245]\.\d{1,3}\.\d{1,3}|[2-5]\d\d[-\s]+#?[245]\.\d{1,3}\.\d{1,3}|EC[-_ ]?\d{3}|X\.\d{1,3}\.\d{1,3})\s*[.:]?\s*",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^(?:From|To|Subject|Received|Return-Path|Date|Message-I[dD]|Content-Type|MIME-Version|Delivered-To|Reply-To|Cc|Auto-Submitted|"
    r"X-[A-Za-z-]{2,40}|Reporting-MTA|Final-Recipient|Original-Recipient|Sender|Feedback-Type):[ \t]?\S?",
    re.IGNORECASE | re.MULTILINE,
)
_FROM_DAEMON = re.compile(
    r"mailer-?daemon|post_?master|mail ?delivery|delivery (?:sub)?system|mail ?administrator|system administrator|bounce|"
    r"mdaemon|mail service|mail system|메일 ?시스템|배달 ?시스템|メール配信|mail router|mailer@|automail|majordomo|imss|hmail",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|deliver[a-z]* (?:status|fail|error|problem|report|notification|delay)|returned mail|failure notice|mail delivery|"
    r"not delivered|non[- ]?remis|non d[ée]livr|delivery has failed|failed mail|fail(?:ed|ure) (?:to deliver|notice)|could not (?:be )?deliver|"
    r"mail (?:failure|error|returned|undeliverable)|nondeliverable|unzustellbar|nicht zugestellt|no se (?:ha )?(?:pudo|puede) entregar|mancata consegna|"
    r"반송|배달|전송 ?실패|발송 ?실패|전달 ?실패|수신 ?실패|메일 ?전송|配信|配送|届かな|送信(?:エラー|失敗)|不達|返送|退信|недостав|delayed|warning|returned to sender",
    re.IGNORECASE,
)
_AUTO_SUBJECT = re.compile(
    r"\b(?:auto(?:matic)?[- ]?(?:reply|response|answer)|out of (?:the )?office|vacation|away from|abwesenheit|absence|respuesta autom)|자동 ?(?:응답|회신)|부재|自動(?:返信|応答)|不在",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"(?:could not|couldn't|cannot|can't|was not|were not|wasn't|not be|unable to|failed to|has not been|have not been|did not) (?:be )?(?:deliver|reach|receive|sen[dt])|"
    r"delivery (?:to|has|of|fail|error|problem|status)|undeliver|permanent (?:error|fatal)|fatal error|returned to sender|user unknown|mailbox (?:full|unavailable)|"
    r"n'a pas pu|nicht zugestellt|no pudo ser|non è stato|전달되지|전송되지|배달되지|보내지 못|전송하지 못|届け(?:られ|でき)|配信でき|送信でき|無法|无法|не может быть доставлено",
    re.IGNORECASE,
)


def decode(data: str | bytes) -> Decoding:
    """What happened to each recipient, from anything that a person pastes or a program hands over.

    Takes a bare code, a reply of one or several lines, log lines, a notice, or a whole message (str, or bytes as they
    came). Never raises; at most 10 MiB and 10,000 recipients are looked at.
    """
    data = data[:MAX_BYTES]
    head = (data[:4096].decode("latin-1") if isinstance(data, bytes) else data[:4096]).lstrip("\r\n")
    if _is_message(head):
        return _mailbox(data) if head.startswith("From ") else _message(read(data))
    text = to_text(data, "utf-8") if isinstance(data, bytes) else data
    stripped = text.strip()
    if not stripped:
        return Decoding(Kind.UNKNOWN, ())
    if len(stripped) <= 60 and _CODE.fullmatch(stripped):
        return _code(stripped)
    lines = [line for line in stripped.split("\n", MAX_LINES)[:MAX_LINES] if line.strip()]
    logs = [log for line in lines if (log := read_log_line(line[: reply.MAX_TEXT]))]
    if logs and (len(logs) == len(lines) or len(lines) == 1 or len(logs) > 1):
        return Decoding(Kind.LOG_LINE, tuple(of_log_line(log) for log in logs))
    if len(lines) > 2 and not re.match(r"\s*[245]\d\d[- ]", stripped):
        found = _message(Message({}, notice=text))
        if any(outcome.recipient for outcome in found.outcomes):
            return found
    outcome = classify(stripped)
    known = outcome.reply_code or outcome.status or outcome.evidence.rule != "none"
    return Decoding(Kind.REPLY if known else Kind.UNKNOWN, (outcome,))


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
    row = code(text)
    outcome = of_report(Report(None, text=text))
    if row and row.provider == "help-desk" and row.reason:
        span = (0, len(text))
        outcome = Outcome(
            None, row.reason, (), Action.FAILED, outcome.permanent, outcome.hard, outcome.reply_code, outcome.status,
            outcome.provider, None, text, Evidence(f"code:{row.anchor}", text, span),
        )  # fmt: skip
    return Decoding(Kind.CODE, (outcome,))


def _message(message: Message) -> Decoding:
    complaints = feedback.read(message) or events.complaints(message)
    if complaints:
        return Decoding(
            Kind.MESSAGE, tuple(_plain(report, "complaint", "feedback-report") for report in complaints)
        )
    reports = dsn.read(message) or events.read(message)
    said, _ = notice.split(message.notice)
    if reports:
        _fill(reports, message, said)
    elif _is_auto_reply(message, said):
        return Decoding(
            Kind.MESSAGE,
            (_plain(Report(_sender(message), text=said.strip()), "auto-reply", "auto-submitted"),),
        )
    elif _is_notice(message, said):
        reports = prose.read(message) or transcript.read(message) or returned.read(message)
        delayed = _is_delayed(message, said)
        for report in reports:
            report.action = report.action or (Action.DELAYED if delayed else Action.FAILED)
            report.notes = f"{report.notes}\n{said[:4000]}" if len(reports) == 1 else report.notes
    return Decoding(Kind.MESSAGE, tuple(of_report(report) for report in reports))


def _fill(reports: list[Report], message: Message, said: str) -> None:
    """Words of the notice for the recipients whose fields have none."""
    told: list[Report] | None = None
    for report in reports:
        if len(report.text) > 12 or report.action in (Action.DELIVERED, Action.RELAYED, Action.EXPANDED):
            report.notes = report.notes or said[:8000]
            continue
        if told is None:
            told = prose.read(message)
        names = [name for name in (report.recipient, report.original) if name]
        match = next(
            (other for other in told for name in names if other.recipient and same(other.recipient, name)),
            None,
        )
        report.text = f"{report.text} {match.text if match else ''}".strip()
        report.notes = f"{report.notes}\n{said[:8000]}".strip()
        if report.action is None:
            report.action = Action.DELAYED if _is_delayed(message, said) else Action.FAILED


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


def _is_notice(message: Message, said: str) -> bool:
    header = message.header
    if not header:
        return bool(_FAILED.search(said))
    if "x-mlserver" in header or ".fml" in header.get("message-id", "").lower():
        return True
    if "x-failed-recipients" in header or header.get("return-path") == "<>":
        return True
    if _FROM_DAEMON.search(
        words(f"{header.get('from', '')} {header.get('sender', '')} {header.get('return-path', '')}")
    ):
        return True
    return bool(_SUBJECT.search(words(header.get("subject", ""))) or _FAILED.search(said[:4000]))


def _is_auto_reply(message: Message, said: str) -> bool:
    header = message.header
    auto = header.get("auto-submitted", "").lower()
    subject = words(header.get("subject", ""))
    if _AUTO_SUBJECT.search(subject) and not _SUBJECT.search(subject):
        return True
    if not (
        auto.startswith("auto-replied") or "x-autoreply" in header or "x-auto-response-suppress" in header
    ):
        return False
    if (
        _FROM_DAEMON.search(header.get("from", ""))
        or "x-failed-recipients" in header
        or _SUBJECT.search(subject)
    ):
        return False
    return not _FAILED.search(said)


def _is_delayed(message: Message, said: str) -> bool:
    text = f"{words(message.header.get('subject', ''))}\n{said[:4000]}".lower()
    return any(word in text for word in _DELAYED)


_DELAYED = (
    "warning message only", "warning only", "has been delayed", "is delayed", "delayed mail", "delivery delayed", "will be retried",
    "still undelivered", "no action is required", "will keep trying", "will continue trying", "will continue to try", "temporary failure report",
    "not yet been delivered", "has been postponed", "still being retried", "일시적인 문제", "재시도합니다", "再試行し", "遅延",
)  # fmt: skip
