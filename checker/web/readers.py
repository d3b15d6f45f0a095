"""What readers say, on its way to the store: counted per client, kept in threads of its own."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import ParamSpec, TypeVar

from starlette.types import Scope

from checker.answer.articles import Reading
from checker.answer.insights import Insights, read
from checker.feedback import Feedback, add_to, count_unanswered_search, record
from checker.settings import Settings
from checker.store import Store, StoreAwayError, StoreUrlError
from checker.web.limits import Counting
from checker.web.problems import Problem, SettingError
from checker.web.workers import Workers

P = ParamSpec("P")
R = TypeVar("R")

RETRY_AFTER = 60

log = logging.getLogger("checker.readers")


class Readers:
    """Keeps what readers say. A database that is away costs them an apology, and nobody else anything."""

    def __init__(self, store: Store | None, counting: Counting) -> None:
        """Without a store nothing is asked and nothing kept."""
        self._store, self._counting = store, counting
        # Apart from the threads that decode: a slow database must not make the checker wait.
        self._workers = Workers()

    @classmethod
    def of(cls, settings: Settings, counting: Counting) -> "Readers":
        """As the settings say. Raises SettingError."""
        try:
            return cls(Store(settings.database) if settings.feedback else None, counting)
        except StoreUrlError as error:
            raise SettingError(f"database: {error}") from error

    async def say(self, scope: Scope, said: Feedback, entry: str | None = None) -> str:
        """Keep an answer, or add to the one of `entry`. Returns its entry.

        Raises Problem: `too-much-feedback`, `store-away`, `busy`, or `not-found` where nothing is asked.
        """
        if self._store is None:
            raise Problem("not-found")
        wait = await self._counting.seconds_to_wait(self._counting.feedback, scope["state"]["client"])
        if wait:
            raise Problem("too-much-feedback", headers={"Retry-After": str(wait)})
        if entry is not None and await self._kept(add_to, self._store, entry, said):
            return entry
        return await self._kept(record, self._store, said, _today())

    async def sought_in_vain(self, scope: Scope, locale: str, query: str) -> None:
        """Count a search that found nothing. Never fails: the reader waits for the answer, not for us."""
        if self._store is None:
            return
        if await self._counting.seconds_to_wait(self._counting.feedback, scope["state"]["client"]):
            return
        try:
            await self._kept(count_unanswered_search, self._store, locale, query, _today())
        except Problem as problem:
            log.warning("a search was not counted", extra={"problem": problem.kind})

    async def insights(self, readings: Mapping[str, Reading], locale: str) -> Insights:
        """What is kept, for writers. Raises Problem: `store-away`, `busy`, `not-found`."""
        if self._store is None:
            raise Problem("not-found")
        return await self._kept(read, self._store, readings, locale, _today())

    def close(self) -> None:
        """Give the connections back."""
        if self._store is not None:
            self._store.close()

    async def _kept(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return await self._workers.run(work, *args, **kwargs)
        except StoreAwayError as error:
            log.error("the database is away", extra={"error": str(error)})
            raise Problem("store-away", headers={"Retry-After": str(RETRY_AFTER)}) from error


def _today() -> date:
    return datetime.now(UTC).date()
