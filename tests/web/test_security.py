"""Headers, hosts and logs."""

import json
import logging
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from checker.web import logs
from checker.web.security import DATA_POLICY, HEADERS, PAGE_POLICY, SCRIPT_POLICY, host_name
from tests.web.conftest import app_of, settings_for

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("method", "path", "policy"),
    [
        ("GET", "/ko/", PAGE_POLICY),
        ("GET", "/nothing", DATA_POLICY),
        ("GET", "/healthz", DATA_POLICY),
        ("GET", "/api/v1/reasons/unknown", DATA_POLICY),
        ("POST", "/api/v1/decode", DATA_POLICY),
        ("POST", "/en/tools/decode/", PAGE_POLICY),
        ("GET", "/problems/too-large", PAGE_POLICY),
        ("OPTIONS", "/ko/", DATA_POLICY),
    ],
)
async def test_every_answer_has_the_headers(
    client: httpx.AsyncClient, method: str, path: str, policy: str
) -> None:
    answer = await client.request(method, path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["content-security-policy"] == policy
    assert "unsafe" not in policy
    assert "sha256" not in policy
    assert "strict-transport-security" not in answer.headers


async def test_https_is_kept(site: Path) -> None:
    app = app_of(settings_for(site, base_url="https://help.example.com"))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://help.example.com") as client:
        answer = await client.get("/ko/")
        assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert answer.headers["content-security-policy"].endswith("; upgrade-insecure-requests")
        problem = (await client.get("/api/v1/nothing")).json()
        assert problem["type"] == "/problems/not-found"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8000", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("localhost@evil.example", 400),
        ("evil.example@localhost", 400),
        ("127.0.0.1, evil.example", 400),
        ("127.0.0.1:80/evil.example", 400),
        ("127.0.0.1:evil", 400),
        ("[::1]evil.example", 400),
        ("[::1", 400),
        ("", 400),
    ],
)
async def test_hosts(client: httpx.AsyncClient, host: str, status: int) -> None:
    answer = await client.get("/healthz", headers={"Host": host})
    assert answer.status_code == status
    assert status == 200 or "evil" not in answer.text


def test_host_name() -> None:
    assert [host_name(each) for each in ("A.example:80", "[::1]:8000", "[::1]")] == [
        "a.example",
        "[::1]",
        "[::1]",
    ]


async def test_links_come_from_the_settings(site: Path) -> None:
    app = app_of(settings_for(site, base_url="https://help.example.com"))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        page = await client.post("/ko/tools/decode/", data={"text": "552 5.2.2"}, headers={"X-Fragment": "1"})
        assert "https://help.example.com/ko/reasons/mailbox-full/" in page.text
        assert "127.0.0.1" not in page.text


SECRETS = ("kim.secret@example.com", "qx7-secret")


async def test_the_log_holds_no_input(client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await client.post("/api/v1/check/address", json={"address": SECRETS[0]})
    await client.post("/ko/tools/address/", data={"address": SECRETS[0]})
    await client.get(f"/ko/{SECRETS[0]}?q={SECRETS[1]}")
    await client.get(f"/c/{SECRETS[1]}?provider={SECRETS[1]}")
    await client.get("/ko/")
    await client.head("/healthz")
    lines = [logs.Lines().format(record) for record in caplog.records if record.name.startswith("checker")]
    assert not [line for line in lines if any(secret in line for secret in SECRETS)]
    entries = [json.loads(line) for line in lines]
    assert [(entry["method"], entry["route"], entry["status"]) for entry in entries] == [
        ("POST", "/api/v1/check/address", 200),
        ("POST", "/{locale}/tools/address/", 200),
        ("GET", "-", 404),
        ("GET", "/c/{code}", 404),
        ("GET", "site", 200),
        ("HEAD", "/healthz", 200),
    ]
    assert all(entry["ms"] >= 0 for entry in entries)


async def test_a_bug_is_a_problem_and_a_line_without_its_text(
    app: FastAPI, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise RuntimeError(SECRETS[0])

    monkeypatch.setattr(app.state.context.answers, "search", fail)
    answer = await client.post("/api/v1/search", json={"query": SECRETS[0], "locale": "en"})
    assert answer.status_code == 500
    assert answer.json() == {
        "type": "/problems/internal-error",
        "title": "The checker couldn't answer",
        "status": 500,
        "detail": "The failure is in the checker, not in your input. Try again later.",
    }
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    (line,) = [logs.Lines().format(each) for each in caplog.records if each.name == "checker.failures"]
    assert json.loads(line)["error"] == "RuntimeError"
    assert "find.py" in json.loads(line)["where"]
    assert SECRETS[0] not in line


async def test_what_the_browser_kept_keeps_its_policy(client: httpx.AsyncClient) -> None:
    """A 304's headers replace those of the kept page: a stricter policy would switch its scripts off."""
    page = await client.get("/ko/")
    again = await client.get("/ko/", headers={"If-None-Match": page.headers["etag"]})
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers


async def test_a_worker_may_fetch_from_us(client: httpx.AsyncClient) -> None:
    script = await client.get("/ko/assets/search-worker.js")
    assert script.headers["content-security-policy"] == SCRIPT_POLICY
