"""Words and marks that say of an address that it is not the one: 이 아니라, 말고, (X)."""

import re

_WORD = (
    r"(?:[이가은는]\s*)?(?:아니라|아니고|아니며|아니에요|아니예요|아닙니다|아님|아닌|말고|대신|빼고|제외)"
    r"|(?:사용\s?안\s?함|미사용|폐기|틀림|ではなく|じゃなく|ではない|不是|而不是|instead of|wrong|invalid)"
)
_DENIAL = re.compile(rf"\s*+(?:{_WORD})", re.IGNORECASE)
_MARK = re.compile(r"\s*[XxＸｘ×✕✖✗✘❌╳]\ufe0f?\s*")
_NEXT = re.compile(rf"\s++(?:{_WORD})[^\s@]*(?=\s)", re.IGNORECASE)


def denies(text: str) -> bool:
    """Does the text beside an address say that this is not the one?"""
    return _DENIAL.match(text) is not None or _MARK.fullmatch(text) is not None


def end_of_denial(text: str, start: int, end: int) -> int:
    """Where a denial that follows the address before `start` ends; `start` where none does."""
    match = _NEXT.match(text, start, end)
    return start if match is None else match.end()
