"""What each code stands for: alone, and with words that say nothing. Other meanings are mentioned."""

import pytest

from checker.bounce import Kind, decode, reasons

# code, reason, what else the code may mean
CODES = """
550 5.1.1|user-unknown|
5.1.6|user-unknown|
550 5.1.10|user-unknown|no-mail-service
550 5.4.1|user-unknown|network-error
511|user-unknown|invalid-address
585 5.1.1|user-unknown|
501 5.1.3|invalid-address|
553 5.1.3|invalid-address|
5.2.1|mailbox-disabled|
525|mailbox-disabled|smtp-authentication-required
542 5.0.0|mailbox-disabled|
452 4.2.2|mailbox-full|
552 5.2.2|mailbox-full|
5.7.133|recipient-restricted|
5.1.2|host-unknown|
5.4.4|host-unknown|network-error
521|no-mail-service|
556 5.1.10|no-mail-service|user-unknown
4.4.1|network-error|
4.4.2|network-error|
4.4.3|network-error|
4.4.7|expired|
5.4.6|mail-loop|
5.4.14|mail-loop|
450 4.7.1|greylisted|policy-violation
451 4.7.1|greylisted|policy-violation
421 4.7.28|rate-limited|
4.3.2|rate-limited|system-error
421 4.3.2|rate-limited|system-error
452 4.5.3|too-many-recipients|
5.5.3|too-many-recipients|
550 5.4.5|sending-limit-exceeded|rate-limited
522|ip-blocked|mailbox-full
421 4.7.0|bad-reputation|rate-limited
558|spam-detected|
552 5.7.0|attachment-blocked|policy-violation
554|policy-violation|system-error,virus-detected
5.7.0|policy-violation|
5.7.1|policy-violation|recipient-restricted
5.7.7|policy-violation|
541|policy-violation|spam-detected,recipient-restricted
5.7.23|spf-failed|
5.7.24|spf-failed|
520|spf-failed|
5.7.20|dkim-failed|
5.7.21|dkim-failed|
5.7.22|dkim-failed|
5.7.26|dmarc-failed|authentication-failed
550 5.7.515|dmarc-failed|authentication-failed,spf-failed,dkim-failed
5.7.25|missing-reverse-dns|
5.7.10|tls-required|
538 5.7.11|tls-required|
523|message-too-large|tls-required
5.7.54|relay-denied|
530 5.7.0|smtp-authentication-required|tls-required
534 5.7.9|smtp-authentication-required|
535 5.7.8|smtp-authentication-required|
535 5.7.1|smtp-authentication-required|
525 5.7.13|smtp-authentication-required|mailbox-disabled
501 5.7.0|smtp-authentication-required|
5.1.7|sender-rejected|
5.1.8|sender-rejected|
5.7.27|sender-rejected|
517|sender-rejected|
5.7.60|sender-not-allowed|
552 5.3.4|message-too-large|
5.2.3|message-too-large|
5.6.0|malformed-message|
5.6.9|malformed-message|
500|protocol-error|
501|protocol-error|invalid-address
501 5.5.2|protocol-error|smtp-authentication-required
504 5.5.4|protocol-error|smtp-authentication-required
5.5.1|protocol-error|
4.3.0|system-error|
5.3.0|system-error|
505|system-error|
EC-001|system-error|
EC-002|mailbox-full|
EC-005|rate-limited|
1|system-error|
4|user-unknown|
"""
ROWS = [tuple(line.split("|")) for line in CODES.strip().splitlines()]


@pytest.mark.parametrize(("text", "reason", "others"), ROWS, ids=[row[0] for row in ROWS])
def test_a_code_alone(text: str, reason: str, others: str) -> None:
    decoding = decode(text)
    assert decoding.kind is Kind.CODE
    (outcome,) = decoding.outcomes
    assert (outcome.reason, ",".join(also.reason for also in outcome.also)) == (reason, others)


WITH_STATUS = [row for row in ROWS if "." in row[0] and not row[0].startswith(("542", "585"))]


@pytest.mark.parametrize(("text", "reason", "others"), WITH_STATUS, ids=[row[0] for row in WITH_STATUS])
def test_a_code_with_words_that_say_nothing(text: str, reason: str, others: str) -> None:
    (outcome,) = decode(f"{text} Fizz buzz").outcomes
    assert outcome.reason == reason


def test_the_typical_codes_of_a_reason_lead_to_it() -> None:
    """A typical code stands for its reason, or mentions it, or is too general to say so: 5.7.1."""
    for reason in reasons().values():
        for text in reason.codes:
            if text in ("5.7.1", "5.7.2"):
                continue
            (outcome,) = decode(text).outcomes
            assert reason.id in (outcome.reason, *(also.reason for also in outcome.also)), (reason.id, text)


TEXTS = [
    ("550 5.7.1 The recipient has denied mail from this sender: <team@example.com>", "recipient-restricted"),
    ("550 5.7.133 Sender not authenticated for group team@example.com", "recipient-restricted"),
    ("550 5.7.1 192.0.2.25 is listed. See https://example.com/lookup", "ip-blocked"),
    ("500 Line too long", "protocol-error"),
    ("451 4.3.0 <user@example.com>: Temporary lookup failure", "system-error"),
    ("525 5.7.13 Disabled recipient address", "mailbox-disabled"),
    ("4.4.7 Delivery time expired\n(last error: 451 4.4.1 mx.example.com did not respond)", "expired"),
]


@pytest.mark.parametrize(("text", "reason"), TEXTS, ids=[row[0] for row in TEXTS])
def test_words_outrank_codes(text: str, reason: str) -> None:
    (outcome,) = decode(text).outcomes
    assert outcome.reason == reason
