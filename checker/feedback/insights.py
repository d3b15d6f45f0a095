"""What answers and searches come to: which articles fail their readers, and what is not there at all."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from checker.feedback.entries import Why
from checker.store import Store
from checker.store.tables import feedback, unanswered_searches

MOST_COMMENTS = 20
"""Comments of one article that are read; the newest."""


@dataclass(frozen=True, slots=True)
class Told:
    """What readers said of one revision of an article in one locale.

    `why` counts the reasons of the no; `solved` the steps that a yes named; `comments` are the newest first.
    """

    article: str
    locale: str
    revision: str
    helpful: int
    unhelpful: int
    why: dict[Why, int]
    solved: dict[str, int]
    comments: tuple[str, ...]

    @property
    def doubt(self) -> float:
        """From 0 to 1: the share of noes that is certain (Wilson's lower bound at 95 %, 1927).

        One no of one reader says less than 30 of 60.
        """
        return _lower_bound(self.unhelpful, self.helpful + self.unhelpful)


@dataclass(frozen=True, slots=True)
class Week:
    """Answers of one week; `start` is its Monday."""

    start: date
    helpful: int
    unhelpful: int


@dataclass(frozen=True, slots=True)
class Sought:
    """A search without results: how often, and when last."""

    locale: str
    query: str
    times: int
    last: date


def _lower_bound(hits: int, total: int, z: float = 1.96) -> float:
    if not total:
        return 0.0
    share = hits / total
    margin = z * math.sqrt((share * (1 - share) + z * z / (4 * total)) / total)
    return (share + z * z / (2 * total) - margin) / (1 + z * z / total)


def articles(store: Store) -> list[Told]:
    """Every article that somebody judged, by locale and revision; the most doubtful first.

    Raises StoreAwayError.
    """
    key = (feedback.c.article, feedback.c.locale, feedback.c.revision)
    counted = select(*key, feedback.c.helpful, feedback.c.why, feedback.c.step, func.count()).group_by(
        *key, feedback.c.helpful, feedback.c.why, feedback.c.step
    )
    newest = func.row_number().over(partition_by=key, order_by=feedback.c.id.desc()).label("newest")
    numbered = (
        select(*key, feedback.c.comment, newest).where(feedback.c.comment.is_not(None)).subquery("numbered")
    )
    written = select(numbered).where(numbered.c.newest <= MOST_COMMENTS).order_by(numbered.c.newest)
    yes: Counter[tuple[str, str, str]] = Counter()
    no: Counter[tuple[str, str, str]] = Counter()
    why: defaultdict[tuple[str, str, str], Counter[Why]] = defaultdict(Counter)
    solved: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    comments: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    with store.read() as connection:
        for article, locale, revision, helpful, reason, step, times in connection.execute(counted):
            where = article, locale, revision
            (yes if helpful else no)[where] += times
            if reason and not helpful:
                why[where][Why(reason)] += times
            if step and helpful:
                solved[where][step] += times
        for article, locale, revision, comment, _ in connection.execute(written):
            comments[article, locale, revision].append(comment)
    told = [
        Told(
            *where,
            helpful=yes[where],
            unhelpful=no[where],
            why=dict(why[where].most_common()),
            solved=dict(solved[where].most_common()),
            comments=tuple(comments[where]),
        )
        for where in yes.keys() | no.keys()
    ]
    return sorted(
        told, key=lambda each: (-each.doubt, -each.unhelpful, each.article, each.locale, each.revision)
    )


def weeks(store: Store, today: date, count: int = 26) -> list[Week]:
    """The last weeks, oldest first, the running one last. Raises StoreAwayError."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=count - 1)
    by_day = (
        select(feedback.c.day, feedback.c.helpful, func.count())
        .where(feedback.c.day >= first)
        .group_by(feedback.c.day, feedback.c.helpful)
    )
    counts: Counter[tuple[date, bool]] = Counter()
    with store.read() as connection:
        for day, helpful, times in connection.execute(by_day):
            counts[day - timedelta(days=day.weekday()), helpful] += times
    starts = [first + timedelta(weeks=week) for week in range(count)]
    return [Week(start, counts[start, True], counts[start, False]) for start in starts]


def searches(store: Store, most: int = 200) -> list[Sought]:
    """What was searched in vain, the most frequent first. Raises StoreAwayError."""
    times = func.sum(unanswered_searches.c.times)
    key = (unanswered_searches.c.locale, unanswered_searches.c.query)
    ranked = (
        select(*key, times, func.max(unanswered_searches.c.day))
        .group_by(*key)
        .order_by(times.desc(), *key)
        .limit(most)
    )
    with store.read() as connection:
        return [Sought(*row) for row in connection.execute(ranked)]
