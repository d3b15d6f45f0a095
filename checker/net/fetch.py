"""Fetches a small file over HTTPS: a policy or a configuration that a domain publishes.

No redirects, no compression, no proxy, 64 KiB, five seconds; RFC 8461 section 3.3 asks for the same.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import h11

from checker.net.connection import SECONDS, Connection
from checker.net.dial import Dialler
from checker.net.resolver import Budget
from checker.net.troubles import DialError, Trouble

MAX_BODY = 64 * 1024
KEPT, FAILURE_KEPT = 60.0, 10.0
"""Seconds that what a server said is remembered, and that it could not be asked."""
_MAX_HEAD = 16 * 1024
_MOST_KEPT = 200
_PORT = 443


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file, or why there is none. `failure` is None only for status 200 and a content type that was wanted.

    `status` is set once the server answered. `content_type` is in lower case, without parameters.
    """

    failure: Trouble | None
    status: int | None = None
    content_type: str = ""
    body: bytes = b""


class Fetch(Protocol):
    """What asks for a file: `Fetcher`, or a function of a test."""

    async def __call__(
        self, host: str, path: str, *, domain: str, types: Sequence[str], budget: Budget
    ) -> Fetched:
        """Fetch `https://host/path`. `domain` is what the check is about. Never raises."""
        ...


class Fetcher:
    """Fetches over the dialler, with its rules and counts, and remembers answers for a while."""

    def __init__(self, dialler: Dialler, clock: Callable[[], float] = time.monotonic) -> None:
        self._dialler, self._clock = dialler, clock
        self._kept: OrderedDict[tuple[str, str], tuple[float, Fetched]] = OrderedDict()

    async def __call__(
        self, host: str, path: str, *, domain: str, types: Sequence[str], budget: Budget
    ) -> Fetched:
        """Fetch `https://host/path`; the certificate has to verify. Never raises.

        `path` begins with a slash and may have a query, in ASCII without spaces; `types` are content types.
        """
        kept = self._kept.get((host, path))
        if kept is not None and self._clock() < kept[0]:
            return kept[1]
        fetched = await self._fetch(host, path, domain, types, budget)
        # What this check had no means for says nothing to the next one.
        short = fetched.failure is Trouble.DNS_FAILED and budget.questions < 1
        if fetched.failure is not Trouble.TOO_MANY_DIALS and not short:
            seconds = FAILURE_KEPT if fetched.failure and fetched.status is None else KEPT
            self._kept[host, path] = (self._clock() + seconds, fetched)
            self._kept.move_to_end((host, path))
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return fetched

    async def _fetch(
        self, host: str, path: str, domain: str, types: Sequence[str], budget: Budget
    ) -> Fetched:
        until = asyncio.get_running_loop().time() + SECONDS
        try:
            connection = await self._dialler.dial(
                host, _PORT, domain=domain, budget=budget, until=until, tls=True, web=True
            )
            with connection:
                return await _fetch(connection, path, types)
        except DialError as error:
            return Fetched(error.trouble)
        except h11.RemoteProtocolError:
            return Fetched(Trouble.NOT_HTTP)


async def _fetch(connection: Connection, path: str, types: Sequence[str]) -> Fetched:
    http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MAX_HEAD)
    headers = [
        ("Host", connection.host),
        ("User-Agent", "Mailclinic"),
        ("Accept", ", ".join(types)),
        ("Accept-Encoding", "identity"),
        ("Connection", "close"),
    ]
    request = h11.Request(method="GET", target=path, headers=headers)
    await connection.write(http.send(request) + http.send(h11.EndOfMessage()))
    response = await _next_event(connection, http)
    while isinstance(response, h11.InformationalResponse):
        response = await _next_event(connection, http)
    if not isinstance(response, h11.Response):
        return Fetched(Trouble.NOT_HTTP)
    status = response.status_code
    said = {name.lower(): value for name, value in response.headers}
    content_type = said.get(b"content-type", b"").decode("latin-1").partition(";")[0].strip().lower()[:100]
    if 300 <= status < 400:
        return Fetched(Trouble.REDIRECTED, status)
    if status != 200:
        return Fetched(Trouble.HTTP_STATUS, status)
    if said.get(b"content-encoding", b"identity").strip().lower() != b"identity":
        return Fetched(Trouble.CONTENT_ENCODED, status, content_type)
    if content_type not in types:
        return Fetched(Trouble.CONTENT_TYPE, status, content_type)
    body = bytearray()
    while isinstance(event := await _next_event(connection, http), h11.Data):
        body += event.data
        if len(body) > MAX_BODY:
            return Fetched(Trouble.TOO_LARGE, status, content_type)
    return Fetched(None, status, content_type, bytes(body))


async def _next_event(connection: Connection, http: h11.Connection) -> object:
    while (event := http.next_event()) is h11.NEED_DATA:
        http.receive_data(await connection.read_some())
    return event
