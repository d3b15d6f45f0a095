"""What was pasted? Looks at the shape of a text alone and names the engine that can answer about it."""

import re
from enum import StrEnum

from checker import bounce


class Kind(StrEnum):
    """What a text is."""

    ADDRESS = "address"
    LIST = "list"
    DOMAIN = "domain"
    CODE = "code"
    REPLY = "reply"
    LOG_LINE = "log-line"
    MESSAGE = "message"
    QUESTION = "question"


OF_ADDRESSES = (Kind.ADDRESS, Kind.LIST)
OF_DECODER = (Kind.CODE, Kind.REPLY, Kind.LOG_LINE, Kind.MESSAGE)

LONGEST_SENTENCE = 2000
"""Code points of a text that is read as a sentence; a longer one is a list, a reply or a message."""
MOST_WORDS_BESIDE = 3
"""Words beside an address that are a name, not a sentence; in a list, per address."""
LONGEST_NAME = 253
"""RFC 1035 section 2.3.4, as text."""

_SEPARATORS = re.compile(r"[\s,;、，；/|・·<>()（）「」]+")
_AT = re.compile(r"[@＠﹫]")
_SPACED_AT = re.compile(r"(?<=\w)[ \t]{1,3}([@＠﹫])[ \t]{0,3}(?=\w)|(?<=\w)([@＠﹫])[ \t]{1,3}(?=\w)")
_WORDY = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>@]{0,300}|\s[^<>]{0,300}=[^<>]{0,300})?/?>", re.IGNORECASE)
_LABEL = re.compile(r"^[ \t]*[^\W\d][^\n@＠:：<>]{0,30}[:：][ \t]*(?=[^\n]{0,80}[@＠﹫])", re.MULTILINE)
"""What stands before an address: `To:`, `Email:`, `mailto:`, in whatever language."""

# RFC 1123 section 2.1: letters, digits and hyphens; other scripts as typed (RFC 5890 section 2.3.2.3).
_NAME = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,30}(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59})"
_DOMAIN = re.compile(rf"[@＠]?{_NAME}\.?", re.IGNORECASE)
_LINK = re.compile(rf"<?https?://({_NAME})\.?(?::\d{{1,5}})?(?:[/?#]\S{{0,2000}})?", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:pdf|exe|zip|7z|rar|jpe?g|png|gif|docx?|xlsx?|pptx?|hwpx?|eml|msg|txt|csv|html?)\Z", re.IGNORECASE
)
_ASKED_OF_A_DOMAIN = re.compile(
    r"(?:도메인|메일|검사|확인|진단|점검|체크|주세요|해|좀|이|을|를|의|domain|check|test|mx|spf|dkim|dmarc|please|my|the|"
    r"ドメイン|メール|確認|診断|チェック|して|ください|を|の|[\s:：.!。])*",
    re.IGNORECASE,
)

# An address whose at sign is missing: spelled out, or another key of the same row.
_SPOKEN = re.compile(
    rf"[\w.+-]{{1,64}}\s?(?:[(\[{{]\s?at\s?[)\]}}]|골뱅이|アットマーク)\s?(?:{_NAME}|[\w-]{{2,63}}\s?(?:dot|점|닷)\s?\w{{2,10}})"
    rf"|[\w.+-]{{1,64}} at [\w-]{{2,63}} dot \w{{2,10}}(?: dot \w{{2,10}})?"
    rf"|[\w.+-]{{1,64}}[#!$%^&*]{_NAME}",
    re.IGNORECASE,
)

