"""TLS reporting records (RFC 8460 section 3), with checkdmarc as the second opinion."""

import checkdmarc.smtp_tls_reporting as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.domain.asking import Question
from checker.domain.tls_reporting import TlsReporting, read
from checker.net.resolver import Status
from tests.domain.book import Book

NAME = "_smtp._tls.a.example"


def record(value: str | list[str] | Status) -> TlsReporting:
    return read("a.example", Book({f"{NAME} TXT": value}).look_up(Question(NAME, "TXT")))


@pytest.mark.parametrize(
    ("value", "addresses", "expected"),
    [
        ("v=TLSRPTv1; rua=mailto:t@a.example", ("mailto:t@a.example",), []),
        (
            "v=TLSRPTv1;rua=mailto:t@a.example , https://a.example/t;",
            ("mailto:t@a.example", "https://a.example/t"),
            [],
        ),
        (Status.NXDOMAIN, (), ["tls-reporting-missing"]),
        ("text", (), ["tls-reporting-missing"]),
        (Status.TIMEOUT, (), ["dns-timeout"]),
        (
            ["v=TLSRPTv1; rua=mailto:t@a.example", "v=TLSRPTv1; rua=mailto:u@a.example"],
            (),
            ["tls-reporting-several-records"],
        ),
        ("v=TLSRPTv2; rua=mailto:t@a.example", (), ["tls-reporting-not-valid"]),
        ("v=TLSRPTv1", (), ["tls-reporting-not-valid"]),
        ("v=TLSRPTv1; rua=", (), ["tls-reporting-not-valid"]),
        (
            "v=TLSRPTv1; rua=mailto:t@a.example; nonsense",
            ("mailto:t@a.example",),
            ["tls-reporting-not-valid"],
        ),
        ("v=TLSRPTv1; rua=t@a.example", ("t@a.example",), ["tls-reporting-address-not-valid"]),
        ("v=TLSRPTv1; rua=http://a.example/t", ("http://a.example/t",), ["tls-reporting-address-not-valid"]),
    ],
)
def test_records(value: str | list[str] | Status, addresses: tuple[str, ...], expected: list[str]) -> None:
    found = record(value)
    assert (found.addresses, [each.id for each in found.findings]) == (addresses, expected)


parts = st.sampled_from(
    [
        "rua=mailto:t@a.example",
        "rua=https://a.example/t",
        "rua=mailto:a@a.example,https://b.example/x",
        "rua=",
        "x=y",
    ]
)


@given(st.lists(parts, max_size=3), st.sampled_from(["; ", ";"]))
def test_checkdmarc_reads_the_same(drawn: list[str], separator: str) -> None:
    text = separator.join(["v=TLSRPTv1", *drawn])
    try:
        theirs = oracle.parse_smtp_tls_reporting_record(text)["tags"]["rua"]["value"]
    except oracle.SMTPTLSReportingError:
        theirs = None
    mine = record(text)
    if theirs is None:
        assert mine.findings or "rua=" in drawn
    else:
        assert list(mine.addresses) == theirs
        assert not mine.findings
