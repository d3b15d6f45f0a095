"""What the tests of probing share: one host, settings for it, and how a server of it is asked."""

import asyncio
from collections.abc import Mapping

from checker.account.model import Origin, Probed, ServerSettings
from checker.account.probe import Prober
from checker.providers import Protocol, Security
from tests.net.dialling import HOST, LOOPBACK, at, dialling
from tests.servers.certificates import Authority, Kind
from tests.servers.scripted import Script, scripted

IMAP, IMAP_STARTTLS = (Protocol.IMAP, 993, Security.TLS), (Protocol.IMAP, 143, Security.STARTTLS)
POP3, POP3_STARTTLS = (Protocol.POP3, 995, Security.TLS), (Protocol.POP3, 110, Security.STARTTLS)
SMTP, SMTP_STARTTLS = (Protocol.SMTP, 465, Security.TLS), (Protocol.SMTP, 587, Security.STARTTLS)
Way = tuple[Protocol, int, Security]


def settings(way: Way, host: str = HOST) -> ServerSettings:
    """Settings of a server, as DNS would give them."""
    protocol, port, security = way
    return ServerSettings(protocol, host, port, security, None, (), Origin.SRV)


async def probed(
    endpoints: Mapping[str, int],
    authority: Authority,
    *servers: ServerSettings,
    addresses: Mapping[str, str] | None = None,
    seconds: float = 5,
) -> tuple[Probed, ...]:
    """Ask servers of which the endpoints are known."""
    async with dialling(at(addresses or {HOST: LOOPBACK}), endpoints, authority) as one:
        until = asyncio.get_running_loop().time() + seconds
        prober = Prober(one.dialler, "help.example.com")
        return await prober.probe(servers, "good.example", one.resolver.budget(), until)


def ask(
    script: Script,
    authority: Authority,
    way: Way,
    *,
    kind: Kind | None = None,
    seconds: float = 5,
) -> Probed:
    """Ask one server that does this; with a certificate of the kind it speaks TLS at once."""

    async def inside() -> Probed:
        context = authority.context(HOST, kind) if kind else None
        async with asyncio.timeout(15), scripted(script, context) as real:
            endpoints = {f"{LOOPBACK}:{way[1]}": real}
            (one,) = await probed(endpoints, authority, settings(way), seconds=seconds)
            return one

    return asyncio.run(inside())


def told(one: Probed) -> dict[str, dict[str, str | int]]:
    """Findings without the evidence that names the server."""
    keys = ("protocol", "host", "port")
    return {
        finding.id: {key: value for key, value in finding.evidence.items() if key not in keys}
        for finding in one.findings
    }
