"""Text that strangers' servers say, made fit to be shown: no controls, one line, not too long."""

import unicodedata

LONGEST = 200
"""Characters of a hostile text that are kept."""

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: bytes | str, longest: int = LONGEST) -> str:
    """The text on one line, without control, formatting (zero-width, bidirectional) or unassigned characters.

    Bytes are read as UTF-8; what is none becomes U+FFFD. Markup stays as it is: whoever writes a page
    escapes it. At most `longest` characters, the last one an ellipsis where something was cut.
    """
    text = text[: 8 * longest]
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    kept = "".join(" " if c in "\t\r\n" else c for c in text if c in "\t\r\n" or not _is_dropped(c))
    kept = " ".join(kept.split())
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def _is_dropped(character: str) -> bool:
    return unicodedata.category(character) in _DROPPED
