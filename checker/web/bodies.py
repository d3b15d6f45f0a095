"""Reads a request's body whole before anything parses it: never more than the cap, never too long.

The cap depends on what may come: a returned message may be 10 MiB, a list 5 MiB, everything else is 64 KiB.
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
UNDER_WAY_BYTES = 256 * 1024 * 1024
"""Bytes of all bodies that are in memory at the same time; who comes later is told to come back."""
RETRY_AFTER = 5
DRAIN_BYTES, DRAIN_SECONDS = 16 * 1024 * 1024, 2.0

CLOSE = {"Connection": "close"}
WITH_BODY = ("POST", "PUT", "PATCH", "DELETE")
LIST_PATH, LIST_FORM_PATH = "/check/addresses", "/tools/address/"
MESSAGE_PATHS = ("/decode", "/tools/decode/", "/tools/diagnose/")


def is_list(scope: Scope) -> bool:
    """Whether the body of this request may be a file with a list of addresses."""
    path, kind = str(scope["path"]), media_type(scope)
    return path.endswith(LIST_PATH) or (path.endswith(LIST_FORM_PATH) and kind == "multipart/form-data")


def cap(scope: Scope, settings: Settings) -> int:
    """The most bytes that the body of this request may have."""
    if is_json(media_type(scope)):
        return settings.max_json_bytes
    if is_list(scope):
        return settings.max_list_bytes
    message = str(scope["path"]).endswith(MESSAGE_PATHS)
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


class Framing:
    """Refuses bodies whose end or coding is open to question, and closes the connection."""

    def __init__(self, app: ASGIApp, problems: Problems) -> None:
        self.app, self.problems = app, problems

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers, problem = Headers(scope=scope), None
            if "transfer-encoding" in headers and "content-length" in headers:
                # RFC 9112 section 6.1: a proxy that believes the other one lets requests be smuggled.
                problem = Problem("bad-request", headers=CLOSE)
            elif headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
                # RFC 9110 section 12.5.3: caps count what is parsed, so nothing is unpacked.
                problem = Problem("unsupported-type", headers={**CLOSE, "Accept-Encoding": "identity"})
            if problem is not None:
                await self.problems.response(scope, problem)(scope, receive, send)
                return
        await self.app(scope, receive, send)


class BodyLimits:
    """Hands the application a body that is complete and within its cap, or answers with a problem."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        problems: Problems,
        silence: float = SILENCE,
        whole: float = WHOLE,
        under_way: int = UNDER_WAY_BYTES,
    ) -> None:
        self.app, self.settings, self.problems = app, settings, problems
        self.silence, self.whole = silence, whole
        self.left = under_way

    async def _read(self, receive: Receive, most: int, chunks: list[bytes]) -> None:
        """Add the chunks of a body; each is taken from what is left for all."""
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
                    self.left -= len(chunks[-1])
                    more = message.get("more_body", False)
                    if length > most or self.left < 0:
                        if more:
                            await drain(receive)
                        if length > most:
                            raise Problem("too-large", limit_bytes=most)
                        raise Problem("busy", retry_after=RETRY_AFTER)
        except TimeoutError as error:
            raise Problem("slow-request", headers=CLOSE) from error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in WITH_BODY:
            await self.app(scope, receive, send)
            return
        chunks: list[bytes] = []
        try:
            await self._answer(scope, receive, send, chunks)
        finally:
            self.left += sum(map(len, chunks))

    async def _answer(self, scope: Scope, receive: Receive, send: Send, chunks: list[bytes]) -> None:
        most = cap(scope, self.settings)
        try:
            declared = Headers(scope=scope).get("content-length", "")
            if declared.isascii() and declared.isdigit() and int(declared[:20]) > most:
                await drain(receive)
                raise Problem("too-large", limit_bytes=most)
            await self._read(receive, most, chunks)
        except Problem as problem:
            await self.problems.response(scope, problem)(scope, receive, send)
            return
        except ClientDisconnect:
            return
        body, given = b"".join(chunks), False
        chunks[:] = [body]

        async def receive_body() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, receive_body, send)
