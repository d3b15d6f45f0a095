"""`mailclinic insights`: what readers said of articles, and what they searched in vain."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checker.cli.outcome import Exit, plain
from checker.cli.service import answers_in
from checker.guide.catalog import Words
from checker.settings import Settings

if TYPE_CHECKING:  # the database is read in where it is asked
    from checker.answer.insights import Insights


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Text for people, one JSON object, or one of two CSV files."""
    from checker.answer.insights import articles_csv, read, searches_csv
    from checker.store import Store, StoreAwayError, StoreUrlError

    answers, words = answers_in(settings, arguments.locale)
    try:
        with closing(Store(settings.database)) as store:
            answer = read(store, answers.readings, arguments.locale, datetime.now(UTC).date())
    except StoreUrlError as error:
        print(f"mailclinic: database: {error}", file=sys.stderr)
        return Exit.USAGE
    except StoreAwayError:
        print("mailclinic:", words.gettext("The database is out of reach"), file=sys.stderr)
        return Exit.UNANSWERED
    if arguments.csv:
        table = {"articles": articles_csv, "searches": searches_csv}[arguments.csv]
        sys.stdout.write(table(answer, words.gettext))
    elif arguments.json:
        print(answer.model_dump_json())
    else:
        print("\n".join(text_of(answer, words)))
    return Exit.GOOD


def text_of(answer: "Insights", words: Words) -> Iterator[str]:
    """The answer for a terminal."""
    _ = words.gettext
    yes, no = _("Helped"), _("Didn't help")
    if not answer.articles and not answer.searches:
        yield _("Nobody has said anything yet.")
    for each in answer.articles:
        yield f"{each.article} {each.locale} {each.revision}"
        yield f"  {yes}: {each.helpful}  {no}: {each.unhelpful}"
        yield from (f"  - {plain(comment)}" for comment in each.comments)
    if answer.searches:
        yield _("Searches without results")
        yield from (f"  {each.times} {each.locale} {plain(each.query)}" for each in answer.searches)
