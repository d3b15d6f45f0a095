"""The questions of the home page: at most four, and an article that exists at every end."""

import pytest

from checker.guide.articles import Library
from checker.guide.tree import MOST_QUESTIONS, TreeError, read, tree
from checker.settings import Settings
from tests.prepared import library_of

WAYS = list(tree().ways())


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(Settings())


@pytest.mark.parametrize(("said", "article"), WAYS, ids=[" > ".join(said) for said, _ in WAYS])
def test_every_way_ends_at_an_article(said: tuple[str, ...], article: str, library: Library) -> None:
    assert len(said) <= MOST_QUESTIONS
    assert article in library.ids()


def test_every_symptom_is_reached(library: Library) -> None:
    symptoms = {name for name in library.ids() if name.startswith("symptoms/")} - {"symptoms/index"}
    assert symptoms <= {article for _, article in WAYS}


def question(name: str, to: str) -> str:
    return f'[[question]]\nid = "{name}"\ntext = "?"\n[[question.answer]]\ntext = "!"\nto = "{to}"\n'


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (question("start", "nowhere"), "no question 'nowhere'"),
        (question("start", "a") + question("a", "start"), "'start' leads back"),
        (question("start", "codes/index") + question("b", "codes/index"), "nothing leads to b"),
        (
            "".join(question(a, b) for a, b in zip(["start", *"abcd"], [*"abcd", "x/y"], strict=True)),
            "'d' is the 5th",
        ),
    ],
)
def test_a_broken_table_says_what_is_wrong(table: str, message: str) -> None:
    with pytest.raises(TreeError, match=message):
        read(table)
