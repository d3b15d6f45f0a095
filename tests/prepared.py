"""Articles, interface words and search indexes that tests share: they take most of a second, and nothing
changes them. The commands and servers that tests start as programs prepare their own.
"""

from collections.abc import Callable, Mapping
from functools import cache

from checker.answer import Answers
from checker.answer.articles import Reading
from checker.guide.articles import Library
from checker.guide.catalog import Words, load_words
from checker.settings import Settings

words_of = cache(load_words)

_libraries: dict[str, Library] = {}
_readings: dict[str, dict[str, Reading]] = {}


def texts_of(settings: Settings) -> str:
    """All that decides about the texts of an installation."""
    words = {locale: settings.words_for(locale) for locale in settings.locales}
    where = settings.docs_dir, settings.locales_dir
    return repr((where, settings.source_locale, settings.applies_to, words))


def library_of(settings: Settings) -> Library:
    """The articles of an installation, read once for all with the same texts."""
    key = texts_of(settings)
    if key not in _libraries:
        _libraries[key] = Library.load(settings)
    return _libraries[key]


class SharedAnswers(Answers):
    """Answers out of articles that were prepared once for all with the same texts."""

    def __init__(
        self, settings: Settings, words: Mapping[str, Words], library: Callable[[], Library]
    ) -> None:
        super().__init__(settings, words, library)
        self.readings = _readings.setdefault(texts_of(settings), self.readings)
