"""What readers said, for writers: behind a key, and safe to open in a spreadsheet."""

from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import HOST, app_of, settings_for, write_site

pytestmark = pytest.mark.anyio
KEY = "솔 key"


def key(password: str, scheme: str = "Basic") -> dict[str, str]:
    return {"Authorization": f"{scheme} {b64encode(f'writer:{password}'.encode()).decode()}"}


@pytest.fixture(scope="module")
async def writers(
    tmp_path_factory: pytest.TempPathFactory, anyio_backend: str
) -> AsyncIterator[httpx.AsyncClient]:
    site = write_site(tmp_path_factory.mktemp("insights") / "site")
    app = app_of(settings_for(site, insights_key=KEY))
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 5))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=HOST) as client,
    ):
        yield client


@pytest.mark.parametrize(
    "headers",
    [
        {},
        key("wrong"),
        key(""),
        key(KEY, "Bearer"),
        {"Authorization": "Basic ###"},
        {"Authorization": "Basic /w=="},
        {"Authorization": "Basic \xff\xfe"},
    ],
)
@pytest.mark.parametrize("name", ["", "articles.csv", "searches.csv"])
async def test_without_the_key_nothing_is_told(
    writers: httpx.AsyncClient, headers: dict[str, str], name: str
) -> None:
    sent = httpx.Headers({**headers, "Accept": "text/html"}, encoding="latin-1")
    answer = await writers.get(f"/ko/insights/{name}", headers=sent)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Basic realm="insights", charset="UTF-8"'
    assert "reasons/" not in answer.text


@pytest.mark.parametrize("setting", [{}, {"insights_key": ""}, {"insights_key": " "}])
async def test_without_the_setting_there_is_no_such_page(
    tmp_path: Path, anyio_backend: str, setting: dict[str, str]
) -> None:
    app = app_of(settings_for(write_site(tmp_path / "site"), **setting))
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 5))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=HOST) as client,
    ):
        for headers in ({}, key(""), key(" ")):
            assert (await client.get("/ko/insights/", headers=headers)).status_code == 404


async def test_writers_see_what_was_said_and_sought(writers: httpx.AsyncClient) -> None:
    said = {"article": "reasons/mailbox-full", "locale": "ko", "revision": "1.0.0", "helpful": False}
    said |= {"why": "unclear", "comment": "=HYPERLINK(1) <script>alert(1)</script>"}
    assert (await writers.post("/api/v1/feedback", json=said)).status_code == 200
    for query in ("zzzz qqqq", "zzzz qqqq", "kim@example.com"):
        await writers.post("/api/v1/search", json={"query": query, "locale": "ko"})
    page = await writers.get("/ko/insights/", headers=key(KEY))
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "받는 사람의 메일함이 가득 찼습니다" in page.text
    assert "&lt;script&gt;" in page.text
    assert "<script>alert" not in page.text
    assert "zzzz qqqq" in page.text
    assert "kim" not in page.text
    articles = await writers.get("/ko/insights/articles.csv", headers=key(KEY))
    assert articles.headers["content-type"] == "text/csv; charset=utf-8"
    assert articles.text.startswith("\ufeff")
    assert ",'=HYPERLINK(1)" in articles.text
    searches = await writers.get("/en/insights/searches.csv", headers=key(KEY))
    assert searches.text.splitlines()[0] == "\ufeffLanguage,Search,Times,Last"
    assert searches.text.splitlines()[1].startswith("ko,zzzz qqqq,2,")
    assert (await writers.get("/ko/insights/other.csv", headers=key(KEY))).status_code == 404


async def test_keys_cannot_be_guessed_without_end(tmp_path: Path, anyio_backend: str) -> None:
    app = app_of(settings_for(write_site(tmp_path / "site"), insights_key=KEY, rate_limit="3/minute"))
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 5))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=HOST) as client,
    ):
        statuses = [(await client.get("/ko/insights/", headers=key(str(n)))).status_code for n in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
