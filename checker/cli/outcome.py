"""What a command says at its end, and one record for each thing it was asked."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from json.encoder import encode_basestring
from typing import TextIO

from pydantic import BaseModel

from checker.answer.models import Finding
from checker.guide.catalog import Words
from checker.settings import Settings
from checker.web.problems import Problem

OWN_INPUT = {"input"}
"""The record names its input itself: a file's name where the answer is about a message."""


class Exit(IntEnum):
    """The exit statuses; the worst of all records wins."""

    GOOD = 0
    WRONG = 1
    USAGE = 2
    UNANSWERED = 3


OF_VERDICT = {
    "good": Exit.GOOD,
    "attention": Exit.WRONG,
    "broken": Exit.WRONG,
    "unknown": Exit.UNANSWERED,
}
"""The verdicts on a domain and on an account."""


@dataclass
class Report:
    """Writes records to standard output in the order they come: a line of JSON each, or text for people."""

    settings: Settings
    words: Words
    as_json: bool
    flush: bool = False
    status: Exit = Exit.GOOD

    def record(
        self, given: str, answer: BaseModel, text: str, status: Exit, index: int | None = None
    ) -> None:
        """One answer. The record begins with `input`, and `index` where a file holds many messages."""
        if status > self.status:
            self.status = status
        if self.as_json:
            document = answer.model_dump_json(exclude=OWN_INPUT)
            self._write(f"{_named(given, index)},{document[1:]}")
        else:
            self._write(text)

    def problem(self, given: str, problem: Problem, index: int | None = None) -> None:
        """What could not be answered, in a record of its own."""
        self.status = Exit.UNANSWERED
        document = problem.document(self.words)
        if self.as_json:
            said = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
            self._write(f'{_named(given, index)},"problem":{said}}}')
        else:
            self._write(f"{plain(given)}\n  {document['title']}\n  {document['detail']}\n")

    def _write(self, text: str) -> None:
        out: TextIO = sys.stdout
        out.write(text + "\n")
        if self.flush:
            out.flush()


def _named(given: str, index: int | None) -> str:
    """The beginning of a record: an object that is still open."""
    number = "" if index is None else f',"index":{index}'
    return f'{{"input":{encode_basestring(printable(given))}{number}'


def complain(problems: Iterable[object]) -> int:
    """Say on standard error what a writer or an operator has to mend, a line each."""
    for problem in problems:
        print(f"mailclinic: {problem}", file=sys.stderr)
    return Exit.UNANSWERED


def printable(text: str) -> str:
    """The text with what cannot be written as UTF-8 (lone surrogates) replaced."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def plain(text: str) -> str:
    """Hostile text for a terminal: control characters, among them escape, become spaces."""
    return "".join(char if char.isprintable() else " " for char in printable(text))


def told(finding: Finding) -> Iterator[str]:
    """What a check found, for a terminal: what it is, what it means, and what helps."""
    yield f"  - {plain(finding.title)}"
    yield f"    {plain(finding.explanation)}"
    yield f"    {plain(finding.fix)}"
