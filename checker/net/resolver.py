"""Asks DNS, asynchronously: few questions, a bounded wait, and a small cache."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from ipaddress import ip_address

import dns.resolver

from checker.net import wire
from checker.net.channel import Server
from checker.net.exchange import Exchange
from checker.net.wire import ABSENT, TOLD, Answer, Status

__all__ = ["ABSENT", "TOLD", "Answer", "Budget", "Resolver", "Status", "reverse_name"]

MIN_TTL, MAX_TTL = 30.0, 3600.0
NEGATIVE_TTL = 60.0
FAILURE_TTL = 10.0
"""Seconds that answers stay in the cache: found (clamped), no such name or type, and failures."""

MOST_IN_FLIGHT = 4096
"""Questions on their way at the same time; one more is not sent."""

MOST_CACHED = 32 * 2**20
"""Octets that the cache may take, by a rough count: whoever owns a zone can make every answer 64 KiB long."""
_OCTETS_AN_ANSWER, _OCTETS_A_RECORD = 1000, 300

_Key = tuple[str, str]


class Budget:
    """What one check may spend: how many questions, and until when (by the resolver's clock)."""

    __slots__ = ("deadline", "questions")

    def __init__(self, questions: int, deadline: float) -> None:
        self.questions = questions
        self.deadline = deadline


def reverse_name(address: str) -> str:
    """The name that holds the PTR records of an address, without the final dot. Raises ValueError."""
    return ip_address(ip_address(address).packed).reverse_pointer


class Resolver:
    """Asks the given servers, or those of the operating system, and remembers the answers for a while.

    `nameservers` are addresses. `timeout` is what one question may take in seconds, over all servers and
    tries; `lifetime` what all questions of one check may take together. `validates`: the servers validate
    DNSSEC and the way to them is trusted, so that answers tell what they authenticated. Questions that are
    asked at the same time are sent once. `clock` counts seconds.
    """

    def __init__(
        self,
        nameservers: Sequence[str] | None = None,
        port: int = 53,
        timeout: float = 3.0,
        lifetime: float | None = None,
        *,
        validates: bool = False,
        most_cached: int = MOST_CACHED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        for server in nameservers or ():
            ip_address(server)
        self._given = tuple(nameservers or ())
        self._port = port
        self._timeout = timeout
        self._lifetime = timeout if lifetime is None else lifetime
        self._validates = validates
        self._clock = clock
        self._servers: tuple[Server, ...] | None = None
        self._cache: OrderedDict[_Key, tuple[float, Answer]] = OrderedDict()
        self._most_cached, self._cached = most_cached, 0
        self._in_flight: dict[_Key, Exchange] = {}

    def budget(self, questions: int = 40) -> Budget:
        """A fresh budget for one check; its time starts now."""
        return Budget(questions, self._clock() + self._lifetime)

    async def query(self, name: str, rdtype: str, budget: Budget | None = None) -> Answer:
        """Ask for the records of one type. `name` is in ASCII (A-labels), with or without the final dot.

        Never raises for what a name or a server does. Answers from the cache cost nothing of the budget.
        """
        key = (name.rstrip(".").lower(), rdtype.upper())
        if (remembered := self._remembered(key)) is not None:
            return remembered
        spent = budget or self.budget(1)
        if spent.questions < 1:
            return Answer(Status.NOT_CHECKED)
        spent.questions -= 1
        remaining = spent.deadline - self._clock()
        if remaining <= 0:
            return Answer(Status.TIMEOUT)
        loop = asyncio.get_running_loop()
        exchange = self._in_flight.get(key)
        if exchange is None or exchange.loop is not loop:
            if (started := self._start(key)) is None:
                return Answer(Status.NOT_CHECKED)
            exchange = started
        waiter: asyncio.Future[Answer] = loop.create_future()
        exchange.waiters.append(waiter)
        timer = loop.call_later(remaining, self._give_up, key, exchange, waiter)
        if not exchange.is_started:
            exchange.start()
        try:
            return await waiter
        finally:
            timer.cancel()
            self._leave(key, exchange, waiter)

    async def aclose(self) -> None:
        """Give up the questions that are still under way in this event loop: they count as not checked."""
        loop = asyncio.get_running_loop()
        for key, exchange in list(self._in_flight.items()):
            if exchange.loop is loop:
                exchange.stop()
                self._finish(key, exchange, Answer(Status.NOT_CHECKED))

    def _remembered(self, key: _Key) -> Answer | None:
        entry = self._cache.get(key)
        if entry is None:
            return None
        if entry[0] <= self._clock():
            self._drop(key)
            return None
        self._cache.move_to_end(key)
        return entry[1]

    def _remember(self, key: _Key, answer: Answer) -> None:
        match answer.status:
            case Status.FOUND:
                seconds = min(max(answer.ttl, MIN_TTL), MAX_TTL)
            case Status.NO_DATA | Status.NXDOMAIN:
                seconds = NEGATIVE_TTL
            case Status.NOT_CHECKED:
                return
            case _:
                seconds = FAILURE_TTL
        self._drop(key)
        self._cache[key] = (self._clock() + seconds, answer)
        self._cached += _weight(answer)
        while self._cached > self._most_cached:
            self._drop(next(iter(self._cache)))

    def _drop(self, key: _Key) -> None:
        entry = self._cache.pop(key, None)
        if entry is not None:
            self._cached -= _weight(entry[1])

    def _start(self, key: _Key) -> Exchange | None:
        asked = wire.question(*key)
        servers = self._asked_servers()
        if asked is None or not servers or len(self._in_flight) >= MOST_IN_FLIGHT:
            return None
        finish = partial(self._finish, key)
        exchange = Exchange(asked, servers, self._timeout, finish, validates=self._validates)
        self._in_flight[key] = exchange
        return exchange

    def _finish(self, key: _Key, exchange: Exchange, answer: Answer) -> None:
        self._remember(key, answer)
        self._forget(key, exchange)
        for waiter in exchange.waiters:
            if not waiter.done():
                waiter.set_result(answer)

    def _give_up(self, key: _Key, exchange: Exchange, waiter: "asyncio.Future[Answer]") -> None:
        """The time of one check is over; the question goes on while another check waits for it."""
        if not waiter.done():
            waiter.set_result(Answer(Status.TIMEOUT))
        if exchange.has_tried_all and len(exchange.waiters) == 1:
            self._remember(key, Answer(Status.TIMEOUT))

    def _leave(self, key: _Key, exchange: Exchange, waiter: "asyncio.Future[Answer]") -> None:
        exchange.waiters.remove(waiter)
        if not exchange.waiters and not exchange.is_over:
            exchange.stop()
            self._forget(key, exchange)

    def _forget(self, key: _Key, exchange: Exchange) -> None:
        if self._in_flight.get(key) is exchange:
            del self._in_flight[key]

    def _asked_servers(self) -> tuple[Server, ...]:
        if self._servers is None:
            self._servers = tuple(Server(address, self._port) for address in self._given or _system())
        return self._servers


def _weight(answer: Answer) -> int:
    """About how much memory an answer takes."""
    return _OCTETS_AN_ANSWER + answer.octets + _OCTETS_A_RECORD * len(answer.records)


def _system() -> tuple[str, ...]:
    """The DNS servers of the operating system."""
    try:
        return tuple(str(server) for server in dns.resolver.Resolver(configure=True).nameservers)
    except dns.resolver.NoResolverConfiguration:
        return ()
