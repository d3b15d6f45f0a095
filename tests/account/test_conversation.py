"""Whatever a server says, a conversation ends in an offer or one of two errors, and what is told is clean."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.account.conversation import UnexpectedReplyError, conversation
from checker.net.connection import Connection
from checker.net.troubles import DialError, Trouble
from checker.providers import Protocol


class Lines:
    """What a server says, line by line, without a socket."""

    def __init__(self, said: bytes) -> None:
        self.said = said.split(b"\n")
        self.heard: list[bytes] = []

    async def read_line(self) -> bytes:
        if not self.said:
            raise DialError(Trouble.CONNECTION_LOST)
        return self.said.pop(0).removesuffix(b"\r")

    async def write(self, data: bytes) -> None:
        self.heard.append(data)


def talk(protocol: Protocol, said: bytes) -> tuple[list[str], list[bytes]]:
    """Texts that came out of a conversation, and what the server heard."""
    lines = Lines(said)

    async def whole() -> list[str]:
        one, connection = conversation(protocol, "help.example.com"), cast(Connection, lines)
        texts: list[str] = []
        try:
            texts.append(await one.greet(connection))
            offer = await one.offer(connection)
            texts += [*offer.capabilities, *offer.mechanisms]
            await one.start_tls(connection)
            await one.quit(connection)
        except UnexpectedReplyError as error:
            texts += [str(value) for value in error.evidence.values()]
        except DialError:
            texts.append("lost")
        return texts

    try:
        whole().send(None)
    except StopIteration as end:  # nothing here waits for anything
        return end.value, lines.heard
    raise AssertionError("it waits")


GREETINGS = {
    Protocol.SMTP: b"220 ready\r\n250-a\r\n",
    Protocol.IMAP: b"* OK\r\n",
    Protocol.POP3: b"+OK\r\n+OK\r\n",
}
SAID = {
    b"EHLO help.example.com\r\n",
    b"STARTTLS\r\n",
    b"QUIT\r\n",
    b"m1 CAPABILITY\r\n",
    b"m2 STARTTLS\r\n",
    b"m3 LOGOUT\r\n",
    b"CAPA\r\n",
    b"STLS\r\n",
}
PIECES = st.sampled_from(
    [
        b"250-",
        b"250 ",
        b"AUTH ",
        b"AUTH=",
        b"* CAPABILITY ",
        b"m1 OK",
        b"m1 NO",
        b"SASL ",
        b".",
        b"\r\n",
        b"\n",
        b"\x00",
        b"\x1b[2J",
        b"\xff",
        "\u202e메".encode(),
        b"<script>",
        b"STARTTLS",
        b" ",
        b"-",
        b"999",
        b"+OK",
    ]
)


@pytest.mark.parametrize("protocol", list(Protocol))
@given(st.booleans(), st.lists(st.one_of(PIECES, st.binary(max_size=8)), max_size=40))
def test_no_server_confuses_it(protocol: Protocol, welcomed: bool, pieces: list[bytes]) -> None:
    texts, heard = talk(protocol, (GREETINGS[protocol] if welcomed else b"") + b"".join(pieces))
    assert set(heard) <= SAID
    assert all(text.isprintable() and len(text) <= 200 for text in texts)


@pytest.mark.parametrize(
    ("protocol", "said"),
    [
        (Protocol.SMTP, b"220 a\r\n" + b"250-x\r\n" * 10_000),
        (Protocol.SMTP, b"220-a\r\n" * 10_000),
        (Protocol.IMAP, b"* OK\r\n" + b"* x\r\n" * 10_000),
        (Protocol.POP3, b"+OK\r\n+OK\r\n" + b"x\r\n" * 10_000),
    ],
)
def test_a_reply_without_end(protocol: Protocol, said: bytes) -> None:
    assert talk(protocol, said)[0][-1] == "lost"
