"""Whom a check may contact: names, addresses, ports and counts, with a DNS that lies."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import ip_address, ip_network

import pytest

from checker.net.allowed import DENIED
from checker.net.dial import Dialler
from checker.net.troubles import DialError, Trouble
from tests.net.dialling import HOST, LOOPBACK, Dialling, at, dialling
from tests.servers.dns import NameServer, SilentServer
from tests.servers.scripted import Records, says, scripted, silent


def run(use: Callable[[], Awaitable[object]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(10):
            await use()

    asyncio.run(bounded())


def trouble(
    records: Records, port: int = 993, host: str = HOST, endpoints: dict[str, int] | None = None
) -> DialError:
    """Why a dial fails."""
    errors = []

    async def use() -> None:
        async with dialling(records, endpoints, denied=[ip_network("9.9.9.0/24")]) as one:
            with pytest.raises(DialError) as caught:
                await one.dial(host, port)
            errors.append(caught.value)

    run(use)
    return errors[0]


@pytest.mark.parametrize("network", sorted({str(network) for network, _ in DENIED}))
def test_no_name_leads_into_a_denied_range(network: str) -> None:
    range_ = ip_network(network)
    for address in {str(range_[0]), str(range_[range_.num_addresses // 2]), str(range_[-1])}:
        error = trouble(at({HOST: address}))
        assert error.trouble is Trouble.ADDRESS_DENIED
        assert ip_address(error.evidence["address"]) == ip_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "168.63.129.16",
        "100.100.100.200",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "::127.0.0.1",
        "9.9.9.9",  # the operator's own range
    ],
)
def test_no_name_leads_to(address: str) -> None:
    assert trouble(at({HOST: address})).trouble is Trouble.ADDRESS_DENIED


@pytest.mark.parametrize(
    "port", [0, 1, 21, 22, 23, 25, 53, 80, 389, 443, 2525, 3306, 6379, 8080, 11211, 65536, -1]
)
def test_no_other_port(port: int) -> None:
    def records(name: str, kind: str) -> list[str]:
        raise AssertionError("the name of a port that nobody may contact was looked up")

    error = trouble(records, port)
    assert (error.trouble, error.evidence) == (Trouble.PORT_NOT_ALLOWED, {"port": port})


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "9.9.9.9", "2130706433", "0x7f000001", "017700000001", "[::1]", "::1", "localhost"),
        *("mail.good.example:25", "mail.good.example/", "a@mail.good.example", "mail good.example", "", "."),
        *(
            "mail.good.example\r\nHost: other",
            "mail.good.example\0",
            "메일.example",
            "1.2.3",
            "a..example",
            ".a.example",
            "-a.example",
            "a" * 64 + ".example",
        ),
    ],
)
def test_what_is_no_name_of_a_server(host: str) -> None:
    def records(name: str, kind: str) -> list[str]:
        raise AssertionError("it was looked up")

    assert trouble(records, 993, host).trouble is Trouble.NAME_NOT_FOUND


def test_a_name_without_address() -> None:
    assert trouble(at({})).trouble is Trouble.NAME_NOT_FOUND


def test_dns_that_cannot_tell(nameserver: NameServer) -> None:
    async def use() -> None:
        resolver = nameserver.resolver(1)
        one = Dialling(Dialler(resolver), resolver)
        with pytest.raises(DialError) as caught:
            await one.dial("mail.broken.example")
        assert (caught.value.trouble, caught.value.evidence) == (Trouble.DNS_FAILED, {"status": "servfail"})

    run(use)


def test_the_ports_of_mail_and_25_only_where_it_is_switched_on() -> None:
    async def use() -> None:
        async with scripted(says(b"220 ready\r\n")) as real:
            endpoints = {f"{LOOPBACK}:{port}": real for port in (25, 110, 143, 443, 465, 587, 993, 995)}
            async with dialling(at({HOST: LOOPBACK}), endpoints) as one:
                for port in (110, 143, 465, 587, 993, 995):
                    with await one.dial(port=port) as connection:
                        assert await connection.read_line() == b"220 ready"
                for port in (25, 443):
                    with pytest.raises(DialError, match="port-not-allowed"):
                        await one.dial(port=port)
            async with dialling(at({HOST: LOOPBACK}), endpoints, relay_port=True) as one:
                with await one.dial(port=25) as connection:
                    assert await connection.read_line() == b"220 ready"

    run(use)


def test_a_name_that_leads_elsewhere_a_moment_later() -> None:
    """Rebinding: what was checked is what is dialled, however the name changes between the two."""
    asked: list[str] = []
    dialled: list[str] = []

    def records(name: str, kind: str) -> list[str]:
        if kind != "A":
            return []
        asked.append(name)
        return ["127.0.0.2"] if len(asked) == 1 else ["127.0.0.1"]

    async def use() -> None:
        async with scripted(says(b"220 it must not be me\r\n")) as other:
            with socket.create_server(("127.0.0.2", 0)) as first:
                endpoints = {"127.0.0.2:993": first.getsockname()[1]}
                async with dialling(records, endpoints) as one:
                    for _ in range(3):
                        with await one.dial() as connection:
                            dialled.append(connection.address)
            assert other

    run(use)
    assert (asked, dialled) == ([HOST], ["127.0.0.2"] * 3)


def test_of_several_addresses_only_the_allowed_are_dialled() -> None:
    def records(name: str, kind: str) -> list[str]:
        return ["10.0.0.1", "169.254.169.254", LOOPBACK] if kind == "A" else ["::1", "fd00:ec2::254"]

    async def use() -> None:
        async with (
            scripted(says(b"* OK\r\n")) as real,
            dialling(records, {f"{LOOPBACK}:993": real}) as one,
        ):
            with await one.dial() as connection:
                assert connection.address == LOOPBACK

    run(use)


def test_the_next_address_answers_for_a_closed_one() -> None:
    def records(name: str, kind: str) -> list[str]:
        return ["127.0.0.2", "127.0.0.3"] if kind == "A" else []

    async def use() -> None:
        async with scripted(says(b"* OK\r\n")) as real:
            endpoints = {"127.0.0.2:993": closed_port(), "127.0.0.3:993": real}
            with socket.create_server(("127.0.0.3", 0)) as open_:
                endpoints["127.0.0.3:993"] = open_.getsockname()[1]
                async with dialling(records, endpoints) as one:
                    with await one.dial() as connection:
                        assert connection.address == "127.0.0.3"

    run(use)


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.2", 0))
        return int(free.getsockname()[1])


def test_a_closed_port() -> None:
    endpoints = {f"{LOOPBACK}:993": closed_port()}
    assert trouble(at({HOST: LOOPBACK}), endpoints=endpoints).trouble is Trouble.PORT_CLOSED


async def expect(one: Dialling, expected: Trouble, host: str = HOST, domain: str = "good.example") -> int:
    with pytest.raises(DialError) as caught:
        await one.dial(host, domain=domain)
    assert caught.value.trouble is expected
    return int(caught.value.evidence.get("retry_after", 0))


def test_a_cap_on_dials_under_way() -> None:
    async def use() -> None:
        async with (
            scripted(silent) as real,
            dialling(at({HOST: LOOPBACK}), {f"{LOOPBACK}:993": real}, most=2) as one,
        ):
            first, second = await one.dial(), await one.dial()
            assert await expect(one, Trouble.TOO_MANY_DIALS) == 5
            first.close()
            first.close()  # counts once
            with await one.dial():
                await expect(one, Trouble.TOO_MANY_DIALS)
            second.close()

    run(use)


def test_a_dial_that_fails_gives_its_place_back() -> None:
    async def use() -> None:
        endpoints = {f"{LOOPBACK}:993": closed_port()}
        async with dialling(at({HOST: LOOPBACK}), endpoints, most=1) as one:
            for _ in range(3):
                await expect(one, Trouble.PORT_CLOSED)

    run(use)


def test_limits_per_target_domain_and_per_target_address() -> None:
    addresses = {HOST: LOOPBACK, "a.other.example": LOOPBACK, "b.other.example": "127.0.0.2"}

    async def use() -> None:
        async with scripted(silent) as real:
            endpoints = {f"{LOOPBACK}:993": real, "127.0.0.2:993": closed_port()}
            async with dialling(at(addresses), endpoints, per_minute=2) as one:
                for _ in range(2):
                    (await one.dial()).close()
                # The domain has had enough, whatever is dialled; so has the address, whatever domain asks.
                assert (
                    1 <= await expect(one, Trouble.TOO_MANY_DIALS, "b.other.example", "Good.example.") <= 60
                )
                assert (
                    1 <= await expect(one, Trouble.TOO_MANY_DIALS, "a.other.example", "other.example") <= 60
                )
                await expect(one, Trouble.PORT_CLOSED, "b.other.example", "other.example")

    run(use)


def test_the_second_address_of_a_name_counts_as_well() -> None:
    """Names of many domains, each with a closed port of its owner's before the address of somebody else."""

    def records(name: str, kind: str) -> list[str]:
        return [f"127.0.1.{name[9]}", LOOPBACK] if kind == "A" else []

    async def use() -> None:
        async with scripted(silent) as victim:
            endpoints = {f"127.0.1.{n}:993": closed_port() for n in range(4)}
            endpoints[f"{LOOPBACK}:993"] = victim
            async with dialling(records, endpoints, per_minute=2) as one:
                for n in range(2):
                    with await one.dial(f"mail.evil{n}.example", domain=f"evil{n}.example") as connection:
                        assert connection.address == LOOPBACK
                await expect(one, Trouble.TOO_MANY_DIALS, "mail.evil3.example", "evil3.example")

    run(use)


def test_dns_has_no_more_time_than_the_check(silent_nameserver: SilentServer) -> None:
    async def use() -> None:
        resolver = silent_nameserver.resolver(timeout=60)
        one = Dialling(Dialler(resolver), resolver)
        with pytest.raises(DialError) as caught:
            await one.dial(seconds=0.1)
        assert (caught.value.trouble, caught.value.evidence) == (Trouble.DNS_FAILED, {"status": "timeout"})

    run(use)
