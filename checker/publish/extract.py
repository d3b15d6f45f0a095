"""A Babel extraction method for data files: the sentences of TOML tables go through gettext, too.

Named in pyproject.toml as `checker.publish.extract:toml_sentences`; its option `keys` lists the keys whose
values are sentences.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import IO

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
