"""Reads a request's body whole before anything parses it: never more than the cap, never too long.

The cap depends on what may come: a returned message may be 10 MiB, everything else is 64 KiB.
"""

import asyncio

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from checker.settings import Settings
from checker.web.errors import Problems
from checker.web.media import is_json, media_type
from checker.web.problems import Problem

SILENCE = 10.0
"""Seconds without a byte after which a body has stopped."""
WHOLE = 60.0
"""Seconds for a whole body: 10 MiB at 1.5 Mbit/s."""
DRAIN_BYTES, DRAIN_SECONDS = 16 * 1024 * 1024, 2.0

WITH_BODY = ("POST", "PUT", "PATCH", "DELETE")
MESSAGE_PATHS = ("/decode", "/tools/decode/", "/tools/diagnose/")


def cap(scope: Scope, settings: Settings) -> int:
    """The most bytes that the body of this request may have."""
    message = str(scope["path"]).endswith(MESSAGE_PATHS) and not is_json(media_type(scope))
    return settings.max_message_bytes if message else settings.max_json_bytes


async def drain(receive: Receive) -> None:
    """Read and forget what is still coming, within bounds.

    A server that answers and closes with bytes unread resets the connection, and the client loses the answer.
    """
    left = DRAIN_BYTES
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
    except TimeoutError:
        return


class BodyLimits:
    """Hands the application a body that is complete and within its cap, or answers with a problem."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        problems: Problems,
        silence: float = SILENCE,
        whole: float = WHOLE,
    ) -> None:
        self.app, self.settings, self.problems = app, settings, problems
        self.silence, self.whole = silence, whole

    async def _read(self, receive: Receive, most: int) -> bytes:
        chunks: list[bytes] = []
        length, more = 0, True
        try:
            async with asyncio.timeout(self.whole):
                while more:
                    async with asyncio.timeout(self.silence):
                        message = await receive()
                    if message["type"] == "http.disconnect":
                        raise ClientDisconnect
                    chunks.append(message.get("body", b""))
                    length += len(chunks[-1])
                    more = message.get("more_body", False)
                    if length > most:
                        if more:
                            await drain(receive)
                        raise Problem("too-large", limit_bytes=most)
        except TimeoutError as error:
            raise Problem("slow-request", headers={"Connection": "close"}) from error
        return b"".join(chunks)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in WITH_BODY:
            await self.app(scope, receive, send)
            return
        most = cap(scope, self.settings)
        try:
            declared = Headers(scope=scope).get("content-length", "")
            if declared.isascii() and declared.isdigit() and int(declared[:20]) > most:
                await drain(receive)
                raise Problem("too-large", limit_bytes=most)
            body = await self._read(receive, most)
        except Problem as problem:
            await self.problems.response(scope, problem)(scope, receive, send)
            return
        except ClientDisconnect:
            return
        given = False

        async def receive_body() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, receive_body, send)
