"""DKIM keys (RFC 6376 section 3.6.1, RFC 8301, RFC 8463), and what a selector's answer means."""

import base64

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from hypothesis import given
from hypothesis import strategies as st

from checker.domain.asking import Question
from checker.domain.dkim import DkimKey, DkimRecord, parse, read
from checker.domain.dkim_health import selector_of
from checker.domain.key import rsa_bits
from checker.findings import Severity
from checker.net.resolver import Answer, Status
from tests.domain.book import Book, Entries
from tests.domain.keys import ED25519, ED25519_SPKI, RSA512, RSA1024, RSA2048, RSA2048_BARE, RSA4096

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
NAME = "s1._domainkey.a.example"
ALL = ("*",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"v=DKIM1; k=rsa; p={RSA2048}", DkimRecord("rsa", 2048, services=ALL)),
        (f"p={RSA2048}", DkimRecord("rsa", 2048, services=ALL)),
        (f"v = DKIM1 ; p = {RSA2048} ;", DkimRecord("rsa", 2048, services=ALL)),
        (f"v=DKIM1;; p={RSA2048}", DkimRecord("rsa", 2048, services=ALL)),
        (f"v=DKIM1; p={RSA2048_BARE}", DkimRecord("rsa", 2048, services=ALL)),
        (f"v=DKIM1; p={RSA4096}", DkimRecord("rsa", 4096, services=ALL)),
        (f"v=DKIM1; p={RSA2048[:60]} {RSA2048[60:]}", DkimRecord("rsa", 2048, services=ALL)),
        (f"v=DKIM1; k=ed25519; p={ED25519}", DkimRecord("ed25519", 256, services=ALL)),
        (f"v=DKIM1; t=y:s; p={RSA2048}", DkimRecord("rsa", 2048, False, True, ALL)),
        (f"v=DKIM1; t=s; p={RSA2048}", DkimRecord("rsa", 2048, services=ALL)),
        (
            f"v=DKIM1; h=sha1:sha256; p={RSA2048}",
            DkimRecord("rsa", 2048, services=ALL, hashes=("sha1", "sha256")),
        ),
        (f"v=DKIM1; s=email:other; p={RSA2048}", DkimRecord("rsa", 2048, services=("email", "other"))),
        (f"v=DKIM1; x=unknown; n=a note; p={RSA2048}", DkimRecord("rsa", 2048, services=ALL)),
        ("v=DKIM1; p=", DkimRecord("rsa", None, True, services=ALL, problem="dkim-key-revoked")),
        ("v=DKIM1; p=;", DkimRecord("rsa", None, True, services=ALL, problem="dkim-key-revoked")),
        (
            f"v=DKIM1; h=sha1; p={RSA2048}",
            DkimRecord("rsa", 2048, services=ALL, hashes=("sha1",), problem="dkim-sha1-only"),
        ),
        (
            f"v=DKIM1; s=tlsrpt; p={RSA2048}",
            DkimRecord("rsa", 2048, services=("tlsrpt",), problem="dkim-not-for-email"),
        ),
        (f"v=DKIM1; p={RSA512}", DkimRecord("rsa", 512, services=ALL, problem="dkim-key-too-short")),
        (
            f"v=DKIM1; k=dsa; p={RSA2048}",
            DkimRecord("dsa", None, services=ALL, problem="dkim-key-type-unknown"),
        ),
        (
            f"v=DKIM1; p={RSA2048[:-1]}",
            DkimRecord("rsa", None, services=ALL, problem="dkim-key-not-valid", reason="base64"),
        ),
        (
            f"v=DKIM1; p={RSA2048[:200]}",
            DkimRecord("rsa", None, services=ALL, problem="dkim-key-not-valid", reason="structure"),
        ),
        (
            f"v=DKIM1; p={ED25519}",
            DkimRecord("rsa", None, services=ALL, problem="dkim-key-not-valid", reason="structure"),
        ),
        (
            f"v=DKIM1; k=ed25519; p={ED25519_SPKI}",
            DkimRecord("ed25519", None, services=ALL, problem="dkim-key-not-valid", reason="length"),
        ),
        ("v=DKIM1; k=rsa", DkimRecord(problem="dkim-record-not-valid", reason="key-missing")),
        (f"v=DKIM2; p={RSA2048}", DkimRecord(problem="dkim-record-not-valid", reason="version")),
        (f"v=dkim1; p={RSA2048}", DkimRecord(problem="dkim-record-not-valid", reason="version")),
        (f"p={RSA2048}; v=DKIM1", DkimRecord(problem="dkim-record-not-valid", reason="version")),
        (f"v=DKIM1; p={RSA2048}; p=", DkimRecord(problem="dkim-record-not-valid", reason="tag-repeated")),
        (f"v=DKIM1 k=rsa p={RSA2048}", DkimRecord(problem="dkim-record-not-valid", reason="version")),
        ("hello", DkimRecord(problem="dkim-record-not-valid", reason="not-a-tag-list")),
        ("", DkimRecord(problem="dkim-record-not-valid", reason="not-a-tag-list")),
        ("v=spf1 -all", DkimRecord(problem="dkim-record-not-valid", reason="version")),
    ],
)
def test_records(text: str, expected: DkimRecord) -> None:
    assert parse(text) == expected


@given(st.binary(max_size=200))
def test_no_octets_are_too_strange(octets: bytes) -> None:
    bits = rsa_bits(octets)
    assert bits is None or bits > 0


@given(st.integers(0, 290), st.integers(0, 255))
def test_a_damaged_key_is_never_longer(position: int, octet: int) -> None:
    der = bytearray(base64.b64decode(RSA2048))
    der[position] = octet
    bits = rsa_bits(bytes(der))
    assert bits is None or bits <= len(der) * 8


