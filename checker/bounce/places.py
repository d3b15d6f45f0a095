"""Where a notice names its recipients: the ways of writing that mail systems use, the surest first."""

import re

from checker.bounce.addresses import PATTERN, clean, find
from checker.bounce.pattern import linear

Place = tuple[int, str]
"""Where an address starts in the text, and the address."""

MAX_PLACES = 20_000

_ADDRESS = rf"[\[(<\"'{{]?[\[(<\"'{{]?(?:smtp:|mailto:|rfc822:)?<?({PATTERN})"
_BULLET = r"(?m)^[ \t]*(?:[>*•·\-–+#|■□●○◆◇▶▷►※・]+[ \t]*|\d\d?\d?[.)][ \t]+)?"
_BARE = linear(rf"(?i){_BULLET}{_ADDRESS}")
_LABELLED = linear(
    rf"(?i){_BULLET}"
    r"(?:(?:failed|bad|invalid|original|final|intended|failing|delivery failed|undeliverable|"
    r"unknown|envelope|"
    r"recipient|status: ?[a-z]+,)[ \t]+)*"
    r"(?:recipients?|address(?:es)?|addressee|user|mailbox|error-for|receiver|generated (?:by|from))"
    r"(?:[ \t]*(?:address(?:es)?|name|\(s\)))?(?:[ \t]*[:=][ \t]*|[ \t]+|[<\[(\"])"
    rf"{_ADDRESS}"
)
_LABELLED_ABROAD = linear(
    r"(?im)^[ \t>]*[-*•·■□●○◆◇▶▷►※・\[【<(]*[ \t]*(?:(?:받는 ?사람|받는 ?이|수신자|수신인|수신 ?주소|수신처|"
    r"받으시는 ?분|받는 ?분|메일 ?주소|이메일|수신 ?이메일|"
    r"宛先|送信先|送付先|あて先|宛て先|受信者|收件人|收件地址|收信人|收件者|收件方|"
    r"получател[ьяи]|адресат|empfänger|empfaenger|adressat|zieladresse|destinataire|"
    r"destinatari[oi]|destinatário|odbiorc|adresat)[^\n@:：]*?[:： \t(]|(?:кому|an|à|para|a|do)[ \t]*:)[ \t]*"
    + _ADDRESS
)
_REPLY = linear(rf"(?m)^[ \t]*[45]\d\d[ -](?:[45]\.\d+\.\d+ )?<?({PATTERN})>?(?:\.\.\.|:|,| )")
_REFUSED = re.compile(r"[ \t<>*-]{0,12}[45]\d\d[- ]")
_TOLD_BEFORE = linear(
    r"(?im)^[ \t]*(?:unknown user|unknown host|no such (?:user|host)|user mailbox exceeds[^\n:@]*|"
    r"undeliverable to|delivery failed \d+ attempts|mailbox full|over quota|invalid (?:user|address)|"
    rf"user is over quota|connection (?:refused|failed|timed out))[ \t]*:?[ \t]+<?({PATTERN})>?[ \t]*$"
)
"""A line that says what happened and then to whom, as IMail writes a line per recipient."""
_GENERATED = linear(rf"(?i)generated (?:from|by) <?({PATTERN})")
_LIST = linear(
    rf"(?i)(?:not (?:a )?member of (?:this|the) mailing list|duplicated message-id in) <?({PATTERN})"
)
_FOLLOWED = linear(
    rf"({PATTERN})[>\])\"']*[ \t]*(?:\([^()\n]*\))?[ \t]*"
    r"(?:님|앞으로|으로|에게|에 |의 |로 |은 |는 |이 |가 |へ|に|宛|は|さん|様|の|的|失败|을 |를 |"
    r"주소|,? was not|,? did not|"
    r"could not|couldn't|"
    r"cannot|can't|is not|does not|has not|konnte|n'a pas|no pudo)"
)
_SENTENCE = linear(
    r"(?i)(?:deliver(?:y|ed|ing)?|sent|send|message|mail|e-mail|reach(?:ed)?|addressed|failed|undeliverable|"
    r"recipients?|address|userid|user|mailbox|attempts|gateway|list|violation|size|livré|délivré|zugestellt|"
    r"entregado|an|für|à)"
    r"(?:[ \t]+(?:to|for|of|at|by|the|a|an|user|address|recipient|following|account|mailbox|is|full|"
    r"in|below|alias))*"
    r"(?:'s)?(?:[ \t]*:[ \t]*\n?[ \t]*|[ \t]*\n[ \t]*|[ \t]+|[<(\[\"'])"
    rf"{_ADDRESS}"
)
_TOLD_CJK = linear(rf"(?:发送到|发送给|发往|发给|寄给|投递到|送达|보내신|보낸)[：: \t]*{_ADDRESS}")
_NAME = re.compile(r"^[ \t]{1,40}([A-Za-z0-9][A-Za-z0-9._+-]{1,63})(?:[ \t]{2,}[A-Z][a-z].*|[ \t]*)$")
"""A name without its domain, and what is said about it in the next column."""
_COMMAND = linear(rf"(?i)RCPT TO: ?<?({PATTERN})")
_TO = linear(rf"(?im)^[ \t>]*(?:to|for|cc|bcc)[ \t]*:[ \t]*{_ADDRESS}")

