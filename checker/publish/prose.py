"""Line breaks in the source that must not show: Chinese and Japanese put no space between lines."""

import re

_INLINE = r"</?(?:a|abbr|b|bdi|cite|code|dfn|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>"
_BREAK = re.compile(
    rf"(?P<left>[^\s<>])(?P<ends>(?:{_INLINE})*)[ \t]*\n[ \t]*(?P<starts>(?:{_INLINE})*)(?=(?P<right>[^\s<]))"
)
_VERBATIM = re.compile(r"(<(?P<name>pre|textarea)\b.*?</(?P=name)>)", re.DOTALL)
_WIDE = re.compile(r"[\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SPACED = "\uff08\uff09\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\u300c\u300d\u300e\u300f\u3010\u3011"
"""Full-width punctuation: it holds its own space, whatever stands on its other side."""


def joins_lines(locale: str) -> bool:
    """Whether a language sets no space where a line of the source ends. Korean does."""
    return locale.partition("-")[0] in ("ja", "zh")


def join_lines(html: str) -> str:
    """Take the line breaks between Chinese or Japanese letters out of HTML; a browser would show a space.

    A break between such a letter and a Latin word stays: there a space is meant. Blocks of code stay as
    they are.
    """
    parts = _VERBATIM.split(html)
    # The split gives text, block, the block's name, text ...
    return "".join(
        _BREAK.sub(_joined, part) if place % 3 == 0 else part
        for place, part in enumerate(parts)
        if place % 3 != 2
    )


def _joined(match: re.Match[str]) -> str:
    left, right = match["left"], match["right"]
    wide = bool(_WIDE.match(left)), bool(_WIDE.match(right))
    closed = left in _SPACED or right in _SPACED
    bracket = (wide[0] and right == "(") or (left == ")" and wide[1])
    return f"{left}{match['ends']}{match['starts']}" if all(wide) or closed or bracket else match[0]
