"""Split a step into the line that is shown while it is closed and the rest."""

import re

_MARKUP = re.compile(r"`[^`]+`|\*\*.+?\*\*|\[[^\]]+\]\([^()\s]+\)")
_END = re.compile(r"[.!?][\")’”]?(?=\s)|[。！？][」』）]?")


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence and what follows it; full stops inside bold, code and links do not count."""
    masked = _MARKUP.sub(lambda match: "x" * len(match.group()), text)
    end = _END.search(masked)
    if end is None:
        return text.strip(), ""
    return text[: end.end()].strip(), text[end.end() :].strip()
