"""DNS messages as bytes: a question out, and what an answer says, read no further than it is used.

RFC 1035 section 4. Everything here comes from a network: `read` never raises, takes a bounded number of steps
and reads records of the type that was asked for alone. Their rdata is read by dnspython.
"""

import re
import struct
from dataclasses import dataclass, field
from enum import StrEnum

import dns.edns
import dns.exception
import dns.name
import dns.rcode
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.wire

EDNS_PAYLOAD = 1232  # dnsflagday.net/2020: no fragments on any common path
MOST_RECORDS = 500
"""Records of one answer that are read; the others are as if they were not there."""
_MOST_ALIASES = 16
_MOST_POINTERS = 32
_HEADER = 12

_QR, _TC, _RD, _RA, _AD, _CD, _AA = 0x8000, 0x0200, 0x0100, 0x0080, 0x0020, 0x0010, 0x0400
_OPCODE, _RCODE = 0x7800, 0x000F
_IN = struct.pack("!H", dns.rdataclass.IN)
_OPT = struct.pack("!BHHIH", 0, dns.rdatatype.OPT, EDNS_PAYLOAD, 0, 0)  # RFC 6891 section 6.1.2
_COUNTS = struct.pack("!HHHH", 1, 0, 0, 1)
_RECORD = struct.Struct("!HHIH")
_FLAGS = struct.Struct("!HHHH")
_PLAIN = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_LETTERS = bytes(0x20 if chr(byte).isascii() and chr(byte).isalpha() else 0 for byte in range(256))

_BOGUS = frozenset(
    {
        dns.edns.EDECode.DNSSEC_BOGUS,
        dns.edns.EDECode.SIGNATURE_EXPIRED,
        dns.edns.EDECode.SIGNATURE_NOT_YET_VALID,
        dns.edns.EDECode.DNSKEY_MISSING,
        dns.edns.EDECode.RRSIGS_MISSING,
        dns.edns.EDECode.NO_ZONE_KEY_BIT_SET,
        dns.edns.EDECode.NSEC_MISSING,
    }
)
"""Why a validating resolver fails a name on purpose (RFC 8914 section 4)."""


class Status(StrEnum):
    """What became of a question."""

    FOUND = "found"
    NO_DATA = "no-data"
    NXDOMAIN = "nxdomain"
    SERVFAIL = "servfail"
    BOGUS = "bogus"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    NOT_CHECKED = "not-checked"


