"""From what a reader sees to the article that helps, in at most four questions. The texts are msgids."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("tree.toml")
FIRST = "start"
MOST_QUESTIONS = 4


class TreeError(ValueError):
    """The questions lead nowhere, in a circle, or too deep."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader may say, and where it leads: to another question, or to an article by its id."""

    text: str
    question: "Question | None" = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers."""

    id: str
    text: str
    answers: tuple[Answer, ...]

    def ways(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Every way through: the answers in order, and the article at its end."""
        for answer in self.answers:
            if answer.article is not None:
                yield (answer.text,), answer.article
            elif answer.question is not None:
                for said, article in answer.question.ways():
                    yield (answer.text, *said), article


def read(text: str) -> Question:
    """The first question of a table. Raises TreeError."""
    rows: Mapping[str, dict[str, object]] = {row["id"]: row for row in tomllib.loads(text)["question"]}
    asked: set[str] = set()

    def question(name: str, above: tuple[str, ...]) -> Question:
        if name in above:
            raise TreeError(f"question {name!r} leads back to itself")
        if name not in rows:
            raise TreeError(f"there is no question {name!r}")
        if len(above) == MOST_QUESTIONS:
            raise TreeError(f"question {name!r} is the {MOST_QUESTIONS + 1}th on its way")
        asked.add(name)
        row = rows[name]
        return Question(name, str(row["text"]), tuple(answers(row, (*above, name))))

    def answers(row: dict[str, object], above: tuple[str, ...]) -> Iterator[Answer]:
        given = row["answer"]
        assert isinstance(given, list)
        for each in given:
            if "/" in each["to"]:
                yield Answer(each["text"], article=each["to"])
            else:
                yield Answer(each["text"], question=question(each["to"], above))

    first = question(FIRST, ())
    if unasked := rows.keys() - asked:
        raise TreeError(f"nothing leads to {', '.join(sorted(unasked))}")
    return first


@cache
def tree() -> Question:
    """The question that readers are asked first."""
    return read(TABLE.read_text(encoding="utf-8"))
