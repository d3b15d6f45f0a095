"""Probing real servers, and servers that are broken or hostile, on loopback."""

import asyncio
import socket
from datetime import UTC, datetime, timedelta

import pytest

from checker.account.model import Probed
from checker.account.probe import Prober
from checker.findings import Severity
from checker.net import connection
from checker.providers import Protocol
from tests.account.probing import (
    IMAP,
    IMAP_STARTTLS,
    POP3,
    POP3_STARTTLS,
    SMTP,
    SMTP_STARTTLS,
    Way,
    ask,
    probed,
    settings,
    told,
)
from tests.net.dialling import HOST, LOOPBACK, at, dialling
from tests.servers.certificates import Authority, Kind
from tests.servers.mail import MailPorts, dovecot, submission
from tests.servers.scripted import Script, endless, says, scripted, silent

ALL = (IMAP, IMAP_STARTTLS, POP3, POP3_STARTTLS, SMTP, SMTP_STARTTLS)


def real_servers(authority: Authority, kind: Kind) -> list[Probed]:
    """Ask Dovecot and aiosmtpd, each way."""

    async def use(mailboxes: MailPorts) -> list[Probed]:
        found: list[Probed] = []
        async with asyncio.timeout(20), submission(authority, HOST, kind) as smtp:
            endpoints = mailboxes.endpoints() | smtp.endpoints()
            for ways in (ALL[:2], ALL[2:4], ALL[4:]):
                found += await probed(endpoints, authority, *map(settings, ways))
        return found

    with dovecot(authority, HOST, kind) as mailboxes:
        return asyncio.run(use(mailboxes))


@pytest.mark.parts
def test_servers_that_are_fine(authority: Authority) -> None:
    probes = real_servers(authority, Kind.GOOD)
    ends = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()
    for one in probes:
        assert told(one) == {"server-fine": {"tls": "TLSv1.3", "not_after": ends}}
        assert (one.reached, one.verified, one.is_fine, one.address) == (True, True, True, LOOPBACK)
        assert set(one.mechanisms) == {"PLAIN", "LOGIN"}
        assert one.certificate is not None
        assert one.certificate.names == (HOST,)
    greetings = {one.settings.protocol: one.greeting for one in probes}
    assert greetings[Protocol.IMAP].startswith("* OK ")
    assert greetings[Protocol.POP3].startswith("+OK ")
    assert greetings[Protocol.SMTP].startswith("220 mail.good.example ")


@pytest.mark.parts
@pytest.mark.parametrize(
    ("kind", "finding", "evidence"),
    [
        (Kind.EXPIRED, "server-certificate-expired", {"not_after": -3}),
        (Kind.OTHER_NAME, "server-certificate-name", {"names": "elsewhere.example"}),
    ],
)
def test_certificates_that_do_not_verify(
    authority: Authority, kind: Kind, finding: str, evidence: dict[str, str | int]
) -> None:
    expected = {key: days_from_now(value) for key, value in evidence.items()}
    for one in real_servers(authority, kind):
        assert told(one) == {finding: expected}
        assert (one.reached, one.verified, one.is_fine) == (True, False, False)
        assert one.greeting
        assert set(one.mechanisms) == {"PLAIN", "LOGIN"}  # the second look goes on to the end


@pytest.mark.parametrize(
    ("kind", "finding", "evidence"),
    [
        (Kind.NOT_YET_VALID, "server-certificate-not-yet-valid", {"not_before": 3}),
        (Kind.SELF_SIGNED, "server-certificate-self-signed", {"issuer": HOST}),
    ],
)
def test_other_certificates_that_do_not_verify(
    authority: Authority, kind: Kind, finding: str, evidence: dict[str, str | int]
) -> None:
    one = ask(imap(), authority, IMAP, kind=kind)
    assert told(one) == {finding: {key: days_from_now(value) for key, value in evidence.items()}}
    assert (one.reached, one.verified, one.greeting) == (True, False, "* OK ready")


def days_from_now(value: str | int) -> str:
    """A number of days as a date; a text as it is."""
    return value if isinstance(value, str) else (datetime.now(UTC) + timedelta(days=value)).date().isoformat()


def test_an_authority_that_nobody_trusts(authority: Authority) -> None:
    one = ask(imap(), authority, IMAP, kind=Kind.UNKNOWN_ISSUER)
    assert list(told(one)) == ["server-certificate-unknown-issuer"]
    assert str(told(one)["server-certificate-unknown-issuer"]["issuer"]).startswith("trustme")


