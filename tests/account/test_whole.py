"""The whole check against servers on loopback: is it the settings, the servers, or the password?"""

import asyncio
from collections.abc import Sequence

import pytest

from checker.account import Account, Prober, TypedServer, check
from checker.findings import Severity, Verdict
from checker.net.fetch import Fetcher
from checker.net.troubles import Trouble
from checker.providers import Protocol
from tests.account.probing import told
from tests.account.test_autoconfig import file, server
from tests.account.test_probe import closed_port
from tests.net.dialling import HOST, LOOPBACK, Dialling, dialling
from tests.net.test_fetch import response
from tests.servers.certificates import Authority, Kind
from tests.servers.mail import dovecot, submission
from tests.servers.scripted import Records, answers, scripted

SERVICES = {
    "_imaps._tcp.good.example": "0 1 993 mail.good.example.",
    "_imap._tcp.good.example": "0 1 143 mail.good.example.",
    "_submissions._tcp.good.example": "0 1 465 smtp.good.example.",
    "_submission._tcp.good.example": "0 1 587 smtp.good.example.",
}
OUTGOING = "smtp.good.example"
BOTH = {HOST: LOOPBACK, OUTGOING: LOOPBACK}


def records(addresses: dict[str, str]) -> Records:
    """The services above, and these addresses."""

    def found(name: str, kind: str) -> list[str]:
        if kind == "SRV" and name in SERVICES:
            return [SERVICES[name]]
        return [addresses[name]] if kind == "A" and name in addresses else []

    return found


async def checked(one: Dialling, typed: Sequence[TypedServer] = ()) -> Account:
    return await check(
        "kim@good.example",
        one.resolver,
        typed=typed,
        prober=Prober(one.dialler),
        fetch=Fetcher(one.dialler),
    )


@pytest.mark.parts
@pytest.mark.parametrize(
    ("without", "typed", "verdict", "conclusion"),
    [
        ((), (), Verdict.GOOD, ["servers-are-fine"]),
        # Another server of the same direction is fine: worth knowing, not broken.
        ((587,), (), Verdict.ATTENTION, ["server-port-closed"]),
        # But it is the one that this user has set.
        (
            (587,),
            (TypedServer(Protocol.SMTP, OUTGOING, 587, "starttls"),),
            Verdict.BROKEN,
            ["server-port-closed"],
        ),
        ((465, 587), (), Verdict.BROKEN, ["server-port-closed", "server-port-closed"]),
    ],
)
def test_is_it_the_servers_or_the_password(
    authority: Authority,
    without: Sequence[int],
    typed: Sequence[TypedServer],
    verdict: Verdict,
    conclusion: list[str],
) -> None:
    async def use(endpoints: dict[str, int]) -> Account:
        async with asyncio.timeout(15), submission(authority, OUTGOING) as smtp:
            endpoints = endpoints | smtp.endpoints()
            endpoints |= {f"{LOOPBACK}:{port}": closed_port() for port in without}
            async with dialling(records(BOTH), endpoints, authority) as one:
                return await checked(one, typed)

    with dovecot(authority, HOST) as mailboxes:
        account = asyncio.run(use(mailboxes.endpoints()))
    assert account.verdict is verdict
    skipped = ("server-fine", "settings-agree", "server-not-probed")
    assert [each.id for each in account.findings if each.id not in skipped] == conclusion
    assert [each.severity for each in account.findings if each.id == "server-port-closed"] == [
        Severity.ERROR if verdict is Verdict.BROKEN else Severity.WARNING for _ in without
    ]


def test_the_server_in_use_is_among_those_that_are_asked(authority: Authority) -> None:
    """A host has more ports than the budget: the one that somebody has set comes first."""

    def one_host(name: str, kind: str) -> list[str]:
        return [each.replace(OUTGOING, HOST) for each in records({HOST: LOOPBACK})(name, kind)]

    async def use() -> Account:
        endpoints = {f"{LOOPBACK}:{port}": closed_port() for port in (993, 143, 465, 587)}
        async with asyncio.timeout(15), dialling(one_host, endpoints, authority) as one:
            return await checked(one, [TypedServer(Protocol.SMTP, f"{HOST}.", 587, "starttls")])

    account = asyncio.run(use())
    asked = [probe.settings.port for probe in account.probes if "server-not-probed" not in told(probe)]
    assert asked == [587, 993]


