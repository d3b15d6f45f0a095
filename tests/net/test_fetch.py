"""Files over HTTPS: what is taken, and every way in which a server may try to make it more."""

import asyncio
import gzip
from collections.abc import Sequence

import pytest

from checker.net.fetch import MAX_BODY, Fetched, Fetcher
from checker.net.troubles import Trouble
from tests.net.dialling import LOOPBACK, at, dialling
from tests.net.test_dial import run
from tests.servers.certificates import Authority, Kind
from tests.servers.scripted import Script, answers, says, scripted, silent

HOST = "mta-sts.good.example"
TYPES = ("text/plain",)


def fetched(
    authority: Authority,
    script: Script,
    *,
    kind: Kind | None = Kind.GOOD,
    host: str = HOST,
    path: str = "/.well-known/mta-sts.txt",
    types: Sequence[str] = TYPES,
    times: int = 1,
) -> tuple[Fetched, int]:
    """What fetching from a server that does this comes to, and how many connections it got."""
    count = 0
    found: list[Fetched] = []
    context = authority.context(HOST, kind) if kind else None

    async def counted(*streams: object) -> None:
        nonlocal count
        count += 1
        await script(*streams)  # type: ignore[arg-type]

    async def use() -> None:
        async with (
            scripted(counted, context) as real,
            dialling(at({HOST: LOOPBACK}), {f"{LOOPBACK}:443": real}, authority) as one,
        ):
            fetch = Fetcher(one.dialler, clock=lambda: 0.0)
            for _ in range(times):
                budget = one.resolver.budget()
                found.append(await fetch(host, path, domain="good.example", types=types, budget=budget))

    run(use)
    return found[-1], count


def response(body: bytes = b"", status: bytes = b"200 OK", **headers: str) -> bytes:
    """An HTTP response with a length, of type text/plain unless told otherwise."""
    all_ = {"content_type": "text/plain", "content_length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}".encode() for name, value in all_.items() if value]
    return b"HTTP/1.1 " + status + b"\r\n" + b"\r\n".join(lines) + b"\r\n\r\n" + body


POLICY = b"version: STSv1\nmode: enforce\nmx: mx.good.example\nmax_age: 86400\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
EARLY = b"HTTP/1.1 103 Early Hints\r\n\r\n"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (response(POLICY), Fetched(None, 200, "text/plain", POLICY)),
        (response(POLICY, content_type="TEXT/Plain; charset=a"), Fetched(None, 200, "text/plain", POLICY)),
        (response(POLICY, content_length=""), Fetched(None, 200, "text/plain", POLICY)),
        (response(POLICY, content_encoding="identity"), Fetched(None, 200, "text/plain", POLICY)),
        (CHUNKED + b"3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n", Fetched(None, 200, "text/plain", b"abcd")),
        (EARLY * 3 + response(POLICY), Fetched(None, 200, "text/plain", POLICY)),
        (response(b"a" * MAX_BODY), Fetched(None, 200, "text/plain", b"a" * MAX_BODY)),
        (response(b"a" * (MAX_BODY + 1)), Fetched(Trouble.TOO_LARGE, 200, "text/plain")),
        (CHUNKED + b"10001\r\n" + b"a" * 0x10001, Fetched(Trouble.TOO_LARGE, 200, "text/plain")),
        (response(b"a", content_length="99999999999"), Fetched(Trouble.NOT_HTTP)),
        (response(status=b"301 Moved", location="http://169.254.169.254/"), Fetched(Trouble.REDIRECTED, 301)),
        (response(status=b"307 Temporary", location=f"https://{HOST}/"), Fetched(Trouble.REDIRECTED, 307)),
        (response(POLICY, status=b"404 Not Found"), Fetched(Trouble.HTTP_STATUS, 404)),
        (response(POLICY, status=b"206 Partial"), Fetched(Trouble.HTTP_STATUS, 206)),
        (response(POLICY, content_type="text/html"), Fetched(Trouble.CONTENT_TYPE, 200, "text/html")),
        (response(POLICY, content_type=""), Fetched(Trouble.CONTENT_TYPE, 200, "")),
        (
            response(gzip.compress(b"\0" * 10_000_000), content_encoding="gzip"),
            Fetched(Trouble.CONTENT_ENCODED, 200, "text/plain"),
        ),
        (b"220 mail.good.example ESMTP\r\n", Fetched(Trouble.NOT_HTTP)),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", Fetched(Trouble.NOT_HTTP)),
        (b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5000, Fetched(Trouble.NOT_HTTP)),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 50_000, Fetched(Trouble.NOT_HTTP)),
        (b"", Fetched(Trouble.NOT_HTTP)),
    ],
)  # fmt: skip
def test_what_is_taken(authority: Authority, said: bytes, expected: Fetched) -> None:
    assert fetched(authority, answers(said))[0] == expected