_ANCHOR = linear(
    r"(?im)(?:following (?:[a-z-]+ )?(?:[a-z-]+ )?(?:[a-z-]+ )?"
    r"(?:recipient|address|addressee|person|people|user|destination|mailbox)|"
    r"(?:recipient|address|addressee)(?:s|es|\(s\)|\(es\))? (?:listed below|below|that failed)|"
    r"these (?:recipients|addresses)|not delivered to|failed addresses|failed recipients|"
    r"(?:did|was|has|were|have|could|can|be|is) ?not (?:be )?(?:delivered|reach(?:ed)?|"
    r"sent)[^\n]*(?::|to)\s*$|"
    r"다음 (?:수신자|받는|사용자|주소)|아래 (?:수신자|주소)|次の(?:受信者|宛先|あて先|メールアドレス)|"
    r"以下の(?:受信者|宛先|メールアドレス)|destinataires? suivants?|folgenden? empfänger|"
    r"siguientes? destinatarios?|seguintes? destinatários?|seguenti destinatari)[^\n]*"
)
_IGNORED = linear(
    r"(?i)^[ \t>]*(?:from|sender|reply-to|return-path|mail from|message-id|return path|보낸 ?사람|"
    r"발신자|발신인|보내는 ?사람|差出人|送信者|送信元|发件人|发信人|寄件者|absender|von|expéditeur|"
    r"de|remitente|remetente|mittente|da|отправитель|от|nadawca|"
    r"envelope-from|subject|date)[ \t]*[:：=]"
    r"|\b(?:contact|mail to <?postmaster|assistance|questions?|help|write to|report this|report it|"
    r"visit|call)\b"
    r"|mail from|message-id|from:[ \t]?<|<mailto:|not accepting mail from|https?://[^\s]*@|[?&=][^\s]*@"
)
_NEVER = re.compile(
    r"\A(?:[^@]*\.\.\.@|(?:postmaster|mailer-daemon|abuse|helpdesk|support|no-?reply|hostmaster|webmaster|root|"
    r"admin)@|[^@]{1,64}-(?:owner|request|bounces|admin|help)@|[^@]*@(?:[^.]*$|localhost))",
    re.IGNORECASE,
)
_LEADS = re.compile(r"[ \t<]*[^\s<>@:]+@")
_COLON = re.compile(r">?:[ \t]")
"""`<a@b.example>: ...`: what follows is the reply, and may well ask to visit or to contact somebody."""
_WRITTEN = re.compile(r"\s*original address\s*:", re.IGNORECASE)
_LED_TO = re.compile(r"\s*recipient address\s*:", re.IGNORECASE)
_WRITERS = ("from:", "sender:", "sent by:")
"""What stands before the writer, also where the address is on the next line."""
_LOCAL = re.compile(r"^[ \t]{1,40}<?([A-Za-z0-9][A-Za-z0-9._+-]{1,63})>?[ \t]*$", re.MULTILINE)
_ANY = linear(_ADDRESS)
_WAYS = (
    _LIST,
    _TOLD_BEFORE,
    _BARE,
    _LABELLED,
    _LABELLED_ABROAD,
    _REPLY,
    _GENERATED,
    _FOLLOWED,
    _SENTENCE,
    _TOLD_CJK,
    _COMMAND,
    _TO,
)


