"""From the ids of reasons and articles to words: titles, explanations and fixes are those of the articles."""

from collections.abc import Callable, Iterable
from functools import cache, cached_property, partial

from checker.answer.models import Fix, Found, Hit, Reason, Reasons, Step
from checker.bounce import reasons as reason_table
from checker.guide import inline
from checker.guide.articles import Article, Library
from checker.guide.catalog import Words
from checker.guide.links import article_url
from checker.guide.search import Index, document
from checker.guide.wording import ROLE_LABELS

URL_SCHEMES = ("https://", "http://", "mailto:")


class UnknownReasonError(LookupError):
    """There is no such reason."""


def reason_article(reason: str, library: Library, locale: str) -> Article:
    """The article of a reason. Raises UnknownReasonError."""
    article = library.get(f"reasons/{reason}", locale)
    if article is None or reason not in reason_table():
        raise UnknownReasonError(reason)
    return article


def missing_articles(library: Library) -> list[str]:
    """The reasons of the table that no article explains."""
    return [
        reason for reason in reason_table() if library.get(f"reasons/{reason}", library.source_locale) is None
    ]


def fixes(article: Article, library: Library, words: Words) -> list[Fix]:
    """The fixes of an article, each step as text and as safe HTML."""

    def url(target: str) -> str:
        return target if target.startswith(URL_SCHEMES) else library.url(target, words.locale)

    return [
        Fix(
            by=fix.by,
            label=words.gettext(ROLE_LABELS[fix.by]),
            steps=[
                Step(id=step.id, text=inline.to_text(step.text), html=str(inline.to_html(step.text, url)))
                for step in fix.steps
            ],
        )
        for fix in article.fixes
    ]


class Reading:
    """The articles of one locale as the answers need them; each is prepared once.

    `library` is called when the first article is needed.
    """

    def __init__(self, library: Callable[[], Library], words: Words) -> None:
        self._load, self.words, self.locale = library, words, words.locale
        self.reason = cache(partial(self._reason))
        self.index = cache(partial(self._index))

    def url(self, target: str) -> str:
        """The address of an article in this locale."""
        return article_url(target, self.locale)

    @cached_property
    def library(self) -> Library:
        """All articles."""
        return self._load()

    def _reason(self, reason: str) -> Reason:
        article = reason_article(reason, self.library, self.locale)
        row = reason_table()[reason]
        return Reason(
            id=reason,
            title=article.title,
            explanation=article.description,
            failure=row.failure,
            retry=row.retry,
            codes=list(row.codes),
            fixes=fixes(article, self.library, self.words),
            article=self.url(article.id),
        )

    def reasons(self) -> Reasons:
        """The closed list, in the order of its table."""
        return Reasons(reasons=[self.reason(reason) for reason in reason_table()])

    def _index(self) -> Index:
        return Index(map(document, self.library.articles(self.locale)), self.locale)

    def search(self, query: str, limit: int = 10) -> Found:
        """The articles that fit a question, best first."""
        ids = self.index().search(query, limit)
        return Found(query=query, articles=ids, results=self.hits(ids))

    def hits(self, articles: Iterable[str]) -> list[Hit]:
        """Articles by id, with title, description and address; ids that lead nowhere are left out."""
        found = (self.library.get(article_id, self.locale) for article_id in articles)
        return [
            Hit(id=article.id, title=article.title, description=article.description, url=self.url(article.id))
            for article in found
            if article is not None
        ]
