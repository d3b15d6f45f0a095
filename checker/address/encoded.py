"""Names that a program encoded and another one didn't decode: =?UTF-8?B?a2lt?=@, kim%2Blee@."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from urllib.parse import unquote

from checker.address.draft import Draft, name_of
from checker.address.syntax import parse

_WORD = re.compile(r"=\?[\w-]{1,40}\?[BbQq]\?[^?\s@]*\?=", re.ASCII)
"""An encoded word: RFC 2047 section 2."""
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
"""Percent-encoded octets: RFC 3986 section 2.1."""


def decode_words(text: str) -> str:
    """The text behind encoded words (RFC 2047); as it is where they are broken."""
    if "=?" not in text:
        return text
    try:
        return "".join(
            part.decode(charset or "ascii", "replace") if isinstance(part, bytes) else part
            for part, charset in decode_header(text)
        )
    except (HeaderParseError, LookupError, ValueError):
        return text


def _unquote(text: str) -> str:
    return unquote(text)


def find_encoded(draft: Draft) -> None:
    """Suspect an encoded name, and decode it for the suggestion where a plain name comes out."""
    at = draft.text.rfind("@")
    name = draft.text[:at]
    found = list(_WORD.finditer(name))
    sign, decode = "=", decode_words
    if not found:
        found = [match for match in _ESCAPES.finditer(name) if "\ufffd" not in unquote(match.group())]
        sign, decode = "%", _unquote
    if not found:
        return
    for match in found:
        draft.find("sign-inside", *match.span(), character=sign, name=name_of(sign))
    pieces = []
    for match in found:
        decoded = decode(match.group())
        decoded = decoded.lstrip() if match.start() == 0 else decoded
        pieces.append((match, decoded.rstrip() if match.end() == at else decoded))
    plain = name
    for match, decoded in reversed(pieces):
        plain = plain[: match.start()] + decoded + plain[match.end() :]
    # What decodes to no name, or not at all, is left as it stands.
    if "@" in plain or plain == name or parse(f"{plain}@example.com") is None:
        draft.no_suggestion = True
        return
    for match, decoded in reversed(pieces):
        draft.replace(*match.span(), decoded)
