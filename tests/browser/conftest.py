"""A real browser in front of the real server: the site built from this clone, on loopback."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import ROOT
from tests.servers.parts import require_part

MAILCLINIC = str(Path(sys.executable).with_name("mailclinic"))
LOCALES = ("ko", "en", "ja")
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Run `mailclinic serve` as an operator would; gives the address, stops the very process at the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAILCLINIC_")}
    environment |= {
        "MAILCLINIC_CONFIG": os.devnull,
        "MAILCLINIC_SITE": str(site),
        "MAILCLINIC_PORT": str(port),
        "MAILCLINIC_RATE_LIMIT": "100000/minute",
    }
    with TemporaryDirectory() as scratch, Path(scratch, "log").open("w+", encoding="utf-8") as log:
        environment["MAILCLINIC_DATABASE"] = f"sqlite:///{scratch}/mailclinic.sqlite3"
        server = subprocess.Popen([MAILCLINIC, "serve"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            for _ in range(300):
                if server.poll() is not None:
                    log.seek(0)
                    raise RuntimeError(f"the server stopped:\n{log.read()}")
                with suppress(httpx.TransportError):
                    httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=1)
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def build_site(folder: Path) -> Path:
    """Build the whole site below a folder, as `make build` does."""
    environment = {**os.environ, "MAILCLINIC_CONFIG": os.devnull, "MAILCLINIC_SITE": str(folder / "site")}
    subprocess.run([MAILCLINIC, "build"], cwd=ROOT, env=environment, check=True, timeout=300)
    return folder / "site"


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once for the browser tests."""
    return build_site(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="package")
def address(site: Path) -> Iterator[str]:
    """The address of the running help centre."""
    with serving(site) as url:
        yield url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless, without a word to the world."""
    require_part("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        )
        yield chromium
        chromium.close()


class Reader:
    """A reader with a screen, a language, and JavaScript or not; keeps all that goes wrong on a page."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", self._request)

    def _console(self, message: object) -> None:
        if getattr(message, "type", "") in ("error", "warning"):
            self.wrong.append(f"console: {getattr(message, 'text', message)}")

    def _request(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"third party: {url}")

    def open(self, path: str) -> Page:
        """Go to a page of the help centre."""
        self.page.goto(self.address + path)
        return self.page


MakeReader = Callable[..., Reader]


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[MakeReader]:
    """Make readers; at the end of the test nothing may have gone wrong on any page they saw."""
    readers: list[Reader] = []

    def make(locale: str = "ko", *, phone: bool = False, script: bool = True, dark: bool = False) -> Reader:
        context = browser.new_context(
            locale=locale,
            viewport=PHONE if phone else DESKTOP,
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            has_touch=phone,
        )
        context.set_default_timeout(15_000)
        readers.append(Reader(context, address))
        return readers[-1]

    yield make
    wrong = [problem for one in readers for problem in one.wrong]
    for one in readers:
        one.context.close()
    assert wrong == []
