"""The application in process, with a small site that stands for the built one."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from checker.settings import Settings
from checker.web.app import create_app
from tests.prepared import SharedAnswers, library_of, words_of

HOST = "http://127.0.0.1:8000"

PAGE = """<!doctype html>
<html lang="{locale}"><body><h1>{name} {locale}</h1>
<form method="post" action="/{locale}/tools/{name}/">
<input type="text" name="address" value=""><input type="checkbox" name="dns" value="true" checked>
<textarea name="text" rows="4"></textarea><input type="file" name="message">
</form><div aria-live="polite"><!-- mailclinic:answer --></div></body></html>
"""


NOT_FOUND = (
    "<title>nothing</title><header></header>"
    "<!-- mailclinic:page --><h1>nothing here {locale}</h1><!-- /mailclinic:page --><footer></footer>"
)


def write_site(folder: Path) -> Path:
    """A site as the build leaves it: pages per locale, tool pages with the marker, 404 pages, assets."""
    for locale in ("ko", "en", "ja"):
        pages = {"index.html": f"<h1>home {locale}</h1>", "404.html": NOT_FOUND.format(locale=locale)}
        for tool in ("address", "decode", "diagnose", "domain", "account"):
            pages[f"tools/{tool}/index.html"] = PAGE.format(locale=locale, name=tool)
        for name, text in pages.items():
            file = folder / locale / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    (folder / "robots.txt").write_text("User-agent: *\n", encoding="utf-8")
    assets = folder / "ko" / "assets"
    assets.mkdir()
    (assets / "main.0123abcd.min.css").write_text("a{}" * 1000, encoding="utf-8")
    (assets / "search-worker.js").write_text("postMessage(1)", encoding="utf-8")
    (folder.parent / "secret.txt").write_text("not for anyone", encoding="utf-8")
    (folder / ".hidden").write_text("not for anyone", encoding="utf-8")
    return folder


def settings_for(site: Path, **values: object) -> Settings:
    """Settings for a site; DNS is a port of this machine where nothing answers."""
    dns = {"nameservers": ("127.0.0.1",), "nameserver_port": 1, "dns_timeout": 0.2}
    database = f"sqlite:///{site.parent}/var/mailclinic.sqlite3"
    return Settings(site=site, **{"rate_limit": "100000/minute", "database": database, **dns, **values})


def app_of(settings: Settings) -> FastAPI:
    """The whole application; its texts are those that an earlier one with the same texts has prepared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("checker.web.app.Answers", SharedAnswers)
        patch.setattr("checker.web.app.load_words", words_of)
        return create_app(settings, library=library_of(settings))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """One event loop for all tests of the application."""
    return "asyncio"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small site."""
    return write_site(tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def app(site: Path) -> FastAPI:
    """The whole application."""
    return app_of(settings_for(site))


@pytest.fixture(scope="session")
async def client(app: FastAPI, anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client that speaks to the application without a socket."""
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 5))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=HOST) as client,
    ):
        yield client
