"""Signed zones behind a real validating resolver: what it authenticates, and what it refuses."""

import asyncio
from collections.abc import Iterator

import pytest

from checker.net.resolver import Answer, Status, reverse_name
from tests.servers.dns import NameServer, serving
from tests.servers.signed import sign
from tests.servers.unbound import validating

TEXT = "mx A 9.9.9.9\n@ MX 10 mx\n_25._tcp.mx TLSA 3 1 1 " + "ab" * 32 + "\n"

pytestmark = pytest.mark.parts


@pytest.fixture(scope="module", params=["with reasons", "without reasons"])
def validator(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NameServer]:
    """A resolver that validates, which tells why it refuses a name, or does not."""
    signed = {
        "signed.example": sign("signed.example", TEXT),
        "expired.example": sign("expired.example", TEXT, expired=True),
        "bogus.example": sign("bogus.example", TEXT, broken=True),
    }
    zones = {
        **{name: zone.text for name, zone in signed.items()},
        "plain.example": TEXT,
        "broken.example": None,
        "9.9.9.in-addr.arpa": "9 PTR mx.signed.example.\n",
    }
    anchors = {name: zone.anchor for name, zone in signed.items()}
    with (
        serving(tmp_path_factory.mktemp("nsd"), zones) as behind,
        validating(
            tmp_path_factory.mktemp("unbound"),
            behind,
            list(zones),
            anchors,
            ede=request.param == "with reasons",
        ) as server,
    ):
        yield server


@pytest.mark.parametrize(
    ("name", "rdtype", "status", "authenticated"),
    [
        ("mx.signed.example", "A", Status.FOUND, True),
        ("_25._tcp.mx.signed.example", "TLSA", Status.FOUND, True),
        ("signed.example", "DNSKEY", Status.FOUND, True),
        ("signed.example", "TXT", Status.NO_DATA, True),
        ("nowhere.signed.example", "A", Status.NXDOMAIN, True),
        ("mx.plain.example", "A", Status.FOUND, False),
        ("_25._tcp.mx.plain.example", "TLSA", Status.FOUND, False),
        ("nowhere.plain.example", "A", Status.NXDOMAIN, False),
        ("mx.expired.example", "A", Status.BOGUS, None),
        ("mx.bogus.example", "A", Status.BOGUS, None),
        ("mx.broken.example", "A", Status.SERVFAIL, None),
        (reverse_name("9.9.9.9"), "PTR", Status.FOUND, False),
    ],
)
def test_what_is_authenticated(
    validator: NameServer, name: str, rdtype: str, status: Status, authenticated: bool | None
) -> None:
    answer = asyncio.run(validator.resolver().query(name, rdtype))
    assert (answer.status, answer.authenticated) == (status, authenticated)


def test_a_resolver_that_nobody_trusts_authenticates_nothing(validator: NameServer) -> None:
    resolver = NameServer(validator.address, validator.port).resolver()
    answer: Answer = asyncio.run(resolver.query("mx.signed.example", "A"))
    assert (answer.status, answer.authenticated) == (Status.FOUND, None)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("9.9.9.9", "9.9.9.9.in-addr.arpa"),
        ("2620:fe::fe", "e.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.e.f.0.0.0.2.6.2.ip6.arpa"),
    ],
)
def test_reverse_names(address: str, name: str) -> None:
    assert reverse_name(address) == name


@pytest.mark.parametrize("address", ["", "mail.example.com", "9.9.9"])
def test_no_reverse_name(address: str) -> None:
    with pytest.raises(ValueError, match="does not appear"):
        reverse_name(address)
