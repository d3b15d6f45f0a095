"""What is said to a mail server, and nothing else: EHLO, CAPABILITY, CAPA, STARTTLS, QUIT.

SMTP (RFC 5321, RFC 3207), IMAP (RFC 9051), where QUIT is `LOGOUT`, and POP3 (RFC 1939, RFC 2449, RFC 2595),
where STARTTLS is `STLS`. Nobody logs in, and no address is named. Replies are hostile: a bounded number of
lines, each cleaned.
"""

import re
from dataclasses import dataclass
from typing import Protocol as Interface

from checker.net.connection import Connection
from checker.net.hostile import clean
from checker.net.troubles import DialError, Trouble
from checker.providers import Protocol

MOST_LINES = 60
"""Lines of one reply."""
MOST_CAPABILITIES = 60

_CAPABILITY = re.compile(r"[A-Z0-9][A-Z0-9.+=_/-]{0,39}")


class UnexpectedReplyError(Exception):
    """The server answered, but not as one that takes us: a finding id and its evidence."""

    def __init__(self, finding: str, **evidence: str | int) -> None:
        super().__init__(finding)
        self.finding, self.evidence = finding, evidence


@dataclass(frozen=True, slots=True)
class Offer:
    """What a server offers: capabilities in capitals, STARTTLS, and ways to log in (SASL names).

    `login`: it takes a user name and a password in a command of its own (IMAP LOGIN, POP3 USER).
    """

    capabilities: tuple[str, ...]
    starttls: bool
    mechanisms: tuple[str, ...]
    login: bool


class Conversation(Interface):
    """One protocol's way to ask."""

    async def greet(self, connection: Connection) -> str:
        """Read the greeting, cleaned. Raises UnexpectedReplyError for what is no welcome."""
        ...

    async def offer(self, connection: Connection) -> Offer:
        """Ask what the server offers."""
        ...

    async def start_tls(self, connection: Connection) -> bool:
        """Ask for encryption. True: the server waits for the handshake."""
        ...

    async def quit(self, connection: Connection) -> None:
        """Take leave, without waiting for an answer."""
        ...


def conversation(protocol: Protocol, own_name: str) -> Conversation:
    """How to talk in a protocol. `own_name` is who asks, as EHLO has it."""
    match protocol:
        case Protocol.SMTP:
            return _Smtp(own_name)
        case Protocol.IMAP:
            return _Imap()
        case Protocol.POP3:
            return _Pop3()


def _words(lines: list[str]) -> tuple[str, ...]:
    """Capabilities, as they stand: odd ones are left out."""
    found = (line.upper() for line in lines)
    return tuple(dict.fromkeys(word for word in found if _CAPABILITY.fullmatch(word)))[:MOST_CAPABILITIES]


class _Smtp:
    def __init__(self, own_name: str) -> None:
        self._own_name = own_name

    async def greet(self, connection: Connection) -> str:
        code, lines = await self._reply(connection)
        greeting = clean(" ".join(filter(None, [code, lines[0]])))
        if code == "421":
            raise UnexpectedReplyError("server-busy", code=code, greeting=greeting)
        if code[:1] in ("4", "5"):
            raise UnexpectedReplyError("server-refuses", code=code, greeting=greeting)
        if code != "220":
            raise UnexpectedReplyError("server-greeting-not-expected", greeting=greeting)
        return greeting

    async def offer(self, connection: Connection) -> Offer:
        await connection.write(f"EHLO {self._own_name}\r\n".encode("ascii"))
        code, lines = await self._reply(connection)
        if code == "421":
            raise UnexpectedReplyError("server-busy", code=code, greeting=clean(lines[0]))
        if code != "250":
            raise UnexpectedReplyError("server-refuses", code=clean(code), greeting=clean(lines[0]))
        mechanisms: list[str] = []
        keywords: list[str] = []
        for line in lines[1:]:
            keyword, *values = line.upper().replace("AUTH=", "AUTH ", 1).split()[:MOST_LINES] or [""]
            keywords.append(keyword)
            if keyword == "AUTH":
                mechanisms += values
        return Offer(_words(keywords), "STARTTLS" in keywords, _words(mechanisms), False)

    async def start_tls(self, connection: Connection) -> bool:
        await connection.write(b"STARTTLS\r\n")
        code, _ = await self._reply(connection)
        return code == "220"

    async def quit(self, connection: Connection) -> None:
        await connection.write(b"QUIT\r\n")

    async def _reply(self, connection: Connection) -> tuple[str, list[str]]:
        """Code and texts of a reply (RFC 5321 section 4.2); an empty code for what is none."""
        texts: list[str] = []
        for _ in range(MOST_LINES):
            line = (await connection.read_line()).decode("ascii", "replace")
            if not (line[:3].isascii() and line[:3].isdigit()) or line[3:4] not in ("", " ", "-"):
                return "", [line]
            texts.append(line[4:])
            if line[3:4] != "-":
                return line[:3], texts
        raise DialError(Trouble.LINE_TOO_LONG)


