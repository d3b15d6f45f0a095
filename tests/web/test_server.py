"""The real server on loopback: what only sockets show."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_network
from pathlib import Path

import httpx
import pytest
import uvicorn

from checker.cli.connections import Connection, trusting
from checker.cli.server import bound, configuration
from checker.web.limits import Network
from tests.web.conftest import app_of, settings_for
from tests.web.test_bad_input import report_of


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


@contextmanager
def running(site: Path, protocol: type[Connection] | None = None) -> Iterator[tuple[str, int]]:
    """A server; where it listens."""
    (listener,) = bound("127.0.0.1", 0)
    config = configuration(app_of(settings_for(site)), settings_for(site))
    config.http = protocol or config.http
    server = Running(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    assert server.ready.wait(20)
    yield listener.getsockname()
    server.should_exit = True
    thread.join(20)
    listener.close()
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[tuple[str, int]]:
    """Host and port of a running server."""
    with running(site) as where:
        yield where


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


TWO_LENGTHS = b"Transfer-Encoding: chunked\r\nContent-Length: 44\r\n\r\n0\r\n\r\n"
SMUGGLED = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.mark.parametrize("host", [b"127.0.0.1", b"evil.example"])
@pytest.mark.parametrize("line", [b"POST /api/v1/check/address", b"POST /ko/tools/decode/", b"GET /ko/"])
def test_a_body_of_two_lengths_smuggles_nothing(address: tuple[str, int], line: bytes, host: bytes) -> None:
    answer = speak(address, line + b" HTTP/1.1\r\nHost: " + host + b"\r\n" + TWO_LENGTHS + SMUGGLED)
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /ko/ HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n", b"400"),
        (b"GET /ko/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 200_000 + b"\r\n", b"400"),
        (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"400"),
        (b"GET /ko/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\0b\r\n", b"400"),
        (b"POST /ko/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n", b"400"),
        (b"POST /ko/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n", b"400"),
        (b"POST /ko/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: xchunked\r\n", b"400"),
        (b"GET //evil.example/ko HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"404"),
        (b"GET http://evil.example/ko HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"404"),
        (b"GET ko/ HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"404"),
        (b"OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"404"),
        (
            b"GET /ko/ HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
            b"200",
        ),
    ],
)
def test_heads_that_are_not_right(address: tuple[str, int], head: bytes, status: bytes) -> None:
    try:
        answer = speak(address, head + b"Connection: close\r\n\r\n")
    except ConnectionResetError:  # it did not read on to the end of what it refuses
        answer = b"HTTP/1.1 400"
    assert answer.split(b" ")[1] == status


def ends(connection: socket.socket) -> bool:
    """Whether the server ends a connection."""
    connection.settimeout(20)
    try:
        while connection.recv(65536):
            pass
    except ConnectionResetError:
        pass
    return True


@pytest.mark.parametrize("before", [b"", b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"])
@pytest.mark.parametrize("begun", [b"G", b"\r\n", b"GET /ko/ HT"])
def test_a_head_that_does_not_end_is_not_waited_for(site: Path, before: bytes, begun: bytes) -> None:
    with (
        running(site, trusting((), head_seconds=0.05)) as where,
        socket.create_connection(where) as connection,
    ):
        if before:
            connection.sendall(before)
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.sendall(begun)
        assert ends(connection)


def test_silence_is_not_waited_for(site: Path) -> None:
    with (
        running(site, trusting((), head_seconds=0.05)) as where,
        socket.create_connection(where) as connection,
    ):
        assert ends(connection)


def test_a_client_that_does_not_read_is_left(site: Path) -> None:
    protocol = trusting((), stall_seconds=0.05)
    with running(site, protocol) as where, socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(where)
        report = report_of(10_000)
        connection.sendall(
            b"POST /api/v1/decode HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: message/rfc822\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(report), report)
        )
        connection.settimeout(20)
        poll = select.poll()
        poll.register(connection, 0)  # says only that the connection broke
        assert poll.poll(20_000)


@pytest.mark.parametrize(("proxies", "served"), [((), 2), ((ip_network("127.0.0.0/8"),), 3)])
def test_one_client_has_its_share_of_connections(
    site: Path, proxies: tuple[Network, ...], served: int
) -> None:
    with running(site, trusting(proxies, most_of_one_client=2)) as where:
        connections = [socket.create_connection(where, timeout=10) for _ in range(3)]
        answers = []
        for connection in connections:
            with suppress(ConnectionError):
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                answers.append(connection.recv(12))
        for connection in connections:
            connection.close()
        assert answers.count(b"HTTP/1.1 200") == served
