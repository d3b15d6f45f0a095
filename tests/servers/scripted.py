"""Servers on loopback that do exactly what a test says: for whatever no honest server does."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

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
        except (OSError, asyncio.IncompleteReadError):
            pass  # whoever asked has hung up
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
