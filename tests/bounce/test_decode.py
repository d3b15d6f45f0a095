"""What was pasted? Codes, replies and everything that is none of them."""

import pytest

from checker.bounce import Kind, decode

CODES = [
    ("5.1.1", "user-unknown", "code:x-1-1", True),
    ("4.2.2", "mailbox-full", "code:x-2-2", False),
    ("#5.7.26", "dmarc-failed", "code:x-7-26", True),
    ("X.2.2", "mailbox-full", "code:x-2-2", None),
    ("550", "user-unknown", "code:reply-550", True),
    ("421", "system-error", "code:reply-421", False),
    ("550-5.7.26", "dmarc-failed", "code:x-7-26", True),
    ("552 5.7.0", "attachment-blocked", "code:x-7-0", True),
    ("SMTP error 556", "no-mail-service", "code:reply-556", True),
    ("EC-002", "mailbox-full", "code:ec-002", None),
    ("5.7.515", "dmarc-failed", "code:microsoft-x-7-515", True),
    ("5.9.9", "unknown", "none", True),
]


@pytest.mark.parametrize(("text", "reason", "rule", "permanent"), CODES, ids=[row[0] for row in CODES])
def test_bare_codes(text: str, reason: str, rule: str, permanent: bool | None) -> None:
    decoding = decode(text)
    assert decoding.kind is Kind.CODE
    (outcome,) = decoding.outcomes
    assert (outcome.reason, outcome.evidence.rule, outcome.permanent) == (reason, rule, permanent)


KINDS = [
    ("", Kind.UNKNOWN, 0),
    (" \n\t ", Kind.UNKNOWN, 0),
    ("hello", Kind.UNKNOWN, 1),
    ("550 5.1.1 User unknown", Kind.REPLY, 1),
    ("550-5.1.1 User\n550 5.1.1 unknown", Kind.REPLY, 1),
    ("편지함이 꽉 찼대요", Kind.REPLY, 1),
    (b"552 5.2.2 Mailbox full\r\n", Kind.REPLY, 1),
    ("From: a@example.com\nTo: b@example.com\nSubject: Hello\n\nHello\n", Kind.MESSAGE, 0),
]


@pytest.mark.parametrize(("data", "kind", "count"), KINDS, ids=lambda value: repr(value)[:40])
def test_kinds(data: str | bytes, kind: Kind, count: int) -> None:
    decoding = decode(data)
    assert (decoding.kind, len(decoding.outcomes)) == (kind, count)
