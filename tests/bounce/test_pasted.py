"""What people paste: parts of notices, quoted replies, codes in other letters, and names of codes."""

import pytest

from checker.bounce import Action, Also, Kind, Why, decode, summarize

LABELS = [
    ("宛先：user@example.com\n理由：メールボックスがいっぱいです。\n送信できませんでした。", "mailbox-full"),
    ("받는 사람：user@example.com\n사유：존재하지 않는 메일 주소입니다.", "user-unknown"),
    ("수신자 : user@example.com\n실패 이유 : 메일함 용량이 초과되었습니다.", "mailbox-full"),
    ("收件人：user@example.com（张三）\n退信原因：收件人不存在", "user-unknown"),
    ("Empfänger: user@example.com\nGrund: Das Postfach ist voll.", "mailbox-full"),
    ("Destinataire : user@example.com\nMotif : la boîte est pleine", "mailbox-full"),
    ("Destinatario: user@example.com\nMotivo: usuario desconocido", "user-unknown"),
    ("Destinatário: user@example.com\nMotivo: a conta está desativada", "mailbox-disabled"),
    ("Получатель: user@example.com\nПричина: пользователь не найден", "user-unknown"),
    ("Cc: user@example.com\nError: 550 5.1.1 user unknown", "user-unknown"),
    ("> <user@example.com>: host mx.example.com[192.0.2.1] said: 552 5.2.2 Mailbox full", "mailbox-full"),
    (
        "On Monday, Support wrote:\n> Your message could not be delivered.\n>\n"
        "> <user@example.com>:\n> 550 5.1.1 user unknown",
        "user-unknown",
    ),
    (
        "> From: Mail Delivery System <MAILER-DAEMON@example.net>\n> To: writer@example.org\n"
        "> Subject: Undelivered Mail Returned to Sender\n>\n> <user@example.com>: 550 5.1.1 user unknown",
        "user-unknown",
    ),
]


@pytest.mark.parametrize(("text", "reason"), LABELS, ids=[row[0][:24] for row in LABELS])
def test_the_recipient_is_found_behind_its_label(text: str, reason: str) -> None:
    found = [(outcome.recipient, outcome.reason, outcome.action) for outcome in decode(text).outcomes]
    assert found == [("user@example.com", reason, Action.FAILED)]


def test_a_quoted_notice_in_a_file() -> None:
    text = "> Your mail could not be delivered.\n>\n> <user@example.com>:\n> 552 5.2.2 Mailbox full\n"
    (outcome,) = decode(text.encode()).outcomes
    assert (outcome.recipient, outcome.reason) == ("user@example.com", "mailbox-full")


@pytest.mark.parametrize(
    "text",
    [
        "From: a@example.com\nTo: b@example.com\nSubject: spam report, mailbox full",
        "From: a@example.com\nTo: b@example.com\nSubject: user unknown\n\nHello\n",
    ],
)
def test_a_letter_is_no_failure_whatever_its_subject(text: str) -> None:
    assert decode(text).outcomes == ()


CODES = [
    ("５５０ ５．１．１", "user-unknown", "550", "5.1.1"),
    ("５．１．１", "user-unknown", None, "5.1.1"),
    ("５５２　５．２．２", "mailbox-full", "552", "5.2.2"),
    ("552 5．2．2", "mailbox-full", "552", "5.2.2"),
    ("ＥＣ－００２", "mailbox-full", None, None),
    ("EC-2", "mailbox-full", None, None),
    ("EC 02", "mailbox-full", None, None),
    ("ＴＳＳ０４", "bad-reputation", None, None),
    ("585-5.1.1", "user-unknown", "585", "5.1.1"),
    ("TSS04", "bad-reputation", None, None),
    ("[TSS09]", "bad-reputation", None, None),
    ("TS01", "bad-reputation", None, None),
    ("BL21", "ip-blocked", None, None),
    ("RUSR", "user-unknown", None, None),
    ("ract", "mailbox-disabled", None, None),
    ("MAILBOX_FULL", "mailbox-full", None, None),
    ("EC_INSUFFICIENT_STORAGE", "mailbox-full", None, None),
    ("EC_THROTTLED", "rate-limited", None, None),
    ("4.7.320", "tls-required", None, "4.7.320"),
]


@pytest.mark.parametrize(("text", "reason", "reply_code", "status"), CODES, ids=[row[0] for row in CODES])
def test_codes_in_other_letters_and_by_name(
    text: str, reason: str, reply_code: str | None, status: str | None
) -> None:
    decoding = decode(text)
    (outcome,) = decoding.outcomes
    assert (decoding.kind, outcome.reason) == (Kind.CODE, reason)
    assert (outcome.reply_code, outcome.status) == (reply_code, status)


DELAY = """\
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: writer@example.org
Subject: Delivery Status Notification (Delay)
Content-Type: multipart/report; boundary="b"; report-type=delivery-status

--b
Content-Type: text/plain; charset=utf-8

There was a temporary problem delivering your message to user@example.com. Gmail will retry for 45 more hours.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example

Final-Recipient: rfc822; user@example.com
Action: delayed
Status: 4.4.1
Diagnostic-Code: smtp; The recipient server did not accept our requests to connect. Learn more at https://support.google.com/mail/answer/7720

--b--
"""


def test_a_server_that_still_tries_has_not_given_up() -> None:
    (outcome,) = decode(DELAY).outcomes
    assert (outcome.reason, outcome.action) == ("delayed", Action.DELAYED)
    assert outcome.also == (Also("network-error", Why.LAST_CAUSE),)
    (outcome,) = decode(DELAY.replace("Action: delayed", "Action: failed")).outcomes
    assert (outcome.reason, outcome.action) == ("expired", Action.FAILED)


RECEIPT = """\
From: user@example.com
To: writer@example.org
Subject: Not read: budget
Content-Type: multipart/report; report-type=disposition-notification; boundary="m"

--m
Content-Type: text/plain

Your message was deleted without being read.

--m
Content-Type: message/disposition-notification

Final-Recipient: rfc822; user@example.com
Disposition: automatic-action/MDN-sent-automatically; {what}

--m--
"""


@pytest.mark.parametrize("what", ["displayed", "deleted", "processed", "denied"])
def test_a_receipt_is_no_failure(what: str) -> None:
    """RFC 8098 section 3.2.6: whatever became of the message, it was delivered."""
    assert decode(RECEIPT.format(what=what)).outcomes == ()


def test_a_text_without_a_trace_of_mail_is_no_failure() -> None:
    decoding = decode("hello world")
    assert decoding.kind is Kind.UNKNOWN
    assert [outcome.reason for outcome in decoding.outcomes] == ["unknown"]
    assert summarize(decoding).failed == 0


def test_a_list_that_refuses_writes_about_itself() -> None:
    text = (
        "From: dev-bounces@lists.example.com\nTo: writer@example.org\nSubject: Your message rejected\n\n"
        "You are not allowed to post to this mailing list, and your message has been rejected.\n"
        "If you think that this is an error, contact the owner at dev-owner@lists.example.com.\n"
    )
    found = [(outcome.recipient, outcome.reason) for outcome in decode(text).outcomes]
    assert found == [("dev@lists.example.com", "recipient-restricted")]
