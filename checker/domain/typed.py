"""The domain in what a person types: an address, a link, or the name alone."""

import re
import unicodedata

LONGEST = 2000
"""Characters that are looked at; a name has 253."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?://)?", re.IGNORECASE)
_DOTS = str.maketrans("。．｡․", "....")  # UTS 46 section 4: dots of East Asian keyboards
_AROUND = " \t\r\n\"'`<>()[]{}「」『』“”‘’,;:"


def domain_in(text: str) -> str:
    """The name in `https://example.com/a`, `Kim <kim@example.com>` or `example.com.`; maybe no valid one.

    In lower case, Unicode NFKC, without the final dot; not yet in A-labels.
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST].translate(_DOTS)).translate(_DOTS)
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Cf", "Cc")).strip(_AROUND)
    plain = (
        _SCHEME.sub("", plain, count=1) if "://" in plain or plain.lower().startswith("mailto:") else plain
    )
    name = plain.rpartition("@")[2].strip(_AROUND)
    name = re.split(r"[/?#:\s]", name, maxsplit=1)[0]
    return name.strip(_AROUND).rstrip(".").lower()
