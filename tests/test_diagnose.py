"""What a text is taken for."""

from pathlib import Path
from typing import NamedTuple

import pytest

from checker.answer import Answers
from checker.diagnose import Kind, diagnose
from checker.settings import Settings
from tests.prepared import library_of, words_of


class Case(NamedTuple):
    """A text, and the kinds that are right."""

    table: str
    kinds: frozenset[str]
    text: str


def cases() -> list[Case]:
    """Every row of diagnose.tsv."""
    lines = Path(__file__).with_name("diagnose.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Case(table, frozenset(kinds.split()), text.replace("\\n", "\n")) for table, kinds, text in rows]


@pytest.fixture(scope="module")
def answers(settings: Settings) -> Answers:
    words = {locale: words_of(settings.locales_dir, locale) for locale in settings.locales}
    library = library_of(settings)
    return Answers(settings, words, lambda: library)


@pytest.mark.parametrize("table", ["own", "held"])
def test_nearly_every_text_is_read_as_what_it_is(answers: Answers, table: str) -> None:
    rows = [case for case in cases() if case.table == table]
    read = [(case, answers.diagnose(case.text, "ko").kind) for case in rows]
    wrong = [(case.text, kind) for case, kind in read if kind not in case.kinds]
    assert len(wrong) <= 0.02 * len(rows), wrong
    assert len(rows) >= 100


@pytest.mark.parametrize("given", Kind)
def test_the_reader_knows_better(answers: Answers, given: Kind) -> None:
    answer = answers.diagnose("550 5.1.1 shop.example", "en", given)
    assert answer.kind == ("address" if given is Kind.LIST else given.value)
    assert (answer.answer is None) == (given in (Kind.DOMAIN, Kind.QUESTION))


@pytest.mark.parametrize(
    ("locale", "text", "read_as"),
    [
        ("ko", "550 5.1.1 User unknown", "서버 응답"),
        ("en", "550", "Error code"),
        ("ja", "a@example.com, b@example.com", "アドレスのリスト"),
        ("ko", "naver.com", "메일 도메인"),
    ],
)
def test_it_says_how_it_read_the_text(answers: Answers, locale: str, text: str, read_as: str) -> None:
    assert answers.diagnose(text, locale).read_as == read_as


def test_a_code_in_a_question_is_answered_like_the_code_alone(answers: Answers) -> None:
    asked, alone = (answers.diagnose(text, "ko").answer for text in ("550 5.7.26 뭔가요?", "550 5.7.26"))
    assert asked is not None
    assert alone is not None
    assert asked.model_dump(exclude={"input"}) == alone.model_dump(exclude={"input"})


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("a", Kind.QUESTION),
        ("a.", Kind.QUESTION),
        ("@", Kind.ADDRESS),
        ("a@", Kind.ADDRESS),
        ("a@b ", Kind.LIST),
        ("<", Kind.QUESTION),
        ("<a ", Kind.QUESTION),
        ("a:", Kind.QUESTION),
        ("check ", Kind.QUESTION),
        ("주소 ", Kind.QUESTION),
        ("가 ", Kind.QUESTION),
        ("a=", Kind.QUESTION),
        ("\n", Kind.QUESTION),
        ("550 ", Kind.CODE),
    ],
)
def test_a_long_text_is_read_in_one_go(piece: str, kind: Kind) -> None:
    """None of these comes to an end where a pattern goes back over the text."""
    assert diagnose(piece * (60_000 // len(piece)))[0] is kind
