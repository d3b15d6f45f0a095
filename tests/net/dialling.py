"""What the tests of dialling share: a DNS that says what it is told, a dialler that may reach loopback."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from functools import cache

from checker.net.allowed import Network
from checker.net.connection import Connection, Contexts
from checker.net.dial import Dialler
from checker.net.resolver import Resolver
from tests.servers.certificates import Authority
from tests.servers.scripted import Records, scripted_dns

HOST = "mail.good.example"
LOOPBACK = "127.0.0.1"


def at(addresses: Mapping[str, str]) -> Records:
    """Names with an IPv4 or IPv6 address each."""

    def records(name: str, kind: str) -> list[str]:
        address = addresses.get(name, "")
        fits = address and kind == ("AAAA" if ":" in address else "A")
        return [address] if fits else []

    return records


class Dialling:
    """A dialler, and how a check would use it."""

    def __init__(self, dialler: Dialler, resolver: Resolver) -> None:
        self.dialler, self.resolver = dialler, resolver

    async def dial(
        self,
        host: str = HOST,
        port: int = 993,
        *,
        domain: str = "good.example",
        tls: bool = False,
        verify: bool = True,
        seconds: float = 3.0,
    ) -> Connection:
        """Dial within a fresh budget."""
        budget = self.resolver.budget()
        until = asyncio.get_running_loop().time() + seconds
        return await self.dialler.dial(
            host, port, domain=domain, budget=budget, until=until, tls=tls, verify=verify
        )


@cache
def _contexts(authorities: str | None) -> Contexts:
    return Contexts.of(authorities)


@asynccontextmanager
async def dialling(
    records: Records,
    endpoints: Mapping[str, int] | None = None,
    authority: Authority | None = None,
    *,
    denied: Iterable[Network] = (),
    relay_port: bool = False,
    most: int = 50,
    per_minute: int = 60,
) -> AsyncIterator[Dialling]:
    """A dialler that asks a DNS with these records."""
    async with scripted_dns(records) as server:
        resolver = server.resolver(timeout=1)
        dialler = Dialler(
            resolver,
            contexts=_contexts(str(authority.file) if authority else None),
            denied=denied,
            relay_port=relay_port,
            most=most,
            per_minute=per_minute,
            endpoints=endpoints,
        )
        yield Dialling(dialler, resolver)
        await resolver.aclose()
