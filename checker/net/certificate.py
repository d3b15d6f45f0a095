"""What a server's certificate says (X.509, RFC 5280), also where nobody should trust it.

The standard library shows the fields of verified certificates alone, and it is the others that need
explaining. So the few fields are read here from DER. The bytes are hostile: `read_certificate` never raises.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from checker.net.hostile import clean
from checker.net.troubles import Trouble

MOST_NAMES = 100

_INTEGER, _OCTETS, _OID, _SEQUENCE, _SET = 0x02, 0x04, 0x06, 0x30, 0x31
_UTC_TIME, _GENERALIZED_TIME = 0x17, 0x18
_BMP_STRING = 0x1E
_VERSION, _EXTENSIONS = 0xA0, 0xA3
_DNS_NAME = 0x82
_COMMON_NAME, _ORGANIZATION = bytes.fromhex("550403"), bytes.fromhex("55040a")
_ALTERNATIVE_NAMES = bytes.fromhex("551d11")

Field = tuple[int, bytes]


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


def read_certificate(der: bytes) -> Certificate | None:
    """The fields of a certificate in DER; None for what is none."""
    try:
        return _read(der)
    except (ValueError, IndexError, StopIteration, OverflowError):
        return None


def _read(der: bytes) -> Certificate:
    whole = _content(_fields(der), _SEQUENCE)
    signed = _fields(_content(_fields(whole), _SEQUENCE))
    tag, _ = field = next(signed)
    if tag == _VERSION:
        field = next(signed)
    if field[0] != _INTEGER:
        raise ValueError("no serial number")
    _content(signed, _SEQUENCE)  # the algorithm of the signature
    issuer = _content(signed, _SEQUENCE)
    validity = _fields(_content(signed, _SEQUENCE))
    not_before, not_after = _time(next(validity)), _time(next(validity))
    subject = _content(signed, _SEQUENCE)
    names: tuple[str, ...] = ()
    for tag, content in signed:
        if tag == _EXTENSIONS:
            names = _alternative_names(_content(_fields(content), _SEQUENCE))
    return Certificate(names, _name(subject), _name(issuer), not_before, not_after, subject == issuer)


def _fields(data: bytes) -> Iterator[Field]:
    """Tag and content, one after another (X.690 section 8.1)."""
    position = 0
    while position < len(data):
        tag, length = data[position], data[position + 1]
        position += 2
        if length >= 0x80:
            size = length & 0x7F
            if not 1 <= size <= 4:
                raise ValueError("a length that no certificate has")
            length = int.from_bytes(data[position : position + size], "big")
            position += size
        if position + length > len(data):
            raise ValueError("longer than the data")
        yield tag, data[position : position + length]
        position += length


def _content(fields: Iterator[Field], expected: int) -> bytes:
    tag, content = next(fields)
    if tag != expected:
        raise ValueError("not the field that belongs here")
    return content


def _time(field: Field) -> datetime:
    tag, content = field
    text = content.decode("ascii")
    if tag == _UTC_TIME:  # RFC 5280 section 4.1.2.5.1: years from 1950 to 2049
        text = ("19" if text[:2] >= "50" else "20") + text
    elif tag != _GENERALIZED_TIME:
        raise ValueError("not a time")
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)


def _name(data: bytes) -> str:
    parts: dict[bytes, str] = {}
    for tag, relative in _fields(data):
        if tag != _SET:
            raise ValueError("not a part of a name")
        for _, attribute in _fields(relative):
            fields = _fields(attribute)
            kind = _content(fields, _OID)
            encoding, value = next(fields)
            text = value.decode("utf-16-be", "replace") if encoding == _BMP_STRING else value
            parts.setdefault(kind, clean(text))
    return parts.get(_COMMON_NAME) or parts.get(_ORGANIZATION) or ""


def _alternative_names(data: bytes) -> tuple[str, ...]:
    names: list[str] = []
    for _, extension in _fields(data):
        fields = _fields(extension)
        if _content(fields, _OID) != _ALTERNATIVE_NAMES:
            continue
        for tag, content in fields:
            if tag == _OCTETS:
                names += [
                    clean(name).lower()
                    for kind, name in _fields(_content(_fields(content), _SEQUENCE))
                    if kind == _DNS_NAME
                ]
    return tuple(names[:MOST_NAMES])