def recipients(said: str, sender: str, writer: str) -> list[Place]:
    """The places where recipients are named, in order, by the surest way of writing that finds any.

    `sender` is the From header of the notice and `writer` its To header: the first is never a recipient,
    the second only where nobody else is named.
    """
    if "@" not in said:
        return _local_parts(said, sender)
    senders = {name.lower() for name in find(sender)}
    writers = {name.lower() for name in find(writer)}
    anchor = _ANCHOR.search(said)
    if anchor and (listed := _listed_names(said, anchor.end(), sender)):
        return listed
    for start in (anchor.end(), 0) if anchor else (0,):
        for way in _WAYS:
            places = [place for place in _found(way, said, start) if place[1].lower() not in senders]
            others = [place for place in places if place[1].lower() not in writers]
            if others or places:
                return _as_written(said, others or places)
    return _local_parts(said, sender) or _only(said, senders | writers)


def _as_written(said: str, places: list[Place]) -> list[Place]:
    """Without the address that one led to, where both stand in lines of their own, the written one first."""
    kept: list[Place] = []
    for at, name in places:
        if (
            kept
            and _LED_TO.match(line_at(said, at))
            and _WRITTEN.match(line_at(said, kept[-1][0]))
            and "\n\n" not in said[kept[-1][0] : at]
        ):
            continue
        kept.append((at, name))
    return kept


def _only(said: str, others: set[str]) -> list[Place]:
    """The one address of a notice that names nobody else besides its writer and its reader."""
    places = [place for place in _found(_ANY, said, 0) if place[1].lower() not in others]
    return places[:1] if len({name.lower() for _, name in places}) == 1 else []


def _listed_names(said: str, start: int, sender: str) -> list[Place]:
    """Names without a domain, listed right below "not delivered to the following:"; the domain is the
    widest one of the sender's that the notice mentions.
    """
    found: list[Place] = []
    own = [name.rpartition("@")[2].lower() for name in find(sender)]
    if not own:
        return []
    at = start
    for line in said[start : start + 2000].split("\n"):
        name = _NAME.match(line)
        if name and "  " in line.strip():
            found.append((at + name.start(1), name[1]))
        elif line.strip():
            break
        at += len(line) + 1
    if not found:
        return []
    mentioned = {name.rpartition("@")[2].lower() for name in find(said)}
    wider = [domain for domain in mentioned if own[0].endswith(f".{domain}") and "." in domain]
    domain = min(wider, key=len, default=own[0])
    return [(place, f"{name}@{domain}") for place, name in found]


def _found(way: re.Pattern[str], said: str, start: int) -> list[Place]:
    places: list[Place] = []
    for found in way.finditer(said, start):
        at = found.start(1)
        name = clean(found[1])
        if len(name) > 320 or _NEVER.match(name):
            continue
        line = line_at(said, at)
        if said[max(0, at - 60) : at].rstrip(" \t\n<").lower().endswith(_WRITERS):
            continue
        if (
            way is not _LIST
            and not (_LEADS.match(line) and _COLON.match(said, found.end(1)))
            and _IGNORED.search(line)
            and not line.lstrip(" \t").startswith(f"{name}<mailto:")
        ):
            continue
        places.append((at, name))
        if len(places) >= MAX_PLACES:
            break
    return places


def named_at_reply(said: str, at: int) -> bool:
    """Whether the address there stands at the start of a quoted reply, as old transcripts write it."""
    return _REPLY.match(line_at(said, at)) is not None


def told_before(said: str, at: int) -> bool:
    """Whether the line says first what happened, and then to which address."""
    return _TOLD_BEFORE.match(line_at(said, at)) is not None


def reply_about(said: str, name: str) -> str | None:
    """The line of a transcript that refuses this address, wherever it stands."""
    low, start = name.lower(), 0
    text = said if len(said.lower()) != len(said) else said.lower()
    while (at := text.find(low, start)) >= 0:
        line = line_at(said, at)
        if _REFUSED.match(line):
            return line.strip()
        start = at + len(low)
    return None


def _local_parts(said: str, sender: str) -> list[Place]:
    """Some systems name only the part before the @; the domain is their own."""
    anchor = _ANCHOR.search(said)
    domains = [name.rpartition("@")[2] for name in find(sender)]
    if not anchor or not domains:
        return []
    found = _LOCAL.finditer(said, anchor.end())
    return [(local.start(1), f"{local[1]}@{domains[0].lower()}") for local in found]


def line_at(text: str, at: int) -> str:
    """The line of a text that holds a position, at most 1,000 characters of it."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : min(end if end >= 0 else len(text), start + 1000)]