def test_a_certificate_that_ends_soon(authority: Authority) -> None:
    async def inside() -> Probed:
        async with (
            scripted(imap(), authority.context(HOST)) as real,
            dialling(at({HOST: LOOPBACK}), {f"{LOOPBACK}:993": real}, authority) as one,
        ):
            later = datetime.now(UTC) + timedelta(days=50)
            prober = Prober(one.dialler, now=lambda: later)
            until = asyncio.get_running_loop().time() + 5
            return (await prober.probe([settings(IMAP)], "good.example", one.resolver.budget(), until))[0]

    one = asyncio.run(inside())
    ends = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()
    assert told(one) == {"server-certificate-expires-soon": {"not_after": ends, "days": 9}}
    assert one.is_fine


def imap(capabilities: bytes = b"IMAP4rev1 AUTH=PLAIN", greeting: bytes = b"* OK ready") -> Script:
    """An IMAP server that answers CAPABILITY, and hangs up at LOGOUT."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting + b"\r\n")
        while line := await reader.readline():
            tag, command = line.split()[:2]
            if command == b"LOGOUT":
                return
            if command == b"CAPABILITY":
                writer.write(b"* CAPABILITY " + capabilities + b"\r\n")
            writer.write(tag + b" OK done\r\n")
            if command == b"STARTTLS":  # and then it forgets what it has promised
                await reader.read(-1)

    return script


def smtp(*ehlo: bytes, greeting: bytes = b"220 ready") -> Script:
    """An SMTP server with these lines in its answer to EHLO."""
    reply = b"\r\n".join(b"250-" + line for line in ehlo[:-1]) + (b"\r\n" if ehlo[:-1] else b"")

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting + b"\r\n")
        while line := await reader.readline():
            if line.startswith(b"EHLO"):
                writer.write(reply + b"250 " + ehlo[-1] + b"\r\n")
            elif line.startswith(b"QUIT"):
                return
            else:
                writer.write(b"502 no\r\n")

    return script


def pop3(*capa: bytes) -> Script:
    """A POP3 server with these capabilities."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"+OK ready\r\n")
        while line := await reader.readline():
            if line.startswith(b"QUIT"):
                return
            writer.write(b"+OK\r\n" + b"".join(each + b"\r\n" for each in capa) + b".\r\n")

    return script


@pytest.mark.parametrize(
    ("script", "way", "findings"),
    [
        (
            imap(b"IMAP4rev1 AUTH=XOAUTH2 AUTH=OAUTHBEARER LOGINDISABLED"),
            IMAP,
            {"server-password-logins-off": {"mechanisms": "XOAUTH2, OAUTHBEARER"}},
        ),
        (smtp(b"hello", b"AUTH XOAUTH2"), SMTP, {"server-password-logins-off": {"mechanisms": "XOAUTH2"}}),
        (pop3(b"SASL XOAUTH2"), POP3, {"server-password-logins-off": {"mechanisms": "XOAUTH2"}}),
        (imap(b"IMAP4rev1 LOGINDISABLED"), IMAP, {"server-no-login-offered": {}}),
        (smtp(b"hello"), SMTP, {"server-no-login-offered": {}}),
        (pop3(b"TOP"), POP3, {"server-no-login-offered": {}}),
        (imap(greeting=b"* BYE later"), IMAP, {"server-busy": {"code": "BYE", "greeting": "* BYE later"}}),
        (
            smtp(b"a", greeting=b"421 4.3.2 try later"),
            SMTP,
            {"server-busy": {"code": "421", "greeting": "421 4.3.2 try later"}},
        ),
        (
            smtp(b"a", greeting=b"554 5.7.1 go away"),
            SMTP,
            {"server-refuses": {"code": "554", "greeting": "554 5.7.1 go away"}},
        ),
        (says(b"-ERR busy\r\n"), POP3, {"server-busy": {"code": "-ERR", "greeting": "-ERR busy"}}),
        (says(b"SSH-2.0-x\r\n"), IMAP, {"server-greeting-not-expected": {"greeting": "SSH-2.0-x"}}),
        (says(b"* OK imap\r\n"), SMTP, {"server-greeting-not-expected": {"greeting": "* OK imap"}}),
        (says(b"220 smtp\r\n"), POP3, {"server-greeting-not-expected": {"greeting": "220 smtp"}}),
        (says(b"\r\n"), SMTP, {"server-greeting-not-expected": {"greeting": ""}}),
        (endless, SMTP, {"server-says-too-much": {}}),
        (says(b"220-more\r\n" * 100), SMTP, {"server-says-too-much": {}}),
        (
            says(b"* OK \x1b[2J\x1b]0;x\x07<script>alert(1)</script>\xe2\x80\xae\x00\r\n* BAD\r\n" * 99),
            IMAP,
            {"server-says-too-much": {}},
        ),
    ],
)  # fmt: skip
def test_what_a_server_in_tls_says(
    authority: Authority, script: Script, way: Way, findings: dict[str, object]
) -> None:
    one = ask(script, authority, way, kind=Kind.GOOD)
    assert told(one) == findings
    assert one.greeting.isprintable()