ABSENT = (Status.NO_DATA, Status.NXDOMAIN)
"""There is no such record."""
TOLD = (Status.FOUND, *ABSENT)
"""DNS said something about the name. Any other status is a failure, and its finding `dns-` and the status."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What DNS said: the records of the type that was asked for, and for how many seconds they hold.

    `canonical` is the name that holds the records, in lower case and without the final dot: another one than
    was asked for where CNAME records led there. `authenticated` is the AD bit (RFC 4035 section 3.2.3) of a
    resolver that validates; None where no such resolver was asked. TIMEOUT also stands for a server that
    cannot be reached, NOT_CHECKED for a question that was not sent: no budget was left, the name is none, or
    there is no server to ask. `octets` is how long the message was that said it.
    """

    status: Status
    records: tuple[dns.rdata.Rdata, ...] = ()
    ttl: float = 0.0
    canonical: str = ""
    authenticated: bool | None = None
    octets: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `wire` is the question section, in lower case."""

    name: str
    rdtype: int
    wire: bytes

    @property
    def owner(self) -> bytes:
        """The name as it stands in messages, without compression."""
        return self.wire[:-4]


def question(name: str, rdtype: str) -> Question | None:
    """The question for records of one type; None for what is no name or no type. Unicode: by IDNA 2008."""
    try:
        number = dns.rdatatype.from_text(rdtype)
        if len(name) <= 253 and _PLAIN.fullmatch(name):
            owner = (
                b"".join(bytes((len(label),)) + label for label in name.encode("ascii").split(b".")) + b"\0"
            )
        else:
            asked = dns.name.from_text(name, idna_codec=dns.name.IDNA_2008_Strict)
            owner = bytes(asked.canonicalize().to_wire() or b"")
    except (dns.exception.DNSException, UnicodeError, ValueError):
        return None
    return Question(name, number, owner + struct.pack("!H", number) + _IN)


def encode(asked: Question, ident: int, case: int = 0, *, check: bool = True) -> bytes:
    """The message that asks. `case` has random bits: the letters of the name that are written in capitals,
    which whoever answers must repeat. `check` is false to see what a validating resolver would refuse (CD).
    """
    flags = _RD | _AD if check else _RD | _AD | _CD  # AD in a question: RFC 6840 section 5.7
    owner = asked.owner
    letters = int.from_bytes(owner.translate(_LETTERS), "big")
    mixed = (int.from_bytes(owner, "big") ^ (letters & case)).to_bytes(len(owner), "big")
    return struct.pack("!HH", ident, flags) + _COUNTS + mixed + asked.wire[-4:] + _OPT


class Match(StrEnum):
    """Whether a message answers a question."""

    NO = "no"
    YES = "yes"
    OTHER_CASE = "other-case"
    """It does, but for the capitals: an odd server, or somebody who guesses."""


def match(sent: bytes, received: bytes) -> Match:
    """Whether `received` answers the message `sent`: id, kind and the whole question."""
    end = len(sent) - len(_OPT)
    if len(received) < end or received[:2] != sent[:2] or received[4:6] != sent[4:6]:
        return Match.NO
    flags = int.from_bytes(received[2:4], "big")
    if not flags & _QR or flags & _OPCODE:
        return Match.NO
    if received[_HEADER:end] == sent[_HEADER:end]:
        return Match.YES
    same = received[_HEADER:end].lower() == sent[_HEADER:end].lower()
    return Match.OTHER_CASE if same else Match.NO


def is_truncated(received: bytes) -> bool:
    """Did the server leave something out, to be asked for over TCP?"""
    return bool(int.from_bytes(received[2:4], "big") & _TC)


def read(asked: Question, received: bytes, *, validated: bool = False) -> Answer:
    """What a message says that `match`es the question. Never raises: SERVFAIL for what cannot be read.

    `validated`: it comes from a resolver whose AD bit is believed.
    """
    # Names are compressed by pointing into the question: with it in lower case, so are they.
    message = received[:_HEADER] + asked.wire + received[_HEADER + len(asked.wire) :]
    try:
        return _read(asked, message, validated)
    except (dns.exception.DNSException, struct.error, IndexError, ValueError):
        return Answer(Status.SERVFAIL)


def _read(asked: Question, message: bytes, validated: bool) -> Answer:
    flags, _, answers, authority = _FLAGS.unpack_from(message, 2)
    rcode = flags & _RCODE
    if rcode == dns.rcode.REFUSED:
        return Answer(Status.REFUSED)
    if rcode not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
        return Answer(Status.BOGUS if _errors(asked, message) & _BOGUS else Status.SERVFAIL)
    authenticated = bool(flags & _AD) if validated else None
    owner, ttl, found = _answers(asked, message, answers)
    canonical = asked.name if owner == asked.owner else _text(owner)
    if found:
        rdtype = dns.rdatatype.RdataType.make(asked.rdtype)
        records = tuple(_rdata(message, rdtype, start, length) for start, length in found)
        return Answer(Status.FOUND, records, float(ttl), canonical, authenticated, len(message))
    if rcode == dns.rcode.NXDOMAIN:
        return Answer(Status.NXDOMAIN, (), 0.0, canonical, authenticated)
    if not answers and not authority and not flags & (_AA | _RA):
        # Neither an answer nor a reason: a server that does not look things up for us.
        return Answer(Status.REFUSED)
    return Answer(Status.NO_DATA, (), 0.0, canonical, authenticated)


def _answers(asked: Question, message: bytes, count: int) -> tuple[bytes, int, list[tuple[int, int]]]:
    """Follow the CNAME records: the last name, the lowest TTL, and where its records lie."""
    owner = asked.owner
    records: dict[bytes, list[tuple[int, int]]] = {}
    aliases: dict[bytes, bytes] = {}
    ttls: dict[bytes, int] = {}
    position = _HEADER + len(asked.wire)
    for _ in range(min(count, MOST_RECORDS)):
        if message[position : position + 2] == b"\xc0\x0c":  # the name of the question
            name, position = owner, position + 2
        else:
            name, position = _name(message, position)
        rdtype, rdclass, ttl, length = _RECORD.unpack_from(message, position)
        position += 10
        if position + length > len(message):
            raise dns.exception.FormError
        if rdclass == dns.rdataclass.IN and rdtype in (asked.rdtype, dns.rdatatype.CNAME):
            ttl = 0 if ttl > 0x7FFFFFFF else ttl  # RFC 2181 section 8
            ttls[name] = min(ttl, ttls.get(name, ttl))
            if rdtype == asked.rdtype:
                records.setdefault(name, []).append((position, length))
            else:
                aliases[name], end = _name(message, position)
                if end != position + length:
                    raise dns.exception.FormError
        position += length
    lowest = ttls.get(owner, 0)
    for _ in range(_MOST_ALIASES):
        if owner in records or owner not in aliases:
            return owner, lowest, records.get(owner, [])
        owner = aliases[owner]
        lowest = min(lowest, ttls.get(owner, lowest))
    raise dns.exception.FormError  # a loop


def _name(message: bytes, position: int) -> tuple[bytes, int]:
    """The name at a position, in lower case and without compression, and where it ends."""
    labels = bytearray()
    end, before = 0, position
    for _ in range(_MOST_POINTERS):
        while length := message[position]:
            if length >= 0x40:
                break
            labels += message[position : position + 1 + length]
            position += 1 + length
            if len(labels) > 254:
                raise dns.exception.FormError
        if not length:
            return bytes(labels).lower() + b"\0", end or position + 1
        if length < 0xC0:
            raise dns.exception.FormError
        target = int.from_bytes(message[position : position + 2], "big") & 0x3FFF
        end = end or position + 2
        if target >= before:  # only backwards, or it would never end
            raise dns.exception.FormError
        position = before = target
    raise dns.exception.FormError


def _text(owner: bytes) -> str:
    name, _ = dns.name.from_wire(owner, 0)
    return name.to_text(omit_final_dot=True)


def _rdata(message: bytes, rdtype: dns.rdatatype.RdataType, start: int, length: int) -> dns.rdata.Rdata:
    parser = dns.wire.Parser(message, start)
    with parser.restrict_to(length):
        return dns.rdata.from_wire_parser(dns.rdataclass.IN, rdtype, parser)


def _errors(asked: Question, message: bytes) -> frozenset[int]:
    """The extended errors (RFC 8914) of a message."""
    position = _HEADER + len(asked.wire)
    for _ in range(min(sum(struct.unpack_from("!HHH", message, 6)), MOST_RECORDS)):
        _, position = _name(message, position)
        rdtype, _, _, length = _RECORD.unpack_from(message, position)
        position += 10
        end = position + length
        if rdtype == dns.rdatatype.OPT:
            errors = set()
            while position + 6 <= end:
                option, size, code = struct.unpack_from("!HHH", message, position)
                if option == dns.edns.OptionType.EDE:
                    errors.add(code)
                position += 4 + size
            return frozenset(errors)
        position = end
    return frozenset()
