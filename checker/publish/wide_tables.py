"""Tables that a phone has no room for: there each row stands as a list, a cell behind the name of its column.

The styles show `data-label` before the cell; without styles the table is a table.
"""

import re

from markupsafe import Markup, escape

ROOM = 40
"""Letters that stand side by side on a phone, in the size of tables and with the space between columns."""

_TABLE = re.compile(r"<table>(?P<inside>.*?)</table>", re.DOTALL)
_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_DATA = re.compile(r"<td\b")
_WORD = re.compile(r"[!-~]+")
"""What has no place to break: Latin letters, digits and signs."""


def label_cells(html: str) -> str:
    """The HTML of an article with the columns named in each cell of its wide tables."""
    return _TABLE.sub(_labelled, html)


def _text(html: str) -> str:
    return Markup(html).striptags()


def _width(inside: str) -> int:
    """The longest word of each column, side by side."""
    rows = [[_text(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(inside)]
    columns = zip(*rows, strict=False)
    return sum(
        max((len(word) for cell in column for word in _WORD.findall(cell)), default=0) for column in columns
    )


def _labelled(table: re.Match[str]) -> str:
    inside = table["inside"]
    if _width(inside) <= ROOM:
        return table[0]
    labels = [str(escape(_text(head))) for head in _HEAD.findall(inside)]

    def row(match: re.Match[str]) -> str:
        names = iter(labels)
        return _DATA.sub(lambda _: f'<td data-label="{next(names, "")}"', match[0])

    return f"<table data-wide>{_ROW.sub(row, inside)}</table>"
