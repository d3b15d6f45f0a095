"""Returned messages, written for these tests: who failed, and why, in the layer that reads them."""

# The messages hold whole lines, as servers write them.
# ruff: noqa: E501

from textwrap import dedent

import pytest

from checker.bounce import Action, Decoding, Kind, decode

HEADER = """\
Return-Path: <>
From: {sender}
To: writer@example.com
Subject: {subject}
"""


def notice(body: str, sender: str = "MAILER-DAEMON@mx.example.net", subject: str = "Undelivered Mail") -> str:
    """A notice in plain text."""
    return HEADER.format(sender=sender, subject=subject) + "\n" + dedent(body)


def report(groups: str, human: str = "", returned: str = "To: user@example.com\n\nHello\n") -> str:
    """A delivery status notification with its three parts."""
    return (
        HEADER.format(sender="MAILER-DAEMON@mx.example.net", subject="Undelivered Mail")
        + 'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="=_b"\n\n'
        + f"--=_b\nContent-Type: text/plain\n\n{dedent(human)}\n"
        + f"--=_b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n{dedent(groups)}\n"
        + f"--=_b\nContent-Type: message/rfc822\n\n{returned}\n--=_b--\n"
    )


def told(decoding: Decoding) -> list[tuple[str | None, str, Action]]:
    """Recipient, reason and action of each outcome."""
    return [(outcome.recipient, outcome.reason, outcome.action) for outcome in decoding.outcomes]


def test_a_report_with_several_recipients() -> None:
    decoding = decode(
        report(
            """\
            Original-Recipient: rfc822;full@example.com
            Final-Recipient: rfc822; box-17@store.example.com
            Action: failed
            Status: 5.2.2
            Remote-MTA: dns; mx.example.com
            Diagnostic-Code: smtp; 552 5.2.2 <box-17@store.example.com>:
                Mailbox is full

            Final-Recipient: rfc822; later@example.com
            Action: delayed
            Status: 4.4.1
            Diagnostic-Code: x-unix; connect to mx.example.com: Connection refused

            Final-Recipient: rfc822; there@example.com
            Action: delivered
            Status: 2.1.5
            """,
            returned="To: full@example.com, later@example.com\nCc: there@example.com\n\nHello\n",
        )
    )
    assert decoding.kind is Kind.MESSAGE
    assert decoding.total == 3
    assert told(decoding) == [
        ("full@example.com", "mailbox-full", Action.FAILED),
        ("later@example.com", "network-error", Action.DELAYED),
        ("there@example.com", "delivered", Action.DELIVERED),
    ]
    full = decoding.outcomes[0]
    assert (full.reply_code, full.status, full.remote_mta) == ("552", "5.2.2", "mx.example.com")
    assert full.diagnostic == "552 5.2.2 <box-17@store.example.com>: Mailbox is full"


def test_bytes_and_text_with_any_line_ends_say_the_same() -> None:
    text = report("Final-Recipient: rfc822; user@example.com\nAction: failed\nStatus: 5.1.1\n")
    expected = [("user@example.com", "user-unknown", Action.FAILED)]
    for data in (
        text,
        text.encode(),
        text.replace("\n", "\r\n"),
        text.replace("\n", "\r\n").encode(),
        f"\n\n{text}",
    ):
        assert told(decode(data)) == expected


def test_words_of_the_notice_fill_a_report_without_a_diagnostic() -> None:
    decoding = decode(
        report(
            "Final-Recipient: rfc822; user@example.com\nAction: failed\nStatus: 5.0.0\n",
            human="<user@example.com>: host mx.example.com[192.0.2.1] said: 550\n    5.7.1 Spam message rejected\n",
        )
    )
    assert told(decoding) == [("user@example.com", "spam-detected", Action.FAILED)]
    assert decoding.outcomes[0].evidence.text == "550 5.7.1 Spam message rejected"


def test_a_host_that_never_answered_means_expired_once_the_mail_is_returned() -> None:
    decoding = decode(
        report(
            "Final-Recipient: rfc822; user@example.com\nAction: failed\nStatus: 4.4.1\n"
            "Diagnostic-Code: x-postfix; connect to mx.example.com[192.0.2.1]:25: Connection timed out\n"
        )
    )
    assert told(decoding) == [("user@example.com", "expired", Action.FAILED)]
    assert [also.reason for also in decoding.outcomes[0].also] == ["network-error"]


