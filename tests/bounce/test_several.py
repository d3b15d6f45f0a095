"""Several answers in one pasted text: each recipient and each reply gets its outcome."""

# The tables hold whole lines, as servers write them.
# ruff: noqa: E501

import pytest

from checker.bounce import Action, Kind, decode

INTRODUCTION = """\
This is the mail system at host mail.example.com.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

"""
BLOCKS = """\
<kim@example.com>: host mx1.example.com[192.0.2.1] said: 550 5.1.1 No such user (in reply to RCPT TO command)

<lee@example.net>: host mx2.example.net[192.0.2.2] said: 452 4.2.2 The recipient is over quota (in reply
    to RCPT TO command)
"""
KIM = ("kim@example.com", "user-unknown", "550")
LEE = ("lee@example.net", "mailbox-full", "452")


@pytest.mark.parametrize("text", [INTRODUCTION + BLOCKS, BLOCKS, BLOCKS.replace("\n\n", "\n")])
def test_blocks_of_a_notice_without_its_header(text: str) -> None:
    decoding = decode(text)
    found = [(outcome.recipient, outcome.reason, outcome.reply_code) for outcome in decoding.outcomes]
    assert (decoding.kind, found) == (Kind.MESSAGE, [KIM, LEE])


def test_a_notice_says_that_it_gave_up_and_blocks_alone_do_not() -> None:
    assert [outcome.action for outcome in decode(INTRODUCTION + BLOCKS).outcomes] == [Action.FAILED] * 2
    assert [outcome.action for outcome in decode(BLOCKS).outcomes] == [Action.FAILED, Action.DELAYED]


def test_blocks_without_codes() -> None:
    text = "<kim@example.com>: unknown user\n\n<lee@example.net>: Connection timed out"
    found = [(outcome.recipient, outcome.reason, outcome.diagnostic) for outcome in decode(text).outcomes]
    assert found == [
        ("kim@example.com", "user-unknown", "unknown user"),
        ("lee@example.net", "network-error", "Connection timed out"),
    ]


def test_names_in_a_list_are_no_blocks() -> None:
    assert decode("<kim@example.com>: Kim Minji\n<lee@example.net>: Lee Jun").kind is Kind.UNKNOWN


REPLIES = [
    (
        "550 5.1.1 <kim@example.com> user unknown\n552 5.2.2 <lee@example.net> mailbox full",
        [("kim@example.com", "user-unknown"), ("lee@example.net", "mailbox-full")],
    ),
    ("552 5.2.2 full\r\n550 5.1.1 unknown", [(None, "mailbox-full"), (None, "user-unknown")]),
    ("552 5.2.2 full\n\n550 5.1.1 unknown\n", [(None, "mailbox-full"), (None, "user-unknown")]),
    (
        "550 5.1.1 <kim@example.com> user unknown\n550 5.1.1 <lee@example.net> user unknown",
        [("kim@example.com", "user-unknown"), ("lee@example.net", "user-unknown")],
    ),
    (
        "550-5.1.1 The account <kim@example.com>\n550-5.1.1 does not exist, see <lee@example.net>\n550 5.1.1 bye\n452 4.2.2 full",
        [(None, "user-unknown"), (None, "mailbox-full")],
    ),
    ("550-5.1.1 a\n550-5.1.1 b\n550 5.1.1 c", [(None, "user-unknown")]),
    ("550 5.1.1 user\n550 unknown", [(None, "user-unknown")]),
    ("550 5.1.1 user\n    unknown\n552 5.2.2 mailbox full", [(None, "user-unknown"), (None, "mailbox-full")]),
    ("250 2.1.0 Ok\n550 5.1.1 user unknown", [(None, "user-unknown")]),
    (
        "553 5.1.8 <kim@example.com> Sender address rejected: Domain not found\n552 5.2.2 mailbox full",
        [(None, "sender-rejected"), (None, "mailbox-full")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), REPLIES, ids=[row[0][:40] for row in REPLIES])
def test_an_outcome_per_reply(text: str, found: list[tuple[str | None, str]]) -> None:
    decoding = decode(text)
    assert [(outcome.recipient, outcome.reason) for outcome in decoding.outcomes] == found
    assert decoding.kind is Kind.REPLY
