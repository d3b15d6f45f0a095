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


LONGEST_ADDRESS = 400
"""A path has at most 256 octets (RFC 5321 section 4.5.3.1.3); the rest is a name or was pasted around it."""

MOST_WORDS_OF_A_NAME = 4

_SEPARATORS = re.compile(r"[\s,;、，；]+")
_AT = re.compile(r"[@＠﹫]")
# RFC 1123 section 2.1: letters, digits and hyphens; other scripts as typed (RFC 5890 section 2.3.2.3).
_DOMAIN = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59})\.?", re.IGNORECASE
)
_OF_DECODER = {
    bounce.Kind.CODE: Kind.CODE,
    bounce.Kind.REPLY: Kind.REPLY,
    bounce.Kind.LOG_LINE: Kind.LOG_LINE,
    bounce.Kind.MESSAGE: Kind.MESSAGE,
}


def diagnose(text: str) -> tuple[Kind, bounce.Decoding | None]:
    """What a text is, and what the decoder saw where it is the decoder's."""
    typed = text.strip()
    words = [word for word in _SEPARATORS.split(typed) if word]
    with_at = [word for word in words if _AT.search(word)]
    if words and len(with_at) == len(words):
        return (Kind.ADDRESS if len(words) == 1 else Kind.LIST), None
    if len(typed) <= 253 and _DOMAIN.fullmatch(typed):
        return Kind.DOMAIN, None
    decoding = bounce.decode(text)
    if decoding.kind in _OF_DECODER:
        return _OF_DECODER[decoding.kind], decoding
    if len(with_at) == 1 and len(typed) <= LONGEST_ADDRESS and len(words) <= MOST_WORDS_OF_A_NAME:
        return Kind.ADDRESS, None
    return Kind.QUESTION, None
