"""Whatever comes in, an answer comes out: no exception, bounded work, and the same answer every time."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.bounce import Decoding, classify, decode, summarize

HEADER = "From: MAILER-DAEMON@example.net\nTo: writer@example.com\nSubject: Undelivered Mail\n"
REPORT = (
    HEADER + "Content-Type: multipart/report; boundary=b\n\n"
    "--b\nContent-Type: text/plain; charset=utf-8\n\n<user@example.com>: 메일함이 가득 찼습니다.\n"
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
    "Final-Recipient: rfc822; user@example.com\nAction: failed\nStatus: 5.2.2\n"
    "Diagnostic-Code: smtp; 552-5.2.2 Mailbox\n 552 5.2.2 full\n\n"
    "--b\nContent-Type: message/rfc822\n\nTo: user@example.com\n\nHello\n--b--\n"
)
FULL = "550 5.1.1 user unknown\n"
MIB = 1 << 20

HOSTILE: dict[str, str | bytes] = {
    "nothing": "",
    "no bytes": b"",
    "NUL": "\0" * 5000,
    "every byte": bytes(range(256)) * 20,
    "lone surrogates": "550 5.1.1 \ud800\udfff user unknown \udcff",
    "lone surrogates in a message": HEADER + "\n<user@example.com>: \ud800 user unknown\n",
    "letters whose lower case is longer": "550 5.1.1 İİİ user unknown ẞ",
    "1 MiB of one letter": "a" * MIB,
    "1 MiB of digits": "5" * MIB,
    "1 MiB of line ends": "\n" * MIB,
    "1 MiB of @": "@" * MIB,
    "1 MiB of replies": FULL * (MIB // len(FULL)),
    "1 MiB in a notice": HEADER + "\n" + "x" * MIB,
    "100,000 brackets": "[" * 100_000,
    "100,000 angle brackets in a page": HEADER + "Content-Type: text/html\n\n" + "<" * 100_000,
    "style that never ends": HEADER + "Content-Type: text/html\n\n" + "<style>" * 100_000,
    "100,000 nested parts": "".join(
        f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(100_000)
    ),
    "100,000 parts": HEADER + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 100_000,
    "100,000 brackets of JSON": HEADER + '\n{"notificationType":"Bounce","bounce":' + "[" * 100_000,
    "a charset that is no charset": HEADER + "Content-Type: text/plain; charset=rot13\n\nx\xff",
    "base64 of nothing": HEADER + "Content-Transfer-Encoding: base64\n\n=A=",
    "fields of Exchange that never end": "550 5.1.1 " + "{LED=" * 12_000,
    "a host of Exchange that never ends": "{LED=550 5.1.1 no};" + "{FQDN=" * 10_000,
    "separators only": HEADER + "\n" + "--- Original message follows\n" * 20_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_gets_an_answer(data: str | bytes) -> None:
    decoding = decode(data)
    check(decoding)
    assert decode(data) == decoding
    if isinstance(data, str):
        classify(data)


@pytest.mark.parametrize("as_report", [True, False], ids=["report", "notice"])
def test_ten_thousand_recipients(as_report: bool) -> None:
    names = [f"user{i}@example.com" for i in range(10_000)]
    if as_report:
        groups = "".join(
            f"Final-Recipient: rfc822; {name}\nAction: failed\nStatus: 5.1.1\n\n" for name in names
        )
        kind = "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
        text = f"{HEADER}{kind}{groups}\n--b--\n"
    else:
        text = HEADER + "\n" + "".join(f"<{name}>: 550 5.1.1 User unknown\n" for name in names)
    outcomes = decode(text).outcomes
    assert [outcome.recipient for outcome in outcomes] == names
    assert {outcome.reason for outcome in outcomes} == {"user-unknown"}


def damaged(chance: random.Random) -> bytes:
    """The report, cut, spliced, flipped or nested."""
    data = bytearray(REPORT.encode())
    for _ in range(chance.randint(1, 3)):
        way = chance.randrange(5)
        at = chance.randint(0, len(data))
        if way == 0:
            data = data[:at]
        elif way == 1:
            data = data[:at] + REPORT.encode()[chance.randrange(400) :] + data[at:]
        elif way == 2 and data:
            for _ in range(30):
                data[chance.randrange(len(data))] = chance.randrange(256)
        elif way == 3:
            data = bytearray(
                b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n' + bytes(data) + b"\n--b--\n"
            )
        else:
            data = bytearray(bytes(data).replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\n", b""])))
    return bytes(data)


def test_damaged_messages_get_an_answer() -> None:
    chance = random.Random(20261122)
    for _ in range(400):
        check(decode(damaged(chance)))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400),
        st.from_regex(r"(?s)[45]\d\d[ -].{0,60}", fullmatch=True),
    )
)
def test_anything_gets_an_answer(data: str | bytes) -> None:
    check(decode(data))
    if isinstance(data, str):
        classify(data)


def check(decoding: Decoding) -> None:
    """What every answer must be: spans inside their text, texts that can be written down."""
    summarize(decoding)
    for outcome in decoding.outcomes:
        outcome.diagnostic.encode()
        (outcome.recipient or "").encode()
        if outcome.evidence.span is not None:
            start, end = outcome.evidence.span
            assert 0 <= start <= end <= len(outcome.evidence.text)


def test_very_many_recipients_in_a_header_are_read_in_one_go() -> None:
    names = ", ".join(f"u{i}@example.com" for i in range(20_000))
    header = "From: MAILER-DAEMON@mx.example.net\nSubject: Undelivered\n"
    text = f"{header}X-Failed-Recipients: {names}\n\n" + "x\n" * 100_000
    assert len(decode(text).outcomes) == 10_000
