"""What readers said, for writers: models for JSON, the page and CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from checker.answer.articles import Reading
from checker.answer.models import Model
from checker.answer.sheets import safe
from checker.feedback import Why, insights
from checker.guide.wording import N_
from checker.store import Store

WHY: Mapping[Why, str] = {
    Why.OTHER_PROBLEM: N_("My problem is a different one"),
    Why.UNCLEAR: N_("It is hard to understand"),
    Why.DID_NOT_WORK: N_("I followed the steps and it still fails"),
    Why.OUTDATED: N_("It is wrong or out of date"),
}
"""Why an article did not help, in the words that readers choose from."""


class Told(Model):
    """What readers said of one revision of an article in one locale."""

    article: str
    title: str
    url: str
    locale: str
    revision: str
    helpful: int
    unhelpful: int
    why: dict[str, int]
    solved: Annotated[dict[str, int], Field(description="Step id -> how often it solved the problem.")]
    comments: list[str]


class Week(Model):
    """The answers of one week, by its Monday."""

    start: date
    helpful: int
    unhelpful: int


class Sought(Model):
    """A search that found nothing."""

    locale: str
    query: str
    times: int
    last: date


class Insights(Model):
    """Articles that fail their readers first, searches without results, and answers over time."""

    articles: list[Told]
    searches: list[Sought]
    weeks: list[Week]


def read(store: Store, readings: Mapping[str, Reading], locale: str, today: date) -> Insights:
    """Everything that is kept. Articles are named in the locale that was read. Raises StoreAwayError."""

    def told(each: insights.Told) -> Told:
        reading = readings.get(each.locale, readings[locale])
        hits = reading.hits([each.article])
        return Told(
            article=each.article,
            title=hits[0].title if hits else each.article,
            url=reading.url(each.article),
            locale=each.locale,
            revision=each.revision,
            helpful=each.helpful,
            unhelpful=each.unhelpful,
            why={why.value: count for why, count in each.why.items()},
            solved=each.solved,
            comments=list(each.comments),
        )

    return Insights(
        articles=[told(each) for each in insights.articles(store)],
        searches=[
            Sought(locale=each.locale, query=each.query, times=each.times, last=each.last)
            for each in insights.searches(store)
        ],
        weeks=[
            Week(start=each.start, helpful=each.helpful, unhelpful=each.unhelpful)
            for each in insights.weeks(store, today)
        ],
    )


def articles_csv(answer: Insights, say: Callable[[str], str]) -> str:
    """A row per article, locale and revision; formula-safe."""
    head = (N_("Article"), N_("Language"), N_("Revision"), N_("Helped"), N_("Didn't help"), *WHY.values())
    rows = (
        (
            *(each.article, each.locale, each.revision, each.helpful, each.unhelpful),
            *(each.why.get(why.value, 0) for why in WHY),
            max(each.solved, key=each.solved.__getitem__, default=""),
            " | ".join(each.comments),
        )
        for each in answer.articles
    )
    return _csv([say(cell) for cell in (*head, N_("Step that solves most"), N_("Comments"))], rows)


def searches_csv(answer: Insights, say: Callable[[str], str]) -> str:
    """A row per search that found nothing; formula-safe."""
    head = (N_("Language"), N_("Search"), N_("Times"), N_("Last"))
    rows = ((each.locale, each.query, each.times, each.last.isoformat()) for each in answer.searches)
    return _csv([say(cell) for cell in head], rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    text.write("\ufeff")  # spreadsheets take UTF-8 without it for something else
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([safe(str(cell)) for cell in row] for row in rows)
    return text.getvalue()
