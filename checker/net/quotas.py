"""How often one target may be contacted: a count per target and minute."""

import math
from collections import OrderedDict
from collections.abc import Callable

WINDOW = 60.0
_MOST_TARGETS = 10_000


class Quotas:
    """Counts what happens to each target in windows of a minute. `clock` counts seconds."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._per_minute, self._clock = per_minute, clock
        self._counted: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def take(self, target: str) -> int:
        """Count once more. 0 where that is within the quota, else the seconds until it will be."""
        now = self._clock()
        start, count = self._counted.get(target, (now, 0))
        if now - start >= WINDOW:
            start, count = now, 0
        if count >= self._per_minute:
            return max(1, math.ceil(start + WINDOW - now))
        self._counted[target] = (start, count + 1)
        self._counted.move_to_end(target)
        while len(self._counted) > _MOST_TARGETS:
            self._counted.popitem(last=False)
        return 0
