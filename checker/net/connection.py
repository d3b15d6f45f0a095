"""A connection to a stranger's server: lines in, lines out, TLS at once or later; all of it bounded."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from checker.net.certificate import Certificate, read_certificate
from checker.net.hostile import clean
from checker.net.troubles import DialError, Trouble

MAX_LINE = 8 * 1024
"""Octets of one line: RFC 5321 allows 512, RFC 9051 asks for 8192."""
MAX_READ = 128 * 1024
"""Octets that one connection takes in, before and after decryption."""
SECONDS = 5.0
"""What connecting, a handshake, or waiting for a line may take."""

_RECORDS = frozenset({0x14, 0x15, 0x16, 0x17})  # RFC 8446 section 5.1: the first byte of whatever TLS says
_VERSIONS = ("PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL", "WRONG_SSL_VERSION", "VERSION_TOO_LOW")

_VERIFY = {
    9: Trouble.CERTIFICATE_NOT_YET_VALID,
    10: Trouble.CERTIFICATE_EXPIRED,
    18: Trouble.CERTIFICATE_SELF_SIGNED,
    **dict.fromkeys((2, 19, 20, 21, 27), Trouble.CERTIFICATE_UNKNOWN_ISSUER),
    **dict.fromkeys((62, 63, 64), Trouble.CERTIFICATE_NAME),
}
"""OpenSSL's X509_V_ERR_* (x509_vfy.h)."""


@dataclass(frozen=True, slots=True)
class Tls:
    """What was agreed on: the version, and the server's certificate (None where it cannot be read)."""

    version: str
    certificate: Certificate | None
    verified: bool


@dataclass(frozen=True, slots=True)
class Contexts:
    """How TLS is spoken: with a certificate that verifies, or unasked, to look at one that does not."""

    verifying: ssl.SSLContext
    looking: ssl.SSLContext

    @classmethod
    def of(cls, authorities: str | None = None) -> Self:
        """The contexts that trust the system's authorities, or those of a PEM file. Raises OSError."""
        verifying = ssl.create_default_context(cafile=authorities)
        verifying.verify_flags &= ~ssl.VERIFY_X509_STRICT  # as mail apps do; Python 3.13 sets it
        looking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        looking.check_hostname = False
        looking.verify_mode = ssl.CERT_NONE
        for context in (verifying, looking):
            context.options |= ssl.OP_NO_RENEGOTIATION  # its only use here would be to keep us busy
        looking.set_ciphers("DEFAULT@SECLEVEL=0")  # weak keys are to be seen, not trusted
        return cls(verifying, looking)


