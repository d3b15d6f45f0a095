"""Servers on loopback that do exactly what a test says: for whatever no honest server does."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import cast

import dns.flags
import dns.message
import dns.rdatatype
import dns.rrset

from tests.servers.dns import NameServer

Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
"""What happens on each connection; it is closed afterwards."""


@asynccontextmanager
async def scripted(script: Script, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Serve in the running event loop until the end of the block. Gives the port on 127.0.0.1."""
    running: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        try:
            await script(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # whoever asked has hung up, or the test is over
        finally:
            running.discard(task)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls, limit=2**20)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        if running:  # those whose other side has hung up come to their end
            await asyncio.wait(running, timeout=0.5)
        for task in list(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def says(*parts: bytes, wait: float = 0) -> Script:
    """Say these parts, then wait for the other side to hang up."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            if wait:
                await asyncio.sleep(wait)
        await reader.read(-1)

    return script


def answers(response: bytes) -> Script:
    """Read the head of an HTTP request, and give this response."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(response)
        await writer.drain()

    return script


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Say nothing until the other side hangs up."""
    await reader.read(-1)


async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Say one line that never ends."""
    while True:
        writer.write(b"220 " + b"a" * 4096)
        await writer.drain()


Records = Callable[[str, str], list[str]]
"""Name without the final dot and type -> the records, as text; none: the name does not exist."""


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, records: Records) -> None:
        self.records = records

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        question = dns.message.from_wire(data)
        asked = question.question[0]
        kind = dns.rdatatype.to_text(asked.rdtype)
        response = dns.message.make_response(question)
        response.flags |= dns.flags.RA
        found = self.records(asked.name.to_text(omit_final_dot=True).lower(), kind)
        if found:
            response.answer.append(dns.rrset.from_text(asked.name, 300, "IN", kind, *found))
        self.transport.sendto(response.to_wire(), addr)


@asynccontextmanager
async def scripted_dns(records: Records) -> AsyncIterator[NameServer]:
    """A DNS server in the running event loop that may say something else each time it is asked."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(records), ("127.0.0.1", 0))
    try:
        yield NameServer("127.0.0.1", transport.get_extra_info("sockname")[1])
    finally:
        transport.close()