class _Imap:
    def __init__(self) -> None:
        self._tag = 0

    async def greet(self, connection: Connection) -> str:
        line = (await connection.read_line()).decode("utf-8", "replace")
        greeting = clean(line)
        kind = line[:8].upper().split()
        if kind[:2] == ["*", "BYE"]:
            raise UnexpectedReplyError("server-busy", code="BYE", greeting=greeting)
        if kind[:1] != ["*"] or not line[2:].upper().startswith(("OK", "PREAUTH")):
            raise UnexpectedReplyError("server-greeting-not-expected", greeting=greeting)
        return greeting

    async def offer(self, connection: Connection) -> Offer:
        ok, untagged = await self._command(connection, "CAPABILITY")
        if not ok:
            raise UnexpectedReplyError("server-greeting-not-expected", greeting=clean(untagged[-1]))
        words: list[str] = []
        for line in untagged:
            kind, *rest = line.upper().split()[: 4 * MOST_LINES] or [""]
            if kind == "CAPABILITY":
                words += rest
        capabilities = _words(words)
        mechanisms = tuple(word.removeprefix("AUTH=") for word in capabilities if word.startswith("AUTH="))
        return Offer(
            capabilities, "STARTTLS" in capabilities, mechanisms, "LOGINDISABLED" not in capabilities
        )

    async def start_tls(self, connection: Connection) -> bool:
        ok, _ = await self._command(connection, "STARTTLS")
        return ok

    async def quit(self, connection: Connection) -> None:
        await connection.write(self._tagged("LOGOUT"))

    def _tagged(self, command: str) -> bytes:
        self._tag += 1
        return f"m{self._tag} {command}\r\n".encode("ascii")

    async def _command(self, connection: Connection, command: str) -> tuple[bool, list[str]]:
        """Whether a command was done, and what was said, without the asterisk; the reply stands last."""
        await connection.write(self._tagged(command))
        tag = f"m{self._tag} "
        said: list[str] = []
        for _ in range(MOST_LINES):
            line = (await connection.read_line()).decode("utf-8", "replace")
            said.append(line.removeprefix("* "))
            if line.startswith(tag):
                return line[len(tag) : len(tag) + 2].upper() == "OK", said
        raise DialError(Trouble.LINE_TOO_LONG)


class _Pop3:
    async def greet(self, connection: Connection) -> str:
        line = await connection.read_line()
        greeting = clean(line)
        if line.startswith(b"-ERR"):
            raise UnexpectedReplyError("server-busy", code="-ERR", greeting=greeting)
        if not line.startswith(b"+OK"):
            raise UnexpectedReplyError("server-greeting-not-expected", greeting=greeting)
        return greeting

    async def offer(self, connection: Connection) -> Offer:
        await connection.write(b"CAPA\r\n")
        if not (await connection.read_line()).startswith(b"+OK"):
            # RFC 2449 is optional; without it USER and PASS are what there is.
            return Offer((), False, (), True)
        keywords: list[str] = []
        mechanisms: list[str] = []
        for _ in range(MOST_LINES):
            line = (await connection.read_line()).decode("ascii", "replace")
            if line == ".":
                capabilities = _words(keywords)
                return Offer(capabilities, "STLS" in capabilities, _words(mechanisms), "USER" in capabilities)
            keyword, *values = line.upper().split()[:MOST_LINES] or [""]
            keywords.append(keyword)
            if keyword == "SASL":
                mechanisms += values
        raise DialError(Trouble.LINE_TOO_LONG)

    async def start_tls(self, connection: Connection) -> bool:
        await connection.write(b"STLS\r\n")
        return (await connection.read_line()).startswith(b"+OK")

    async def quit(self, connection: Connection) -> None:
        await connection.write(b"QUIT\r\n")
