"""The resolver against real servers on loopback: what it reports, what it keeps, and what it costs."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import cast

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest

from checker.net.resolver import Answer, Budget, Resolver, Status
from tests.servers.dns import NameServer, SilentServer


def run(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    async def bounded() -> Answer:
        async with asyncio.timeout(5):
            return await ask()

    return asyncio.run(bounded())


@pytest.mark.parametrize(
    ("name", "rdtype", "status", "records", "canonical"),
    [
        (
            "good.example",
            "MX",
            Status.FOUND,
            ["10 mx1.good.example.", "20 mx2.good.example."],
            "good.example",
        ),
        (
            "GOOD.Example.",
            "mx",
            Status.FOUND,
            ["10 mx1.good.example.", "20 mx2.good.example."],
            "good.example",
        ),
        ("mx2.good.example", "AAAA", Status.FOUND, ["2620:fe::fe"], "mx2.good.example"),
        ("mail.alias.example", "A", Status.FOUND, ["9.9.9.9"], "mx1.good.example"),
        ("mail.alias-dangling.example", "A", Status.NXDOMAIN, [], "nowhere.example"),
        ("a.loop.example", "A", Status.SERVFAIL, [], ""),
        ("good.example", "A", Status.NO_DATA, [], "good.example"),
        ("nowhere.example", "MX", Status.NXDOMAIN, [], "nowhere.example"),
        ("broken.example", "MX", Status.SERVFAIL, [], ""),
        ("elsewhere.invalid", "MX", Status.REFUSED, [], ""),
        ("a" * 64 + ".example", "MX", Status.NOT_CHECKED, [], ""),
        ("a..example", "MX", Status.NOT_CHECKED, [], ""),
        (".".join(["a" * 60] * 5), "MX", Status.NOT_CHECKED, [], ""),
        ("\ud800.example", "MX", Status.NOT_CHECKED, [], ""),
        ("good.example", "NO-SUCH-TYPE", Status.NOT_CHECKED, [], ""),
    ],
)
def test_answers(
    nameserver: NameServer, name: str, rdtype: str, status: Status, records: list[str], canonical: str
) -> None:
    answer = run(lambda: nameserver.resolver().query(name, rdtype))
    assert answer.status is status
    assert sorted(record.to_text() for record in answer.records) == records
    assert answer.canonical.lower() == canonical


def test_a_long_answer_comes_over_tcp(nameserver: NameServer) -> None:
    answer = run(lambda: nameserver.resolver().query("large.example", "TXT"))
    assert answer.status is Status.FOUND
    assert len(answer.records[0].to_text()) > 4000


def test_no_server_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Resolver(["127.0.0.1"], timeout=0.2)
    monkeypatch.setattr(resolver, "_servers", ())
    assert run(lambda: resolver.query("good.example", "MX")).status is Status.NOT_CHECKED


def test_servers_are_addresses() -> None:
    with pytest.raises(ValueError, match="does not appear to be an IPv4 or IPv6 address"):
        Resolver(["dns.example"])


def test_a_closed_port_is_a_timeout() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert (
        run(lambda: Resolver(["127.0.0.1"], port, 0.2).query("good.example", "MX")).status is Status.TIMEOUT
    )


def test_the_next_server_answers_for_a_dead_one(nameserver: NameServer) -> None:
    resolver = Resolver(["127.0.0.9", nameserver.address], nameserver.port, 2)
    assert run(lambda: resolver.query("good.example", "MX")).status is Status.FOUND


def test_a_check_waits_for_a_dead_server_once(silent_nameserver: SilentServer) -> None:
    resolver = silent_nameserver.resolver(timeout=0.2)

    async def check() -> list[Answer]:
        budget = resolver.budget()
        async with asyncio.timeout(2):
            first = await resolver.query("a.example", "MX", budget)
            rest = await asyncio.gather(*(resolver.query(f"{i}.example", "A", budget) for i in range(20)))
        return [first, *rest]

    assert {answer.status for answer in asyncio.run(check())} == {Status.TIMEOUT}
    assert silent_nameserver.questions() == 2  # the first question and its repetition; no other was sent


def test_questions_are_counted(silent_nameserver: SilentServer, nameserver: NameServer) -> None:
    async def check() -> list[Status]:
        resolver = nameserver.resolver()
        budget = resolver.budget(2)
        names = ("good.example", "six.example", "null.example", "good.example")
        return [(await resolver.query(name, "MX", budget)).status for name in names]

    # The last one is in the cache, and costs nothing.
    assert asyncio.run(check()) == [Status.FOUND, Status.FOUND, Status.NOT_CHECKED, Status.FOUND]


class Counting(asyncio.DatagramProtocol):
    """A DNS server that answers as it is told, and counts the questions."""

    def __init__(self, reply: Callable[[dns.message.Message], dns.message.Message]) -> None:
        self.reply, self.questions = reply, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.questions += 1
        self.transport.sendto(self.reply(dns.message.from_wire(data)).to_wire(), addr)


def counted(
    reply: Callable[[dns.message.Message], dns.message.Message],
    use: Callable[[Resolver, list[float]], Awaitable[None]],
    most_cached: int = 100_000,
) -> int:
    """Start a server that replies so, use a resolver with its own clock, and say how often it was asked."""

    async def serve() -> int:
        now = [0.0]
        loop = asyncio.get_running_loop()
        transport, server = await loop.create_datagram_endpoint(lambda: Counting(reply), ("127.0.0.1", 0))
        port = transport.get_extra_info("sockname")[1]
        resolver = Resolver(["127.0.0.1"], port, 2, most_cached=most_cached, clock=lambda: now[0])
        try:
            async with asyncio.timeout(5):
                await use(resolver, now)
        finally:
            await resolver.aclose()
            transport.close()
        return server.questions

    return asyncio.run(serve())


def found(ttl: int) -> Callable[[dns.message.Message], dns.message.Message]:
    def reply(question: dns.message.Message) -> dns.message.Message:
        response = dns.message.make_response(question)
        name = question.question[0].name
        response.answer.append(dns.rrset.from_text(name, ttl, "IN", "A", "9.9.9.9"))
        return response

    return reply


def failed(rcode: dns.rcode.Rcode) -> Callable[[dns.message.Message], dns.message.Message]:
    def reply(question: dns.message.Message) -> dns.message.Message:
        response = dns.message.make_response(question)
        response.flags |= dns.flags.RA
        response.set_rcode(rcode)
        return response

    return reply


@pytest.mark.parametrize(
    ("reply", "kept", "gone"),
    [
        (found(0), 29, 31),
        (found(5), 29, 31),
        (found(300), 299, 301),
        (found(604800), 3599, 3601),
        (failed(dns.rcode.NXDOMAIN), 59, 61),
        (failed(dns.rcode.NOERROR), 59, 61),
        (failed(dns.rcode.SERVFAIL), 9, 11),
        (failed(dns.rcode.REFUSED), 9, 11),
    ],
)
def test_how_long_answers_are_kept(
    reply: Callable[[dns.message.Message], dns.message.Message], kept: float, gone: float
) -> None:
    asked: list[int] = []

    async def use(resolver: Resolver, now: list[float]) -> None:
        first = await resolver.query("a.example", "A")
        now[0] = kept
        assert await resolver.query("A.example.", "a") is first
        asked.append(1)
        now[0] = gone
        assert (await resolver.query("a.example", "A")) == first

    assert counted(reply, use) == 2
    assert asked


def test_a_question_asked_many_times_at_once_is_sent_once() -> None:
    async def use(resolver: Resolver, now: list[float]) -> None:
        answers = await asyncio.gather(*(resolver.query("a.example", "A") for _ in range(50)))
        assert {answer.status for answer in answers} == {Status.FOUND}

    assert counted(found(300), use) == 1


def test_the_cache_is_bounded() -> None:
    async def use(resolver: Resolver, now: list[float]) -> None:
        for i in (*range(5), 4, 3, 0):
            await resolver.query(f"{i}.example", "A")

    # Five names, and the first again, which had to go.
    assert counted(found(300), use, most_cached=3000) == 6


def test_long_answers_leave_the_cache_sooner() -> None:
    def reply(question: dns.message.Message) -> dns.message.Message:
        response = dns.message.make_response(question)
        name, long = question.question[0].name, name_of(question).startswith("long")
        text = " ".join(['"' + "a" * 200 + '"'] * 5) if long else '"a"'
        response.answer.append(dns.rrset.from_text(name, 300, "IN", "TXT", text))
        return response

    async def use(resolver: Resolver, now: list[float]) -> None:
        for name in ("short1", "short2", "short1", "long1", "short1", "short2"):
            await resolver.query(f"{name}.example", "TXT")

    assert counted(reply, use, most_cached=4500) == 4  # three short ones fit, or one and a long one


def name_of(question: dns.message.Message) -> str:
    return question.question[0].name.to_text().lower()


def test_a_caller_that_gives_up_leaves_the_question_to_the_others() -> None:
    async def use(resolver: Resolver, now: list[float]) -> None:
        waiting = asyncio.create_task(resolver.query("a.example", "A"))
        other = asyncio.create_task(resolver.query("a.example", "A"))
        await asyncio.sleep(0)
        waiting.cancel()
        assert (await other).status is Status.FOUND

    assert counted(found(300), use) == 1


def test_a_bad_signature_has_a_reason() -> None:
    def reply(question: dns.message.Message) -> dns.message.Message:
        response = dns.message.make_response(question)
        response.use_edns(0, options=[dns.edns.EDEOption(dns.edns.EDECode.DNSSEC_BOGUS)])
        response.set_rcode(dns.rcode.SERVFAIL)
        return response

    async def use(resolver: Resolver, now: list[float]) -> None:
        assert (await resolver.query("a.example", "A")).status is Status.BOGUS

    assert counted(reply, use) == 1


def test_an_answer_to_another_question_is_not_taken() -> None:
    def reply(question: dns.message.Message) -> dns.message.Message:
        other = dns.message.make_query("other.example", "A", id=question.id)
        return found(300)(other)

    async def use(resolver: Resolver, now: list[float]) -> None:
        assert (await resolver.query("a.example", "A", Budget(1, 0.3))).status is Status.TIMEOUT

    assert counted(reply, use) >= 1


def test_resolvers_outlive_an_event_loop(nameserver: NameServer) -> None:
    resolver = nameserver.resolver()
    for name in ("good.example", "six.example"):
        assert asyncio.run(resolver.query(name, "MX")).status is Status.FOUND
