"""The sockets of the resolver: which messages they take, which ports they use, and when they are closed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import cast

import dns.flags
import dns.message
import dns.rrset
import pytest

from checker.net import channel
from checker.net.resolver import Resolver, Status

Address = tuple[str, int]
Behaviour = Callable[[bytes, asyncio.DatagramTransport, Address], None]


class Server(asyncio.DatagramProtocol):
    """A DNS server that behaves like this, and remembers who asked."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.ports: list[int] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self.ports.append(addr[1])
        self.behaviour(data, self.transport, addr)


def answer(data: bytes, address: str = "9.9.9.9") -> bytes:
    """An answer to a question about addresses."""
    question = dns.message.from_wire(data)
    response = dns.message.make_response(question)
    response.flags |= dns.flags.RA
    response.answer.append(dns.rrset.from_text(question.question[0].name, 300, "IN", "A", address))
    return response.to_wire()


def against(
    behaviour: Behaviour,
    use: Callable[[Resolver], Awaitable[None]],
    tcp: Callable[[bytes], bytes] | None = None,
    timeout: float = 2,
) -> list[int]:
    """Use a resolver whose server behaves like this, over TCP too where it is told how. Gives the ports."""

    async def over_tcp(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readexactly(int.from_bytes(await reader.readexactly(2), "big"))
        if tcp is not None:
            data = tcp(asked)
            writer.write(len(data).to_bytes(2, "big") + data)
            await writer.drain()
        writer.close()

    async def inside() -> list[int]:
        loop = asyncio.get_running_loop()
        listener = await asyncio.start_server(over_tcp, "127.0.0.1", 0)
        port = listener.sockets[0].getsockname()[1]
        transport, server = await loop.create_datagram_endpoint(
            lambda: Server(behaviour), ("127.0.0.1", port)
        )
        try:
            async with asyncio.timeout(8):
                await use(Resolver(["127.0.0.1"], port, timeout))
        finally:
            transport.close()
            listener.close()
        return server.ports

    return asyncio.run(inside())


def statuses(name: str, count: int = 1) -> Callable[[Resolver], Awaitable[None]]:
    async def use(resolver: Resolver) -> None:
        asked = (resolver.query(f"{i}.{name}" if count > 1 else name, "A") for i in range(count))
        assert [each.status for each in await asyncio.gather(*asked)] == [Status.FOUND] * count

    return use


def test_many_questions_go_over_few_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "MOST_WAITING", 50)

    def behave(data: bytes, transport: asyncio.DatagramTransport, addr: Address) -> None:
        transport.sendto(answer(data), addr)

    ports = against(behave, statuses("a.example", 100))
    assert (len(ports), len(set(ports))) == (100, 2)


def test_ports_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "MOST_SENT", 10)

    def behave(data: bytes, transport: asyncio.DatagramTransport, addr: Address) -> None:
        transport.sendto(answer(data), addr)

    assert len(set(against(behave, statuses("a.example", 35)))) == 4


def test_forged_answers_are_not_taken() -> None:
    """Wrong ids, another question, our own question and noise before the true answer."""

    def behave(data: bytes, transport: asyncio.DatagramTransport, addr: Address) -> None:
        other = dns.message.make_query("b.example", "A", id=int.from_bytes(data[:2], "big")).to_wire()
        for ident in range(100):
            forged = (int.from_bytes(data[:2], "big") + ident + 1) % 65536
            transport.sendto(forged.to_bytes(2, "big") + answer(data, "10.0.0.1")[2:], addr)
        for message in (answer(other, "10.0.0.2"), data, b"", b"\0", data[:2], answer(data, "10.0.0.3")[:20]):
            transport.sendto(message, addr)
        transport.sendto(answer(data), addr)

    async def use(resolver: Resolver) -> None:
        found = await resolver.query("a.example", "A")
        assert [record.to_text() for record in found.records] == ["9.9.9.9"]

    against(behave, use)


def test_an_answer_without_our_capitals_is_asked_for_over_tcp() -> None:
    """Somebody who guesses does not know them; an odd server that changes them answers over TCP."""

    async def use(resolver: Resolver) -> None:
        # So many letters that some are capitals, but for once in 2**50.
        name = "abcdefghijklmnopqrstuvwxyz.abcdefghijklmnopqrstuvwxyz.example"
        found = await resolver.query(name, "A")
        assert [record.to_text() for record in found.records] == ["9.9.9.9"]

    def lowered(data: bytes, transport: asyncio.DatagramTransport, addr: Address) -> None:
        wire = answer(data, "10.0.0.1")
        end = wire.index(b"\0", 12)
        transport.sendto(wire[:12] + wire[12:end].lower() + wire[end:], addr)

    assert len(against(lowered, use, tcp=answer)) == 1


def test_a_truncated_answer_that_never_comes_over_tcp() -> None:
    def behave(data: bytes, transport: asyncio.DatagramTransport, addr: Address) -> None:
        wire = answer(data)
        transport.sendto(wire[:2] + bytes((wire[2] | 0x02,)) + wire[3:], addr)

    async def use(resolver: Resolver) -> None:
        assert (await resolver.query("a.example", "A")).status is Status.TIMEOUT

    against(behave, use, timeout=0.3)


def test_a_late_answer_to_the_first_question_counts() -> None:
    """The question is sent again with the same id: whichever answer comes first is taken."""
    seen: list[bytes] = []

    def behave(data: bytes, transport: asyncio.DatagramTransport, addr: Address) -> None:
        seen.append(data)
        if len(seen) == 2:
            transport.sendto(answer(seen[0]), addr)

    assert len(set(against(behave, statuses("a.example"), timeout=1))) == 1
    assert seen[0] == seen[1]


def test_giving_up_closes_the_sockets() -> None:
    """An unclosed socket would be a warning, and so an error of this test."""

    def behave(data: bytes, transport: asyncio.DatagramTransport, addr: Address) -> None:
        return

    async def use(resolver: Resolver) -> None:
        tasks = [asyncio.create_task(resolver.query(f"{i}.example", "A")) for i in range(5)]
        await asyncio.sleep(0.05)
        tasks[0].cancel()
        await resolver.aclose()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert isinstance(results[0], asyncio.CancelledError)
        assert [getattr(each, "status", None) for each in results[1:]] == [Status.NOT_CHECKED] * 4

    against(behave, use)
