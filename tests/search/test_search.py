"""Search finds the article that a reader means, in every locale."""

import pytest

from checker.guide.articles import Library
from checker.guide.search import Index, distance, document
from checker.settings import Settings
from tests.search.queries import TABLES, queries


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return Library.load(settings)


@pytest.fixture(scope="module")
def indexes(library: Library, settings: Settings) -> dict[str, Index]:
    return {locale: Index(map(document, library.articles(locale)), locale) for locale in settings.locales}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
def test_most_queries_find_their_article(
    library: Library, indexes: dict[str, Index], locale: str, table: str
) -> None:
    """A lent page is in another language, and its queries with it: it is not asked for."""
    own = {article.id for article in library.articles(locale) if library.has(article.id, locale)}
    rows = [query for query in queries(table) if query.locale == locale and query.articles & own]
    found = [(query, indexes[locale].search(query.text, 3)) for query in rows]
    missed = [(query, articles) for query, articles in found if not query.articles & set(articles)]
    first = [query for query, articles in found if articles and articles[0] in query.articles]
    assert len(missed) <= 0.05 * len(rows), missed
    assert len(first) >= 0.85 * len(rows)


def test_no_query_is_in_both_sets() -> None:
    tuning, test = ({(q.locale, q.text) for q in queries(table)} for table in ("tuning", "test"))
    assert tuning & test == set()
    assert min(sum(q.locale == locale for q in queries("test")) for locale in ("ko", "en", "ja")) >= 150


def test_ranking_is_stable_and_bounded(indexes: dict[str, Index]) -> None:
    index = indexes["ko"]
    assert index.search("메일") == index.search("메일")
    assert len(index.search("메일", 5)) == 5
    assert index.search("") == []
    assert index.search("\ud800\x00") == []
    assert index.search("zzzzzz") == []
    assert index.search("메일 " * 100_000, 1) != []


@pytest.mark.parametrize(
    ("locale", "typed", "meant"),
    [
        ("en", "spamhuas", "spamhaus"),
        ("en", "atachment", "attachment"),
        ("en", "quaranteen dmarc", "quarantine dmarc"),
        ("en", "greyl", "greylisting"),
        ("ko", "메일이 않 보네져요", "메일이 안 보내져요"),
        ("ko", "메일이안보내져요", "메일이 안 보내져요"),
        ("ko", "받은메일함", "받은 편지함"),
        ("ko", "지메일", "gmail"),
        ("ja", "サーバに接続出来ません", "サーバーに接続できません"),
        ("ja", "ﾒｰﾙが届きません", "メールが届かない"),
    ],
)
def test_spellings_of_one_thing_find_the_same(
    indexes: dict[str, Index], locale: str, typed: str, meant: str
) -> None:
    assert indexes[locale].search(typed, 1) == indexes[locale].search(meant, 1) != []


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [("spam", "spam", 0), ("spam", "span", 1), ("spam", "sapm", 1), ("spam", "spa", 1), ("spam", "maps", 3)],
)
def test_distance(a: str, b: str, expected: int) -> None:
    assert distance(a, b, 2) == distance(b, a, 2) == expected
