"""Cuts a notice: what the mail system says, and where the message that came back begins in the same text."""

from functools import lru_cache

from checker.bounce.pattern import linear

_SEPARATOR = linear(
    r"(?im)^[ \t>]*(?:"
    r"[-=*_#|+~<][-=*_#|+~<> ]+(?:[^\n-][^\n]*)?\b(?:original|unsent|returned|undelivered|bounced|rejected|"
    r"copy of the|copy of your|message headers?|message text|header of the|mail header|text of|"
    r"first \d+|received)\b"
    r"[^\n]*\b(?:message|mail|follows?|headers?|text|below)\b[^\n]*"
    r"|-{2,}[^\n]*\b(?:returned mail|original message|forwarded message|message de retour)\b[^\n]*"
    r"|(?:the |an? )?(?:original|unsent|returned|attached)[^\n]*(?:message|mail|headers?)[^\n]*"
    r"(?:follows?|attached|below)\b[^\n]*"
    r"|original message:?|(?:message|mail) headers?(?: follows?)?(?: \w+)?:"
    r"|below is a copy of[^\n]*|a (?:copy|summary) of (?:the|your)[^\n]*(?:message|"
    r"mail)[^\n]*(?:follows?|below|line)[^\n]*"
    r"|the first \d+ lines of[^\n]*|the header of (?:the|your)[^\n]*|here is a copy[^\n]*"
    r"|---+ ?(?:mensaje original|message original|original[- ]?nachricht|ursprüngliche|mensagem original|"
    r"messaggio originale|원본 ?메시지|원본 ?메일|원문|元のメッセージ|原始邮件|原邮件|исходное)[^\n]*"
    r")[ \t]*$"
)
_HEADER_BLOCK = linear(
    r"(?m)^(?:Received|Return-Path|Message-I[dD]|X-Received|DKIM-Signature|MIME-Version|"
    r"Delivered-To): ?[^\n]*\n"
)


@lru_cache(maxsize=4)
def split(text: str) -> tuple[str, str]:
    """(what the mail system says, the message that came back).

    The second is empty where the text holds no such message.
    """
    cut = len(text)
    found = _SEPARATOR.search(text)
    while found and not text[: found.start()].strip():
        found = _SEPARATOR.search(text, found.end())
    if found:
        cut = found.start()
    header = _HEADER_BLOCK.search(text)
    if header and header.start() < cut and text[: header.start()].strip():
        return text[: header.start()], text[header.start() :]
    return text[:cut], text[found.end() :] if found else ""
