"""Cuts a notice: what the mail system says, and where the message that came back begins in the same text."""

import re
from functools import lru_cache

_SEPARATOR = re.compile(
    r"^[ \t>]*(?:"
    r"[-=*_#|+~<> ]{2,}[^\n]{0,60}?\b(?:original|unsent|returned|undelivered|bounced|rejected|copy of (?:the|your)"
    r"|message headers?|message text|header of the|mail header|text of|first \d+|received)\b[^\n]{0,60}"
    r"\b(?:message|mail|follows?|headers?|text|below)\b[^\n]*"
    r"|-{2,}[^\n]{0,40}\b(?:returned mail|original message|forwarded message|message de retour)\b[^\n]*"
    r"|(?:the |an? )?(?:original|unsent|returned|attached)[^\n]{0,30}(?:message|mail|headers?)[^\n]{0,40}(?:follows?|attached|below)\b[^\n]{0,20}"
    r"|original message:?|(?:message|mail) headers?(?: follows?)?(?: \w+)?:"
    r"|below is a copy of[^\n]*|a (?:copy|summary) of (?:the|your)[^\n]*(?:message|mail)[^\n]*(?:follows?|below|line)[^\n]*"
    r"|the first \d+ lines of[^\n]*|the header of (?:the|your)[^\n]*|here is a copy[^\n]*"
    r"|---+ ?(?:mensaje original|message original|original[- ]?nachricht|ursprüngliche|mensagem original|messaggio originale)[^\n]*"
    r"|---+ ?(?:원본 ?메시지|원본 ?메일|원문|元のメッセージ|原始邮件|原邮件|исходное)[^\n]*"
    r")[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_BLOCK = re.compile(
    r"^(?:Received|Return-Path|Message-I[dD]|X-Received|DKIM-Signature|MIME-Version|Delivered-To): ?[^\n]*\n",
    re.MULTILINE,
)


@lru_cache(maxsize=4)
def split(text: str) -> tuple[str, str]:
    """(what the mail system says, the message that came back); the second is empty where none is in the text."""
    cut = len(text)
    found = _SEPARATOR.search(text)
    while found and not text[: found.start()].strip():
        found = _SEPARATOR.search(text, found.end())
    if found:
        cut = found.start()
    header = _HEADER_BLOCK.search(text)
    if header and header.start() < cut and text[: header.start()].strip():
        cut = header.start()
        return text[:cut], text[cut:]
    return text[:cut], text[found.end() :] if found else ""