_SMTP_CODE = re.compile(
    r"(?<![\w.@-])(?:[245]\d\d(?![\d.@a-z]|\w*@)|[245]\.\d{1,3}\.\d{1,3}(?![\d.]))", re.IGNORECASE
)
_CODES = re.compile(rf"(?:{_SMTP_CODE.pattern})(?:[\s#-]{{1,3}}[245]\.\d{{1,3}}\.\d{{1,3}})?", re.IGNORECASE)
_LEADING_CODE = re.compile(
    r"\s*(?:[45]\d\d(?:[ -]#?[45]\.\d{1,3}\.\d{1,3})?|[45]\.\d{1,3}\.\d{1,3})(?=[ \t:]+\S)", re.ASCII
)
_CODE_AFTER = re.compile(
    r"(?<=[\s:>,])(?:[45]\d\d(?:[ -]#?[45]\.\d{1,3}\.\d{1,3})?|[45]\.\d{1,3}\.\d{1,3})\s*\Z", re.ASCII
)
_AROUND_A_CODE = re.compile(
    r"smtp|errors?|codes?|오류|에러|코드|エラー|コード|what|does|do|is|it|am|are|being|my|me|this|that|the|an?|mean(?:s|ing)?|of|about|why|i|got|get|"
    r"getting|help|please|explain|and|or|[^a-z]+",
    re.IGNORECASE,
)
_WORD_FOR_CODE = re.compile(r"오류|에러|코드|번|エラー|コード|番")
_ASKS = re.compile(
    r"[?？]|뭔가|뭐[죠예에야지]|무슨|무엇|뜻|의미|어떻게|왜\s|나요|인가요|까요|떠요|뜨는데|뜹니다|とは|何|ですか|ますか|って|について|意味|どう"
)
_ANY_CODE = re.compile(r"(?<![\w.@-])(?:TSS\d\d|EC[-_ ]?\d{3}|EC[-_ ]\d{1,2}|AS\(\d+\))(?!\w)", re.IGNORECASE)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_OR_DIGIT = re.compile(rf"{_CJK.pattern}|\d")
_PERSON = re.compile(
    r"[?？]|\b(?:i|my|we|our|me|us|how|why|what|which|when|where|can|does|do|should|help)\b", re.IGNORECASE
)
_RECORD = re.compile(r"\b[a-z]{1,4}=\S", re.IGNORECASE)
"""A piece of a DNS record, such as `p=none`."""
_SENTENCE = re.compile(r"(?:[요다까죠네래]|ます|ません|です|した|ない|なる|すか)[\s.!?。！？~ㅠㅜ]*\Z")
_LOGGED = re.compile(
    r"\b(?:to|from|dsn|status|stat|relay|delay|mailer|ctladdr|size|nrcpt|proto|helo|orig_to)=|"
    r"^\W{0,3}(?:\w{3}\s{1,2}\d{1,2}|\d{4}-\d\d-\d\d)[ T]\d\d:\d\d:\d\d| (?:=>|->|\*\*|==|<=) \S",
    re.MULTILINE,
)

_ABOUT_AN_ADDRESS = re.compile(
    r"주소|맞나요|맞는지|맞아요|올바른|유효|오타|확인|검사|address|correct|valid|right|check|verify|typo|アドレス|正し|合って|確認|有効",
    re.IGNORECASE,
)
_ABOUT_MAIL = re.compile(
    r"보내|보낸|보냈|발송|전송|반송|수신|도착|스팸|[안못] ?[가갔와왔]|안\s?되|실패|오류|답장|받[았는지은]|"
    r"\b(?:sen[dt]\w*|bounc\w*|receiv\w*|deliver\w*|spam|junk|repl\w+|fail\w*|error|cannot|can't|reject\w*|block\w*)\b|"
    r"届|送|戻|受信|返信|エラー|迷惑|拒否|失敗",
    re.IGNORECASE,
)


def diagnose(text: str, given: Kind | None = None) -> tuple[Kind, bounce.Decoding | None]:
    """What a text is, and what the decoder saw where it is the decoder's.

    `given`: what the reader says that it is; then nothing is guessed.
    """
    if given is not None:
        return given, bounce.decode(text) if given in OF_DECODER else None
    seen = _TAG.sub(" ", text) if "<" in text else text
    typed = seen.strip()
    addresses, beside = _words(typed)
    if addresses and not beside and (coded := _code_beside(typed, addresses)) is not None:
        return coded
    if addresses and not beside:
        return (Kind.ADDRESS if len(addresses) == 1 else Kind.LIST), None
    if len(typed) <= LONGEST_NAME and _SPOKEN.fullmatch(typed):
        return Kind.ADDRESS, None
    if _is_domain(typed):
        return Kind.DOMAIN, None
    decoding = bounce.decode(text)
    if (kind := _decoded(typed, decoding)) is not None:
        return kind, _of_code(typed) or decoding if kind is Kind.CODE else decoding
    if addresses and _is_about_addresses(typed, len(addresses), beside):
        return (Kind.ADDRESS if len(addresses) == 1 else Kind.LIST), None
    if decoding.kind is bounce.Kind.REPLY and _is_servers(typed):
        return Kind.REPLY, decoding
    return Kind.QUESTION, None


def _words(text: str) -> tuple[list[str], list[str]]:
    """The words with an at sign, and the other words, without labels, numbers and signs."""
    if not _AT.search(text):
        return [], []
    words = _SEPARATORS.split(_SPACED_AT.sub("@", _LABEL.sub("", text)))
    addresses = [word for word in words if _AT.search(word[1:])]
    return addresses, [word for word in words if not _AT.search(word[1:]) and _WORDY.search(word)]


