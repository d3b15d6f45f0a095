"""Babel extraction methods for data files: their sentences go through gettext, too.

Named in pyproject.toml as `checker.publish.extract:toml_sentences` (its option `keys` lists the keys whose
values are sentences) and `checker.publish.extract:api_sentences`.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import IO

from checker.publish.reference import sentences

_ENTRY = re.compile(r'(?P<key>[a-z_]+)\s*=\s*"(?P<text>(?:[^"\\]|\\.)*)"\s*\Z')


def toml_sentences(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield (line, function, message, comments) for each `key = "sentence"` on a line of its own."""
    keys = options["keys"].split()
    for number, line in enumerate(file.read().decode().splitlines(), start=1):
        entry = _ENTRY.match(line.strip())
        if entry is not None and entry["key"] in keys:
            yield number, "gettext", entry["text"].replace('\\"', '"').replace("\\\\", "\\"), []


def api_sentences(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield (line, function, message, comments) for each text that the reference of the API shows."""
    for text in sentences(json.load(file)):
        yield 0, "gettext", text, []
