"""Connections to servers that are honest, broken, slow or hostile."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from checker.net import connection as module
from checker.net.certificate import faults
from checker.net.connection import MAX_LINE, Connection
from checker.net.troubles import DialError, Trouble
from tests.net.dialling import HOST, LOOPBACK, Dialling, at, dialling
from tests.net.test_dial import run
from tests.servers.certificates import Authority, Kind
from tests.servers.scripted import Script, endless, says, scripted, silent

Use = Callable[[Dialling], Awaitable[None]]


def against(script: Script, use: Use, authority: Authority | None = None, kind: Kind | None = None) -> None:
    """Use a dialler whose one server does this; with a certificate of the kind, at once in TLS."""
    context = authority.context(HOST, kind) if authority and kind else None

    async def inside() -> None:
        async with (
            scripted(script, context) as real,
            dialling(at({HOST: LOOPBACK}), {f"{LOOPBACK}:993": real}, authority) as one,
        ):
            await use(one)

    run(inside)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection waits for a moment, not for five seconds."""
    monkeypatch.setattr(module, "SECONDS", 0.2)


async def trouble_of(action: Awaitable[object]) -> DialError:
    with pytest.raises(DialError) as caught:
        await action
    return caught.value


def reading(script: Script) -> Trouble:
    """What reading a line from a server comes to."""
    seen: list[Trouble] = []

    async def use(one: Dialling) -> None:
        with await one.dial() as connection:
            seen.append((await trouble_of(connection.read_line())).trouble)

    against(script, use)
    return seen[0]


def test_lines() -> None:
    async def use(one: Dialling) -> None:
        with await one.dial() as connection:
            lines = [await connection.read_line() for _ in range(4)]
            assert lines == [b"220-first", b"220 second", b"", b"last\rone"]
            await connection.write(b"QUIT\r\n")

    against(says(b"220-fir", b"st\r\n220 second\n\r\nlast\rone\r\n"), use)


def test_an_endless_banner() -> None:
    assert reading(endless) is Trouble.LINE_TOO_LONG


def test_a_line_that_is_too_long_to_be_one() -> None:
    assert reading(says(b"220 " + b"a" * MAX_LINE + b"\r\n")) is Trouble.LINE_TOO_LONG


def test_more_lines_than_any_server_has_to_say() -> None:
    async def use(one: Dialling) -> None:
        async def read_all(connection: Connection) -> None:
            while True:
                await connection.read_line()

        with await one.dial() as connection:
            assert (await trouble_of(read_all(connection))).trouble is Trouble.LINE_TOO_LONG

    against(says(*[b"220-and more\r\n" * 1000] * 20), use)


def test_a_server_that_hangs_up() -> None:
    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 par")

    assert reading(script) is Trouble.CONNECTION_LOST


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("script", [silent, says(*[b"2"] * 100, wait=0.01)], ids=["silent", "slow-loris"])
def test_a_server_that_takes_its_time(script: Script) -> None:
    assert reading(script) is Trouble.TIMEOUT


@pytest.mark.parametrize(
    "script", [silent, says(b"\x16\x03\x03\x40\0", *[b"\0"] * 999, wait=0.01)], ids=["silent", "slow-loris"]
)
def test_nothing_goes_on_beyond_the_end_of_the_check(script: Script) -> None:
    async def use(one: Dialling) -> None:
        assert (await trouble_of(one.dial(tls=True, seconds=0.2))).trouble is Trouble.TIMEOUT
        with await one.dial(seconds=0.2) as connection:
            assert (await trouble_of(connection.start_tls())).trouble is Trouble.TIMEOUT

    against(script, use)


def test_tls_that_verifies(authority: Authority) -> None:
    async def use(one: Dialling) -> None:
        with await one.dial(tls=True) as connection:
            assert await connection.read_line() == b"* OK ready"
            assert connection.tls is not None
            assert (connection.tls.version, connection.tls.verified) == ("TLSv1.3", True)
            assert connection.tls.certificate is not None
            assert connection.tls.certificate.names == (HOST,)
            await connection.write(b"a LOGOUT\r\n")

    against(says(b"* OK ready\r\n"), use, authority, Kind.GOOD)


