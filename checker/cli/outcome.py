"""What a command says at its end, and one record for each thing it was asked."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TextIO

from checker.guide.catalog import Words
from checker.settings import Settings
from checker.web.problems import Problem


class Exit(IntEnum):
    """The exit statuses; the worst of all records wins."""

    GOOD = 0
    WRONG = 1
    USAGE = 2
    UNANSWERED = 3


@dataclass
class Report:
    """Writes records to standard output in the order they come: a line of JSON each, or text for people."""

    settings: Settings
    words: Words
    as_json: bool
    flush: bool = False
    status: Exit = Exit.GOOD

    def record(
        self, given: str, document: dict[str, Any], text: str, status: Exit, index: int | None = None
    ) -> None:
        """One answer. The record begins with `input`, and `index` where a file holds many messages."""
        self.status = max(self.status, status)
        if self.as_json:
            document.pop("input", None)
            self._write(json.dumps(_named(given, index) | document, ensure_ascii=False))
        else:
            self._write(text)

    def problem(self, given: str, problem: Problem, index: int | None = None) -> None:
        """What could not be answered, in a record of its own."""
        self.status = Exit.UNANSWERED
        document = problem.document(self.words, self.settings.base_url)
        if self.as_json:
            self._write(json.dumps(_named(given, index) | {"problem": document}, ensure_ascii=False))
        else:
            self._write(f"{plain(given)}\n  {document['title']}\n  {document['detail']}\n")

    def _write(self, text: str) -> None:
        out: TextIO = sys.stdout
        out.write(text + "\n")
        if self.flush:
            out.flush()


def _named(given: str, index: int | None) -> dict[str, Any]:
    name: dict[str, Any] = {"input": printable(given)}
    return name if index is None else {**name, "index": index}


def complain(problems: Iterable[object]) -> int:
    """Say on standard error what a writer or an operator has to mend, a line each."""
    for problem in problems:
        print(f"mailclinic: {problem}", file=sys.stderr)
    return Exit.UNANSWERED


def printable(text: str) -> str:
    """The text with what cannot be written as UTF-8 (lone surrogates) replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def plain(text: str) -> str:
    """Hostile text for a terminal: control characters, among them escape, become spaces."""
    return "".join(char if char.isprintable() else " " for char in printable(text))
