"""The texts that the search worker in the browser indexes: `search/index.json` of one locale."""

import json
from collections.abc import Iterable

from checker.guide.articles import Article
from checker.guide.links import article_path
from checker.guide.search import document

STUB = {"config": {"lang": ["en"], "separator": " ", "pipeline": []}, "docs": []}
"""What the theme's bundle wants to read before a search; our worker fetches the real index itself."""


def stub() -> str:
    """The JSON of `search/search_index.json`."""
    return json.dumps(STUB)


def index(articles: Iterable[Article]) -> str:
    """The JSON of `search/index.json`: one list per article, in the order of the fields named in `fields`."""
    rows = []
    for article in articles:
        doc = document(article)
        rows.append(
            [
                doc.id,
                article_path(doc.id),
                doc.title,
                article.description,
                doc.phrases,
                doc.headings,
                doc.text,
            ]
        )
    fields = ["id", "path", "title", "description", "phrases", "headings", "text"]
    return json.dumps({"fields": fields, "docs": rows}, ensure_ascii=False, separators=(",", ":"))
