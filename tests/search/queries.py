"""The queries that both searches, in Python and in the browser, have to answer."""

from pathlib import Path
from typing import NamedTuple


class Query(NamedTuple):
    """What a reader types, and the article that should be among the first three."""

    locale: str
    text: str
    article: str


def queries() -> list[Query]:
    """Every row of queries.tsv."""
    lines = Path(__file__).with_name("queries.tsv").read_text(encoding="utf-8").splitlines()
    return [Query(*line.split("\t")) for line in lines if line and not line.startswith("#")]
