"""Every reply that an article shows as an example is decoded to the reason of that article."""

import re
from pathlib import Path

import pytest

from checker.bounce import decode

DOCS = Path(__file__).parents[2] / "docs"

_SECTION = re.compile(r"^## .*\{ #replies \}\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[str, str, str]]:
    """(article, reason, block) for every block of code under a heading with the anchor `replies`."""
    return [
        (str(path.relative_to(DOCS)), path.stem, block)
        for path in sorted(DOCS.glob("*/reasons/*.md"))
        if path.stem != "unknown"
        for section in _SECTION.findall(path.read_text(encoding="utf-8"))
        for block in _BLOCK.findall(section)
    ]


BLOCKS = blocks()


def test_there_are_examples() -> None:
    assert len(BLOCKS) > 50


@pytest.mark.parametrize(
    ("article", "reason", "block"), BLOCKS, ids=[f"{row[0]} {i}" for i, row in enumerate(BLOCKS)]
)
def test_an_example_has_the_reason_of_its_article(article: str, reason: str, block: str) -> None:
    """A block is one reply of several lines, or one reply a line: either reading must lead to the reason."""
    whole = {outcome.reason for outcome in decode(block).outcomes}
    lines = [line for line in block.splitlines() if line.strip()]
    single = {line: [outcome.reason for outcome in decode(line).outcomes] for line in lines}
    assert whole == {reason} or all(found == [reason] for found in single.values()), single
