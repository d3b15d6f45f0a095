"""One reply line: the reason, how final it is, whose reply it is, and the words that decided."""

# The tables hold whole lines, as servers write them.
# ruff: noqa: E501

import pytest

from checker.bounce import Action, Also, Evidence, Outcome, Why, classify, classify_many


def test_an_outcome_in_full() -> None:
    text = "550 5.2.1 <user@example.com>... User Unknown"
    assert classify(text) == Outcome(
        recipient=None,
        reason="user-unknown",
        also=(Also("mailbox-disabled", Why.CODE_SAYS),),
        action=Action.FAILED,
        permanent=True,
        hard=True,
        reply_code="550",
        status="5.2.1",
        provider=None,
        remote_mta=None,
        diagnostic=text,
        evidence=Evidence("user-unknown", text, (32, 44)),
    )
    with pytest.raises(AttributeError):
        classify(text).reason = "unknown"  # type: ignore[misc]


# reply, reason, permanent, hard, provider, deciding words
REPLIES = [
    ("552 5.2.2 Mailbox full", "mailbox-full", True, False, None, "Mailbox full"),
    ("452 4.2.2 The email account that you tried to reach is over quota - gsmtp", "mailbox-full", False, False, "gmail", "over quota"),
    ("550 5.1.2 <user@example.com>... Host unknown (Name server: example.com: host not found)", "host-unknown", True, True, None, "Host unknown"),
    ("556 5.1.10 Recipient address has null MX", "no-mail-service", True, True, None, "null MX"),
    ("450 4.1.10 Recipient address has null MX", "no-mail-service", False, False, None, "null MX"),
    # Korea
    ("550 5.1.1 RUSR 192.0.2.1: No such user: <user@example.com>", "user-unknown", True, True, "daum", "RUSR"),
    ("550 5.2.1 RACT 192.0.2.1: Mailbox is inactive: <user@example.com>", "mailbox-disabled", True, False, "daum", "RACT"),
    ("550 5.7.1 RDENY 192.0.2.1: The receiver denied your mail.", "recipient-restricted", True, False, "daum", "RDENY"),
    ("421 4.4.5 CCRT 192.0.2.1: Connection refused. Server is busy(RT)", "ip-blocked", False, False, "daum", "CCRT"),
    ("550 5.1.8 192.0.2.1: No such user: sender address", "sender-rejected", True, False, "daum", "5.1.8 192.0.2.1: No such user"),
    ("550 5.1.1 No such user AbCdEfGhIjKlMnOpQrStUv - nsmtp", "user-unknown", True, True, "naver", "No such user"),
    ("550 5.1.1 Suspended(Inactive) user AbCdEfGhIjKlMnOpQrStUv - nsmtp", "mailbox-disabled", True, False, "naver", "Suspended(Inactive) user"),
    ("550 5.7.2 The sender is unauthenticated. AbCdEfGhIjKlMnOpQrStUv - nsmtp", "authentication-failed", True, False, "naver", "unauthenticated"),
    ("554 5.7.1 The sender address is unauthorized AbCdEfGhIjKlMnOpQrStUv - nsmtp", "sender-not-allowed", True, False, "naver", "The sender address is unauthorized"),
    ("받는 사람의 메일함이 가득 찼습니다.", "mailbox-full", None, False, None, "메일함이 가득"),
    ("존재하지 않는 메일 주소입니다.", "user-unknown", None, True, None, "존재하지 않는"),
    ("550 수신자가 메일 수신을 거부하였습니다.", "recipient-restricted", True, False, None, "수신을 거부"),
    # Japan
    ("550 Unknown user user@docomo.ne.jp", "user-unknown", True, True, "docomo", "550 Unknown user user@docomo"),
    ("553 mail.example.com does not exist", "host-unknown", True, True, None, "553 mail.example.com does not exist"),
    ("宛先のメールアドレスが見つかりませんでした。", "user-unknown", None, True, None, "アドレスが見つかりません"),
    # others, each in the language of its readers
    ("550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]", "user-unknown", True, True, "orange", "OFR_416"),
    ("Das Postfach des Empfängers ist voll", "mailbox-full", None, False, None, "Postfach des Empfängers ist voll"),
    ("El usuario no existe", "user-unknown", None, True, None, "usuario no existe"),
    ("Почтовый ящик переполнен", "mailbox-full", None, False, None, "ящик переполнен"),
    ("收件人邮箱已满", "mailbox-full", None, False, None, "邮箱已满"),
    # provider and text outrank the code
    ("550 5.7.27 Sender address has null MX", "sender-rejected", True, False, None, "Sender address"),
    ("550 5.7.27 SPF did not pass - gsmtp", "spf-failed", True, False, "gmail", "SPF did not pass"),
    ("550 5.1.1 <user@example.com>: user over quota", "mailbox-full", True, False, None, "over quota"),
    ("550 5.4.1 Recipient address rejected: Access denied. [x.prod.protection.outlook.com]", "user-unknown", True, True, "microsoft", "Recipient address rejected: Access denied"),
    ("421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred", "bad-reputation", False, False, "yahoo", "TSS04"),
    # codes alone, and nothing at all
    ("550 5.7.1 Fizz buzz", "policy-violation", True, False, None, "5.7.1"),
    ("550 Fizz buzz", "unknown", True, False, None, None),
    ("Fizz buzz", "unknown", None, False, None, None),
    ("250 2.0.0 OK", "delivered", None, False, None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason", "permanent", "hard", "provider", "words"), REPLIES, ids=[row[0] for row in REPLIES]
)
def test_replies(
    line: str, reason: str, permanent: bool | None, hard: bool, provider: str | None, words: str | None
) -> None:
    outcome = classify(line)
    span = outcome.evidence.span
    decided = outcome.evidence.text[slice(*span)] if span else None
    assert (outcome.reason, outcome.permanent, outcome.hard) == (reason, permanent, hard)
    assert (outcome.provider, decided) == (provider, words)


def test_unknown_shows_what_was_seen_and_what_it_may_be() -> None:
    outcome = classify("550 Fizz buzz")
    assert outcome.evidence == Evidence("none", "550 Fizz buzz", None)
    assert [also.reason for also in outcome.also] == [
        "user-unknown",
        "policy-violation",
        "recipient-restricted",
    ]


def test_a_multi_line_reply_is_read_as_one() -> None:
    reply = (
        "550-5.7.26 This mail has been blocked because the sender is unauthenticated.\r\n"
        "550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.\r\n"
        "550 5.7.26 For more information, see the help centre. abc - gsmtp\r\n"
    )
    outcome = classify(reply)
    assert outcome.reason == "authentication-failed"
    assert (outcome.reply_code, outcome.status, outcome.provider) == ("550", "5.7.26", "gmail")
    assert outcome.diagnostic == (
        "550 5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to "
        "authenticate with either SPF or DKIM. For more information, see the help centre. abc - gsmtp"
    )


def test_many_lines_keep_their_order() -> None:
    lines = ["552 5.2.2 Mailbox full", "", "550 5.1.1 User unknown"]
    assert [outcome.reason for outcome in classify_many(lines)] == ["mailbox-full", "unknown", "user-unknown"]
