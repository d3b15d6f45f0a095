"""reasons.toml and codes.toml: closed lists that other parts of the product name."""

import csv
import io
import re

import pytest

from checker.bounce import Hardness, code, codes, reasons

REASONS = [
    "user-unknown",
    "invalid-address",
    "mailbox-disabled",
    "mailbox-full",
    "recipient-restricted",
    "host-unknown",
    "no-mail-service",
    "network-error",
    "expired",
    "mail-loop",
    "greylisted",
    "rate-limited",
    "too-many-recipients",
    "sending-limit-exceeded",
    "ip-blocked",
    "bad-reputation",
    "spam-detected",
    "attachment-blocked",
    "virus-detected",
    "policy-violation",
    "spf-failed",
    "dkim-failed",
    "dmarc-failed",
    "authentication-failed",
    "missing-reverse-dns",
    "tls-required",
    "relay-denied",
    "smtp-authentication-required",
    "sender-rejected",
    "sender-not-allowed",
    "message-too-large",
    "malformed-message",
    "protocol-error",
    "system-error",
    "suppressed",
    "unknown",
    "delivered",
    "delayed",
    "auto-reply",
    "complaint",
]

ENHANCED = {1: 10, 2: 4, 3: 6, 4: 7, 5: 6, 6: 10, 7: 30}
"""Subject -> last detail of the IANA registry of enhanced status codes."""


def test_the_reasons_are_the_closed_list() -> None:
    assert list(reasons()) == REASONS


def test_what_is_no_failure_and_what_is_hard() -> None:
    table = reasons()
    assert [id_ for id_ in REASONS if not table[id_].failure] == [
        "delivered",
        "delayed",
        "auto-reply",
        "complaint",
    ]
    hard = {id_: table[id_].hard for id_ in REASONS if table[id_].hard is not Hardness.NEVER}
    assert hard == {
        "user-unknown": Hardness.ALWAYS,
        "host-unknown": Hardness.ALWAYS,
        "no-mail-service": Hardness.PERMANENT,
    }


def test_every_registered_enhanced_code_has_a_row() -> None:
    rows = {row.id for row in codes() if row.kind == "enhanced" and row.provider is None}
    assert rows == {"X.0.0"} | {f"X.{s}.{d}" for s, last in ENHANCED.items() for d in range(last + 1)}


def test_every_help_desk_code_has_a_row() -> None:
    rows = [row for row in codes() if row.provider == "help-desk"]
    assert len(rows) == 54
    assert all(re.fullmatch(r"[A-Z0-9_]+", row.name) for row in rows)


def test_anchors_are_unique_ids_of_html() -> None:
    anchors = [row.anchor for row in codes()]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", anchor) for anchor in anchors)


def test_meanings_are_short_sentences_with_a_source() -> None:
    odd = [
        row.anchor
        for row in codes()
        if not (
            row.meaning[0].isupper() and row.meaning.endswith(".") and len(row.meaning) <= 110 and row.source
        )
    ]
    assert odd == []


LOOKUPS = """
text,provider,id,anchor,reason
5.1.1,,X.1.1,x-1-1,user-unknown
4.2.2,,X.2.2,x-2-2,mailbox-full
#5.1.1,,X.1.1,x-1-1,user-unknown
x.7.26,,X.7.26,x-7-26,dmarc-failed
550,,550,reply-550,user-unknown
550 5.1.1,,X.1.1,x-1-1,user-unknown
550-5.7.26,,X.7.26,x-7-26,dmarc-failed
550-5.7.26,gmail,X.7.26,gmail-x-7-26,authentication-failed
5.7.27,,X.7.27,x-7-27,sender-rejected
5.7.27,gmail,X.7.27,gmail-x-7-27,spf-failed
5.7.30,,X.7.30,x-7-30,tls-required
5.7.30,gmail,X.7.30,gmail-x-7-30,dkim-failed
5.4.1,microsoft,X.4.1,microsoft-x-4-1,user-unknown
5.7.515,,X.7.515,microsoft-x-7-515,dmarc-failed
505,,505,desk-505,system-error
552 5.7.0,,552 5.7.0,desk-552-5-7-0,attachment-blocked
EC-002,,EC-002,ec-002,mailbox-full
ec_005,,EC-005,ec-005,rate-limited
4,,4,desk-4,user-unknown
585,,585,reply-585,user-unknown
522,help-desk,522,desk-522,ip-blocked
"""


@pytest.mark.parametrize(
    "row", list(csv.DictReader(io.StringIO(LOOKUPS.strip()))), ids=lambda row: str(row["text"])
)
def test_a_code_is_found_as_people_write_it(row: dict[str, str]) -> None:
    found = code(row["text"], row["provider"] or None)
    assert found is not None
    assert (found.id, found.anchor, found.reason) == (row["id"], row["anchor"], row["reason"])


@pytest.mark.parametrize(
    "text", ["", "5.9.9", "999", "EC-999", "hello", "5.7.26.1", "192.0.2.1", "x" * 10_000]
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert code(text) is None


def test_a_standard_row_carries_the_providers_own_meanings() -> None:
    found = code("5.7.27")
    assert found is not None
    assert {name: row.reason for name, row in found.providers.items()} == {"gmail": "spf-failed"}
