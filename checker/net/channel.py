"""The sockets that carry questions to one DNS server: many over one of them, and TCP for what is long.

A socket is open while a question waits on it, and takes a limited number: so ports change, and whoever wants
to answer in the server's place has to guess the port, the id and the capitals of the name (RFC 5452).
"""

import asyncio
import secrets
import socket
from collections.abc import Callable
from ipaddress import ip_address

from checker.net import wire

MOST_WAITING = 256
"""Questions that wait on one socket: what the buffer of a socket holds of short answers."""
MOST_SENT = 2000
"""Questions that one socket carries before another port takes over."""
_AT_ONCE = 64
_LONGEST = 4096


class Slot:
    """One question at one server, until it is released.

    `received` is called with each message that answers it; `failed` when the server cannot be reached.
    """

    __slots__ = ("_channel", "asked", "failed", "ident", "received", "sent")

    def __init__(
        self, channel: "Channel", asked: wire.Question, received: Callable[["Slot", bytes], None],
        failed: Callable[["Slot"], None], check: bool,
    ) -> None:  # fmt: skip
        self._channel: Channel | None = channel
        self.asked, self.received, self.failed = asked, received, failed
        self.ident = channel.claim(self)
        self.sent = wire.encode(asked, self.ident, secrets.randbits(8 * len(asked.wire)), check=check)

    def send(self) -> None:
        """Send the question, or send it again. May call `failed` at once."""
        if self._channel is not None:
            self._channel.send(self)

    def release(self) -> None:
        """Wait no longer."""
        if self._channel is not None:
            self._channel.release(self.ident)
            self._channel = None


class Channel:
    """One UDP socket, connected to a server: the kernel drops what comes from elsewhere."""

    def __init__(self, address: str, port: int, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.waiting: dict[int, Slot] = {}
        self.count = 0
        self._socket = socket.socket(_family(address), socket.SOCK_DGRAM)
        try:
            self._socket.setblocking(False)
            self._socket.connect((address, port))
            loop.add_reader(self._socket, self._readable)
        except OSError:
            self._socket.close()
            raise

    @property
    def is_open(self) -> bool:
        """May another question go this way?"""
        return self._socket.fileno() >= 0 and self.count < MOST_SENT and len(self.waiting) < MOST_WAITING

    def claim(self, slot: Slot) -> int:
        """An id that no other question on this socket has."""
        ident = secrets.randbits(16)
        while ident in self.waiting:
            ident = secrets.randbits(16)
        self.waiting[ident] = slot
        self.count += 1
        return ident

    def send(self, slot: Slot) -> None:
        """Send a question."""
        try:
            self._socket.send(slot.sent)
        except BlockingIOError:
            return  # as if it were lost on the way
        except OSError:
            slot.failed(slot)

    def release(self, ident: int) -> None:
        """Nobody waits for this id any more; the last one closes the socket."""
        del self.waiting[ident]
        if not self.waiting:
            if not self.loop.is_closed():
                self.loop.remove_reader(self._socket)
            self._socket.close()

    def _readable(self) -> None:
        for _ in range(_AT_ONCE):
            try:
                data = self._socket.recv(_LONGEST)
            except BlockingIOError:
                return
            except OSError:  # ICMP: nobody listens there
                for slot in list(self.waiting.values()):
                    slot.failed(slot)
                return
            slot_ = self.waiting.get(int.from_bytes(data[:2], "big"))
            if slot_ is not None:
                slot_.received(slot_, data)
            if not self.waiting:
                return


class Server:
    """One DNS server: the socket that takes the next question."""

    def __init__(self, address: str, port: int) -> None:
        self.address, self.port = address, port
        self._channel: Channel | None = None

    def slot(
        self,
        asked: wire.Question,
        received: Callable[[Slot, bytes], None],
        failed: Callable[[Slot], None],
        *,
        check: bool = True,
    ) -> Slot:
        """A place for a question, not sent yet. Raises OSError where no socket can be had."""
        loop = asyncio.get_running_loop()
        channel = self._channel
        if channel is None or channel.loop is not loop or not channel.is_open:
            channel = self._channel = Channel(self.address, self.port, loop)
        return Slot(channel, asked, received, failed, check)

    async def ask_over_tcp(self, asked: wire.Question, *, check: bool = True) -> bytes | None:
        """The answer over a connection of its own (RFC 7766), or None. The caller bounds the time."""
        loop = asyncio.get_running_loop()
        sent = wire.encode(asked, secrets.randbits(16), check=check)
        try:
            with socket.socket(_family(self.address), socket.SOCK_STREAM) as connection:
                connection.setblocking(False)
                await loop.sock_connect(connection, (self.address, self.port))
                await loop.sock_sendall(connection, len(sent).to_bytes(2, "big") + sent)
                length = int.from_bytes(await _exactly(connection, 2), "big")
                received = await _exactly(connection, length)
        except (OSError, EOFError):
            return None
        return received if wire.match(sent, received) is not wire.Match.NO else None


async def _exactly(connection: socket.socket, count: int) -> bytes:
    loop = asyncio.get_running_loop()
    data = b""
    while len(data) < count:
        more = await loop.sock_recv(connection, count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ip_address(address).version == 6 else socket.AF_INET