class Connection:
    """One connection; `tls` is set once TLS is spoken. Close it, or use it in a `with` block.

    Every method raises DialError alone for whatever the server does. Nothing waits longer than SECONDS at a
    time, nor beyond `until` (the event loop's clock) in all.
    """

    def __init__(
        self,
        connected: socket.socket,
        host: str,
        address: str,
        port: int,
        until: float,
        contexts: Contexts,
        closed: Callable[[], None],
    ) -> None:
        self.host, self.address, self.port = host, address, port
        self.tls: Tls | None = None
        self._socket, self._until, self._contexts, self._closed = connected, until, contexts, closed
        self._buffer = bytearray()
        self._taken = 0
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._ssl: ssl.SSLObject | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; says so in TLS where the server still listens."""
        if self._socket.fileno() < 0:
            return
        with contextlib.suppress(OSError):  # ssl.SSLError is one
            if self._ssl is not None:
                with contextlib.suppress(ssl.SSLWantReadError):
                    self._ssl.unwrap()
                self._socket.send(self._outgoing.read())
        self._socket.close()
        self._closed()

    async def read_line(self) -> bytes:
        """The next line, without its end. A server that hangs up is CONNECTION_LOST."""
        async with self._limit():
            while (end := self._buffer.find(b"\n")) < 0:
                if len(self._buffer) > MAX_LINE:
                    raise DialError(Trouble.LINE_TOO_LONG)
                self._buffer += await self._receive()
        if end > MAX_LINE:
            raise DialError(Trouble.LINE_TOO_LONG)
        line = bytes(self._buffer[:end]).removesuffix(b"\r")
        del self._buffer[: end + 1]
        return line

    async def read_some(self) -> bytes:
        """What comes next; empty when the server has hung up."""
        async with self._limit():
            if self._buffer:
                taken = bytes(self._buffer)
                self._buffer.clear()
                return taken
            try:
                return await self._receive()
            except DialError as error:
                if error.trouble is Trouble.CONNECTION_LOST:
                    return b""
                raise

    async def write(self, data: bytes) -> None:
        """Send octets."""
        async with self._limit():
            if self._ssl is not None:
                try:
                    self._ssl.write(data)
                except ssl.SSLError as error:  # the server has ended TLS, or begins it anew
                    raise DialError(Trouble.CONNECTION_LOST) from error
                data = self._outgoing.read()
            await self._send(data)

    async def start_tls(self, *, verify: bool = True) -> None:
        """Speak TLS from here on; `verify` is false to see a certificate that does not verify.

        What the server said before and was not read is dropped: nobody may slip words in under the
        encryption (RFC 3207 section 4.2).
        """
        self._buffer.clear()
        context = self._contexts.verifying if verify else self._contexts.looking
        self._ssl = context.wrap_bio(self._incoming, self._outgoing, server_hostname=self.host)
        async with self._limit():
            try:
                await self._shake_hands(self._ssl)
            except ssl.SSLCertVerificationError as error:
                raise DialError(_VERIFY.get(error.verify_code, Trouble.CERTIFICATE_INVALID)) from error
            except ssl.SSLError as error:
                old = any(word in (error.reason or "") for word in _VERSIONS)
                raise DialError(Trouble.TLS_VERSION if old else Trouble.TLS_FAILED) from error
        der = self._ssl.getpeercert(binary_form=True)
        certificate = read_certificate(der) if der else None
        self.tls = Tls(self._ssl.version() or "", certificate, verify)

    @contextlib.asynccontextmanager
    async def _limit(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout_at(min(asyncio.get_running_loop().time() + SECONDS, self._until)):
                yield
        except TimeoutError as error:
            raise DialError(Trouble.TIMEOUT) from error

    async def _shake_hands(self, tls: ssl.SSLObject) -> None:
        first = True
        while True:
            try:
                tls.do_handshake()
            except ssl.SSLWantReadError:
                await self._send(self._outgoing.read())
            except ssl.SSLError:
                with contextlib.suppress(DialError):
                    await self._send(self._outgoing.read())  # why we hang up
                raise
            else:
                await self._send(self._outgoing.read())
                return
            data = await self._receive_raw()
            if first and data[0] not in _RECORDS:
                raise DialError(Trouble.PLAIN_INSTEAD_OF_TLS, greeting=clean(data.partition(b"\n")[0]))
            first = False
            self._incoming.write(data)

    async def _receive(self) -> bytes:
        if self._ssl is None:
            return await self._receive_raw()
        while True:
            try:
                data = self._ssl.read(16 * 1024)
            except ssl.SSLWantReadError:
                await self._send(self._outgoing.read())
                self._incoming.write(await self._receive_raw())
            except ssl.SSLError as error:
                raise DialError(Trouble.CONNECTION_LOST) from error
            else:
                if not data:
                    raise DialError(Trouble.CONNECTION_LOST)
                return data

    async def _receive_raw(self) -> bytes:
        try:
            data = await asyncio.get_running_loop().sock_recv(self._socket, 16 * 1024)
        except OSError as error:
            raise DialError(Trouble.CONNECTION_LOST) from error
        if not data:
            raise DialError(Trouble.CONNECTION_LOST)
        self._taken += len(data)
        if self._taken > MAX_READ:
            raise DialError(Trouble.LINE_TOO_LONG)
        return data

    async def _send(self, data: bytes) -> None:
        if not data:
            return
        try:
            await asyncio.get_running_loop().sock_sendall(self._socket, data)
        except OSError as error:
            raise DialError(Trouble.CONNECTION_LOST) from error
