"""What a server's certificate says (X.509, RFC 5280), also where nobody should trust it.

The standard library shows the fields of verified certificates alone, and it is the others that need
explaining. So the few fields are read here from DER. The bytes are hostile: `read_certificate` never raises.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from checker.net import der
from checker.net.der import INTEGER, OCTETS, OID, SEQUENCE, SET
from checker.net.hostile import clean
from checker.net.troubles import Trouble

MOST_NAMES = 100

_UTC_TIME, _GENERALIZED_TIME = 0x17, 0x18
_BMP_STRING = 0x1E
_VERSION, _EXTENSIONS = 0xA0, 0xA3
_DNS_NAME = 0x82
_COMMON_NAME, _ORGANIZATION = bytes.fromhex("550403"), bytes.fromhex("55040a")
_ALTERNATIVE_NAMES = bytes.fromhex("551d11")


@dataclass(frozen=True, slots=True)
class Certificate:
    """The parts of a certificate that people ask about. Names are cleaned, times are UTC.

    `names` are the DNS names it is for; `subject` and `issuer` are common names, else organizations.
    `self_issued`: subject and issuer are the same, as in a certificate that somebody made for himself.
    """

    names: tuple[str, ...]
    subject: str
    issuer: str
    not_before: datetime
    not_after: datetime
    self_issued: bool

    def is_for(self, host: str) -> bool:
        """Is it for this host? A wildcard stands for the whole first label (RFC 9525 section 6.3)."""
        host = host.rstrip(".").lower()
        _, _, parent = host.partition(".")
        return any(name == host or (parent and name == f"*.{parent}") for name in self.names)


def faults(certificate: Certificate, host: str, now: datetime) -> tuple[Trouble, ...]:
    """What is wrong with a certificate that can be seen on it alone, for this host at this time."""
    found = []
    if now > certificate.not_after:
        found.append(Trouble.CERTIFICATE_EXPIRED)
    elif now < certificate.not_before:
        found.append(Trouble.CERTIFICATE_NOT_YET_VALID)
    if not certificate.is_for(host):
        found.append(Trouble.CERTIFICATE_NAME)
    if certificate.self_issued:
        found.append(Trouble.CERTIFICATE_SELF_SIGNED)
    return tuple(found)


def read_certificate(octets: bytes) -> Certificate | None:
    """The fields of a certificate in DER; None for what is none."""
    try:
        return _read(octets)
    except (ValueError, OverflowError):
        return None


def _read(octets: bytes) -> Certificate:
    whole = der.content(der.fields(octets), SEQUENCE)
    signed = der.fields(der.content(der.fields(whole), SEQUENCE))
    first, _ = der.field(signed)
    if first == _VERSION:
        first, _ = der.field(signed)
    if first != INTEGER:
        raise ValueError("no serial number")
    der.content(signed, SEQUENCE)  # the algorithm of the signature
    issuer = der.content(signed, SEQUENCE)
    validity = der.fields(der.content(signed, SEQUENCE))
    not_before, not_after = _time(der.field(validity)), _time(der.field(validity))
    subject = der.content(signed, SEQUENCE)
    names: tuple[str, ...] = ()
    for tag, content in signed:
        if tag == _EXTENSIONS:
            names = _alternative_names(der.content(der.fields(content), SEQUENCE))
    return Certificate(names, _name(subject), _name(issuer), not_before, not_after, subject == issuer)


def _time(field: der.Field) -> datetime:
    tag, content = field
    text = content.decode("ascii")
    if tag == _UTC_TIME:  # RFC 5280 section 4.1.2.5.1: years from 1950 to 2049
        text = ("19" if text[:2] >= "50" else "20") + text
    elif tag != _GENERALIZED_TIME:
        raise ValueError("not a time")
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)


def _name(octets: bytes) -> str:
    parts: dict[bytes, str] = {}
    for tag, relative in der.fields(octets):
        if tag != SET:
            raise ValueError("not a part of a name")
        for _, attribute in der.fields(relative):
            fields = der.fields(attribute)
            kind = der.content(fields, OID)
            encoding, value = der.field(fields)
            text = value.decode("utf-16-be", "replace") if encoding == _BMP_STRING else value
            parts.setdefault(kind, clean(text))
    return parts.get(_COMMON_NAME) or parts.get(_ORGANIZATION) or ""


def _alternative_names(octets: bytes) -> tuple[str, ...]:
    names: list[str] = []
    for _, extension in der.fields(octets):
        fields = der.fields(extension)
        if der.content(fields, OID) != _ALTERNATIVE_NAMES:
            continue
        for tag, content in fields:
            if tag == OCTETS:
                names += [
                    clean(name).lower()
                    for kind, name in der.fields(der.content(der.fields(content), SEQUENCE))
                    if kind == _DNS_NAME
                ]
    return tuple(names[:MOST_NAMES])
