"""Deliverability through the API: a real DNS server, one that never answers, and none at all."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from checker.net.resolver import Resolver
from tests.servers.dns import NameServer, SilentServer, nameserver, silent_nameserver

__all__ = ["nameserver", "silent_nameserver"]

pytestmark = pytest.mark.anyio


Ask = Callable[[NameServer | SilentServer, str], Awaitable[dict[str, Any]]]


@pytest.fixture
def asking(app: FastAPI) -> Iterator[Callable[[Resolver], None]]:
    """Lets the application ask another resolver until the end of the test."""
    before = app.state.context

    def use(resolver: Resolver) -> None:
        app.state.context = replace(before, resolver=resolver)

    yield use
    app.state.context = before


@pytest.fixture
def ask(client: httpx.AsyncClient, asking: Callable[[Resolver], None]) -> Ask:
    """The API's answer about an address where a DNS server is asked."""

    async def answer(server: NameServer | SilentServer, address: str) -> dict[str, Any]:
        resolver = server.resolver(timeout=0.3)
        asking(resolver)
        question = {"address": address, "dns": True, "locale": "en"}
        found = await client.post("/api/v1/check/address", json=question)
        await resolver.aclose()
        assert found.status_code == 200
        body: dict[str, Any] = found.json()
        return body

    return answer


@pytest.mark.parts
@pytest.mark.parametrize(
    ("domain", "deliverability", "finding", "servers"),
    [
        ("good.example", "yes", None, ["mx1.good.example", "mx2.good.example"]),
        ("null.example", "no", "null-mx", []),
        ("nowhere.example", "no", "domain-not-found", []),
        ("implicit.example", "yes", "address-without-mx", ["implicit.example"]),
        ("elsewhere.org", "unknown", "dns-refused", []),
    ],
)
async def test_a_domain_takes_mail_or_not(
    ask: Ask,
    nameserver: NameServer,
    domain: str,
    deliverability: str,
    finding: str | None,
    servers: list[str],
) -> None:
    body = await ask(nameserver, f"kim@{domain}")
    assert (body["deliverability"], body["mail_servers"]) == (deliverability, servers)
    ids = [each["id"] for each in body["findings"]]
    assert finding is None or finding in ids


async def test_dns_that_never_answers_is_unknown(
    ask: Ask,
    silent_nameserver: SilentServer,
) -> None:
    body = await ask(silent_nameserver, "kim@naver.com")
    assert (body["verdict"], body["deliverability"]) == ("accepted", "unknown")
    (finding,) = [each for each in body["findings"] if each["id"] == "dns-timeout"]
    assert finding["title"]
    assert silent_nameserver.questions() > 0


async def test_dns_is_not_asked_unless_told(
    client: httpx.AsyncClient,
    asking: Callable[[Resolver], None],
    silent_nameserver: SilentServer,
) -> None:
    asking(silent_nameserver.resolver())
    for path, field in (("/api/v1/check/address", "address"), ("/api/v1/diagnose", "text")):
        await client.post(path, json={field: "kim@naver.com"})
    for tool in ("address", "decode", "diagnose"):
        typed = {"address": "kim@naver.com", "text": "kim@naver.com"}
        assert (await client.post(f"/ko/tools/{tool}/", data=typed)).status_code == 200
    assert silent_nameserver.questions() == 0


async def test_a_list_asks_each_domain_once_within_one_budget(
    ask: Ask,
    silent_nameserver: SilentServer,
) -> None:
    addresses = ", ".join(f"kim{n}@domain{n % 30}.com" for n in range(300))
    body = await ask(silent_nameserver, addresses)
    assert {each["deliverability"] for each in body["addresses"]} == {"unknown"}
    assert silent_nameserver.questions() <= 40
