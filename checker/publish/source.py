"""Everything that a build reads before it begins: settings, articles, interface words, dates."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.guide.articles import ArticleError, Library
from checker.guide.catalog import CatalogError, Words, load_words, read_catalog, wrong_placeholders
from checker.publish import reference
from checker.publish.glossary import Glossary
from checker.publish.problems import BuildError, Problem
from checker.settings import Settings


@dataclass(frozen=True, slots=True)
class Source:
    """What all locales are built from."""

    settings: Settings
    library: Library
    words: Mapping[str, Words]
    glossaries: Mapping[str, Glossary]
    dates: Mapping[Path, date]
    """When each file below the root was last changed, as far as the history knows."""
    api: reference.Reference | None
    """What the page about the API shows; None where there is no such page."""


def read_source(settings: Settings) -> Source:
    """Read articles and catalogues. Raises BuildError with everything that cannot be read."""
    problems: list[Problem] = []
    library = Library({}, settings.source_locale)
    try:
        library = Library.load(settings)
    except ExceptionGroup as group:
        articles, others = group.split(ArticleError)
        if others is not None:
            raise others from None
        problems += [
            Problem(error.path, error.line, error.message)
            for error in (articles.exceptions if articles else ())
            if isinstance(error, ArticleError)
        ]
    words: dict[str, Words] = {}
    glossaries: dict[str, Glossary] = {}
    for locale in settings.locales:
        try:
            words[locale] = load_words(settings.locales_dir, locale)
            problems += _misplaced(settings.locales_dir / locale / "LC_MESSAGES" / "messages.po", locale)
        except CatalogError as error:
            problems.append(Problem(error.path, error.line, error.message))
        try:
            glossaries[locale] = Glossary.load(settings.locales_dir / locale / "glossary.toml")
        except BuildError as error:
            problems += error.problems
    if not problems and not library.has("index", settings.source_locale):
        folder = settings.docs_dir / settings.source_locale
        problems.append(Problem(folder / "index.md", 0, "the source locale has no home page"))
    api = None
    if library.has(reference.ARTICLE, settings.source_locale):
        try:
            api = reference.read_reference(settings.docs_dir / "assets" / "openapi.json", settings.base_url)
        except BuildError as error:
            problems += error.problems
    if problems:
        raise BuildError(problem.below(settings.root) for problem in problems)
    dates = last_changed(settings.root, settings.docs_dir)
    return Source(settings, library, words, glossaries, dates, api)


def _misplaced(path: Path, locale: str) -> list[Problem]:
    """The placeholders of a catalogue that its sentences do not have."""
    if not path.exists():
        return []
    return [
        Problem(path, line, f"the placeholder %({name}) is not in both the sentence and its translation")
        for line, name in wrong_placeholders(read_catalog(path, locale))
    ]


def last_changed(root: Path, folder: Path) -> dict[Path, date]:
    """When each file in a folder was last committed, from one walk through the history.

    Empty where the folder is not under git: pages then carry no date.
    """
    command = ["git", "-C", str(root), "log", "--format=%x00%cs", "--name-only", "--no-renames"]
    try:
        log = subprocess.run(
            [*command, "--relative", "--", str(folder)], capture_output=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    dates: dict[Path, date] = {}
    for commit in log.stdout.decode("utf-8", "surrogateescape").split("\0")[1:]:
        day, *names = commit.split("\n")
        for name in names:
            if name:
                dates.setdefault(root / name, date.fromisoformat(day))
    return dates
