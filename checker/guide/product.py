"""Fill the words of the product into a text: `{{ product.name }}`, `{{ product.name | josa("을/를") }}`."""

import re
from collections.abc import Mapping

from checker.guide.josa import josa

_SLOT = re.compile(
    r"\{\{\s*(?P<name>[a-z_]+(?:\.[a-z_]+)+)\s*(?:\|\s*josa\(\s*[\"'](?P<pair>[^\"']+)[\"']\s*\)\s*)?\}\}"
)
_LOOKS_LIKE_A_SLOT = re.compile(r"\{\{[^{}\n]*\}\}")


class WordError(ValueError):
    """A text names a word that no setting gives. `line` counts from 1 within that text."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def fill(text: str, words: Mapping[str, str]) -> str:
    """Replace each `{{ name }}` by its word, with the Korean particle where one is asked for.

    Raises WordError where a name is unknown or a slot cannot be read.
    """

    def word(match: re.Match[str]) -> str:
        name, pair = match["name"], match["pair"]
        if name not in words:
            raise WordError(f"unknown word {name!r}", text.count("\n", 0, match.start()) + 1)
        if pair is None:
            return words[name]
        try:
            return josa(words[name], pair)
        except ValueError as error:
            raise WordError(str(error), text.count("\n", 0, match.start()) + 1) from error

    filled = _SLOT.sub(word, text)
    if (left := _LOOKS_LIKE_A_SLOT.search(_SLOT.sub("", text))) is not None:
        line = text.count("\n", 0, text.index(left.group())) + 1
        raise WordError(f"cannot read {left.group()!r}: write {{{{ group.name }}}}", line)
    return filled
