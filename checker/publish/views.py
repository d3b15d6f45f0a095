"""What the templates of the theme need to know of a page, as plain values in the page's locale."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date
from markupsafe import Markup

from checker.guide import inline
from checker.guide.articles import Article
from checker.guide.frontmatter import Role
from checker.guide.links import article_path
from checker.guide.tree import Question, tree
from checker.guide.wording import N_, ROLE_LABELS, SECTION_LABELS
from checker.publish import providers, reference
from checker.publish.codes import tables, typical
from checker.publish.sentences import first_sentence
from checker.publish.source import Source
from checker.publish.translation import State, revision_state

NAV = ("symptoms", "reasons", "guides", "providers", "tools", "codes", "about")
"""The sections, in the order of the menu."""

ASKED = ("symptoms", "reasons", "guides", "providers")
"""The sections whose readers are asked whether an article helped."""

FRONT = {"tools": "tools/diagnose", "about": "about/privacy"}
"""The page that opens a section which has no index."""

Relative = Callable[[str], str]
"""From a path below the locale to an address relative to the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link to an article in a list. `path` is below the locale."""

    id: str
    path: str
    title: str
    description: str
    kind: str
    lang: str = ""
    """The language of the words, where it is not the page's."""
    roles: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the menu with its pages, the front page first."""

    name: str
    label: str
    path: str
    pages: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """A step: its first sentence, and the rest (may be empty)."""

    id: str
    head: Markup
    rest: Markup
    tool: str | None = None


@dataclass(frozen=True, slots=True)
class FixView:
    """The steps of one role. `guided`: asked for one by one, else a plain list."""

    by: str
    label: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language. `translated`: written in it, not lent."""

    locale: str
    name: str
    path: str
    current: bool
    translated: bool


@cache
def language_name(locale: str) -> str:
    """A language's name in itself: 한국어."""
    found = Locale.parse(locale, sep="-")
    return (found.get_display_name(found) or locale).capitalize()