@pytest.mark.parametrize(
    ("kind", "trouble", "seen"),
    [
        (Kind.EXPIRED, Trouble.CERTIFICATE_EXPIRED, (Trouble.CERTIFICATE_EXPIRED,)),
        (Kind.NOT_YET_VALID, Trouble.CERTIFICATE_NOT_YET_VALID, (Trouble.CERTIFICATE_NOT_YET_VALID,)),
        (Kind.OTHER_NAME, Trouble.CERTIFICATE_NAME, (Trouble.CERTIFICATE_NAME,)),
        (Kind.SELF_SIGNED, Trouble.CERTIFICATE_SELF_SIGNED, (Trouble.CERTIFICATE_SELF_SIGNED,)),
        (Kind.UNKNOWN_ISSUER, Trouble.CERTIFICATE_UNKNOWN_ISSUER, ()),
    ],
)
def test_a_certificate_that_does_not_verify_is_looked_at(
    authority: Authority, kind: Kind, trouble: Trouble, seen: tuple[Trouble, ...]
) -> None:
    async def use(one: Dialling) -> None:
        assert (await trouble_of(one.dial(tls=True))).trouble is trouble
        with await one.dial(tls=True, verify=False) as connection:
            assert await connection.read_line() == b"* OK ready"
            assert connection.tls is not None
            assert connection.tls.certificate is not None
            assert not connection.tls.verified
            assert faults(connection.tls.certificate, HOST, datetime.now(UTC)) == seen

    against(says(b"* OK ready\r\n"), use, authority, kind)


@pytest.mark.parametrize(
    ("banner", "greeting"),
    [
        (b"220 mail.good.example ESMTP\r\n", "220 mail.good.example ESMTP"),
        (b"* OK \x1b[31mDovecot\x1b[0m\r\n", "* OK [31mDovecot[0m"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ],
)
def test_plain_instead_of_tls(banner: bytes, greeting: str) -> None:
    async def use(one: Dialling) -> None:
        error = await trouble_of(one.dial(tls=True))
        assert (error.trouble, error.evidence) == (Trouble.PLAIN_INSTEAD_OF_TLS, {"greeting": greeting})

    against(says(banner), use)


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (b"\x15\x03\x01\x00\x02\x02\x46", Trouble.TLS_VERSION),  # alert: protocol_version
        (b"\x15\x03\x03\x00\x02\x02\x28", Trouble.TLS_FAILED),  # alert: handshake_failure
        (b"\x16\x03\x03\xff\xff" + b"\xff" * 70000, Trouble.TLS_FAILED),
    ],
)
def test_a_handshake_that_fails(reply: bytes, trouble: Trouble) -> None:
    async def use(one: Dialling) -> None:
        assert (await trouble_of(one.dial(tls=True))).trouble is trouble

    against(says(reply), use)


def test_tls_later_and_nothing_slips_in_before_it(authority: Authority) -> None:
    """What is said in plain text before the handshake is not taken for what is said under encryption."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        await reader.readuntil(b"\r\n")
        writer.write(b"220 go on\r\n250 AUTH PLAIN\r\n")
        await writer.drain()
        await writer.start_tls(authority.context(HOST))
        writer.write(b"250 under encryption\r\n")
        await writer.drain()
        await reader.read(-1)

    async def use(one: Dialling) -> None:
        with await one.dial() as connection:
            assert await connection.read_line() == b"220 ready"
            await connection.write(b"STARTTLS\r\n")
            assert await connection.read_line() == b"220 go on"
            await connection.start_tls()
            assert await connection.read_line() == b"250 under encryption"

    against(script, use, authority)


def test_tls_that_breaks_in_the_middle(authority: Authority) -> None:
    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with writer.get_extra_info("socket").dup() as beneath:
            beneath.send(b"this is no record of TLS\r\n")
        await reader.read(-1)

    async def use(one: Dialling) -> None:
        with await one.dial(tls=True) as connection:
            assert (await trouble_of(connection.read_line())).trouble is Trouble.CONNECTION_LOST
            assert (await trouble_of(connection.write(b"QUIT\r\n"))).trouble is Trouble.CONNECTION_LOST

    against(script, use, authority, Kind.GOOD)
