"""The real server on loopback: what only sockets show."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from checker.cli.server import configuration
from checker.web.app import create_app
from tests.web.conftest import settings_for


class Running(uvicorn.Server):
    """A server in a thread, on a port that the system chose."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say when connections are taken."""
        await super().startup(sockets)
        self.ready.set()

    def install_signal_handlers(self) -> None:
        """Signals belong to the tests."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[tuple[str, int]]:
    """Host and port of a running server."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Running(configuration(create_app(settings_for(site)), settings_for(site)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    assert server.ready.wait(20)
    yield listener.getsockname()
    server.should_exit = True
    thread.join(20)
    listener.close()
    assert not thread.is_alive()


def speak(address: tuple[str, int], *parts: bytes) -> bytes:
    """Send bytes as they are and read until the server closes."""
    with socket.create_connection(address, timeout=10) as connection:
        for part in parts:
            connection.sendall(part)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
        return received


def test_head_has_the_headers_and_no_body(address: tuple[str, int]) -> None:
    request = b"HEAD /ko/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    head, _, body = speak(address, request).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert b"content-length: " in head.lower()
    assert body == b""


def test_the_server_does_not_say_what_it_is(address: tuple[str, int]) -> None:
    answer = httpx.get(f"http://127.0.0.1:{address[1]}/healthz")
    assert "server" not in answer.headers


@pytest.mark.parametrize("size", [2**20, 11 * 2**20])
def test_a_body_that_is_too_large_is_told_so(address: tuple[str, int], size: int) -> None:
    kind = "application/json" if size == 2**20 else "message/rfc822"
    url = f"http://127.0.0.1:{address[1]}/api/v1/decode"
    answer = httpx.post(url, content=b"x" * size, headers={"Content-Type": kind})
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("/problems/too-large")

    def chunks() -> Iterator[bytes]:
        for _ in range(size // 65536):
            yield b"x" * 65536

    answer = httpx.post(url, content=chunks(), headers={"Content-Type": kind})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /ko/../../../etc/passwd HTTP/1.1",
        b"GET /ko/%2e%2e/%2e%2e/secret.txt HTTP/1.1",
        b"GET http://127.0.0.1/../secret.txt HTTP/1.1",
    ],
)
def test_raw_paths_stay_inside(address: tuple[str, int], request_line: bytes) -> None:
    answer = speak(address, request_line + b"\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400"))
    assert b"not for anyone" not in answer


def test_garbage_is_refused_and_the_service_goes_on(address: tuple[str, int]) -> None:
    assert speak(address, b"\x00\xff\xfe garbage\r\n\r\n").startswith(b"HTTP/1.1 400")
    assert httpx.get(f"http://127.0.0.1:{address[1]}/healthz").text == "ok\n"


def test_forwarded_addresses_of_strangers_are_not_believed(address: tuple[str, int]) -> None:
    answer = httpx.get(
        f"http://127.0.0.1:{address[1]}/r/unknown",
        headers={
            "X-Forwarded-Proto": "https",
            "X-Forwarded-Host": "evil.example",
            "Forwarded": "host=evil.example",
        },
    )
    assert answer.headers["location"] == "/ko/reasons/unknown/"
