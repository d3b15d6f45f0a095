"""Zones signed for DNSSEC: well, with a signature that expired, or with one that was tampered with."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import dns.dnssec
import dns.dnssectypes
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdataset
import dns.rdatatype
import dns.rdtypes.dnskeybase
import dns.zone
from cryptography.hazmat.primitives.asymmetric import ec

from tests.servers.dns import START


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed zone: its text with absolute names, and its trust anchor (a DS record in text)."""

    text: str
    anchor: str


def sign(name: str, text: str, *, expired: bool = False, broken: bool = False) -> Signed:
    """Sign a zone whose text is relative to its name.

    `expired`: its signatures ended yesterday. `broken`: every address differs from the one that was signed.
    """
    zone = dns.zone.from_text(
        ("" if " SOA " in text else START.format(zone=name)) + text, origin=f"{name}.", relativize=False
    )
    private = ec.generate_private_key(ec.SECP256R1())
    flags = dns.rdtypes.dnskeybase.Flag.ZONE | dns.rdtypes.dnskeybase.Flag.SEP
    key = dns.dnssec.make_dnskey(private.public_key(), dns.dnssectypes.Algorithm.ECDSAP256SHA256, flags)
    now = datetime.now(UTC)
    end = now - timedelta(days=1) if expired else now + timedelta(days=7)
    with zone.writer() as transaction:
        dns.dnssec.sign_zone(
            zone, transaction, keys=[(private, key)], inception=now - timedelta(days=8), expiration=end
        )
    signed = zone.to_text(relativize=False)
    assert isinstance(signed, str)
    if broken:
        signed = signed.replace(" A 9.9.9.9", " A 9.9.9.10")
    ds = dns.dnssec.make_ds(f"{name}.", key, dns.dnssectypes.DSDigest.SHA256)
    return Signed(signed, f"{name}. IN DS {ds.to_text()}")
