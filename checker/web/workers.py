"""Work on hostile text, off the event loop and in bounds: a few threads, a short queue, then `busy`."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

from checker.web.problems import Problem

P = ParamSpec("P")
R = TypeVar("R")

THREADS = 2
QUEUE = 32
SHORT = 512
"""Length of a text whose work takes less time than the way to a thread and back."""
RETRY_AFTER = 5


class Workers:
    """Runs functions in threads, at most `threads` at a time with `queue` waiting."""

    def __init__(self, threads: int = THREADS, queue: int = QUEUE) -> None:
        self._limiter: CapacityLimiter | None = None
        self._threads, self._most, self._inside = threads, threads + queue, 0

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `work` returns. Raises Problem("busy") where too many wait already."""
        if self._inside >= self._most:
            raise Problem("busy", retry_after=RETRY_AFTER)
        if self._limiter is None:  # bound to the loop that first uses it
            self._limiter = CapacityLimiter(self._threads)
        self._inside += 1
        try:
            return await to_thread.run_sync(lambda: work(*args, **kwargs), limiter=self._limiter)
        finally:
            self._inside -= 1

    async def run_if_long(
        self, data: str | bytes, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """As `run`; a short text is worked on at once."""
        if len(data) <= SHORT:
            return work(*args, **kwargs)
        return await self.run(work, *args, **kwargs)
