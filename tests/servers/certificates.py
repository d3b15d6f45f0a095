"""Certificates of an authority of our own, good and bad, for servers on loopback."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Kind(StrEnum):
    """What is wrong with a certificate, if anything."""

    GOOD = "good"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    OTHER_NAME = "other-name"
    SELF_SIGNED = "self-signed"
    UNKNOWN_ISSUER = "unknown-issuer"


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority, the file that makes others trust it, and the certificates that it gave."""

    folder: Path
    file: Path
    _trusted: trustme.CA = field(default_factory=trustme.CA)
    _stranger: trustme.CA = field(default_factory=trustme.CA)

    def certificate(self, host: str, kind: Kind = Kind.GOOD) -> Path:
        """A PEM file with key and certificate for a host."""
        file = self.folder / f"{host}-{kind.value}.pem"
        if not file.exists():
            file.write_bytes(self._make(host, kind))
        return file

    def context(self, host: str, kind: Kind = Kind.GOOD) -> ssl.SSLContext:
        """How a server of that host speaks TLS."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate(host, kind))
        return context

    def _make(self, host: str, kind: Kind) -> bytes:
        if kind is Kind.SELF_SIGNED:
            return _self_signed(host)
        now, day = datetime.now(UTC), timedelta(days=1)
        issuer = self._stranger if kind is Kind.UNKNOWN_ISSUER else self._trusted
        before, after = now - 30 * day, now + 60 * day
        if kind is Kind.EXPIRED:
            after = now - 3 * day
        elif kind is Kind.NOT_YET_VALID:
            before = now + 3 * day
        name = "elsewhere.example" if kind is Kind.OTHER_NAME else host
        issued = issuer.issue_cert(name, common_name=name, not_before=before, not_after=after)
        return issued.private_key_and_cert_chain_pem.bytes()


def _self_signed(host: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now, day = datetime.now(UTC), timedelta(days=1)
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + 60 * day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return secret + certificate.public_bytes(serialization.Encoding.PEM)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """An authority that no system trusts."""
    folder = tmp_path_factory.mktemp("certificates")
    made = Authority(folder, folder / "authority.pem")
    made._trusted.cert_pem.write_to_path(str(made.file))
    yield made