NOTICES = {
    "qmail": (
        notice(
            """\
            Hi. This is the qmail-send program at mx.example.net.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <one@example.com>:
            192.0.2.1 does not like recipient.
            Remote host said: 550 5.1.1 User unknown
            Giving up on 192.0.2.1.

            <two@example.com>:
            Sorry, I couldn't find any host named example.com. (#5.1.2)

            --- Below this line is a copy of the message.

            To: three@example.com
            """,
            subject="failure notice",
        ),
        [("one@example.com", "user-unknown"), ("two@example.com", "host-unknown")],
    ),
    "exim": (
        notice(
            """\
            A message that you sent could not be delivered to one or more of its
            recipients. The following address(es) failed:

              user@example.com
                host mx.example.com [192.0.2.1]
                SMTP error from remote mail server after RCPT TO:<user@example.com>:
                550-Verification failed for <writer@example.org>
                550 Sender verify failed

            ------ This is a copy of the message, including all the headers. ------

            To: user@example.com
            """
        ),
        [("user@example.com", "sender-rejected")],
    ),
    "sendmail": (
        notice(
            """\
               ----- The following addresses had permanent fatal errors -----
            <user@example.com>

               ----- Transcript of session follows -----
            ... while talking to mx.example.com.:
            >>> DATA
            <<< 552 5.3.4 Message too big
            <<< 503 5.0.0 Need RCPT (recipient)
            """,
            subject="Returned mail: see transcript for details",
        ),
        [("user@example.com", "message-too-large")],
    ),
    "exchange 5.5": (
        notice(
            """\
            Your message

              To:      list@example.com
              Subject: Hello
              Sent:    Mon, 2 Nov 2026 10:00:00 +0900

            did not reach the following recipient(s):

            user@example.com on Mon, 2 Nov 2026 10:00:01 +0900
                The recipient name is not recognized
            """,
            sender="System Administrator <postmaster@example.com>",
            subject="Undeliverable: Hello",
        ),
        [("user@example.com", "user-unknown")],
    ),
    "korean": (
        notice(
            """\
            메일이 전송되지 않았습니다.

            받는 사람: user@example.com
            사유: 받는 사람의 메일함이 가득 찼습니다.
            """,
            subject="[반송] 안녕하세요",
        ),
        [("user@example.com", "mailbox-full")],
    ),
    "korean, two in sentences": (
        notice(
            """\
            user@example.com 님에게 보낸 메일은 존재하지 않는 메일 주소이므로 반송되었습니다.
            other@example.com 님에게 보낸 메일은 수신자가 수신을 거부하여 반송되었습니다.
            """,
            subject="메일 전송 실패 안내",
        ),
        [("user@example.com", "user-unknown"), ("other@example.com", "recipient-restricted")],
    ),
    "japanese": (
        notice(
            """\
            次の宛先へのメッセージは送信できませんでした。

            user@example.com

            宛先のメールアドレスが見つかりませんでした。
            """,
            subject="配信不能",
        ),
        [("user@example.com", "user-unknown")],
    ),
    "one sentence": (
        notice("Your message to <user@example.com> could not be delivered: 550 5.7.1 Relaying denied\n"),
        [("user@example.com", "relay-denied")],
    ),
    "only the returned message names anybody": (
        notice(
            """\
            Message could not be delivered: mailbox is full.

            ----- Original message -----

            From: writer@example.com
            To: user@example.com
            Subject: Hello
            """
        ),
        [("user@example.com", "mailbox-full")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NOTICES.values(), ids=NOTICES)
def test_notices_for_people(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(decode(text)) == [(name, reason, Action.FAILED) for name, reason in expected]


def test_a_notice_in_the_charset_and_encoding_of_its_country() -> None:
    body = "받는 사람: user@example.com\n사유: 존재하지 않는 메일 주소입니다.\n".encode("cp949")
    header = HEADER.format(sender="postmaster@example.net", subject="=?ks_c_5601-1987?B?udi80w==?=")
    data = f"{header}Content-Type: text/plain; charset=ks_c_5601-1987\n\n".encode() + body
    assert told(decode(data)) == [("user@example.com", "user-unknown", Action.FAILED)]
    japanese = "あて先: user@example.com\nメールボックスがいっぱいです。\n".encode("iso-2022-jp")
    data = f"{header}Content-Type: text/plain; charset=ISO-2022-JP\n\n".encode() + japanese
    assert told(decode(data)) == [("user@example.com", "mailbox-full", Action.FAILED)]


def test_a_notice_that_says_it_goes_on_trying_is_delayed() -> None:
    text = notice("Delivery to the following recipient has been delayed:\n\n     user@example.com\n")
    assert told(decode(text)) == [("user@example.com", "delayed", Action.DELAYED)]


def test_what_did_not_fail_is_never_called_a_failure() -> None:
    answer = "From: user@example.com\nTo: writer@example.com\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nI am away.\n"
    assert told(decode(answer)) == [("user@example.com", "auto-reply", Action.DELIVERED)]
    complaint = (
        "From: fbl@example.net\nTo: abuse@example.com\nSubject: Abuse\nContent-Type: multipart/report; boundary=b\n\n"
        "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: user@example.com\n--b--\n"
    )
    assert told(decode(complaint)) == [("user@example.com", "complaint", Action.DELIVERED)]
    letter = "From: friend@example.com\nTo: writer@example.com\nSubject: Lunch\n\nAsk bob@example.com about lunch.\n"
    assert decode(letter) == Decoding(Kind.MESSAGE, ())


def test_an_event_of_amazon_ses_inside_a_mail() -> None:
    event = (
        '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":'
        '"user@example.com","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]}}'
    )
    text = f"From: no-reply@sns.example.com\nTo: writer@example.com\nSubject: Notification\n\n{event}\n"
    assert told(decode(text)) == [("user@example.com", "user-unknown", Action.FAILED)]


def test_a_mailbox_with_two_notices() -> None:
    one = "From MAILER-DAEMON Mon Nov  2 10:00:00 2026\n" + notice(
        "<one@example.com>: 550 5.1.1 User unknown\n"
    )
    two = "From MAILER-DAEMON Mon Nov  2 10:00:01 2026\n" + notice(
        "<two@example.com>: 552 5.2.2 Mailbox full\n"
    )
    assert [name for name, *_ in told(decode(f"{one}\n{two}"))] == ["one@example.com", "two@example.com"]


def test_a_pasted_notice_without_its_header() -> None:
    text = "Your mail could not be delivered.\n\n<user@example.com>:\n552 5.2.2 Mailbox full\n"
    decoding = decode(text)
    assert decoding.kind is Kind.MESSAGE
    assert told(decoding) == [("user@example.com", "mailbox-full", Action.FAILED)]