@given(st.integers(1024, 4200), st.sampled_from([3, 65537]))
def test_cryptography_counts_the_same_bits(bits: int, exponent: int) -> None:
    key = RSAPublicNumbers(exponent, (1 << (bits - 1)) + 12345).public_key()
    for form in (PublicFormat.SubjectPublicKeyInfo, PublicFormat.PKCS1):
        assert rsa_bits(key.public_bytes(Encoding.DER, form)) == key.key_size


@given(st.integers(0, 290), st.integers(0, 255))
def test_cryptography_reads_no_damaged_key_that_is_refused_here(position: int, octet: int) -> None:
    der = bytearray(base64.b64decode(RSA2048))
    der[position] = octet
    try:
        key = load_der_public_key(bytes(der))
    except (ValueError, UnsupportedAlgorithm):
        return
    if isinstance(key, RSAPublicKey):
        assert rsa_bits(bytes(der)) == key.key_size


def found(entries: Entries, *, asked_for: bool = True) -> tuple[DkimKey, list[tuple[Severity, str]]]:
    answer = Book(entries).look_up(Question(NAME, "TXT"))
    key, findings = read("s1", NAME, answer, asked_for=asked_for, service=None if asked_for else "sendgrid")
    assert all(each.evidence["name"] == NAME for each in findings)
    return key, [(each.severity, each.id) for each in findings]


@pytest.mark.parametrize(
    ("entry", "typed", "guessed"),
    [
        (f"v=DKIM1; p={RSA2048}", [], []),
        (f"v=DKIM1; p={RSA1024}", [(W, "dkim-key-short")], [(W, "dkim-key-short")]),
        (f"v=DKIM1; p={RSA512}", [(E, "dkim-key-too-short")], [(E, "dkim-key-too-short")]),
        (f"v=DKIM1; t=y; p={RSA2048}", [(W, "dkim-test-mode")], [(W, "dkim-test-mode")]),
        ("v=DKIM1; p=", [(W, "dkim-key-revoked")], [(I, "dkim-key-revoked")]),
        (f"v=DKIM1; k=dsa; p={RSA2048}", [(E, "dkim-key-type-unknown")], [(E, "dkim-key-type-unknown")]),
        (f"v=DKIM1; h=sha1; p={RSA2048}", [(E, "dkim-sha1-only")], [(E, "dkim-sha1-only")]),
        (f"v=DKIM1; s=x; p={RSA2048}", [(E, "dkim-not-for-email")], [(E, "dkim-not-for-email")]),
        ("v=DKIM1; p=!", [(E, "dkim-key-not-valid")], [(E, "dkim-key-not-valid")]),
        ("v=DKIM1", [(E, "dkim-record-not-valid")], [(E, "dkim-record-not-valid")]),
        # A wildcard answers for every selector.
        ("v=spf1 -all", [(E, "dkim-record-not-valid")], []),
        (["v=DKIM1; p=", f"p={RSA2048}"], [(E, "dkim-several-records")], [(E, "dkim-several-records")]),
        (["v=spf1 -all", f"p={RSA2048}"], [(E, "dkim-several-records")], []),
        (Status.NXDOMAIN, [(W, "dkim-key-missing")], []),
        (Status.NO_DATA, [(W, "dkim-key-missing")], []),
        (Status.TIMEOUT, [(W, "dns-timeout")], [(I, "dns-timeout")]),
        (Status.SERVFAIL, [(W, "dns-servfail")], [(I, "dns-servfail")]),
        (Status.NOT_CHECKED, [(W, "dns-not-checked")], [(I, "dns-not-checked")]),
    ],
)
def test_findings(
    entry: str | list[str] | Status, typed: list[tuple[Severity, str]], guessed: list[tuple[Severity, str]]
) -> None:
    entries: Entries = {f"{NAME} TXT": entry}
    assert found(entries)[1] == typed
    assert found(entries, asked_for=False)[1] == guessed


@pytest.mark.parametrize(
    ("status", "typed", "guessed"),
    [
        (Status.NXDOMAIN, ["dkim-alias-dangling"], ["dkim-alias-dangling"]),
        (Status.NO_DATA, ["dkim-alias-dangling"], []),
    ],
)
def test_an_alias_that_leads_nowhere(status: Status, typed: list[str], guessed: list[str]) -> None:
    answer = Answer(status, canonical="s1.key.service.example")
    for asked_for, expected in ((True, typed), (False, guessed)):
        key, findings = read("s1", NAME, answer, asked_for=asked_for, service=None)
        assert key.alias == "s1.key.service.example"
        assert [each.id for each in findings] == expected


def test_what_is_known_of_a_key() -> None:
    key, _ = found({f"{NAME} TXT": f"v=DKIM1; t=y; p={RSA1024}"})
    assert key == DkimKey(
        "s1", NAME, "found", f"v=DKIM1; t=y; p={RSA1024}", None, "rsa", 1024, False, True, True, None, True
    )


@pytest.mark.parametrize(
    ("typed", "selector"),
    [
        ("s1", "s1"),
        (" S1 ", "s1"),
        ("s1._domainkey", "s1"),
        ("s1._domainkey.a.example.", "s1"),
        ("2024.key-1", "2024.key-1"),
        ("a b", None),
        ("", None),
        ("s1;", None),
        ("a" * 64, None),
        ("메일", None),
        (".".join(["a" * 60] * 4), None),
    ],
)
def test_typed_selectors(typed: str, selector: str | None) -> None:
    assert selector_of(typed, "a.example") == selector
