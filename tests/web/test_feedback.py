"""Did this article help? From the form, from its script and from the API; and what is kept of it."""

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from checker.feedback import Why
from checker.settings import Settings
from checker.store import Store
from checker.store.tables import feedback
from tests.conftest import ROOT
from tests.prepared import library_of
from tests.web.conftest import HOST, app_of, settings_for, write_site

ARTICLE = "reasons/mailbox-full"
PAGE = (
    "<h1>{locale}</h1><!-- mailclinic:feedback --><form>the question</form>"
    "<!-- /mailclinic:feedback --><p>after</p>"
)
FRAGMENT = {"X-Fragment": "1"}
pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one article."""
    site = write_site(tmp_path_factory.mktemp("feedback") / "site")
    for locale in ("ko", "en", "ja"):
        page = site / locale / ARTICLE / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(locale=locale), encoding="utf-8")
    return site


@pytest.fixture(autouse=True)
def nothing_is_kept_yet(folder: Path) -> None:
    """Each test begins with an empty store."""
    store = Store(database(folder))
    with store.write() as connection:
        connection.execute(feedback.delete())
    store.close()


async def client_of(folder: Path, **values: object) -> AsyncIterator[httpx.AsyncClient]:
    app = app_of(settings_for(folder, **values))
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 5))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=HOST) as client,
    ):
        yield client


@pytest.fixture(scope="module")
async def readers(folder: Path, anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    async for client in client_of(folder):
        yield client


def database(folder: Path) -> str:
    return f"sqlite:///{folder.parent}/var/mailclinic.sqlite3"


def kept(folder: Path) -> list[tuple[object, ...]]:
    columns = [
        feedback.c[name] for name in ("article", "locale", "revision", "helpful", "why", "step", "comment")
    ]
    store = Store(database(folder))
    with store.read() as connection:
        rows = [tuple(row) for row in connection.execute(select(*columns).order_by(feedback.c.id))]
    store.close()
    return rows


async def test_without_script_the_article_comes_back_with_the_answer(
    readers: httpx.AsyncClient, folder: Path
) -> None:
    answer = await readers.post(f"/ko/{ARTICLE}/", data={"helpful": "yes", "revision": "1.0.0", "step": ""})
    assert answer.status_code == 200
    assert answer.headers["content-language"] == "ko"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.startswith("<h1>ko</h1><!-- mailclinic:feedback -->")
    assert "도움이 되었다니 다행입니다" in answer.text
    assert "the question" not in answer.text
    assert answer.text.endswith("<p>after</p>")
    assert kept(folder) == [(ARTICLE, "ko", "1.0.0", True, None, None, None)]


async def test_a_no_asks_why_and_both_are_one_answer(readers: httpx.AsyncClient, folder: Path) -> None:
    first = await readers.post(
        f"/ja/{ARTICLE}/", data={"helpful": "no", "revision": "1.0.0"}, headers=FRAGMENT
    )
    assert [f'value="{why}"' in first.text for why in Why] == [True] * 4
    entry = first.text.partition('name="entry" value="')[2][:32]
    said = {"helpful": "no", "revision": "1.0.0", "entry": entry, "why": "outdated"}
    said["comment"] = "<i>kim@example.com</i>"
    second = await readers.post(f"/ja/{ARTICLE}/", data=said, headers=FRAGMENT)
    assert second.status_code == 200
    assert "kim" not in second.text
    assert "radio" not in second.text
    assert kept(folder) == [(ARTICLE, "ja", "1.0.0", False, "outdated", None, "<i>…</i>")]


async def test_the_api_keeps_the_same(readers: httpx.AsyncClient, folder: Path) -> None:
    said = {"article": ARTICLE, "locale": "en", "revision": "1.0.0", "helpful": True, "step": "make-room"}
    answer = await readers.post("/api/v1/feedback", json=said)
    assert answer.status_code == 200
    entry = answer.json()["entry"]
    more = await readers.post("/api/v1/feedback", json={**said, "entry": entry, "comment": "fine"})
    assert more.json() == {"entry": entry}
    assert kept(folder) == [(ARTICLE, "en", "1.0.0", True, None, "make-room", "fine")]


@pytest.mark.parametrize(
    ("change", "status", "problem"),
    [
        ({"article": "reasons/nothing"}, 404, "unknown-article"),
        ({"article": "../../etc/passwd"}, 422, "invalid-request"),
        ({"helpful": "yes"}, 422, "invalid-request"),
        ({"why": "because"}, 422, "invalid-request"),
        ({"comment": "x" * 501}, 422, "invalid-request"),
        ({"comment": "\ud83d"}, 422, "invalid-text"),
        ({"step": "Make Room"}, 422, "invalid-request"),
        ({"revision": "one"}, 422, "invalid-request"),
        ({"revision": "１.0.0"}, 422, "invalid-request"),
        ({"entry": "0"}, 422, "invalid-request"),
        ({"address": "kim@example.com"}, 422, "invalid-request"),
        ({"locale": "tlh"}, 422, "unknown-locale"),
    ],
)
async def test_what_is_refused_is_not_kept(
    readers: httpx.AsyncClient, folder: Path, change: dict[str, str], status: int, problem: str
) -> None:
    said = {"article": ARTICLE, "revision": "1.0.0", "helpful": False, **change}
    body = json.dumps(said)  # half a surrogate pair as \\ud83d
    answer = await readers.post(
        "/api/v1/feedback", content=body, headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (status, problem)
    assert "kim" not in answer.text
    assert kept(folder) == []


@pytest.mark.parametrize(
    "data", [{"revision": "1.0.0"}, {"helpful": "perhaps", "revision": "1.0.0"}, {"helpful": "yes"}]
)
async def test_a_broken_form_is_a_localized_problem(readers: httpx.AsyncClient, data: dict[str, str]) -> None:
    answer = await readers.post(f"/ko/{ARTICLE}/", data=data, headers=FRAGMENT)
    assert answer.status_code == 422
    assert "data-problem" in answer.text
    assert answer.headers["content-language"] == "ko"


def current(article: str, locale: str) -> tuple[int, int, int]:
    """The revision of an article in a locale: its own, or the one that the translation renders."""
    found = library_of(Settings(root=ROOT)).get(article, locale)
    assert found is not None
    revision = found.revision or (found.translation.of if found.translation else "")
    major, medium, minor = map(int, revision.split("."))
    return major, medium, minor


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
async def test_only_a_revision_that_exists_was_read(
    readers: httpx.AsyncClient, folder: Path, locale: str
) -> None:
    major, medium, minor = current(ARTICLE, locale)
    for above in ((9, 9, 9), (major, medium, minor + 1), (major, medium + 1, 0), (major + 1, 0, 0)):
        said = {"article": ARTICLE, "locale": locale, "revision": "{}.{}.{}".format(*above), "helpful": True}
        answer = await readers.post("/api/v1/feedback", json=said)
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-request")
        assert answer.json()["fields"] == [{"pointer": "/revision", "problem": "less-than-equal"}]
        form = {"helpful": "yes", "revision": said["revision"]}
        answer = await readers.post(f"/{locale}/{ARTICLE}/", data=form, headers=FRAGMENT)
        assert answer.status_code == 422
        assert "data-problem" in answer.text
    assert kept(folder) == []
    for below in ((major, medium, minor), (0, 9, 10)):
        form = {"helpful": "yes", "revision": "{}.{}.{}".format(*below)}
        answer = await readers.post(f"/{locale}/{ARTICLE}/", data=form, headers=FRAGMENT)
        assert answer.status_code == 200


async def test_pages_that_are_no_articles_take_no_answer(readers: httpx.AsyncClient) -> None:
    assert (await readers.post("/ko/reasons/nothing/", data={"helpful": "yes"})).status_code == 404
    assert (await readers.get(f"/ko/{ARTICLE}/")).status_code == 200
    assert (await readers.head(f"/ko/{ARTICLE}/")).status_code == 200
    assert (await readers.post("/tlh/reasons/mailbox-full/", data={"helpful": "yes"})).status_code == 404


async def test_too_many_answers_wait(folder: Path) -> None:
    async for client in client_of(folder, feedback_limit="2/hour"):
        said = {"article": ARTICLE, "locale": "ko", "revision": "1.0.0", "helpful": True}
        answers = [await client.post("/api/v1/feedback", json=said) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert int(answers[2].headers["retry-after"]) > 0
    assert len(kept(folder)) == 2


async def test_a_database_that_is_away_costs_the_answer_only(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "var"
    file.write_text("a file where the folder should be")
    async for client in client_of(folder, database=f"sqlite:///{file}/mailclinic.sqlite3"):
        answer = await client.post(
            f"/en/{ARTICLE}/", data={"helpful": "yes", "revision": "1.0.0"}, headers=FRAGMENT
        )
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "60"
        assert "Send it again later" in answer.text
        assert (await client.post("/api/v1/decode", json={"text": "5.2.2"})).status_code == 200
        file.unlink()
        again = await client.post(f"/en/{ARTICLE}/", data={"helpful": "yes", "revision": "1.0.0"})
        assert again.status_code == 200


async def test_nothing_is_asked_where_the_setting_is_off(folder: Path, tmp_path: Path) -> None:
    async for client in client_of(folder, feedback=False, database=f"sqlite:///{tmp_path}/none.sqlite3"):
        said = {"article": ARTICLE, "locale": "ko", "revision": "1.0.0", "helpful": True}
        assert (await client.post("/api/v1/feedback", json=said)).status_code == 404
    assert not os.listdir(tmp_path)  # noqa: PTH208 - a blocking call of pathlib is refused here


async def test_pages_of_other_sites_may_ask_where_the_setting_names_them(folder: Path) -> None:
    said = {"article": ARTICLE, "locale": "ko", "revision": "1.0.0", "helpful": True}
    ours, foreign = {"Origin": "https://help.example.com"}, {"Origin": "https://elsewhere.example"}
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    async for client in client_of(folder, cors_origins=("https://help.example.com",)):
        preflight = await client.options("/api/v1/feedback", headers={**ours, **asked})
        assert preflight.headers["access-control-allow-origin"] == "https://help.example.com"
        answer = await client.post("/api/v1/feedback", json=said, headers=ours)
        assert answer.headers["access-control-allow-origin"] == "https://help.example.com"
        refused = await client.post("/api/v1/feedback", json={}, headers=ours)
        assert refused.headers["access-control-allow-origin"] == "https://help.example.com"
        stranger = await client.post("/api/v1/feedback", json=said, headers=foreign)
        assert "access-control-allow-origin" not in stranger.headers
    async for client in client_of(folder):
        answer = await client.post("/api/v1/feedback", json=said, headers=ours)
        assert "access-control-allow-origin" not in answer.headers
