"""The queries that both searches, in Python and in the browser, have to answer."""

from pathlib import Path
from typing import NamedTuple

TABLES = ("queries", "tuning", "test")
"""queries.tsv is a regression test; the ranking was tuned on tuning.tsv and never on test.tsv."""


class Query(NamedTuple):
    """What a reader types, and the articles that are right: one of them should be among the first three."""

    locale: str
    text: str
    articles: frozenset[str]


def queries(table: str) -> list[Query]:
    """Every row of a table."""
    lines = Path(__file__).with_name(f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Query(locale, text, frozenset(articles.split())) for locale, text, articles in rows]
