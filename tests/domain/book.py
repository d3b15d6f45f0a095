"""DNS answers from a table, for computations that hand out their questions: no server, no tasks."""

from collections.abc import Iterable, Mapping

import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.rdtypes.ANY.TXT

from checker.domain.asking import Question, Steps, T
from checker.net.resolver import Answer, Status

Entries = Mapping[str, str | Iterable[str] | Status]
"""`"name TYPE"` -> the records as a zone file has them, or what becomes of the question."""


def txt(text: str) -> str:
    """A TXT record as a zone file has it, in strings of 255 octets."""
    return " ".join('"' + "".join(f"\\{octet:03}" for octet in piece) + '"' for piece in _strings(text))


def _strings(text: str) -> list[bytes]:
    octets = text.encode()
    return [octets[i : i + 255] for i in range(0, len(octets), 255)] or [b""]


def _record(rdtype: str, text: str) -> dns.rdata.Rdata:
    kind = dns.rdatatype.from_text(rdtype)
    if kind is dns.rdatatype.TXT:
        return dns.rdtypes.ANY.TXT.TXT(dns.rdataclass.IN, kind, _strings(text))
    return dns.rdata.from_text(dns.rdataclass.IN, kind, text)


def answers(entries: Entries) -> dict[Question, Answer]:
    """The answers that a table holds."""
    table: dict[Question, Answer] = {}
    for key, value in entries.items():
        name, rdtype = key.split()
        if isinstance(value, Status):
            table[Question(name, rdtype)] = Answer(value)
            continue
        texts = [value] if isinstance(value, str) else list(value)
        records = tuple(_record(rdtype, text) for text in texts)
        status = Status.FOUND if records else Status.NO_DATA
        table[Question(name, rdtype)] = Answer(status, records, 300.0, name)
    return table


class Book:
    """Answers from a table. A name with records of another type has none of this one; others do not exist."""

    def __init__(self, entries: Entries) -> None:
        self.answers = answers(entries)
        self.names = {question.name for question in self.answers}
        self.asked: list[Question] = []

    def look_up(self, question: Question) -> Answer:
        """The answer to one question."""
        key = Question(question.name.rstrip(".").lower(), question.type)
        self.asked.append(key)
        if key in self.answers:
            return self.answers[key]
        known = any(name == key.name or name.endswith("." + key.name) for name in self.names)
        return Answer(Status.NO_DATA if known else Status.NXDOMAIN, canonical=key.name)

    def carry_out(self, steps: Steps[T]) -> T:
        """The result of a computation whose questions this table answers."""
        try:
            questions = next(steps)
            while True:
                questions = steps.send(tuple(self.look_up(each) for each in questions))
        except StopIteration as done:
            result: T = done.value
            return result
