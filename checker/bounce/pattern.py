"""Regular expressions that stay linear on whatever is pasted: RE2, behind the interface of `re`."""

from typing import Any

import re2


def linear(pattern: str, max_mem: int = 8 << 20) -> Any:
    """A compiled RE2 pattern with the methods of `re.Pattern`. Flags stand in the pattern: `(?im)`.

    Texts must be free of lone surrogates (see `checker.bounce.decode`). Without look-around; `.` does not
    match a line break unless `(?s)` is set; white space and word classes are ASCII.
    """
    options = re2.Options()
    options.max_mem = max_mem
    options.log_errors = False
    return re2.compile(pattern, options)


def sound(text: str) -> str:
    """The text with every lone surrogate, which no encoding can carry, replaced by one `?`."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
