"""Log lines: who, what happened, what the server said."""

# The tables hold whole lines, as servers write them.
# ruff: noqa: E501

import pytest

from checker.bounce import Action, Kind, classify, decode

POSTFIX = "Nov 22 10:00:01 mx postfix/smtp[1]: 4F1: to=<user@example.com>, relay={}, delay=1, dsn={}, status={} ({})"
EXIM = "2026-11-22 10:00:01 1tEabc-00000001abc-1X2Y {} user@example.com R=dnslookup T=remote_smtp {}"
SENDMAIL = "Nov 22 10:00:01 mx sendmail[9]: 5AM: to=<user@example.com>, mailer=esmtp, relay=mx.example.com., dsn={}, stat={}"

# line, reason, action, recipient, reply code, status, remote host
LINES = [
    (
        POSTFIX.format("mx.example.com[192.0.2.1]:25", "5.1.1", "bounced", "host mx.example.com[192.0.2.1] said: 550 5.1.1 <user@example.com>: User unknown (in reply to RCPT TO command)"), "user-unknown",
        Action.FAILED, "user@example.com", "550", "5.1.1", "mx.example.com",
    ),
    (
        POSTFIX.format("none", "4.4.1", "deferred", "connect to mx.example.com[192.0.2.1]:25: Connection timed out"), "network-error", Action.DELAYED, "user@example.com", None, "4.4.1", None,
    ),
    (
        POSTFIX.format("mx.example.com[192.0.2.1]:25", "2.0.0", "sent", "250 2.0.0 Ok: queued as 123"),
        "delivered", Action.DELIVERED, "user@example.com", "250", "2.0.0", "mx.example.com",
    ),
    (
        "Nov 22 10:00:01 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from mail.example.net[192.0.2.9]: 554 5.7.1 <user@example.com>: Relay access denied; from=<a@example.net> to=<user@example.com> proto=ESMTP",
        "relay-denied", Action.FAILED, "user@example.com", "554", "5.7.1", None,
    ),
    (
        EXIM.format("**", "H=mx.example.com [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<user@example.com>: 552 5.2.2 Mailbox full"), "mailbox-full", Action.FAILED, "user@example.com",
        "552", "5.2.2", "mx.example.com",
    ),
    (EXIM.format("==", "defer (110): Connection timed out"), "network-error", Action.DELAYED, "user@example.com", None, None, None),
    (EXIM.format("=>", 'H=mx.example.com [192.0.2.1] C="250 OK"'), "delivered", Action.DELIVERED, "user@example.com", None, None, "mx.example.com"),
    (SENDMAIL.format("5.1.1", "User unknown"), "user-unknown", Action.FAILED, "user@example.com", None, "5.1.1", "mx.example.com"),
    (SENDMAIL.format("4.0.0", "Deferred: Connection refused by mx.example.com."), "network-error", Action.DELAYED, "user@example.com", None, "4.0.0", "mx.example.com"),
    (SENDMAIL.format("2.0.0", "Sent (250 ok)"), "delivered", Action.DELIVERED, "user@example.com", None, "2.0.0", "mx.example.com"),
    (
        "@4000000065 delivery 3: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/",
        "user-unknown", Action.FAILED, None, "550", "5.1.1", None,
    ),
    (
        "@4000000065 delivery 5: failure: 203.0.113.7_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/",
        "user-unknown", Action.FAILED, None, "550", "5.1.1", None,
    ),
    ("@4000000065 delivery 4: deferral: Connected_to_192.0.2.1_but_connection_died._(#4.4.2)/", "network-error", Action.DELAYED, None, None, "4.4.2", None),
    (
        "[{LED=550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found};{MSG=};{FQDN=mx.example.com};{IP=192.0.2.1}]",
        "user-unknown", Action.FAILED, None, "550", "5.1.10", "mx.example.com",
    ),
    ("stat=Deferred[In Connect(), Connect Timeout 192.0.2.1:25]", "network-error", Action.DELAYED, None, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason", "action", "recipient", "reply_code", "status", "remote_mta"),
    LINES,
    ids=[row[0] for row in LINES],
)
def test_log_lines(
    line: str,
    reason: str,
    action: Action,
    recipient: str | None,
    reply_code: str | None,
    status: str | None,
    remote_mta: str | None,
) -> None:
    found = classify(line)
    assert (found.reason, found.action, found.recipient) == (reason, action, recipient)
    assert (found.reply_code, found.status, found.remote_mta) == (reply_code, status, remote_mta)
    assert decode(line).kind is Kind.LOG_LINE
    assert decode(line).outcomes == (found,)


def test_several_log_lines_give_an_outcome_each() -> None:
    decoding = decode("\n".join(line for line, *_ in LINES[:3]))
    assert decoding.kind is Kind.LOG_LINE
    assert [outcome.reason for outcome in decoding.outcomes] == ["user-unknown", "network-error", "delivered"]
