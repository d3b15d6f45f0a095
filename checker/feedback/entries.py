"""Keeps what readers said. Stores no address, no network address and no time of day."""

import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Dialect, Insert, update
from sqlalchemy.dialects import postgresql, sqlite

from checker.feedback.scrub import GONE, scrub
from checker.store import Store
from checker.store.tables import feedback, unanswered_searches

LONGEST_COMMENT = 500
LONGEST_QUERY = 80


class Why(StrEnum):
    """Why an article did not help. Ids are public."""

    OTHER_PROBLEM = "other-problem"
    UNCLEAR = "unclear"
    DID_NOT_WORK = "did-not-work"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader said of one article: its id, the locale and revision that were read, and the answer.

    `step` is the id of the step that solved it, or at which the reader gave up.
    """

    article: str
    locale: str
    revision: str
    helpful: bool
    why: Why | None = None
    step: str | None = None
    comment: str | None = None


def record(store: Store, said: Feedback, today: date) -> str:
    """Keep an answer. Returns the token by which the same reader can add to it. Raises StoreAwayError."""
    entry = secrets.token_hex(16)
    with store.write() as connection:
        connection.execute(
            feedback.insert().values(
                entry=entry,
                day=today,
                article=said.article,
                locale=said.locale,
                revision=said.revision,
                helpful=said.helpful,
                why=said.why,
                step=said.step,
                comment=_comment(said),
            )
        )
    return entry


def add_to(store: Store, entry: str, said: Feedback) -> bool:
    """Say why, or another answer, under the token of `record`. False where there is no such answer.

    What is not said this time stays as it was. Raises StoreAwayError.
    """
    new = {"helpful": said.helpful, "why": said.why, "step": said.step, "comment": _comment(said)}
    row = (feedback.c.entry == entry) & (feedback.c.article == said.article)
    with store.write() as connection:
        given = {name: value for name, value in new.items() if value is not None}
        return connection.execute(update(feedback).where(row).values(given)).rowcount == 1


def count_unanswered_search(store: Store, locale: str, query: str, today: date) -> None:
    """Count a search that found nothing. Without what looks like an address; nothing if no word is left."""
    words = scrub(query, LONGEST_QUERY).lower()
    if not words.replace(GONE, "").strip():
        return
    with store.write() as connection:
        connection.execute(
            _counted(connection.dialect, {"day": today, "locale": locale, "query": words, "times": 1})
        )


def _counted(dialect: Dialect, row: dict[str, object]) -> Insert:
    of = postgresql if dialect.name == "postgresql" else sqlite
    insert: sqlite.Insert | postgresql.Insert = of.insert(unanswered_searches)
    times = {"times": unanswered_searches.c.times + 1}
    return insert.values(row).on_conflict_do_update(index_elements=["day", "locale", "query"], set_=times)


def _comment(said: Feedback) -> str | None:
    return scrub(said.comment, LONGEST_COMMENT) or None if said.comment else None
