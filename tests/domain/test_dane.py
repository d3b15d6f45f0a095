"""TLSA records of mail servers (RFC 7672), and what DNSSEC has to do with them."""

from dataclasses import replace

import dns.rdata
import dns.rdataclass
import dns.rdatatype
import pytest

from checker.domain.asking import Question
from checker.domain.dane import Dane, incomplete, name_of, problem, read
from checker.domain.dnssec import Dnssec
from checker.domain.dnssec import read as read_dnssec
from checker.net.resolver import Answer, Status
from tests.domain.book import Book

HOST = "mx.a.example"
SHA256, SHA512 = "ab" * 32, "ab" * 64
GOOD = f"3 1 1 {SHA256}"


@pytest.mark.parametrize(
    ("usage", "selector", "matching", "octets", "expected"),
    [
        (3, 1, 1, 32, None),
        (2, 0, 2, 64, None),
        (3, 0, 0, 700, None),
        (0, 1, 1, 32, "usage"),
        (1, 1, 1, 32, "usage"),
        (4, 1, 1, 32, "usage"),
        (3, 2, 1, 32, "selector"),
        (3, 1, 3, 32, "matching"),
        (3, 1, 1, 31, "length"),
        (3, 1, 2, 32, "length"),
        (3, 1, 0, 0, "length"),
    ],
)
def test_what_senders_can_use(
    usage: int, selector: int, matching: int, octets: int, expected: str | None
) -> None:
    assert problem(usage, selector, matching, octets) == expected


def dane(value: str | list[str] | Status, authenticated: bool | None, host: str = HOST) -> Dane:
    name = name_of(host)
    answer = Book({f"{name} TLSA": value}).look_up(Question(name, "TLSA"))
    return read(host, replace(answer, authenticated=authenticated))


@pytest.mark.parametrize(
    ("value", "authenticated", "usable", "expected"),
    [
        (GOOD, True, True, []),
        (GOOD, False, False, ["dane-not-signed"]),
        (GOOD, None, None, []),
        ([GOOD, f"1 1 1 {SHA256}"], True, True, ["dane-not-valid"]),
        (f"0 1 2 {SHA512}", True, False, ["dane-not-valid"]),
        (Status.NXDOMAIN, True, False, []),
        (Status.NO_DATA, False, False, []),
        (Status.TIMEOUT, None, None, ["dns-timeout"]),
        (Status.BOGUS, None, None, ["dns-bogus"]),
    ],
)
def test_records(
    value: str | list[str] | Status, authenticated: bool | None, usable: bool | None, expected: list[str]
) -> None:
    found = dane(value, authenticated)
    assert (found.usable, [each.id for each in found.findings]) == (usable, expected)


def test_a_hash_of_the_wrong_length() -> None:
    """dnspython refuses such a record, unless it does not know the type."""
    record = dns.rdata.GenericRdata(dns.rdataclass.IN, dns.rdatatype.TLSA, b"\3\1\1" + b"x" * 31)
    found = read(HOST, Answer(Status.FOUND, (record,), 60.0, name_of(HOST), True))
    assert (found.usable, [each.evidence["reason"] for each in found.findings]) == (False, ["length"])


def test_a_server_without_records_beside_one_that_has_them() -> None:
    with_records, without = dane(GOOD, True), dane(Status.NXDOMAIN, True, "mx2.a.example")
    (finding,) = incomplete([with_records, without])
    assert (finding.id, finding.evidence["host"]) == ("dane-incomplete", "mx2.a.example")
    assert incomplete([without]) == ()
    assert incomplete([dane(GOOD, False), without]) == ()


def answer(authenticated: bool | None, status: Status = Status.FOUND) -> Answer:
    return Answer(status, (), 60.0, "a.example", authenticated)


@pytest.mark.parametrize(
    ("first", "hosts", "expected", "findings"),
    [
        (answer(True), {HOST: answer(True)}, (True, True), []),
        (answer(True), {HOST: answer(False)}, (True, False), ["dnssec-mail-server-not-signed"]),
        (answer(False), {HOST: answer(True)}, (False, True), ["dnssec-not-signed"]),
        (answer(None), {HOST: answer(None)}, (None, None), ["dnssec-unknown"]),
        (answer(True, Status.NO_DATA), {}, (True, None), []),
        (answer(None, Status.BOGUS), {}, (None, None), ["dnssec-bogus"]),
        (answer(None, Status.SERVFAIL), {}, (None, None), []),
    ],
)
def test_signatures(
    first: Answer, hosts: dict[str, Answer], expected: tuple[bool | None, bool | None], findings: list[str]
) -> None:
    found: Dnssec = read_dnssec("a.example", first, hosts)
    assert (found.signed, found.mail_servers_signed) == expected
    assert [each.id for each in found.findings] == findings
