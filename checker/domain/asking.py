"""The questions of one check: who may ask, what was asked, and what the texts in the answers are."""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

import dns.rdtypes.txtbase

from checker.findings import Evidence, Finding, Severity
from checker.net.resolver import TOLD, Answer, Budget, Status

MAX_SHOWN = 20
"""Records of one answer that are shown: a zone may have thousands."""

MAX_TEXT = 2048
"""Characters of one record that are shown."""

MAX_EVIDENCE = 200
"""Characters of one value of a finding's evidence."""

CUT = "…"
"""Ends a text that is shown in part."""

FAILURES = {status: f"dns-{status}" for status in Status if status not in TOLD}
"""What a question that says nothing about the name is called as a finding."""


class Asks(Protocol):
    """Somebody who asks DNS and never raises for what a name or a server does: a `Resolver`, for example."""

    async def query(self, name: str, rdtype: str, budget: Budget | None = None) -> Answer:
        """The records of one type."""
        ...

    def budget(self, questions: int = 40) -> Budget:
        """What may be spent on so many questions."""
        ...


class Question(NamedTuple):
    """One question: a name in ASCII, with or without the final dot, and a record type."""

    name: str
    type: str


_NOT_ASKED = Answer(Status.NOT_CHECKED)

T = TypeVar("T")
Steps = Generator[tuple[Question, ...], tuple[Answer, ...], T]
"""A computation that needs DNS: it hands out questions that may be asked side by side, gets the answers in
the same order, and returns its result. It knows nothing of sockets, clocks or tasks."""


async def run(steps: Steps[T], ask: Callable[[Question], Awaitable[Answer]]) -> T:
    """Carry out such a computation."""
    try:
        questions = next(steps)
        while True:
            questions = steps.send(tuple(await asyncio.gather(*(ask(each) for each in questions))))
    except StopIteration as done:
        result: T = done.value
        return result


@dataclass(frozen=True, slots=True)
class Record:
    """What DNS said to one question, ready to be shown: cleaned, capped and sorted."""

    name: str
    type: str
    status: str
    texts: tuple[str, ...] = ()
    authenticated: bool | None = None


class Inquiry:
    """Asks on behalf of one check, each question once, and keeps what was said.

    `budget` is what the whole check may spend. A part of the check gets a budget of its own out of it, so
    that those who come later are not left without.
    """

    def __init__(self, resolver: Asks, budget: Budget) -> None:
        self._resolver = resolver
        self._budget = budget
        self._answers: dict[Question, Answer] = {}
        self._under_way: dict[Question, asyncio.Future[Answer]] = {}

    async def query(self, name: str, rdtype: str, budget: Budget | None = None) -> Answer:
        """The records of one type; from memory where this check has asked before."""
        question = Question(name.rstrip(".").lower(), rdtype.upper())
        known = self.remembered(*question)
        while known.status is Status.NOT_CHECKED and question in self._under_way:
            # Shielded: when one part of the check is cancelled, the others still wait.
            known = await asyncio.shield(self._under_way[question])
        if known.status is not Status.NOT_CHECKED:
            return known
        self._answers.setdefault(question, _NOT_ASKED)  # its place among the records
        waiting = self._under_way[question] = asyncio.get_running_loop().create_future()
        try:
            answer = await self._resolver.query(question.name, question.type, budget or self._budget)
            self._answers[question] = answer
            return answer
        finally:
            # Whoever waited for a question that did not fit asks at their own cost.
            del self._under_way[question]
            waiting.set_result(self._answers[question])

    def remembered(self, name: str, rdtype: str) -> Answer:
        """What was said before; NOT_CHECKED where nobody asked."""
        question = Question(name.rstrip(".").lower(), rdtype.upper())
        return self._answers.get(question, _NOT_ASKED)

    def budget(self, questions: int = 40) -> Budget:
        """Set questions aside for one part of the check; `give_back` what it did not need."""
        granted = max(0, min(questions, self._budget.questions))
        self._budget.questions -= granted
        return Budget(granted, self._budget.deadline)

    def give_back(self, rest: Budget) -> None:
        """Return what one part has left to the others."""
        self._budget.questions += rest.questions
        rest.questions = 0

    def asking(self, budget: Budget) -> Callable[[Question], Awaitable[Answer]]:
        """What carries out a computation at the cost of `budget`."""
        return lambda question: self.query(question.name, question.type, budget)

    @property
    def asked(self) -> int:
        """How many different questions went out or were answered from the cache."""
        return sum(answer.status is not Status.NOT_CHECKED for answer in self._answers.values())

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything that was asked, in order."""
        return tuple(
            Record(question.name, question.type, answer.status.value, _shown(answer), answer.authenticated)
            for question, answer in self._answers.items()
        )


def texts(answer: Answer) -> tuple[str, ...]:
    """The TXT records of an answer, each with its strings joined (RFC 7208 section 3.3), sorted.

    What is no UTF-8 becomes U+FFFD; nothing is cleaned or capped yet.
    """
    return tuple(
        sorted(
            b"".join(record.strings).decode("utf-8", "replace")
            for record in answer.records
            if isinstance(record, dns.rdtypes.txtbase.TXTBase)
        )
    )


def shown(text: str, limit: int = MAX_EVIDENCE) -> str:
    """A text of somebody else as it may be shown: one line, no control or invisible characters, capped.

    Markup stays as it is: escaping belongs to whoever prints it.
    """
    cut = text[: limit + 1]
    if cut.isprintable():  # as nearly all are
        cleaned = cut
    else:
        cleaned = "".join(character if character.isprintable() else "\ufffd" for character in cut)
    return cleaned if len(cut) <= limit else cleaned[: limit - 1] + CUT


def found(finding_id: str, severity: Severity, name: str, rdtype: str, **evidence: str | int) -> Finding:
    """A finding about one record. Texts of the evidence are cleaned and capped."""
    values: dict[str, str | int] = {"name": shown(name), "type": rdtype}
    for key, value in evidence.items():
        values[key] = shown(value) if isinstance(value, str) else value
    kept: Evidence = values
    return Finding(finding_id, severity, None, kept)


def failed(answer: Answer, name: str, rdtype: str, severity: Severity) -> Finding:
    """The finding for a question that brought no answer about the name."""
    return found(FAILURES[answer.status], severity, name, rdtype, domain=name)


def _shown(answer: Answer) -> tuple[str, ...]:
    texts_ = texts(answer) or sorted(record.to_text() for record in answer.records[:MAX_SHOWN])
    return tuple(shown(text, MAX_TEXT) for text in texts_[:MAX_SHOWN])
