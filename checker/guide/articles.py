"""The library: every article in every locale, with the product's words filled in.

The checker's answer for a reason is that reason's article: its title, description and fixes come from here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from checker.guide import inline
from checker.guide.frontmatter import ArticleError, Fix, Role, Step, Translation, parse, split
from checker.guide.links import article_url
from checker.guide.product import WordError, fill
from checker.settings import Settings

__all__ = ["Article", "ArticleError", "Fix", "Library", "Role", "Step", "Translation", "load_article"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article in one locale. `locale` is the language of the words: a lent page keeps its own."""

    id: str
    locale: str
    path: Path
    title: str
    description: str
    reason: str | None
    phrases: tuple[str, ...]
    applies_to: tuple[str, ...]
    fixes: tuple[Fix, ...]
    related: tuple[str, ...]
    authors: tuple[str, ...]
    revision: str | None
    translation: Translation | None
    body: str
    """Markdown with the product's words filled in."""
    body_line: int
    """The line of the file on which the body begins."""

    @property
    def section(self) -> str:
        """The folder: reasons, symptoms, guides ...; empty for the home page."""
        return self.id.rpartition("/")[0]

    @property
    def is_index(self) -> bool:
        """Whether the page is the front page of its section."""
        return self.id == "index" or self.id.endswith("/index")

    def steps(self) -> Iterator[tuple[Role, Step]]:
        """Every step with its role, in order."""
        for fix in self.fixes:
            for step in fix.steps:
                yield fix.by, step

    def wrong(self, written: str, message: str) -> ArticleError:
        """What is wrong with this article, at the line where `written` stands."""
        text = self.path.read_text(encoding="utf-8", errors="replace")
        return ArticleError(self.path, _line_of(text, written), message)


def _line_of(text: str, needle: str) -> int:
    at = text.find(needle.split("\n")[0][:40])
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def load_article(path: Path, article_id: str, locale: str, words: Mapping[str, str]) -> Article:
    """Read one article file.

    Raises ArticleError with file and line where the text is not UTF-8, the front matter is wrong, or a
    product word is unknown.
    """
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ArticleError(path, line, "the file is not UTF-8 text") from error
    head, body, body_line = split(text, path)
    meta = parse(head, path)

    def filled(value: str) -> str:
        try:
            return fill(value, words)
        except WordError as error:
            raise ArticleError(path, _line_of(text, value), str(error)) from error

    section, _, slug = article_id.rpartition("/")
    if section == "reasons" and slug != "index" and meta.reason != slug:
        raise ArticleError(path, 1, f"an article in reasons/ carries its own name: reason: {slug}")
    if section != "reasons" and meta.reason is not None:
        raise ArticleError(path, _line_of(text, "reason:"), "only articles in reasons/ carry a reason")
    try:
        body = fill(body, words)
    except WordError as error:
        raise ArticleError(path, body_line + error.line - 1, str(error)) from error
    return Article(
        id=article_id,
        locale=locale,
        path=path,
        title=filled(meta.title),
        description=filled(meta.description),
        reason=meta.reason,
        phrases=tuple(map(filled, meta.phrases)),
        applies_to=meta.applies_to,
        fixes=tuple(
            replace(fix, steps=tuple(replace(step, text=filled(step.text)) for step in fix.steps))
            for fix in meta.fixes
        ),
        related=meta.related,
        authors=meta.authors,
        revision=meta.revision,
        translation=meta.translation,
        body=body,
        body_line=body_line,
    )


class Library:
    """All articles of all locales. A locale that lacks an article borrows the source locale's."""

    def __init__(self, articles: Mapping[tuple[str, str], Article], source_locale: str) -> None:
        self._articles = dict(articles)
        self.source_locale = source_locale
        self.locales = tuple(dict.fromkeys(locale for locale, _ in self._articles))

    @classmethod
    def load(cls, settings: Settings) -> "Library":
        """Read every article of every configured locale.

        Raises ExceptionGroup of ArticleError: everything that is wrong, not only the first.
        """
        articles: dict[tuple[str, str], Article] = {}
        problems: list[ArticleError] = []
        for locale in settings.locales:
            folder, words = settings.docs_dir / locale, settings.words_for(locale)
            for path in sorted(folder.rglob("*.md")):
                article_id = path.relative_to(folder).with_suffix("").as_posix()
                try:
                    articles[locale, article_id] = load_article(path, article_id, locale, words)
                except ArticleError as error:
                    problems.append(error)
        library = cls(articles, settings.source_locale)
        if not problems:  # else an article that cannot be read would be missed by all that lead to it
            problems += library._dangling(settings)
        if problems:
            raise ExceptionGroup("some articles cannot be used", problems)
        return library

    def _dangling(self, settings: Settings) -> Iterator[ArticleError]:
        """Names in front matter that lead nowhere."""
        for article in self._articles.values():
            targets = [(target, target) for target in article.related]
            targets += [
                (link.partition("#")[0], link)
                for _, step in article.steps()
                for link in inline.links(step.text)
                if not link.startswith(("https://", "http://", "mailto:"))
            ]
            for target, written in targets:
                if not self.has(target, self.source_locale) and not self.has(target, article.locale):
                    yield article.wrong(written, f"there is no article {target!r}")
            for name in article.applies_to:
                if name not in settings.applies_to:
                    known = ", ".join(settings.applies_to)
                    yield article.wrong("applies_to", f"unknown {name!r} in applies_to: {known}")

    def has(self, article_id: str, locale: str) -> bool:
        """Whether the article stands in this very locale."""
        return (locale, article_id) in self._articles

    def get(self, article_id: str, locale: str) -> Article | None:
        """The article in this locale, else the source locale's, else None."""
        own = self._articles.get((locale, article_id))
        return own or self._articles.get((self.source_locale, article_id))

    def ids(self, section: str | None = None) -> list[str]:
        """The ids of all articles of the source locale and of those that only a translation has, sorted."""
        every = dict.fromkeys(article_id for _, article_id in self._articles)
        return sorted(i for i in every if section is None or i.rpartition("/")[0] == section)

    def articles(self, locale: str) -> list[Article]:
        """Every article as a reader of this locale sees it: own or lent, by id."""
        return [article for i in self.ids() if (article := self.get(i, locale)) is not None]

    def url(self, target: str, locale: str) -> str:
        """The address of an article (with or without #anchor) in a locale, from the root of the host."""
        return article_url(target, locale)
