"""What answers come to."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from checker.feedback import Feedback, Why, count_unanswered_search, record
from checker.feedback.insights import MOST_COMMENTS, Sought, Told, Week, articles, searches, weeks
from checker.store import Store

TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/mailclinic.sqlite3")
    yield store
    store.close()


def say(store: Store, article: str, times: int, **said: object) -> None:
    values = {"locale": "ko", "revision": "1.0.0", "helpful": True, **said}
    for _ in range(times):
        record(store, Feedback(article, **values), TODAY)  # type: ignore[arg-type]


def test_articles_that_surely_fail_come_first(store: Store) -> None:
    say(store, "guides/one-no", 1, helpful=False)
    say(store, "guides/half", 30)
    say(store, "guides/half", 30, helpful=False, why=Why.UNCLEAR)
    say(store, "guides/good", 20)
    assert [each.article for each in articles(store)] == ["guides/half", "guides/one-no", "guides/good"]


def test_revisions_and_languages_are_apart(store: Store) -> None:
    say(store, "guides/spf", 2, step="merge", comment="good")
    say(store, "guides/spf", 1, step="ask")
    say(
        store, "guides/spf", 1, revision="1.1.0", helpful=False, why=Why.OUTDATED, step="merge", comment="old"
    )
    say(store, "guides/spf", 1, locale="ja")
    told = {(each.locale, each.revision): each for each in articles(store)}
    assert told == {
        ("ko", "1.0.0"): Told(
            "guides/spf", "ko", "1.0.0", 3, 0, {}, {"merge": 2, "ask": 1}, ("good", "good")
        ),
        ("ko", "1.1.0"): Told("guides/spf", "ko", "1.1.0", 0, 1, {Why.OUTDATED: 1}, {}, ("old",)),
        ("ja", "1.0.0"): Told("guides/spf", "ja", "1.0.0", 1, 0, {}, {}, ()),
    }


def test_weeks_begin_on_monday_and_empty_ones_are_there(store: Store) -> None:
    for day, helpful in ((date(2026, 11, 22), True), (TODAY, False), (date(2026, 10, 1), True)):
        record(store, Feedback("guides/spf", "ko", "1.0.0", helpful), day)
    assert weeks(store, TODAY, 3) == [
        Week(date(2026, 11, 9), 0, 0),
        Week(date(2026, 11, 16), 1, 0),
        Week(date(2026, 11, 23), 0, 1),
    ]


def test_searches_add_up_over_days(store: Store) -> None:
    for day, query in ((date(2026, 11, 1), "팩스"), (TODAY, "팩스"), (TODAY, "우편")):
        count_unanswered_search(store, "ko", query, day)
    assert searches(store) == [Sought("ko", "팩스", 2, TODAY), Sought("ko", "우편", 1, TODAY)]


def test_an_empty_store_has_nothing_to_tell(store: Store) -> None:
    assert (articles(store), searches(store)) == ([], [])


def test_the_newest_comments_of_each_article_are_read(store: Store) -> None:
    for n in range(MOST_COMMENTS + 2):
        say(store, "guides/spf", 1, comment=f"said {n}")
    say(store, "guides/dkim", 1, comment="said once")
    comments = {each.article: each.comments for each in articles(store)}
    newest = tuple(f"said {n}" for n in range(MOST_COMMENTS + 1, 1, -1))
    assert comments == {"guides/spf": newest, "guides/dkim": ("said once",)}
