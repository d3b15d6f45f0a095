"""What kind of mail this is: a notice about a failure or a delay, an automatic answer, or neither."""

from checker.bounce.message import Message, fields_of, words
from checker.bounce.pattern import linear, sound

_DAEMON = linear(
    r"(?i)mailer-?daemon|post_?master|mail ?delivery|delivery (?:sub)?system|mail ?administrator|"
    r"system administrator|"
    r"bounce|mdaemon|mail service|mail system|mail router|mailer@|automail|majordomo|imss|hmail|"
    r"메일 ?시스템|배달 ?시스템|メール配信"
)
_SUBJECT = linear(
    r"(?i)undeliver|deliver[a-z]* (?:status|fail|error|problem|report|notification|delay)|returned mail|"
    r"failure notice|mail delivery|not delivered|non[- ]?remis|non d[ée]livr|delivery has failed|failed mail|"
    r"fail(?:ed|ure) (?:to deliver|notice)|(?:message|mail|post|posting) (?:rejected|refused|bounced|denied)|"
    r"could not (?:be )?deliver|mail (?:failure|error|returned|"
    r"undeliverable)|"
    r"nondeliverable|unzustellbar|nicht zugestellt|no se (?:ha )?(?:pudo|puede) entregar|mancata consegna|"
    r"반송|배달|전송 ?실패|발송 ?실패|전달 ?실패|수신 ?실패|메일 ?전송|配信|配送|届かな|"
    r"送信(?:エラー|失敗)|不達|返送|退信|"
    r"недостав|delayed|warning|returned to sender"
)
_ANSWER = linear(
    r"(?i)\b(?:auto(?:matic)?[- ]?(?:reply|response|answer)|out of (?:the )?office|vacation|"
    r"away from|abwesenheit|"
    r"absence|respuesta autom)|자동 ?(?:응답|회신)|부재|自動(?:返信|応答)|不在"
)
_FAILED = linear(
    r"(?i)(?:could not|couldn't|cannot|can't|was not|were not|wasn't|not be|unable to|failed to|has not been|"
    r"have not been|did not) (?:be )?(?:deliver|reach|receive|sen[dt])|delivery (?:has (?:failed|been)|fail|"
    r"error|problem|status)|delivery to [^\n]*(?:fail|delay)|delivery of (?:the|your) (?:message|mail)|"
    r"undeliver|(?:mail|message)[^\n]* (?:was|has been) (?:rejected|refused|bounced)|"
    r"permanent (?:error|fatal)|fatal error|returned to sender|user unknown|"
    r"mailbox (?:full|unavailable)|"
    r"n'a pas pu|nicht zugestellt|no pudo ser|non è stato|전달되지|전송되지|배달되지|발송되지|"
    r"보내지 못|전송하지 못|전달하지 못|"
    r"반송되|届け(?:られ|でき)|配信でき|送信でき|無法|无法|не может быть доставлено"
)
_DELAYED = linear(
    r"(?i)warning message only|warning only|has been delayed|is delayed|delayed mail|delivery delayed|"
    r"will be retried|still undelivered|no action is required|will keep trying|will continue trying|"
    r"will continue to try|temporary failure report|not yet been delivered|has been postponed|"
    r"still being retried|재시도합니다|다시 시도합니다|再試行し|遅延"
)
_CAUSE = linear(
    r"(?i)^\s*(?:returned mail|delivery failure|mail delivery failure|failed mail)\s*[:;]\s*(\S.*)"
)
"""Subjects that end in the cause: `Returned mail: User unknown`."""
_LOOKED_AT = 4_000


def is_notice(message: Message, said: str) -> bool:
    """Whether a mail system wrote this about a message that it could not deliver."""
    header = message.header
    if not header:
        return _FAILED.search(said[:_LOOKED_AT]) is not None
    if "x-mlserver" in header or ".fml" in header.get("message-id", "").lower():
        return True
    if "x-failed-recipients" in header or header.get("return-path") == "<>":
        return True
    names = " ".join(header.get(field, "") for field in ("from", "sender", "return-path"))
    if _DAEMON.search(sound(words(names))) or _SUBJECT.search(_subject(message)):
        return True
    return _FAILED.search(said[:_LOOKED_AT]) is not None


def is_auto_reply(message: Message, said: str) -> bool:
    """Whether a person's mailbox answered by itself (RFC 3834): nothing failed."""
    header = message.header
    subject = _subject(message)
    if _ANSWER.search(subject) and not _SUBJECT.search(subject):
        return True
    if _ANSWER.match(subject) and not _DAEMON.search(sound(words(header.get("from", "")))):
        # `Out of Office: Re: Undeliverable plans`: the rest is the subject of the letter that is answered.
        return True
    auto = header.get("auto-submitted", "").lower().startswith("auto-replied")
    answers = "x-autoreply" in header or "x-autorespond" in header
    if not (auto or answers or "x-auto-response-suppress" in header):
        return False
    if (
        "x-failed-recipients" in header
        or _DAEMON.search(sound(header.get("from", "")))
        or _SUBJECT.search(subject)
    ):
        return False
    if "vacation" in header.get("auto-submitted", "").lower() or answers:
        return True
    return _FAILED.search(said[:_LOOKED_AT]) is None


def is_forward(message: Message) -> bool:
    """Whether a person passed a notice on: the notice is the message inside."""
    names = " ".join(message.header.get(field, "") for field in ("from", "sender", "return-path"))
    inside = fields_of(message.returned[:8_000].partition("\n\n")[0])
    kind = inside.get("content-type", "").lower()
    return "delivery-status" in kind and not _DAEMON.search(sound(words(names)))


def is_delayed(message: Message, said: str) -> bool:
    """Whether the notice says that the mail system keeps trying."""
    return _DELAYED.search(f"{_subject(message)}\n{said[:_LOOKED_AT]}") is not None


def cause_in_subject(message: Message) -> str:
    """What the subject says of the cause; empty where it is only a title, or may quote the letter's own."""
    subject = _subject(message)[:500]
    if "x-mlserver" in message.header:
        return subject
    found = _CAUSE.match(subject)
    return found[1] if found else ""


def _subject(message: Message) -> str:
    return sound(words(message.header.get("subject", "")))