def test_capabilities_are_capitals_few_and_plain(authority: Authority) -> None:
    said = b"imap4rev1 <b> AUTH=PLAIN A\x1b[1m " + b" ".join(b"X%d" % i for i in range(900))
    one = ask(imap(said), authority, IMAP, kind=Kind.GOOD)
    assert one.capabilities == ("IMAP4REV1", "AUTH=PLAIN", *(f"X{i}" for i in range(58)))


@pytest.mark.parametrize(
    ("script", "way", "findings"),
    [
        (imap(), IMAP_STARTTLS, {"server-starttls-missing": {}}),
        (imap(b"IMAP4rev1 STARTTLS"), IMAP_STARTTLS, {"server-timeout": {}}),
        (smtp(b"hello", b"AUTH PLAIN"), SMTP_STARTTLS, {"server-starttls-missing": {}}),
        (smtp(b"hello", b"STARTTLS"), SMTP_STARTTLS, {"server-starttls-missing": {}}),  # offered, and refused
        (pop3(b"USER"), POP3_STARTTLS, {"server-starttls-missing": {}}),
        (smtp(b"hello"), SMTP, {"server-plain-instead-of-tls": {"greeting": "220 ready"}}),
        (imap(), IMAP, {"server-plain-instead-of-tls": {"greeting": "* OK ready"}}),
        (silent, SMTP_STARTTLS, {"server-no-greeting": {}}),
        (silent, IMAP, {"server-timeout": {}}),
        (says(*[b"2"] * 500, wait=0.02), SMTP_STARTTLS, {"server-no-greeting": {}}),  # slow-loris
    ],
)
def test_what_a_server_without_tls_says(
    monkeypatch: pytest.MonkeyPatch,
    authority: Authority,
    script: Script,
    way: Way,
    findings: dict[str, object],
) -> None:
    monkeypatch.setattr(connection, "SECONDS", 0.2)
    assert told(ask(script, authority, way)) == findings


def test_tls_where_starttls_is_expected(monkeypatch: pytest.MonkeyPatch, authority: Authority) -> None:
    monkeypatch.setattr(connection, "SECONDS", 0.3)
    one = ask(imap(), authority, IMAP_STARTTLS, kind=Kind.GOOD)
    assert told(one) == {"server-tls-instead-of-plain": {}}


def test_a_server_in_tls_that_never_greets(monkeypatch: pytest.MonkeyPatch, authority: Authority) -> None:
    monkeypatch.setattr(connection, "SECONDS", 0.3)
    assert told(ask(silent, authority, IMAP, kind=Kind.GOOD)) == {"server-no-greeting": {}}


def closed_port() -> int:
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        return int(free.getsockname()[1])


def test_a_closed_port(authority: Authority) -> None:
    (one,) = asyncio.run(probed({f"{LOOPBACK}:993": closed_port()}, authority, settings(IMAP)))
    assert told(one) == {"server-port-closed": {}}
    assert not one.reached


@pytest.mark.parametrize(
    ("addresses", "findings"),
    [
        ({HOST: "10.0.0.1"}, {"server-address-denied": {"address": "10.0.0.1"}}),
        ({HOST: "127.0.0.1"}, {"server-address-denied": {"address": "127.0.0.1"}}),
        ({"other.example": "127.0.0.1"}, {"server-name-not-found": {}}),
    ],
)
def test_names_that_lead_nowhere(
    authority: Authority, addresses: dict[str, str], findings: dict[str, object]
) -> None:
    (one,) = asyncio.run(probed({}, authority, settings(IMAP), addresses=addresses))
    assert told(one) == findings


