"""The codes in a reply: three digits (RFC 5321 section 4.2) and an enhanced status code (RFC 3463 section 2)."""

import re

MAX_TEXT = 65_536
"""Longest text that is judged at once, in code points."""

_LEADING = re.compile(r"\s*(?:smtp; ?)?([2-5]\d\d)(?:[- ]+#?([245]\.\d{1,3}\.\d{1,3})(?![.\d]))?")
_STATUS = re.compile(r"(?<![\d.#])#?([245]\.\d{1,3}\.\d{1,3})(?![.\d]*\d)")
_CODE = re.compile(
    r"(?:(?:said|replied|response|error|returned|reason|answer(?:ed)?|<<<|>>|=>|status|code|err)\W{1,3}|[(\[:;>] ?)"
    r"([45]\d\d)(?:[- ]#?([245]\.\d{1,3}\.\d{1,3})(?![.\d]))?(?=[-\s,)\];:'\"]|$)",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")


def codes_of(text: str) -> tuple[str | None, str | None]:
    """The reply code and the enhanced status code of a reply line, each None where there is none."""
    found = _LEADING.match(text)
    if found is None:
        found = _CODE.search(text)
    if found is None:
        status = _STATUS.search(text)
        return None, status[1] if status else None
    code, status_ = found.group(1, 2)
    if status_ is None:
        late = _STATUS.search(text, found.end())
        status_ = late[1] if late else None
    return code, status_


def one_line(text: str) -> str:
    """The text of a multi-line reply as one line: white space collapsed, codes of continuation lines dropped."""
    text = text[:MAX_TEXT]
    if "\n" in text or "\t" in text or "  " in text or "\r" in text:
        text = _SPACES.sub(" ", text).strip()
    found = _LEADING.match(text)
    if found and f"{found[1]}-" in text:
        text = _without_continuations(text, found[1], found[2])
    return text


def _without_continuations(text: str, code: str, status: str | None) -> str:
    tail = rf"(?:[- ]{re.escape(status)})?" if status else r"(?:[- ][245]\.\d{1,3}\.\d{1,3}(?![.\d]))?"
    first = _LEADING.match(text)
    start = first.end() if first else 0
    rest = re.sub(rf"(?:(?<=\s)|\A){code}[- ](?<=[- ]){tail} ?", "", text[start:])
    rest = re.sub(rf"(?<=\s){code}-{tail}", "", rest)
    return f"{code} {status + ' ' if status else ''}{rest.lstrip(' -')}"
