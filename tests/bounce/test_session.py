"""Replies and log lines that tell of no delivery: nothing failed, and nothing arrived."""

import pytest

from checker.bounce import Action, Kind, code, decode, summarize


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("220 mx ESMTP", Kind.REPLY),
        ("221 bye", Kind.REPLY),
        ("221 2.0.0 Bye", Kind.REPLY),
        ("235 2.7.0 Authentication successful", Kind.REPLY),
        ("252 cannot VRFY", Kind.REPLY),
        ("354 End data with <CR><LF>.<CR><LF>", Kind.REPLY),
        ("334 VXNlcm5hbWU6", Kind.REPLY),
        ("250 OK", Kind.REPLY),
        ("250 2.1.5 OK", Kind.REPLY),
        ("251 User not local; will forward", Kind.REPLY),
        ("250-mx Hello\n250-SIZE 100\n250 HELP", Kind.REPLY),
        ("220 mx ESMTP\n250 OK\n354 go ahead", Kind.REPLY),
        ("220", Kind.CODE),
        ("354", Kind.CODE),
        ("250", Kind.CODE),
        ("2.7.0", Kind.CODE),
    ],
)
def test_a_session_tells_of_no_delivery(text: str, kind: Kind) -> None:
    decoding = decode(text)
    assert (decoding.kind, decoding.outcomes, summarize(decoding).failed) == (kind, (), 0)


@pytest.mark.parametrize(
    "text", ["250 2.0.0 OK", "250 Message accepted for delivery", "250 ok queued as 1F", "2.0.0"]
)
def test_a_server_that_took_the_message(text: str) -> None:
    assert [(each.reason, each.action) for each in decode(text).outcomes] == [("delivered", Action.DELIVERED)]


def test_a_refusal_within_a_session() -> None:
    text = "220 mx ESMTP\n250 OK\n550 5.1.1 <user@example.com> user unknown\n221 Bye"
    found = [(each.recipient, each.reason, each.reply_code) for each in decode(text).outcomes]
    assert found == [("user@example.com", "user-unknown", "550")]


@pytest.mark.parametrize("text", ["220", "221", "235", "252"])
def test_codes_of_a_session_have_a_meaning_and_no_reason(text: str) -> None:
    row = code(text)
    assert row is not None
    assert row.reason is None


LOG = [
    "Nov 22 10:00:01 mx postfix/smtpd[1]: connect from mail.example.net[192.0.2.1]",
    "Nov 22 10:00:01 mx postfix/cleanup[1]: 4F1: message-id=<a@example.net>",
    "Nov 22 10:00:01 mx postfix/qmgr[1]: 4F1: from=<a@example.net>, size=100, nrcpt=1 (queue active)",
    "2026-11-22T10:00:01+09:00 mx postfix/qmgr[1]: 4F1: removed",
    "postfix/qmgr[1]: 4F1: removed",
    "2026-11-22 10:00:01 1tEabc-00000001abc-1X2Y Completed",
    "2026-11-22 10:00:01 1tEabc-00000001abc-1X2Y <= a@example.net H=mx [192.0.2.1] P=esmtp S=100",
    "Nov 22 10:00:01 mx dovecot: lda(user@example.com): msgid=<a@example.net>: saved mail to INBOX",
]


@pytest.mark.parametrize("text", [*LOG, "\n".join(LOG)])
def test_log_lines_about_other_steps(text: str) -> None:
    decoding = decode(text)
    assert (decoding.kind, decoding.outcomes) == (Kind.UNKNOWN, ())


def test_the_one_delivery_among_log_lines() -> None:
    sent = (
        "Nov 22 10:00:01 mx postfix/smtp[1]: 4F1: to=<user@example.com>, relay=mx.example.com[192.0.2.1]:25, "
        "delay=1, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 user unknown)"
    )
    decoding = decode("\n".join([*LOG[:3], sent, LOG[3]]))
    found = [(each.recipient, each.reason) for each in decoding.outcomes]
    assert (decoding.kind, found) == (Kind.LOG_LINE, [("user@example.com", "user-unknown")])