@pytest.mark.parametrize(
    ("kind", "failure"),
    [
        (Kind.EXPIRED, Trouble.CERTIFICATE_EXPIRED),
        (Kind.OTHER_NAME, Trouble.CERTIFICATE_NAME),
        (Kind.SELF_SIGNED, Trouble.CERTIFICATE_SELF_SIGNED),
        (Kind.UNKNOWN_ISSUER, Trouble.CERTIFICATE_UNKNOWN_ISSUER),
        (None, Trouble.PLAIN_INSTEAD_OF_TLS),
    ],
)
def test_only_over_tls_that_verifies(authority: Authority, kind: Kind | None, failure: Trouble) -> None:
    script = answers(response(POLICY)) if kind else says(response(POLICY))
    assert fetched(authority, script, kind=kind)[0] == Fetched(failure)


def test_a_file_is_fetched_once_a_minute(authority: Authority) -> None:
    assert fetched(authority, answers(response(POLICY)), times=3) == (
        Fetched(None, 200, "text/plain", POLICY),
        1,
    )


def test_a_server_that_takes_its_time(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.net.fetch.SECONDS", 0.3)
    slowly = says(*[bytes((byte,)) for byte in response(POLICY)], wait=0.01)
    for script in (silent, slowly):
        assert fetched(authority, script)[0] == Fetched(Trouble.TIMEOUT)


def test_no_proxy_of_the_environment(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetched(authority, answers(response(POLICY)))[0].failure is None


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "169.254.169.254", "localhost", "nowhere.example", "a@" + HOST]
)
def test_other_hosts(authority: Authority, host: str) -> None:
    assert fetched(authority, answers(response(POLICY)), host=host) == (Fetched(Trouble.NAME_NOT_FOUND), 0)


def test_what_is_asked(authority: Authority) -> None:
    asked: list[bytes] = []

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(response(POLICY))

    fetched(authority, script, path="/mail/config-v1.1.xml", types=("text/xml", "application/xml"))
    assert asked == [
        b"GET /mail/config-v1.1.xml HTTP/1.1\r\n"
        b"Host: mta-sts.good.example\r\n"
        b"User-Agent: Mailclinic\r\n"
        b"Accept: text/xml, application/xml\r\n"
        b"Accept-Encoding: identity\r\n"
        b"Connection: close\r\n\r\n"
    ]


def test_a_check_without_questions_left_leaves_nothing_to_the_next(authority: Authority) -> None:
    async def use() -> None:
        script = answers(response(b"version: STSv1"))
        async with (
            scripted(script, authority.context(HOST)) as real,
            dialling(at({HOST: LOOPBACK}), {f"{LOOPBACK}:443": real}, authority) as one,
        ):
            fetch = Fetcher(one.dialler, clock=lambda: 0.0)
            spent, fresh = one.resolver.budget(0), one.resolver.budget()
            first = await fetch(HOST, "/", domain="good.example", types=TYPES, budget=spent)
            second = await fetch(HOST, "/", domain="good.example", types=TYPES, budget=fresh)
            assert (first.failure, second.failure) == (Trouble.DNS_FAILED, None)

    run(use)