def test_what_is_said_and_nothing_else(authority: Authority) -> None:
    heard: dict[Protocol, bytes] = {}

    def listening(way: Way, script: Script) -> Script:
        async def heard_by(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            feed = asyncio.StreamReader()

            async def copy() -> None:
                while line := await reader.readline():
                    heard[way[0]] = heard.get(way[0], b"") + line
                    feed.feed_data(line)
                feed.feed_eof()

            await asyncio.gather(copy(), script(feed, writer))

        return heard_by

    ask(listening(IMAP, imap()), authority, IMAP, kind=Kind.GOOD)
    ask(listening(SMTP, smtp(b"hello", b"AUTH PLAIN")), authority, SMTP, kind=Kind.GOOD)
    ask(listening(POP3, pop3(b"USER")), authority, POP3, kind=Kind.GOOD)
    assert heard == {
        Protocol.IMAP: b"m1 CAPABILITY\r\nm2 LOGOUT\r\n",
        Protocol.SMTP: b"EHLO help.example.com\r\nQUIT\r\n",
        Protocol.POP3: b"CAPA\r\nQUIT\r\n",
    }


@pytest.mark.parametrize(
    ("own_name", "said"),
    [
        ("help.example.com", "help.example.com"),
        ("127.0.0.1", "[127.0.0.1]"),
        ("[::1]", "[IPv6:::1]"),
        ("::1", "[IPv6:::1]"),
        ("", "[127.0.0.1]"),
    ],
)
def test_who_asks(own_name: str, said: str) -> None:
    from checker.account.probe import _ehlo_name

    assert _ehlo_name(own_name) == said


def test_three_hosts_with_two_ports_each(authority: Authority) -> None:
    """The first of each protocol comes before the others; what is left out says so, and is not dialled."""
    hosts = ("a.good.example", "b.good.example", "c.good.example", "d.good.example")
    servers = [settings(way, host) for host in hosts for way in (IMAP, IMAP_STARTTLS, POP3)]
    servers.append(settings(SMTP, "d.good.example"))
    found = asyncio.run(probed({}, authority, *servers, addresses=dict.fromkeys(hosts, "10.0.0.1")))
    asked = [
        (one.settings.host[0], one.settings.port) for one in found if "server-not-probed" not in told(one)
    ]
    assert asked == [("a", 993), ("a", 995), ("b", 993), ("b", 143), ("d", 993), ("d", 465)]
    skipped = [finding for one in found for finding in one.findings if finding.id == "server-not-probed"]
    assert len(skipped) == len(servers) - 6
    assert {finding.severity for finding in skipped} == {Severity.INFO}


def test_what_a_server_said_is_remembered_for_a_minute(authority: Authority) -> None:
    now = [0.0]
    visits = []

    async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.append(now[0])
        await imap()(reader, writer)

    async def inside() -> None:
        async with (
            scripted(counted, authority.context(HOST)) as real,
            dialling(at({HOST: LOOPBACK}), {f"{LOOPBACK}:993": real}, authority) as one,
        ):
            prober = Prober(one.dialler, clock=lambda: now[0])
            for now[0] in (0.0, 59.0, 61.0):
                until = asyncio.get_running_loop().time() + 5
                (found,) = await prober.probe([settings(IMAP)], "good.example", one.resolver.budget(), until)
                assert list(told(found)) == ["server-fine"]

    asyncio.run(inside())
    assert visits == [0.0, 61.0]


def test_too_many_dials(authority: Authority) -> None:
    async def inside() -> list[dict[str, dict[str, str | int]]]:
        async with dialling(at({HOST: LOOPBACK}), {}, authority, per_minute=1) as one:
            prober = Prober(one.dialler)
            one.dialler._endpoints.update({f"{LOOPBACK}:{port}": closed_port() for port in (993, 465)})
            until = asyncio.get_running_loop().time() + 5
            budget = one.resolver.budget()
            first = await prober.probe([settings(IMAP)], "good.example", budget, until)
            second = await prober.probe([settings(SMTP)], "good.example", budget, until)
            return [told(first[0]), told(second[0])]

    first, second = asyncio.run(inside())
    assert first == {"server-port-closed": {}}
    assert list(second) == ["server-too-many-dials"]
    assert 1 <= int(second["server-too-many-dials"]["retry_after"]) <= 60
