"""Certificates are read whoever signed them, and broken ones are none."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from checker.net.certificate import Certificate, faults, read_certificate
from checker.net.troubles import Trouble
from tests.servers.certificates import Authority, Kind

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def der_of(authority: Authority, host: str, kind: Kind = Kind.GOOD) -> bytes:
    pem = authority.certificate(host, kind).read_text(encoding="ascii")
    start = pem.index("-----BEGIN CERTIFICATE-----")
    end = pem.index("-----END CERTIFICATE-----", start) + len("-----END CERTIFICATE-----\n")
    return ssl.PEM_cert_to_DER_cert(pem[start:end])


@pytest.mark.parametrize("kind", list(Kind))
def test_the_same_as_the_reference_reads(authority: Authority, kind: Kind) -> None:
    der = der_of(authority, "imap.good.example", kind)
    theirs = x509.load_der_x509_certificate(der)
    names = theirs.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    ours = read_certificate(der)
    assert ours is not None
    assert ours.names == tuple(names.get_values_for_type(x509.DNSName))
    assert (ours.not_before, ours.not_after) == (theirs.not_valid_before_utc, theirs.not_valid_after_utc)
    common = theirs.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value
    assert (ours.subject, ours.self_issued) == (common, theirs.subject == theirs.issuer)
    assert ours.issuer


def certificate(*names: str, before: int = -10, after: int = 10, self_issued: bool = False) -> Certificate:
    """A certificate whose times are days from NOW."""
    return Certificate(
        names, "a", "b", NOW + timedelta(days=before), NOW + timedelta(days=after), self_issued
    )


@pytest.mark.parametrize(
    ("name", "host", "fits"),
    [
        ("imap.example.com", "imap.example.com", True),
        ("imap.example.com", "IMAP.Example.com.", True),
        ("*.example.com", "imap.example.com", True),
        ("*.example.com", "example.com", False),
        ("*.example.com", "a.b.example.com", False),
        ("i*.example.com", "imap.example.com", False),
        ("*", "localhost", False),
        ("example.com", "imap.example.com", False),
    ],
)
def test_which_hosts_it_is_for(name: str, host: str, fits: bool) -> None:
    assert certificate("other.example", name).is_for(host) is fits


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (certificate("a.example"), ()),
        (certificate("a.example", after=-1), (Trouble.CERTIFICATE_EXPIRED,)),
        (certificate("a.example", before=1), (Trouble.CERTIFICATE_NOT_YET_VALID,)),
        (certificate("b.example"), (Trouble.CERTIFICATE_NAME,)),
        (certificate(), (Trouble.CERTIFICATE_NAME,)),
        (
            certificate("b.example", after=-1, self_issued=True),
            (Trouble.CERTIFICATE_EXPIRED, Trouble.CERTIFICATE_NAME, Trouble.CERTIFICATE_SELF_SIGNED),
        ),
    ],
)
def test_faults(seen: Certificate, expected: tuple[Trouble, ...]) -> None:
    assert faults(seen, "a.example", NOW) == expected


@given(st.binary(max_size=400))
def test_no_bytes_raise(der: bytes) -> None:
    assert read_certificate(der) is None or len(der) > 20


def test_no_changed_byte_and_no_cut_raises(authority: Authority) -> None:
    der = der_of(authority, "imap.good.example")
    for position in range(len(der)):
        for value in (0, 0x84, der[position] ^ 1):
            read_certificate(der[:position] + bytes((value,)) + der[position + 1 :])
        assert read_certificate(der[:position]) is None