def _code_beside(text: str, addresses: list[str]) -> tuple[Kind, bounce.Decoding] | None:
    """What a text is that has nothing but codes and addresses: a code that leads makes it a reply, and one
    that follows a single address is asked about. None for numbers that are no codes, or only count rows.
    """
    lines = text.splitlines()[: LONGEST_SENTENCE + 1]
    leading = [found[0].strip() for line in lines if (found := _LEADING_CODE.match(line))]
    if len(leading) == len(lines) and all(map(bounce.code, leading)):
        counted = len(leading) > 1 and all("." not in each for each in leading)
        if not counted or len(set(leading)) < len(leading):
            decoding = bounce.decode(text)
            return (Kind.REPLY, decoding) if decoding.outcomes else None
    if len(addresses) == 1 and len(lines) == 1 and (after := _CODE_AFTER.search(text)):
        decoding = bounce.decode(" ".join(after[0].split()))
        return (Kind.CODE, decoding) if decoding.kind is bounce.Kind.CODE and bounce.code(after[0]) else None
    return None


def _is_domain(text: str) -> bool:
    """Whether this is the name of a domain or host, a link, or one of them with a word of what to do."""
    if len(text) > LONGEST_SENTENCE:
        return False
    if _LINK.fullmatch(text):
        return True
    if _DOMAIN.fullmatch(text):
        return len(text) <= LONGEST_NAME + 1 and not _FILE.search(text)
    names = [word for word in text.split() if _DOMAIN.fullmatch(word)]
    if len(names) != 1 or _FILE.search(names[0]):
        return False
    return _ASKED_OF_A_DOMAIN.fullmatch(text.replace(names[0], " ", 1)) is not None


def _decoded(text: str, decoding: bounce.Decoding) -> Kind | None:
    """Which of the decoder's kinds a text is for sure; None where there is no code to tell by."""
    if decoding.kind in (bounce.Kind.CODE, bounce.Kind.MESSAGE):
        return Kind(decoding.kind.value)
    unknown = decoding.kind is bounce.Kind.UNKNOWN
    logged = len(_LOGGED.findall(text[: 64 * 1024]))
    if logged >= (1 if decoding.kind is bounce.Kind.LOG_LINE else 2) and not unknown:
        return Kind.LOG_LINE
    short = text[:LONGEST_SENTENCE]
    if not (_SMTP_CODE.search(short) or _ANY_CODE.search(short)):
        return Kind.REPLY if decoding.kind is bounce.Kind.LOG_LINE else None
    rest = _ANY_CODE.sub(" ", _SMTP_CODE.sub(" ", short))
    if unknown and _CJK_OR_DIGIT.search(rest):
        return None
    said = _AROUND_A_CODE.sub(" ", re.sub(r"(?<![a-z])[a-z'’]+(?![a-z])", _unless_asking, rest.lower()))
    if said.strip():
        return None if unknown else Kind.REPLY
    told = len(_CJK.findall(_WORD_FOR_CODE.sub("", rest))) >= 4
    answers = told and _SMTP_CODE.match(short) and not _ASKS.search(rest)
    return Kind.REPLY if answers else Kind.CODE


def _of_code(text: str) -> bounce.Decoding | None:
    """What the code in a question means, where the decoder knows it alone."""
    codes = (sign.search(text[:LONGEST_SENTENCE]) for sign in (_CODES, _ANY_CODE))
    decodings = (bounce.decode(" ".join(code[0].split())) for code in codes if code)
    return next((each for each in decodings if each.kind is bounce.Kind.CODE), None)


def _unless_asking(match: re.Match[str]) -> str:
    return " " if _AROUND_A_CODE.fullmatch(match.group()) else f" {match.group()} "


def _is_servers(text: str) -> bool:
    """Whether a text without a code is a server's, not a person's: several words of English, nobody's."""
    if len(text) > LONGEST_SENTENCE:
        return True
    return len(text.split()) > 1 and not any(sign.search(text) for sign in (_CJK, _PERSON, _RECORD))


def _is_about_addresses(text: str, count: int, beside: list[str]) -> bool:
    """Whether the words beside addresses are names or ask about the address, and tell nothing of mail."""
    if len(text) > LONGEST_SENTENCE:
        return len(beside) <= MOST_WORDS_BESIDE * count
    rest = " ".join(beside)
    if _ABOUT_AN_ADDRESS.search(rest) and (count == 1 or len(beside) <= MOST_WORDS_BESIDE * count):
        return not _ABOUT_MAIL.search(_ABOUT_AN_ADDRESS.sub(" ", rest)) or "주소" in rest
    few = len(beside) <= MOST_WORDS_BESIDE * count
    return few and not _ABOUT_MAIL.search(rest) and not _SENTENCE.search(text)
