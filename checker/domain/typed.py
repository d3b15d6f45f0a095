"""The domain in what a person types: an address, a link, or the name alone."""

import re
import unicodedata

LONGEST = 2000
"""Characters that are looked at; a name has 253."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?://)?", re.IGNORECASE)
_DOTS = str.maketrans("。．｡․", "....")  # UTS 46 section 4: dots of East Asian keyboards
_AROUND = " \"'`<>()[]{}「」『』“”‘’,;:"
_AFTER_ADDRESS = re.compile(r"\s*[>(]")
_IN_ASCII = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")  # underscores: RFC 8552
_IN_UNICODE = frozenset("·・͵׳״")  # RFC 5892 appendix A: signs that some scripts have inside words


def domain_in(text: str) -> str:
    """The name in `https://example.com/a`, `Kim <kim@example.com>` or `example.com.`; "" where there is none.

    In lower case, Unicode NFKC, without the final dot; not yet in A-labels. No name is what DNS must not be
    asked for: words, markup, several names, a name of one label, the IP address of a server.
    """
    name = _cut_out(_plain(text)).strip(_AROUND).rstrip(".").lower()
    return name if _may_be_domain(name) else ""


def _plain(text: str) -> str:
    """One line without signs that nobody sees, nor what stands around a name."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST].translate(_DOTS)).translate(_DOTS)
    spaced = (" " if char.isspace() else char for char in plain)
    return "".join(char for char in spaced if unicodedata.category(char) not in ("Cf", "Cc")).strip(_AROUND)


def _cut_out(plain: str) -> str:
    if "://" in plain:  # an at-sign in the path of a link begins no domain
        host = re.split(r"[/?#]", _SCHEME.sub("", plain, count=1), maxsplit=1)[0]
        return re.split(":", host.rpartition("@")[2].strip(_AROUND), maxsplit=1)[0]
    _, at, rest = plain.rpartition("@")
    if at:
        rest = _AFTER_ADDRESS.split(rest, maxsplit=1)[0]
    return re.split(r"[/?#:]", rest.strip(_AROUND), maxsplit=1)[0]


def _may_be_domain(name: str) -> bool:
    """Two labels or more (RFC 5321 section 2.3.5), the last one no number (RFC 3696 section 2)."""
    _, dot, last = name.rpartition(".")
    return bool(dot) and not last.isdecimal() and all(map(_is_of_names, name))


def _is_of_names(char: str) -> bool:
    if char.isascii():
        return char in _IN_ASCII
    return char in _IN_UNICODE or unicodedata.category(char)[0] in "LMN"
