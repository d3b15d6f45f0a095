"""What the commands that answer share: the answers of one locale, and a word about a missing file."""

import sys
from collections.abc import Callable
from functools import cache

from checker.answer import Answers
from checker.cli.lines import Given, lines, opened
from checker.cli.outcome import Exit, Report
from checker.cli.system_errors import reason_of
from checker.guide.articles import Library
from checker.guide.catalog import Words, load_words
from checker.settings import Settings


def answers_in(settings: Settings, locale: str) -> tuple[Answers, Words]:
    """Everything that can be asked, prepared for one locale."""
    only = settings.model_copy(update={"locales": tuple(dict.fromkeys((locale, settings.source_locale)))})
    words = {each: load_words(settings.locales_dir, each) for each in only.locales}
    return Answers(only, words, cache(lambda: Library.load(only))), words[locale]


def answer_lines(name: str, answer: Callable[[Given], None], report: Report) -> int:
    """Answer each line of a file. Returns the exit status."""
    try:
        with opened(name) as file:
            for given in lines(file):
                answer(given)
    except OSError as error:
        return unreadable(name, error, report)
    return report.status


def unreadable(name: str, error: OSError, report: Report) -> int:
    """Say that a file cannot be read, on standard error; not where the reader of our output left."""
    if isinstance(error, BrokenPipeError):
        raise error
    reason = reason_of(error, report.words)
    sentence = report.words.gettext("The file can't be read: %(reason)s", reason=reason)
    print(f"mailclinic: {name}: {sentence}", file=sys.stderr)
    return Exit.UNANSWERED
