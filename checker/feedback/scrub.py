"""Takes out of a line what may lead to a person: addresses, however they are written, and phone numbers."""

import re
import unicodedata

GONE = "…"
"""Stands where something was taken out."""

_AT = r"(?:@|골뱅이|アットマーク|[(\[{]\s*at\s*[)\]}])"
_ADDRESS = re.compile(rf"[^\s<>()\[\]{{}},;:\"'@]*\s?{_AT}\s?[^\s<>()\[\]{{}},;\"'@]*", re.IGNORECASE)
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.])(?!\d{3}[ -]\d\.\d)\+?\d(?:[\s().-]{0,2}\d){6,}")  # but not 550 5.7.26
_REPEATED = re.compile(rf"{GONE}(?:\s*{GONE})+")


def scrub(line: str, longest: int) -> str:
    """One line in Unicode NFKC without control characters, of at most `longest` characters; maybe empty.

    Full-width forms are made plain first, so that `kim＠naver．com` is seen for what it is.
    """
    text = unicodedata.normalize("NFKC", line[: longest * 4])
    text = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") else char for char in text)
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    for pattern in (_LINK, _ADDRESS, _NUMBER):
        text = pattern.sub(GONE, text)
    text = _REPEATED.sub(GONE, " ".join(text.split()))
    return text[:longest].strip()
