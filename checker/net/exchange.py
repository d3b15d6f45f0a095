"""One question on its way: server after server, again where an answer was lost, over TCP where it is long."""

import asyncio
from collections.abc import Callable, Sequence

from checker.net import wire
from checker.net.channel import Server, Slot
from checker.net.wire import TOLD, Answer, Match, Question, Status

FIRST_TRY = 0.4
"""The part of the timeout after which a lost packet is sent again."""


class Exchange:
    """Asks each server in turn, then each once more; an answer to any of these tries counts.

    `done` is called once, with the answer. Nothing blocks: timers and sockets call back. `validates`: the
    servers validate DNSSEC; then a SERVFAIL is asked again without validation, to tell a bad signature
    from a broken server (RFC 4035 section 3.2.2).
    """

    def __init__(
        self,
        asked: Question,
        servers: Sequence[Server],
        timeout: float,
        done: Callable[["Exchange", Answer], None],
        *,
        validates: bool = False,
    ) -> None:
        self.loop = asyncio.get_running_loop()
        self.waiters: list[asyncio.Future[Answer]] = []
        self._asked, self._servers, self._done, self._validates = asked, servers, done, validates
        self._until = self.loop.time() + timeout
        self._tries = 0
        self._slots: dict[Server, Slot] = {}
        self._check = True
        self._worst = Answer(Status.TIMEOUT)
        self._timer: asyncio.Handle | None = None
        self._current: Server | None = None
        self._tcp: asyncio.Task[None] | None = None
        self.is_over = False

    @property
    def is_started(self) -> bool:
        """Was a question sent?"""
        return self._tries > 0

    @property
    def has_tried_all(self) -> bool:
        """Was every server asked twice?"""
        return self._tries >= 2 * len(self._servers)

    def start(self) -> None:
        """Send the first question."""
        self._next()

    def stop(self) -> None:
        """Wait no longer; `done` is not called any more."""
        self.is_over = True
        if self._timer is not None:
            self._timer.cancel()
        if self._tcp is not None:
            self._tcp.cancel()
        for slot in self._slots.values():
            slot.release()
        self._slots.clear()

    def _finish(self, answer: Answer) -> None:
        if not self.is_over:
            self.stop()
            self._done(self, answer)

    def _next(self) -> None:
        """The next try, or the end."""
        if self.is_over:
            return
        count = len(self._servers)
        if self._timer is not None:
            self._timer.cancel()
        left = self._until - self.loop.time()
        tried = self._tries
        if self.has_tried_all or left <= 0:
            self._finish(self._worst)
            return
        share = left * FIRST_TRY / count if tried < count else left / (2 * count - tried)
        self._tries += 1
        server = self._current = self._servers[tried % count]
        self._timer = self.loop.call_later(share, self._next)
        try:
            slot = self._slots.get(server) or self._new_slot(server)
        except OSError:
            self._failed(server)
        else:
            slot.send()

    def _new_slot(self, server: Server) -> Slot:
        def received(slot: Slot, data: bytes) -> None:
            self._received(server, slot, data)

        def failed(slot: Slot) -> None:
            self._failed(server)

        slot = self._slots[server] = server.slot(self._asked, received, failed, check=self._check)
        return slot

    def _failed(self, server: Server) -> None:
        self._close(server)
        if server is self._current and self._tcp is None:
            self.loop.call_soon(self._next)

    def _close(self, server: Server) -> None:
        if (slot := self._slots.pop(server, None)) is not None:
            slot.release()

    def _received(self, server: Server, slot: Slot, data: bytes) -> None:
        match = wire.match(slot.sent, data)
        if match is Match.NO:
            return  # whoever sent it, the answer may still come
        self._close(server)
        if match is Match.OTHER_CASE or wire.is_truncated(data):
            if self._tcp is None:
                self._tcp = self.loop.create_task(self._over_tcp(server), name="dns-tcp")
            return
        self._take(wire.read(self._asked, data, validated=self._validates), server)

    async def _over_tcp(self, server: Server) -> None:
        try:
            async with asyncio.timeout_at(self._until):
                data = await server.ask_over_tcp(self._asked, check=self._check)
        except TimeoutError:
            data = None
        self._tcp = None
        if data is None:
            self._next()
        else:
            self._take(wire.read(self._asked, data, validated=self._validates), server)

    def _take(self, answer: Answer, server: Server) -> None:
        if not self._check:
            # The second question, without validation: now it works, so the signatures are what is wrong.
            self._finish(Answer(Status.BOGUS if answer.status in TOLD else Status.SERVFAIL))
        elif answer.status in TOLD or answer.status is Status.BOGUS:
            self._finish(answer)
        elif answer.status is Status.SERVFAIL and self._validates:
            for other in tuple(self._slots):
                self._close(other)
            self._check = False
            self._worst = answer
            self._servers, self._tries = (server,), 0
            self._next()
        else:
            self._worst = answer
            if len(self._servers) == 1 or self._tries > len(self._servers):
                self._finish(answer)
            else:
                self._next()
