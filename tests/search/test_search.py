"""Search finds the article that a reader means, in every locale."""

import pytest

from checker.guide.articles import Library
from checker.guide.search import Index, document, tokens
from checker.settings import Settings
from tests.search.queries import queries


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return Library.load(settings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("메일", ["메일"]),
        ("받은 편지함", ["받은", "은편", "편지", "지함"]),
        ("받은편지함", ["받은", "은편", "편지", "지함"]),
        ("나", ["나"]),
        ("spf설정", ["spf", "설정"]),
        ("550-5.1.1 User", ["550-5.1.1", "user"]),
        ("kim@naver.com.", ["kim@naver.com"]),
        ("メールが", ["メー", "ール", "ルが"]),
        ("ＳＰＦ ﾒｰﾙ", ["spf", "メー", "ール"]),
        ("送信できない", ["送信", "信で", "でき", "きな", "ない"]),
        ("I can't send e-mails", ["not", "send", "mail"]),
        ("My emails aren’t being sent", ["mail", "not", "send"]),
        (
            "addresses, getting, blocked, delivered, policies, status",
            ["address", "block", "deliver", "policy", "status"],
        ),
        ("rejected reject rejecting; received receive", ["reject", "reject", "reject", "receiv", "receiv"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
def test_most_queries_find_their_article(library: Library, locale: str) -> None:
    index = Index(document(article) for article in library.articles(locale))
    rows = [query for query in queries() if query.locale == locale]
    missed = [
        (q.text, q.article, index.search(q.text, 3)) for q in rows if q.article not in index.search(q.text, 3)
    ]
    first = sum(index.search(q.text, 1) == [q.article] for q in rows)
    assert len(missed) <= 0.05 * len(rows), missed
    assert first >= 0.85 * len(rows)


def test_ranking_is_stable_and_bounded(library: Library) -> None:
    index = Index(document(article) for article in library.articles("ko"))
    assert index.search("메일") == index.search("메일")
    assert len(index.search("메일", 5)) == 5
    assert index.search("") == []
    assert index.search("\ud800\x00") == []
    assert index.search("zzzzzz") == []
    assert index.search("메일 " * 100_000, 1) != []
