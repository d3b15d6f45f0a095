"""An answer, what is added to it, and what is never kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from checker.feedback import Feedback, Why, add_to, record
from checker.store import Store
from checker.store.tables import feedback

TODAY = date(2026, 11, 23)
NO = Feedback("symptoms/cannot-send", "ja", "1.2.0", helpful=False)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/mailclinic.sqlite3")
    yield store
    store.close()


def rows(store: Store) -> list[tuple[object, ...]]:
    columns = [column for column in feedback.c if column.name not in ("id", "entry")]
    with store.read() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


def test_a_no_with_its_reason_is_one_row(store: Store) -> None:
    entry = record(store, NO, TODAY)
    said = Feedback(
        NO.article, NO.locale, NO.revision, False, Why.UNCLEAR, comment="kim@example.jp へ送れない"
    )
    assert add_to(store, entry, said)
    assert rows(store) == [
        (TODAY, NO.article, "ja", "1.2.0", False, "unclear", None, "… へ送れない"),
    ]


def test_what_is_not_said_again_stays(store: Store) -> None:
    entry = record(store, Feedback(NO.article, "ja", "1.2.0", False, Why.OUTDATED, "reconnect"), TODAY)
    assert add_to(store, entry, NO)
    assert rows(store) == [(TODAY, NO.article, "ja", "1.2.0", False, "outdated", "reconnect", None)]


@pytest.mark.parametrize("article", [NO.article, "reasons/mailbox-full"])
def test_a_foreign_token_adds_to_nothing(store: Store, article: str) -> None:
    entry = record(store, NO, TODAY)
    before = rows(store)
    wrong = entry if article != NO.article else "0" * 32
    assert not add_to(store, wrong, Feedback(article, "ja", "1.2.0", True))
    assert rows(store) == before


def test_no_column_could_hold_who_it_was() -> None:
    assert set(feedback.c.keys()) == {
        "id", "entry", "day", "article", "locale", "revision", "helpful", "why", "step", "comment",
    }  # fmt: skip
