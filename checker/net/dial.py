"""Contacts a server whose name a domain, a record or the provider table gave: which ones, and how often.

The name is resolved once, the addresses are filtered, and the literal address is dialled; so a name that
leads elsewhere a moment later changes nothing.
"""

import asyncio
import re
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from ipaddress import IPv6Address, ip_address
from typing import Self

from checker.net.allowed import Network, is_allowed
from checker.net.connection import SECONDS, Connection, Contexts
from checker.net.quotas import Quotas
from checker.net.resolver import ABSENT, Budget, Resolver, Status
from checker.net.troubles import DialError, Trouble
from checker.settings import Settings

MAIL_PORTS = frozenset({465, 587, 993, 995, 143, 110})
WEB_PORTS = frozenset({443})
RELAY_PORT = 25
"""Only where a setting switches it on: many networks block it, and many servers take offence."""

_MOST_ADDRESSES = 2
_BUSY = 5
"""Seconds after which to come back when all dials are taken."""
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{4,253}}$)(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])")


def is_host(name: str) -> bool:
    """Is it a host name of at least two labels, in ASCII and lower case, and no address?"""
    return _HOST.fullmatch(name) is not None


class Dialler:
    """Contacts servers within the rules; one for the whole process, because it counts.

    `denied` are the operator's own ranges. `most` dials are under way at the same time; each target domain
    and each address is contacted `per_minute` times. `endpoints` are for tests: "address:port" that may be
    dialled although the address is loopback, and the port that stands in for it.
    """

    def __init__(
        self,
        resolver: Resolver,
        *,
        contexts: Contexts | None = None,
        denied: Iterable[Network] = (),
        relay_port: bool = False,
        most: int = 50,
        per_minute: int = 60,
        endpoints: Mapping[str, int] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._resolver = resolver
        self._contexts = contexts or Contexts.of()
        self._denied = tuple(denied)
        self._mail_ports = MAIL_PORTS | {RELAY_PORT} if relay_port else MAIL_PORTS
        self._most, self._open = most, 0
        self._domains, self._addresses = Quotas(per_minute, clock), Quotas(per_minute, clock)
        self._endpoints = dict(endpoints or {})

    @classmethod
    def of(cls, settings: Settings, resolver: Resolver) -> Self:
        """The dialler of an installation. Raises OSError where the file of authorities cannot be read."""
        authorities = settings.tls_authorities
        return cls(
            resolver,
            contexts=Contexts.of(str(authorities) if authorities else None),
            denied=settings.denied_networks,
            relay_port=settings.dial_port_25,
            most=settings.most_dials,
            per_minute=settings.dials_per_minute,
            endpoints=settings.test_endpoints,
        )

    async def dial(
        self,
        host: str,
        port: int,
        *,
        domain: str,
        budget: Budget,
        until: float,
        tls: bool = False,
        verify: bool = True,
        web: bool = False,
    ) -> Connection:
        """Connect to a host, and speak TLS at once where `tls` is true. The caller closes the connection.

        `domain` is the one that the check is about; `budget` pays for the questions to DNS; nothing goes on
        beyond `until` (the event loop's clock). `web` allows the port of policy files instead of those of
        mail. Raises DialError.
        """
        if port not in (WEB_PORTS if web else self._mail_ports):
            raise DialError(Trouble.PORT_NOT_ALLOWED, port=port)
        try:
            async with asyncio.timeout_at(until):
                addresses = await self._resolve(host, port, budget)
        except TimeoutError as error:
            raise DialError(Trouble.DNS_FAILED, status=Status.TIMEOUT.value) from error
        self._count(domain)
        connection = await self._connect(host, addresses[:_MOST_ADDRESSES], port, until)
        if tls:
            try:
                await connection.start_tls(verify=verify)
            except BaseException:
                connection.close()
                raise
        return connection

    async def _resolve(self, host: str, port: int, budget: Budget) -> list[str]:
        """The addresses of a name that may be dialled, IPv4 first. At least one."""
        name = host.rstrip(".").lower()
        if not is_host(name):
            raise DialError(Trouble.NAME_NOT_FOUND)
        answers = await asyncio.gather(
            self._resolver.query(name, "A", budget), self._resolver.query(name, "AAAA", budget)
        )
        addresses = [record.to_text() for answer in answers for record in answer.records]
        allowed = [each for each in addresses if self._may_dial(each, port)]
        if allowed:
            return allowed
        if addresses:
            raise DialError(Trouble.ADDRESS_DENIED, address=addresses[0])
        for answer in answers:
            if answer.status not in ABSENT:
                raise DialError(Trouble.DNS_FAILED, status=answer.status.value)
        raise DialError(Trouble.NAME_NOT_FOUND)

    def _may_dial(self, address: str, port: int) -> bool:
        return is_allowed(address, self._denied) or _endpoint(address, port) in self._endpoints

    def _count(self, domain: str) -> None:
        wait = self._domains.take(domain.rstrip(".").lower())
        if not wait and self._open >= self._most:
            wait = _BUSY
        if wait:
            raise DialError(Trouble.TOO_MANY_DIALS, retry_after=wait)

    def _count_address(self, address: str) -> None:
        # Each that is dialled: else a closed port before it would hide how often the next one is contacted.
        if wait := self._addresses.take(address):
            raise DialError(Trouble.TOO_MANY_DIALS, retry_after=wait)

    async def _connect(self, host: str, addresses: list[str], port: int, until: float) -> Connection:
        """Connect to the first address that takes it; all share one time."""
        loop = asyncio.get_running_loop()
        self._open += 1
        last = Trouble.UNREACHABLE
        try:
            async with asyncio.timeout_at(min(loop.time() + SECONDS, until)):
                for address in addresses:
                    self._count_address(address)
                    try:
                        connected = await self._open_socket(address, port)
                    except ConnectionRefusedError:
                        last = Trouble.PORT_CLOSED
                    except OSError:
                        last = Trouble.PORT_CLOSED if last is Trouble.PORT_CLOSED else Trouble.UNREACHABLE
                    else:
                        return Connection(
                            connected, host, address, port, until, self._contexts, self._hung_up
                        )
        except TimeoutError as error:
            self._hung_up()
            raise DialError(Trouble.TIMEOUT) from error
        except BaseException:
            self._hung_up()
            raise
        self._hung_up()
        raise DialError(last)

    async def _open_socket(self, address: str, port: int) -> socket.socket:
        family = socket.AF_INET6 if isinstance(ip_address(address), IPv6Address) else socket.AF_INET
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            opened.setblocking(False)
            real = self._endpoints.get(_endpoint(address, port), port)
            await asyncio.get_running_loop().sock_connect(opened, (address, real))
        except BaseException:
            opened.close()
            raise
        return opened

    def _hung_up(self) -> None:
        self._open -= 1


def _endpoint(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
