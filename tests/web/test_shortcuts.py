"""Short links, health, and the addresses of problems."""

from pathlib import Path

import httpx
import pytest
from markupsafe import escape

from checker.web.problems import KINDS, type_of
from tests.web.conftest import HOST, app_of, settings_for

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("path", "language", "location"),
    [
        ("/c/5.1.1", "", "/ko/codes/#x-1-1"),
        ("/c/5.1.1", "ja", "/ja/codes/#x-1-1"),
        ("/c/5.1.1?locale=en", "ja", "/en/codes/#x-1-1"),
        ("/c/550-5.7.26?provider=gmail", "en", "/en/codes/#gmail-x-7-26"),
        ("/c/550-5.7.26?provider=naver", "en", "/en/codes/#x-7-26"),
        ("/c/TSS04", "en", "/en/codes/#yahoo-tss04"),
        ("/c/rusr", "en", "/en/codes/#daum-rusr"),
        ("/c/MAILBOX_FULL", "en", "/en/codes/#desk-552"),
        ("/c/EC_THROTTLED", "en", "/en/codes/#ec-005"),
        ("/c/585-5.1.1", "en", "/en/codes/#x-1-1"),
        ("/c/５．７．２６", "en", "/en/codes/#x-7-26"),
        ("/c/550_5.1.1", "en", "/en/codes/#x-1-1"),
        ("/c/5.1.1/", "en", "/en/codes/#x-1-1"),
        ("/C/5.1.1", "en", "/en/codes/#x-1-1"),
        ("/r/mailbox-full/", "en", "/en/reasons/mailbox-full/"),
        ("/R/Mailbox-Full", "en", "/en/reasons/mailbox-full/"),
        ("/s/Cannot-Send/", "en", "/en/symptoms/cannot-send/"),
        ("/r/mailbox-full", "en", "/en/reasons/mailbox-full/"),
        ("/s/cannot-send", "ja", "/ja/symptoms/cannot-send/"),
    ],
)
async def test_short_links(client: httpx.AsyncClient, path: str, language: str, location: str) -> None:
    answer = await client.get(path, headers={"Accept-Language": language})
    assert (answer.status_code, answer.headers["location"]) == (302, location)
    assert answer.headers["vary"] == "Accept-Language"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/c/5.7.26?provider=nobody", "/api/v1/codes/5.7.26?provider=nobody"])
async def test_a_provider_that_is_not_known_is_said_so(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/unknown-provider")


async def test_healthy_and_ready(client: httpx.AsyncClient) -> None:
    for path, word in (("/healthz", "ok\n"), ("/readyz", "ready\n")):
        answer = await client.get(path)
        assert (answer.status_code, answer.text) == (200, word)
        assert answer.headers["cache-control"] == "no-store"


async def test_not_ready_without_a_site(tmp_path: Path) -> None:
    app = app_of(settings_for(tmp_path / "nothing"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=HOST) as client:
        answer = await client.get("/readyz")
        assert (answer.status_code, answer.text) == (503, "no site\n")
        page = await client.post("/en/tools/decode/", data={"text": "552 5.2.2 mailbox full"})
        assert page.status_code == 200
        assert "The recipient&#39;s mailbox is full" in page.text
        assert (await client.get("/en/", headers={"Accept": "text/html"})).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
async def test_the_type_of_a_problem_can_be_looked_up(client: httpx.AsyncClient, kind: str) -> None:
    answer = await client.get(type_of(kind), headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert escape(KINDS[kind].title) in answer.text
    assert escape(KINDS[kind].advice) in answer.text


async def test_a_problem_stands_in_the_frame_of_the_site(client: httpx.AsyncClient) -> None:
    answer = await client.get("/problems/too-large", headers={"Accept-Language": "ja"})
    title = "送信した内容が大きすぎます"
    assert answer.text.startswith(f"<title>{title} - メールクリニック</title><header></header><h1>{title}")
    assert answer.text.endswith("<footer></footer>")
    assert "nothing here" not in answer.text


async def test_a_host_that_is_not_ours_gets_no_frame(client: httpx.AsyncClient) -> None:
    answer = await client.get("/ko/", headers={"Host": "example.org", "Accept": "text/html"})
    assert (answer.status_code, "<footer>" in answer.text) == (400, False)