def test_typed_settings_are_never_contacted(authority: Authority) -> None:
    asked: list[str] = []

    def watched(name: str, kind: str) -> list[str]:
        asked.append(name)
        return records({HOST: LOOPBACK, "typed.example": LOOPBACK})(name, kind)

    async def use() -> Account:
        endpoints = {f"{LOOPBACK}:{port}": closed_port() for port in (993, 143, 465, 587)}
        async with asyncio.timeout(15), dialling(watched, endpoints, authority) as one:
            typed = [TypedServer(Protocol.IMAP, "typed.example", 993, "tls", "kim")]
            return await checked(one, typed)

    account = asyncio.run(use())
    assert [each.typed for each in account.differences] == ["typed.example"]
    assert not [name for name in asked if "typed" in name]


@pytest.mark.parametrize(
    ("said", "findings"),
    [
        (response(file(server(host=HOST)), content_type="text/xml"), []),
        (response(b"x", status=b"302 Found", location="https://169.254.169.254/"), ["redirected"]),
        (response(file(server()) + b" " * 65536, content_type="text/xml"), ["too-large"]),
        (response(b"<html>", content_type="text/html"), ["content-type"]),
    ],
)
def test_a_file_over_https(authority: Authority, said: bytes, findings: list[str]) -> None:
    async def use() -> Account:
        name = "autoconfig.good.example"
        async with asyncio.timeout(15), scripted(answers(said), authority.context(name)) as real:
            endpoints = {f"{LOOPBACK}:443": real, f"{LOOPBACK}:993": closed_port()}
            async with dialling(records({name: LOOPBACK, HOST: LOOPBACK}), endpoints, authority) as one:
                return await check("kim@good.example", one.resolver, fetch=Fetcher(one.dialler))

    account = asyncio.run(use())
    reasons = [each.evidence["reason"] for each in account.findings if each.id == "autoconfig-not-usable"]
    assert reasons == findings
    origins = {each.origin.value for each in account.servers if each.protocol is Protocol.IMAP}
    assert origins == ({"srv"} if findings else {"autoconfig"})


def test_names_that_lead_inside_are_not_dialled(authority: Authority) -> None:
    addresses = {HOST: "169.254.169.254", OUTGOING: "168.63.129.16"}
    addresses |= {"autoconfig.good.example": "10.0.0.1", "good.example": "127.0.0.1"}

    async def use() -> Account:
        async with asyncio.timeout(15), dialling(records(addresses), {}, authority) as one:
            return await checked(one)

    account = asyncio.run(use())
    probed = [each for probe in account.probes for each in told(probe) if each != "server-not-probed"]
    assert set(probed) == {"server-address-denied"}
    assert [each.evidence["reason"] for each in account.findings if each.id == "autoconfig-not-usable"] == [
        Trouble.ADDRESS_DENIED.value
    ]
    assert account.verdict is Verdict.BROKEN


def test_nothing_is_logged(authority: Authority, caplog: pytest.LogCaptureFixture) -> None:
    async def use() -> None:
        endpoints = {f"{LOOPBACK}:{port}": closed_port() for port in (993, 143, 465, 587)}
        async with asyncio.timeout(15), dialling(records(BOTH), endpoints, authority) as one:
            await checked(one, [TypedServer(Protocol.IMAP, "typed.example", username="kim")])

    caplog.set_level(1)
    asyncio.run(use())
    assert [record for record in caplog.records if not record.name.startswith("asyncio")] == []
    assert "kim" not in caplog.text
    assert "typed" not in caplog.text


@pytest.mark.parts
def test_a_certificate_for_another_name(authority: Authority) -> None:
    async def use(endpoints: dict[str, int]) -> Account:
        async with asyncio.timeout(15), submission(authority, OUTGOING, Kind.OTHER_NAME) as smtp:
            endpoints = endpoints | smtp.endpoints()
            async with dialling(records(BOTH), endpoints, authority) as one:
                return await checked(one)

    with dovecot(authority, HOST, Kind.OTHER_NAME) as mailboxes:
        account = asyncio.run(use(mailboxes.endpoints()))
    found = {each.id for each in account.findings}
    assert found == {"server-certificate-name"}
    assert account.verdict is Verdict.BROKEN
