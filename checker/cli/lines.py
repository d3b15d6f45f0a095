"""Reads input one line or one message at a time, in constant memory."""

import mailbox
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from checker.web.problems import Problem

LONGEST_LINE = 64 * 1024
STANDARD_INPUT = "-"
_MBOX = b"From "


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """A file for reading bytes; `-` is standard input."""
    if name == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield file


@dataclass(frozen=True, slots=True)
class Given:
    """One thing to answer: its name in the record, and its text or why there is none."""

    name: str
    data: str | bytes = ""
    problem: Problem | None = None


def lines(file: BinaryIO) -> Iterator[Given]:
    """Each line of UTF-8 text without its line end; one that is too long or no text comes as a problem."""
    first = True
    while raw := file.readline(LONGEST_LINE + 2):
        if len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
            name = raw[:200].decode("utf-8", "replace")
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(LONGEST_LINE)
            yield Given(name, problem=Problem("too-large", limit_bytes=LONGEST_LINE))
            continue
        raw = raw.rstrip(b"\r\n")
        if first:
            raw, first = raw.removeprefix(b"\xef\xbb\xbf"), False
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            yield Given(raw.decode("utf-8", "replace"), problem=Problem("invalid-text"))
        else:
            yield Given(text, text)


def messages(name: str, most: int) -> Iterator[Given]:
    """The messages of a file (.eml, mbox), a Maildir, or standard input; each at most `most` bytes."""
    path = Path(name)
    if name != STANDARD_INPUT and path.is_dir():
        yield from _maildir(path, most)
        return
    try:
        with opened(name) as file:
            head = file.read(len(_MBOX))
            if head == _MBOX and name != STANDARD_INPUT:
                yield from _mbox(path, most)
                return
            yield _whole(name, head + file.read(most + 1 - len(head)), most)
    except OSError:
        yield Given(name, problem=Problem("unreadable-file"))


def _whole(name: str, data: bytes, most: int) -> Given:
    if len(data) > most:
        return Given(name, problem=Problem("too-large", limit_bytes=most))
    if not data.strip():
        return Given(name, problem=Problem("empty-input"))
    return Given(name, data)


def _maildir(path: Path, most: int) -> Iterator[Given]:
    folders = [path / "new", path / "cur"]
    if not any(folder.is_dir() for folder in folders):
        yield Given(str(path), problem=Problem("unreadable-file"))
        return
    for file in sorted(each for folder in folders if folder.is_dir() for each in folder.iterdir()):
        if file.is_file() and not file.name.startswith("."):
            yield from messages(str(file), most)


def _mbox(path: Path, most: int) -> Iterator[Given]:
    """The messages of an mbox file; all carry the file's name."""
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            with box.get_file(key) as file:
                yield _whole(str(path), file.read(most + 1), most)
    finally:
        box.close()
