"""The application in process, with a small site that stands for the built one."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from checker.guide.articles import Library
from checker.settings import Settings
from checker.web.app import create_app

HOST = "http://127.0.0.1:8000"

PAGE = """<!doctype html>
<html lang="{locale}"><body><h1>{name} {locale}</h1>
<form method="post" action="/{locale}/tools/{name}/">
<input type="text" name="address" value=""><input type="checkbox" name="dns" value="true" checked>
<textarea name="text" rows="4"></textarea><input type="file" name="message">
</form><div aria-live="polite"><!-- mailclinic:answer --></div></body></html>
"""


def write_site(folder: Path) -> Path:
    """A site as the build leaves it: pages per locale, tool pages with the marker, 404 pages, assets."""
    for locale in ("ko", "en", "ja"):
        pages = {"index.html": f"<h1>home {locale}</h1>", "404.html": f"<h1>nothing here {locale}</h1>"}
        for tool in ("address", "decode", "diagnose"):
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
    return Settings(site=site, **{"rate_limit": "100000/minute", **dns, **values})


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """One event loop for all tests of the application."""
    return "asyncio"


@pytest.fixture(scope="package", autouse=True)
def library_is_read_once() -> Iterator[None]:
    """Reading all articles takes half a second: once for all tests with the same locales is enough."""
    load = Library.load
    known: dict[tuple[Path, tuple[str, ...]], Library] = {}

    def load_once(settings: Settings) -> Library:
        key = settings.docs_dir, settings.locales
        if key not in known:
            known[key] = load(settings)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Library, "load", load_once)
        yield


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small site."""
    return write_site(tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def app(site: Path) -> FastAPI:
    """The whole application."""
    return create_app(settings_for(site))


@pytest.fixture(scope="session")
async def client(app: FastAPI, anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client that speaks to the application without a socket."""
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 5))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=HOST) as client,
    ):
        yield client
