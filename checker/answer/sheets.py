"""Lists of addresses as files: a CSV or a text comes in, the same rows go out with three columns more.

Rows are read twice, once to see that all of it can be read, and are never held together.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from checker.answer.headlines import headline
from checker.answer.models import Address
from checker.guide.catalog import Words

MOST_ROWS, MOST_CELLS = 100_000, 1_000
LONGEST_ADDRESS = 2_000
"""Code points of a cell that are judged; an address has 254 octets, the rest is what stands around it."""

ENCODINGS = {"ko": "cp949", "ja": "cp932"}
"""What spreadsheets of a locale write where they do not write Unicode."""
DELIMITERS = "\t;,"
SAMPLE = 50
"""Rows that tell the delimiter and the column of the addresses."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How cells begin that a spreadsheet takes for a formula (OWASP, CSV injection)."""


USABLE = ("accepted", "repaired")


class SheetError(ValueError):
    """The file is no text, or no table of text."""


class TooManyRowsError(ValueError):
    """The file has more than MOST_ROWS rows."""


def text_of(data: bytes, locale: str) -> str:
    """The text of a file: Unicode by its mark, else UTF-8, else what the locale's spreadsheets write.

    Raises SheetError.
    """
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", *filter(None, [ENCODINGS.get(locale)])]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetError


def safe(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


class Sheet:
    """The rows of a file. Raises SheetError or TooManyRowsError where not all of them can be read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._delimiter = _delimiter(text)
        self.width = 1
        try:
            for count, row in enumerate(self._read(), 1):
                self.width = max(self.width, len(row))
                if self.width > MOST_CELLS:
                    raise SheetError
                if count > MOST_ROWS:
                    raise TooManyRowsError
        except csv.Error as error:
            raise SheetError from error
        sample = list(islice(self._read(), SAMPLE))
        self.column = _column(sample)
        self.header = sample[0] if _is_header(sample, self.column) else None

    def _read(self) -> Iterator[list[str]]:
        if self._delimiter is None:
            return ([line.strip()] for line in self._text.splitlines() if line.strip())
        rows = csv.reader(io.StringIO(self._text, newline=""), delimiter=self._delimiter)
        return (row for row in rows if any(cell.strip() for cell in row))

    def padded(self, row: Sequence[str]) -> list[str]:
        """A row as wide as the widest."""
        return [*row, *[""] * (self.width - len(row))]

    def rows(self) -> Iterator[list[str]]:
        """Each row below the header."""
        return map(self.padded, islice(self._read(), 0 if self.header is None else 1, None))

    def address(self, row: Sequence[str]) -> str:
        """What a row has in the column of addresses."""
        return row[self.column][:LONGEST_ADDRESS]


def _delimiter(text: str) -> str | None:
    """What stands in at least half of the first lines; None for a plain list."""
    lines = [line for line in islice(io.StringIO(text), SAMPLE) if line.strip()]
    for delimiter in DELIMITERS:
        found = sum(delimiter in line for line in lines)
        if found and found * 2 >= len(lines):
            return delimiter
    return None


def _column(sample: Sequence[Sequence[str]]) -> int:
    """The column with the most at signs; the first of equals."""
    width = max(map(len, sample), default=0)
    counts = [sum("@" in row[place] for row in sample if place < len(row)) for place in range(width)]
    return counts.index(max(counts)) if counts else 0


def _is_header(sample: Sequence[Sequence[str]], column: int) -> bool:
    """A first row without an address, above rows that have one."""
    has = ["@" in row[column] if column < len(row) else False for row in sample]
    return len(has) > 1 and not has[0] and any(has[1:])


def header_of(sheet: Sheet, words: Words) -> list[str]:
    """The first row of the answer."""
    blank = [""] * sheet.column + [words.gettext("Email address")]  # a list without names of columns
    names = [words.gettext("Verdict"), words.gettext("Address to use"), words.gettext("Why")]
    return [*map(safe, sheet.padded(sheet.header or blank)), *names]


def answered_row(row: Sequence[str], answer: Address, words: Words) -> list[str]:
    """A row with what became of its address: the verdict, the address to use, and why."""
    judged = answer.addresses or [answer]
    usable = [each.address for each in judged if each.address and each.verdict in USABLE]
    # What is only information about the domain is no reason for anything.
    found = [each for entry in judged for each in entry.findings]
    why = [each.title for each in found if each.severity != "info" or each.span is not None]
    if answer.suggestion:
        why.append(f"{words.gettext('Did you mean this address?')} {answer.suggestion}")
    cells = [headline(answer, words), ", ".join(usable), "; ".join(dict.fromkeys(why))]
    return [*map(safe, row), *map(safe, cells)]


def written(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV (RFC 4180)."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
