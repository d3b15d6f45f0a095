"""A body is read whole, within its cap and its time, before anything parses it."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from checker.web.bodies import BodyLimits
from checker.web.errors import Problems
from tests.web.conftest import settings_for

pytestmark = pytest.mark.anyio


def scope_of(path: str = "/api/v1/decode", **headers: str) -> Scope:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {
        "type": "http",
        "method": "POST",
        "path": path,
        "headers": pairs,
        "query_string": b"",
        "state": {},
    }


async def give_back(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers with the body it was given."""
    message = await receive()
    assert message["more_body"] is False
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": message["body"]})


async def run(app: FastAPI, site: Path, scope: Scope, chunks: Iterable[bytes | None]) -> tuple[int, bytes]:
    """Send chunks through the middleware; None is a client that says nothing any more. Status and body."""
    given = iter(chunks)
    sent: list[Message] = []

    async def receive() -> Message:
        chunk = next(given, b"")
        if chunk is None:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": chunk, "more_body": bool(chunk)}

    async def send(message: Message) -> None:
        sent.append(message)

    problems = Problems(app.state.context.pages)
    limited = BodyLimits(give_back, settings_for(site), problems, silence=0.02, whole=0.05)
    await limited(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


async def test_chunks_arrive_as_one(app: FastAPI, site: Path) -> None:
    assert await run(app, site, scope_of(), [b"550 ", b"5.1.1", b""]) == (200, b"550 5.1.1")


async def test_a_silent_client_is_told(app: FastAPI, site: Path) -> None:
    status, body = await run(app, site, scope_of(), [b"550 ", None])
    assert status == 408
    assert b"/problems/slow-request" in body


async def test_a_drip_ends_too(app: FastAPI, site: Path) -> None:
    async def drip() -> tuple[int, bytes]:
        sent: list[Message] = []

        async def receive() -> Message:
            await asyncio.wait([asyncio.create_task(asyncio.Event().wait())], timeout=0.005)
            return {"type": "http.request", "body": b"x", "more_body": True}

        async def send(message: Message) -> None:
            sent.append(message)

        problems = Problems(app.state.context.pages)
        limited = BodyLimits(give_back, settings_for(site), problems, silence=1, whole=0.05)
        await limited(scope_of(), receive, send)
        return sent[0]["status"], sent[1]["body"]

    status, body = await drip()
    assert status == 408
    assert b"/problems/slow-request" in body


@pytest.mark.parametrize(
    ("scope", "size", "status"),
    [
        (scope_of(), 10 * 2**20, 200),
        (scope_of(), 10 * 2**20 + 1, 413),
        (scope_of(content_type="application/json"), 64 * 1024, 200),
        (scope_of(content_type="application/json"), 64 * 1024 + 1, 413),
        (scope_of(content_type="application/problem+json; charset=utf-8"), 64 * 1024 + 1, 413),
        (scope_of("/ko/tools/decode/"), 64 * 1024 + 1, 200),
        (scope_of("/ko/tools/address/"), 64 * 1024 + 1, 413),
        (scope_of("/api/v1/check/address"), 64 * 1024 + 1, 413),
        (scope_of(content_length="99999999999999999999999"), 1, 413),
        (scope_of(content_length="-1"), 1, 200),
    ],
)
async def test_caps(app: FastAPI, site: Path, scope: Scope, size: int, status: int) -> None:
    found, body = await run(app, site, scope, [b"x" * size, b""])
    assert found == status
    assert len(body) == size if status == 200 else b"too-large" in body


async def test_a_client_that_leaves_gets_no_answer(app: FastAPI, site: Path) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    limited = BodyLimits(give_back, settings_for(site), Problems(app.state.context.pages))
    await limited(scope_of(), receive, send)
    assert sent == []


async def test_bodies_share_what_memory_there_is(app: FastAPI, site: Path) -> None:
    """A body that does not fit beside those under way is refused; afterwards there is room again."""
    held, go_on = asyncio.Event(), asyncio.Event()

    async def hold(scope: Scope, receive: Receive, send: Send) -> None:
        held.set()
        await go_on.wait()
        await give_back(scope, receive, send)

    limited = BodyLimits(hold, settings_for(site), Problems(app.state.context.pages), under_way=10)

    async def ask() -> int:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"x" * 6, "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        await limited(scope_of(), receive, send)
        return int(sent[0]["status"])

    first = asyncio.create_task(ask())
    await held.wait()
    assert await ask() == 503
    go_on.set()
    assert await first == 200
    assert await ask() == 200
