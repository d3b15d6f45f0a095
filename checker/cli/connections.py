"""Connections that do not keep others out: a head, a reader and a client each get their share and no more.

uvicorn itself waits forever for the rest of a request's head, and for a client that does not read its answer.
"""

import asyncio
import socket
import struct
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from checker.web.limits import Address, Network, client_address, client_key

HEAD_SECONDS = 10.0
"""Until the head of a request is whole."""
STALL_SECONDS, STALL_BYTES = 15.0, 16 * 1024
"""An answer that waits to be read has to become smaller by so many bytes in so many seconds (1 kB/s)."""
MOST_OF_ONE_CLIENT = 100
"""Connections of one client at the same time; a browser opens six. Our own proxies may open any number."""


class Connection(H11Protocol):
    """HTTP/1.1 of one client. Subclasses may change the limits."""

    proxies: tuple[Network, ...] = ()
    head_seconds, stall_seconds = HEAD_SECONDS, STALL_SECONDS
    most_of_one_client = MOST_OF_ONE_CLIENT

    _head: asyncio.TimerHandle | None = None
    _stall: asyncio.TimerHandle | None = None

    def _address(self) -> Address | None:
        return client_address(self.client[0], "", ()) if self.client else None

    def _is_one_too_many(self) -> bool:
        address = self._address()
        if address is None or any(address in network for network in self.proxies):
            return False
        known = [each._address() for each in self.connections if isinstance(each, Connection)]
        return [client_key(each) for each in known].count(client_key(address)) > self.most_of_one_client

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, unless its client has too many."""
        super().connection_made(transport)
        if self._is_one_too_many():
            transport.abort()
            return
        self._head = self.loop.call_later(self.head_seconds, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Read on. A head that has begun has to end in time."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._head = _stop(self._head)
        elif self._head is None and not self.transport.is_closing():
            self._head = self.loop.call_later(self.head_seconds, self.transport.abort)

    def pause_writing(self) -> None:
        """The client reads more slowly than we write: from now on, watch that it reads at all."""
        super().pause_writing()
        self._watch_reader()

    def on_response_complete(self) -> None:
        """All is written, though perhaps not yet read."""
        super().on_response_complete()
        self._watch_reader()

    def _watch_reader(self) -> None:
        waiting = self.transport.get_write_buffer_size()
        if waiting and self._stall is None:
            self._stall = self.loop.call_later(self.stall_seconds, self._look_again, waiting)

    def _look_again(self, before: int) -> None:
        self._stall = None
        waiting = self.transport.get_write_buffer_size()
        if waiting > max(0, before - STALL_BYTES):
            # Without lingering: else the system goes on offering what it holds, for minutes.
            own = self.transport.get_extra_info("socket")
            own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()
        else:
            self._watch_reader()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop watching."""
        self._head, self._stall = _stop(self._head), _stop(self._stall)
        super().connection_lost(exc)


def _stop(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    if timer is not None:
        timer.cancel()
    return None


def trusting(proxies: tuple[Network, ...], **limits: Any) -> type[Connection]:
    """Connections for an installation with these proxies; `limits` replaces attributes of Connection."""
    return type("TrustingConnection", (Connection,), {"proxies": proxies, **limits})