class Views:
    """The values of one locale's pages."""

    def __init__(self, source: Source, locale: str, symptom_order: Iterable[str]) -> None:
        self.source, self.locale = source, locale
        self.settings, self.library = source.settings, source.library
        self.words = source.words[locale]
        order = [*(f"symptoms/{name}" for name in symptom_order), *providers.pages()]
        self._order = {name: place for place, name in enumerate(order)}
        self.articles = {article.id: article for article in self.library.articles(locale)}
        self.sections = tuple(s for name in NAV if (s := self._section(name)) is not None)

    @property
    def tree(self) -> Question:
        """The first of the questions that lead to an article."""
        return tree()

    def say(self, text: str) -> str:
        """An interface word."""
        return self.words.gettext(text)

    def entry(self, article_id: str) -> Entry:
        """A link to an article."""
        article = self.articles[article_id]
        kind = SECTION_LABELS.get(article.section)
        return Entry(
            id=article.id,
            path=article_path(article.id),
            title=article.title,
            description=article.description,
            kind=self.say(kind) if kind else "",
            lang=article.locale if article.locale != self.locale else "",
            roles=tuple(fix.by.value for fix in article.fixes),
            codes=tuple(code for code, _ in typical(article.reason)),
        )

    def _section(self, name: str) -> Section | None:
        members = [a for a in self.articles.values() if a.section == name]
        if not members:
            return None
        front = f"{name}/index" if f"{name}/index" in self.articles else FRONT.get(name, members[0].id)
        front = front if front in self.articles else members[0].id
        members.sort(key=lambda a: (a.id != front, self._order.get(a.id, len(self._order)), a.id))
        return Section(
            name,
            self.say(SECTION_LABELS[name]),
            article_path(front),
            tuple(self.entry(a.id) for a in members),
        )

    def listed(self, section: str) -> list[Entry]:
        """The articles of a section without its front page, in the order of the menu."""
        pages = next((s.pages for s in self.sections if s.name == section), ())
        return [page for page in pages if page.id != f"{section}/index"]

    def by_role(self) -> list[tuple[str, str, list[Entry]]]:
        """The reasons grouped by who can fix them first: role, label, reasons by title.

        The reader's own come last: who reads a reason has a code, and most codes are for others to mend.
        """
        entries = sorted(self.listed("reasons"), key=lambda entry: entry.title)
        groups = [
            (role.value, self.say(label), [e for e in entries if e.roles and e.roles[0] == role])
            for role, label in sorted(ROLE_LABELS.items(), key=lambda each: each[0] is Role.READER)
        ]
        groups.append(("nobody", self.say(N_("Nothing to fix")), [e for e in entries if not e.roles]))
        return [group for group in groups if group[2]]

    def topics(self, article: Article) -> list[tuple[str, str]]:
        """The headings that a section's front page lists beside those of its text: anchor and label."""
        if article.id == "reasons/index":
            return [(f"by-{role}", label) for role, label, _ in self.by_role()]
        if article.id == "codes/index":
            return [(table.anchor, table.label) for table in tables(self.say)]
        if article.id == providers.INDEX:
            return [(f"providers-{name}", self.say(label)) for name, label in providers.REGION_LABELS.items()]
        api = self.api(article)
        if api is not None:
            return [
                (reference.ANCHOR, self.say(N_("Reference"))),
                *((call.anchor, call.label) for call in api.calls),
                (reference.OBJECTS, self.say(N_("Objects in the answers"))),
            ]
        return []

    def api(self, article: Article) -> reference.Reference | None:
        """The reference of the API, for the page that shows it."""
        return self.source.api if article.id == reference.ARTICLE else None

    def api_text(self, text: str) -> Markup:
        """A text of the API's description as HTML; it may hold `code`."""
        return inline.to_html(self.say(text), lambda target: target)

    def asks_feedback(self, article: Article) -> bool:
        """Whether readers are asked if the page helped: articles, not tools, lists or pages about us."""
        return self.settings.feedback and article.section in ASKED and not article.is_index

    def role_label(self, role: str) -> str:
        """Who can fix it, as a label."""
        return self.say(ROLE_LABELS[Role(role)])

    def fixes(self, article: Article, relative: Relative) -> list[FixView]:
        """The fixes of an article as HTML."""

        def html(text: str) -> Markup:
            return inline.to_html(text, lambda target: self.address(target, relative))

        views = []
        for fix in article.fixes:
            steps = []
            for step in fix.steps:
                head, rest = first_sentence(step.text)
                steps.append(StepView(step.id, html(head), html(rest), step.tool))
            views.append(FixView(fix.by.value, self.say(ROLE_LABELS[fix.by]), tuple(steps)))
        return views

    def address(self, target: str, relative: Relative) -> str:
        """The address of an article's id, or of a page elsewhere, seen from the page."""
        if target.startswith(("https://", "http://", "mailto:")):
            return target
        path, mark, anchor = article_path(target).partition("#")
        return relative(path) + mark + anchor

    def applies(self, article: Article, relative: Relative) -> list[tuple[str, str | None]]:
        """What an article applies to: label, and a link where there is one."""
        found = [self.settings.applies_to[name] for name in article.applies_to]
        return [(self.settings.in_locale(i.label, self.locale), self._link(i.link, relative)) for i in found]

    def _link(self, target: str | None, relative: Relative) -> str | None:
        """The address of a link of the settings; none where it names an article that we lack."""
        if target is None or (":" not in target and target.partition("#")[0] not in self.articles):
            return None
        return self.address(target, relative)

    def notices(self, article: Article) -> list[str]:
        """Which notices stand above an article: missing, stale, machine."""
        if article.locale != self.locale:
            return ["missing"]
        translation = article.translation
        if translation is None:
            return []
        original = self.library.get(article.id, self.library.source_locale)
        state = revision_state(translation.of, original.revision if original else None)
        machine = translation.by == "machine" and translation.reviewed is None
        return ["stale"] * (state is State.STALE_MAJOR) + ["machine"] * machine

    def alternates(self, article_id: str | None) -> list[Alternate]:
        """The page in every locale; where a locale cannot show it, that locale's home page."""
        found = []
        for locale in self.settings.locales:
            known = article_id is not None and self.library.get(article_id, locale) is not None
            path = article_path(article_id) if known and article_id else ""
            translated = article_id is not None and self.library.has(article_id, locale)
            found.append(Alternate(locale, language_name(locale), path, locale == self.locale, translated))
        return found

    def updated(self, article: Article) -> tuple[str, str] | None:
        """When the article was last changed: ISO date, and in words."""
        day: date | None = self.source.dates.get(article.path)
        if day is None:
            return None
        return day.isoformat(), format_date(day, "long", locale=Locale.parse(self.locale, sep="-"))

    def edit_url(self, article: Article) -> str | None:
        """Where this page can be edited."""
        if self.settings.edit_url is None or not article.path.is_relative_to(self.settings.root):
            return None
        path = article.path.relative_to(self.settings.root).as_posix()
        return self.settings.edit_url.replace("{path}", path)
