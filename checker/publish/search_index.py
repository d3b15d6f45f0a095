"""The texts that the search worker in the browser indexes: `search/index.json` of one locale."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from checker.guide.articles import Article
from checker.guide.links import article_path
from checker.guide.search import document
from checker.guide.terms import lexicon

STUB = {"config": {"lang": ["en"], "separator": " ", "pipeline": []}, "docs": []}
"""What the theme's bundle wants to read before a search; our worker fetches the real index itself."""


def stub() -> str:
    """The JSON of `search/search_index.json`."""
    return json.dumps(STUB)


def index(articles: Iterable[Article], locale: str) -> str:
    """The JSON of `search/index.json`: one list per article, in the order of `fields`, and the words."""
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
    whole = {"fields": fields, "words": asdict(lexicon(locale)), "docs": rows}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
