"""Requests per second of the checker, against an empty POST with the same request model, in the same run.

    python benchmarks/serving.py [SECONDS]

Starts the real server on loopback in a process of its own and asks it over kept-alive connections, a few at
a time. The empty POST goes through the same middleware and reads the same body; what is left is the check.
"""

import asyncio
import json
import multiprocessing
import platform
import socket
import sys
import time
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from checker.cli.server import configuration
from checker.settings import Settings
from checker.web.api.questions import AddressQuestion, TextQuestion
from checker.web.app import create_app

CONNECTIONS = 8
SECONDS = 3.0
ROUNDS = 3

ADDRESSES = (
    "kim{n}@naver.com",
    "lee.minji{n}@gmail.com",
    "´park{n}@example.org",
    "choi{n}@naver.com님",
    "kim{n}",
)
REPLIES = (
    "552 5.2.2 <kim{n}@example.com> mailbox full",
    "550 5.1.1 <lee{n}@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
    "421 4.7.0 [TSS04] Messages from 192.0.2.{n} temporarily deferred due to user complaints",
    "550-5.7.26 This mail has been blocked because the sender is unauthenticated. id{n}",
)


def application() -> FastAPI:
    """The whole service, unlimited, with two empty POSTs beside the real ones."""
    app = create_app(Settings(rate_limit="1000000000/second"))

    async def empty_address(request: Request, question: AddressQuestion) -> Response:
        return Response("{}", media_type="application/json")

    async def empty_text(request: Request, question: TextQuestion) -> Response:
        return Response("{}", media_type="application/json")

    app.add_api_route("/api/v1/empty/address", empty_address, methods=["POST"], include_in_schema=False)
    app.add_api_route("/api/v1/empty/text", empty_text, methods=["POST"], include_in_schema=False)
    return app


def serve(app: FastAPI, listener: socket.socket) -> None:
    """Run the server until its process is ended."""
    uvicorn.Server(configuration(app, Settings())).run(sockets=[listener])


def bodies(field: str, texts: tuple[str, ...]) -> Iterator[bytes]:
    """Distinct bodies without end: nothing can be answered from a cache."""
    n = 0
    while True:
        for text in texts:
            n += 1
            yield json.dumps({field: text.replace("{n}", str(n)), "locale": "en"}).encode()


async def _ask(port: int, path: str, given: Iterator[bytes], until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.monotonic() < until:
        body = next(given)
        writer.write(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode("latin-1"))
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.partition(b":")[2]))
        count += 1
    writer.close()
    await writer.wait_closed()
    return count


async def rate(port: int, path: str, field: str, texts: tuple[str, ...], seconds: float) -> float:
    """Requests per second over all connections."""
    given, start = bodies(field, texts), time.monotonic()
    counts = await asyncio.gather(*(_ask(port, path, given, start + seconds) for _ in range(CONNECTIONS)))
    return sum(counts) / (time.monotonic() - start)


CASES = (
    ("empty POST, address model", "/api/v1/empty/address", "address", ADDRESSES),
    ("check/address, dns off", "/api/v1/check/address", "address", ADDRESSES),
    ("empty POST, text model", "/api/v1/empty/text", "text", REPLIES),
    ("decode, one reply", "/api/v1/decode", "text", REPLIES),
)


async def run(port: int, seconds: float) -> None:
    """Measure all cases in turn, several rounds, and print the best of each."""
    best = {name: 0.0 for name, *_ in CASES}
    for _ in range(ROUNDS):
        for name, path, field, texts in CASES:
            best[name] = max(best[name], await rate(port, path, field, texts, seconds / ROUNDS))
    print(f"Python {platform.python_version()}, {CONNECTIONS} connections, one server process")
    for (empty, *_), (name, *_) in (CASES[:2], CASES[2:]):
        print(f"{empty:28} {best[empty]:8.0f} requests/s")
        print(f"{name:28} {best[name]:8.0f} requests/s  {best[name] / best[empty]:.0%} of the empty POST")


def main() -> None:
    """Start the server, measure, stop it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    app = application()
    # The protocol is named because asyncio sends without delay (TCP_NODELAY) only where it is.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        server = multiprocessing.get_context("fork").Process(target=serve, args=(app, listener), daemon=True)
        server.start()
        try:
            asyncio.run(run(listener.getsockname()[1], seconds))
        finally:
            server.terminate()
            server.join(20)


if __name__ == "__main__":
    main()
