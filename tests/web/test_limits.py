"""How often a client may ask, and who the client is."""

from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import httpx
import pytest

from checker.web.limits import client_address, client_key
from checker.web.problems import SettingError
from tests.web.conftest import HOST, app_of, settings_for

pytestmark = pytest.mark.anyio

PROXIES = [ip_network(each) for each in ("10.0.0.0/8", "2001:db8:ffff::/48")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", "192.0.2.1"),  # not a proxy of ours: what it says is not believed
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # the client wrote the first one itself
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        ("10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("2001:db8:ffff::1", "2001:db8::7", "2001:db8::7"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("fe80::1%eth0", "", "fe80::1"),
        ("10.0.0.1", ", ".join(["10.0.0.2"] * 10_000), "10.0.0.2"),
    ],
)
def test_client_address(peer: str, forwarded: str, client: str) -> None:
    assert client_address(peer, forwarded, PROXIES) == ip_address(client)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
    ],
)
def test_client_key(address: str, key: str) -> None:
    assert client_key(ip_address(address)) == key


def test_a_peer_without_an_address_has_a_key_of_its_own() -> None:
    assert client_key(client_address("", "", [])) == "unknown"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("rate_limit", "often"),
        ("trusted_proxies", ("10.0.0.0/99",)),
        ("rate_limit_storage", "memory://"),
        ("rate_limit_storage", "nowhere"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(site: Path, setting: str, value: object) -> None:
    with pytest.raises(SettingError, match=f"^{setting}: "):
        app_of(settings_for(site, **{setting: value}))


async def test_too_many_checks(site: Path) -> None:
    app = app_of(settings_for(site, rate_limit="3/minute", trusted_proxies=("127.0.0.1",)))
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 5))
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:

        async def ask(client_ip: str, path: str = "/api/v1/reasons/unknown") -> httpx.Response:
            return await client.get(path, headers={"X-Forwarded-For": client_ip, "Accept-Language": "en"})

        assert [(await ask("192.0.2.1")).status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = await ask("192.0.2.1")
        assert refused.json()["type"] == "/problems/too-many-requests"
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert refused.headers["retry-after"] in refused.json()["detail"]
        # Pages, short links and the description of the API are not limited, and nobody else is.
        assert (await ask("192.0.2.1", "/ko/")).status_code == 200
        assert (await ask("192.0.2.1", "/r/unknown")).status_code == 302
        assert (await ask("192.0.2.1", "/api/v1/openapi.json")).status_code == 200
        assert (await ask("192.0.2.2")).status_code == 200
        # One IPv6 network is one client.
        statuses = [(await ask(f"2001:db8::{n}")).status_code for n in range(4)]
        assert statuses == [200, 200, 200, 429]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_whatever_carries_a_body_counts(site: Path, method: str) -> None:
    app = app_of(settings_for(site, rate_limit="1/minute"))
    transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 5))
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
        assert (await client.request(method, "/ko/")).status_code == 405
        assert (await client.request(method, "/ko/")).status_code == 429


async def test_a_form_that_comes_too_often_gets_a_page(site: Path) -> None:
    app = app_of(settings_for(site, rate_limit="1/minute"))
    transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 5))
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
        await client.post("/en/tools/decode/", data={"text": "550 5.1.1"})
        refused = await client.post("/en/tools/decode/", data={"text": "550 5.1.1"})
        assert refused.status_code == 429
        assert "<h1>decode en</h1>" in refused.text
        assert 'data-problem="too-many-requests"' in refused.text
        fragment = await client.post("/en/tools/decode/", data={"text": "5"}, headers={"X-Fragment": "1"})
        assert fragment.status_code == 429
        assert fragment.text.startswith("<div")


async def test_a_large_message_counts_more(site: Path) -> None:
    app = app_of(settings_for(site, rate_limit="11/minute"))
    transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 5))
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:

        async def send(size: int) -> int:
            headers = {"Content-Type": "text/plain"}
            return (await client.post("/api/v1/decode", content=b"5" * size, headers=headers)).status_code

        assert [await send(size) for size in (2**20, 2**20, 2**20, 1)] == [200, 200, 429, 200]


@pytest.mark.parametrize(
    ("path", "body", "answered"),
    [
        ("/api/v1/check/address", {"json": {"address": "a@b.example"}}, 12),
        ("/api/v1/check/domain", {"json": {"domain": "..."}}, 3),
        ("/en/tools/domain/", {"data": {"domain": "..."}}, 3),
        ("/api/v1/check/account", {"json": {"address": "nobody"}}, 2),
        ("/en/tools/account/", {"data": {"address": "nobody"}}, 2),
    ],
)
async def test_what_asks_others_counts_for_more(
    site: Path, path: str, body: dict[str, Any], answered: int
) -> None:
    app = app_of(settings_for(site, rate_limit="12/minute"))
    transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 5))
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
        statuses = [(await client.post(path, **body)).status_code for _ in range(answered + 1)]
    assert statuses == [200] * answered + [429]
