"""Reads input one line or one message at a time, in constant memory."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple, cast

from checker.web.problems import Problem

LONGEST_LINE, BLOCK = 64 * 1024, 256 * 1024
STANDARD_INPUT = "-"
_MBOX = b"From "


@contextmanager
def opened(name: str) -> Iterator[BufferedReader]:
    """A file for reading bytes; `-` is standard input."""
    if name == STANDARD_INPUT:
        yield cast(BufferedReader, sys.stdin.buffer)
        return
    with Path(name).open("rb") as file:
        yield file


class Given(NamedTuple):
    """One thing to answer: its name in the record, and its text or why there is none.

    `number` counts the messages in a file that holds many, from 0.
    """

    name: str
    data: str | bytes = ""
    problem: Problem | None = None
    number: int | None = None


def lines(file: BufferedReader) -> Iterator[Given]:
    """Each line of UTF-8 text without its line end; one that is too long, blank or no text is a problem.

    Every command reads lines this way, so that the n-th record of each answers the n-th line.
    A line is given as soon as it has come; no more than a block and a line are held.
    """
    rest, skipping, first = b"", False, True
    while block := file.read1(BLOCK):
        if first:
            block, first = block.removeprefix(b"\xef\xbb\xbf"), False
        *whole, rest = (rest + block).split(b"\n")
        for raw in whole:
            if not skipping:
                yield _line(raw)
            skipping = False
        if len(rest) > LONGEST_LINE:
            if not skipping:
                yield _line(rest)
            rest, skipping = b"", True
    if rest:
        yield _line(rest)


def _line(raw: bytes) -> Given:
    raw = raw.rstrip(b"\r")
    if len(raw) > LONGEST_LINE:
        name = raw[:200].decode("utf-8", "replace")
        return Given(name, problem=Problem("too-large", limit_bytes=LONGEST_LINE))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return Given(raw.decode("utf-8", "replace"), problem=Problem("invalid-text"))
    return of_text(text)


def of_text(text: str) -> Given:
    """A line or an argument; a blank one comes as a problem."""
    return Given(text, text, None if text and not text.isspace() else Problem("empty-input"))


def messages(name: str, most: int) -> Iterator[Given]:
    """The messages of a file (.eml, mbox), a Maildir, or standard input; each at most `most` bytes."""
    path = Path(name)
    if name != STANDARD_INPUT and path.is_dir():
        yield from _maildir(path, most)
        return
    try:
        with opened(name) as file:
            line = file.readline(LONGEST_LINE)
            if line.startswith(_MBOX):
                yield from _mbox(name, file, most)
            else:
                yield _whole(name, line + file.read(most + 1 - len(line)), most)
    except OSError:
        yield Given(name, problem=Problem("unreadable-file"))


def _whole(name: str, data: bytes, most: int, index: int | None = None) -> Given:
    if len(data) > most:
        return Given(name, problem=Problem("too-large", limit_bytes=most), number=index)
    if not data.strip():
        return Given(name, problem=Problem("empty-input"), number=index)
    return Given(name, data, number=index)


def _maildir(path: Path, most: int) -> Iterator[Given]:
    folders = [path / "new", path / "cur"]
    if not any(folder.is_dir() for folder in folders):
        yield Given(str(path), problem=Problem("unreadable-file"))
        return
    for file in sorted(each for folder in folders if folder.is_dir() for each in folder.iterdir()):
        if file.is_file() and not file.name.startswith("."):
            yield from messages(str(file), most)


def _mbox(name: str, file: BufferedReader, most: int) -> Iterator[Given]:
    """The messages behind the first `From ` line, which is read already (RFC 4155 appendix A).

    One begins at each such line that follows an empty one. No more than one message is held.
    """
    held, index, before = bytearray(), 0, b"\n"
    while line := file.readline(LONGEST_LINE):
        if line.startswith(_MBOX) and before in (b"\n", b"\r\n"):
            yield _whole(name, bytes(held), most, index)
            held.clear()
            index += 1
        elif len(held) <= most:
            held += line
        before = line
    yield _whole(name, bytes(held), most, index)
