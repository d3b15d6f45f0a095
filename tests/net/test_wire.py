"""DNS messages as bytes: what is taken for an answer, and what hostile bytes can do (nothing)."""

import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.net.wire import Answer, Match, Question, Status, encode, is_truncated, match, question, read


def asked(name: str = "good.example", rdtype: str = "MX") -> Question:
    made = question(name, rdtype)
    assert made is not None
    return made


def answered(name: str, rdtype: str, *lines: str, rcode: dns.rcode.Rcode = dns.rcode.NOERROR) -> bytes:
    """What a server says: each line is a name, a TTL, a type and rdata."""
    response = dns.message.make_response(dns.message.make_query(name, rdtype, id=7, use_edns=0))
    response.flags |= dns.flags.RA
    response.set_rcode(rcode)
    for line in lines:
        owner, ttl, kind, rdata = line.split(" ", 3)
        response.answer.append(dns.rrset.from_text(owner, int(ttl), "IN", kind, rdata))
    return response.to_wire()


@pytest.mark.parametrize(
    ("name", "rdtype"),
    [
        ("good.example", "MX"),
        ("_dmarc.good.example", "TXT"),
        ("_25._tcp.mx.good.example", "TLSA"),
        ("xn--h32bq4v.example", "A"),
        ("메일.example", "A"),
        ("a\\.b.example", "TXT"),
        ("", "NS"),
        (".", "NS"),
        ("a" * 63 + ".example", "AAAA"),
    ],
)
def test_a_question_is_what_dnspython_would_ask(name: str, rdtype: str) -> None:
    made = asked(name, rdtype)
    message = dns.message.from_wire(encode(made, 4660))
    expected = dns.name.from_text(name, idna_codec=dns.name.IDNA_2008_Strict)
    assert (message.id, message.question[0].name, message.question[0].rdtype) == (
        4660,
        expected,
        dns.rdatatype.from_text(rdtype),
    )
    assert message.flags == dns.flags.RD | dns.flags.AD
    assert (message.edns, message.payload) == (0, 1232)
    assert dns.message.from_wire(encode(made, 1, check=False)).flags & dns.flags.CD


@pytest.mark.parametrize(
    ("name", "rdtype"),
    [
        ("a..example", "MX"),
        ("a" * 64 + ".example", "MX"),
        (".".join(["a" * 60] * 5), "MX"),
        (".".join(["a" * 61] * 4) + ".abcdefg", "MX"),
        ("\ud800.example", "MX"),
        ("good.example", "NO-SUCH-TYPE"),
        ("good.example", ""),
    ],
)
def test_no_question(name: str, rdtype: str) -> None:
    assert question(name, rdtype) is None


def test_letters_may_be_capitals() -> None:
    made = asked("mail-1.good.example")
    sent = encode(made, 1, -1)
    assert sent[12:].startswith(b"\x06MAIL-1\x04GOOD\x07EXAMPLE\0")
    assert encode(made, 1, 0)[12:].startswith(made.wire)


SENT = encode(asked(), 7, 0b1010_1010 << 40)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (SENT[:2] + b"\x81\x80" + SENT[4:], Match.YES),
        (SENT, Match.NO),  # our own question, sent back
        (SENT[:2] + b"\xa8\x00" + SENT[4:], Match.NO),  # another kind of message
        (b"\0\x08" + b"\x81\x80" + SENT[4:], Match.NO),
        (answered("other.example", "MX"), Match.NO),
        (answered("good.example", "A"), Match.NO),
        (answered("good.example", "MX"), Match.OTHER_CASE),
        (answered("good.example", "MX")[:12], Match.NO),
        (b"", Match.NO),
        (b"\0\x07", Match.NO),
    ],
)
def test_which_message_answers(received: bytes, expected: Match) -> None:
    assert match(SENT, received) is expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (answered("good.example", "A"), Answer(Status.NO_DATA, canonical="good.example")),
        (
            answered("good.example", "A", rcode=dns.rcode.NXDOMAIN),
            Answer(Status.NXDOMAIN, canonical="good.example"),
        ),
        (answered("good.example", "A", rcode=dns.rcode.REFUSED), Answer(Status.REFUSED)),
        (answered("good.example", "A", rcode=dns.rcode.FORMERR), Answer(Status.SERVFAIL)),
        (
            answered("good.example", "A", "good.example. 9 CNAME good.example."),
            Answer(Status.SERVFAIL),
        ),
        (
            answered("good.example", "A", "good.example. 9 CNAME Far.example.", rcode=dns.rcode.NXDOMAIN),
            Answer(Status.NXDOMAIN, canonical="far.example"),
        ),
    ],
)
def test_what_a_message_says(message: bytes, expected: Answer) -> None:
    assert read(asked("good.example", "A"), message) == expected


def test_aliases_are_followed_in_any_order() -> None:
    message = answered(
        "good.example",
        "A",
        "b.example. 60 A 9.9.9.9",
        "unasked.example. 5 A 10.0.0.1",
        "a.example. 7 CNAME B.example.",
        "good.example. 300 CNAME a.example.",
        "b.example. 60 A 9.9.9.10",
    )
    answer = read(asked("good.example", "A"), message)
    assert [record.to_text() for record in answer.records] == ["9.9.9.9", "9.9.9.10"]
    assert (answer.status, answer.ttl, answer.canonical) == (Status.FOUND, 7, "b.example")


def test_a_chain_without_end_is_a_failure() -> None:
    links = [f"{'good' if i == 0 else i}.example. 9 CNAME {i + 1}.example." for i in range(40)]
    assert read(asked("good.example", "A"), answered("good.example", "A", *links)).status is Status.SERVFAIL


def test_a_ttl_with_the_highest_bit_is_none() -> None:
    message = answered("good.example", "A", "good.example. 300 A 9.9.9.9").replace(
        (300).to_bytes(4, "big"), b"\x80\0\0\0"
    )
    assert read(asked("good.example", "A"), message).ttl == 0


@pytest.mark.parametrize("bit", [False, True])
@pytest.mark.parametrize("validated", [False, True])
def test_what_is_authenticated(bit: bool, validated: bool) -> None:
    message = bytearray(answered("good.example", "A", "good.example. 300 A 9.9.9.9"))
    message[3] |= 0x20 if bit else 0
    answer = read(asked("good.example", "A"), bytes(message), validated=validated)
    assert answer.authenticated is (bit if validated else None)


def test_capitals_of_the_question_do_not_reach_the_records() -> None:
    message = answered("gOOd.eXample", "MX", "gOOd.eXample. 300 MX 10 mx.gOOd.eXample.")
    answer = read(asked(), message)
    assert [record.to_text() for record in answer.records] == ["10 mx.good.example."]


def test_truncated() -> None:
    assert not is_truncated(answered("good.example", "A"))
    assert is_truncated(b"\0\x07\x83\x80" + answered("good.example", "A")[4:])


def pointers(count: int) -> bytes:
    """An answer whose names are long chains of pointers."""
    head = b"\0\x07\x81\x80\0\x01" + (5000).to_bytes(2, "big") + b"\0\0\0\0" + asked().wire
    chain = b"".join(
        (0xC000 | 12 if i == 0 else 0xC000 | len(head) + 2 * i - 2).to_bytes(2, "big") for i in range(count)
    )
    last = (0xC000 | len(head) + 2 * count - 2).to_bytes(2, "big")
    return head + chain + (last + b"\0\x05\0\x01\0\0\0\x3c\0\x02" + last) * 3000


@pytest.mark.parametrize(
    "message",
    [
        b"\0\x07\x81\x80\0\x01\0\x01\0\0\0\0" + asked().wire + b"\xc0",
        b"\0\x07\x81\x80\0\x01\0\x01\0\0\0\0" + asked().wire + b"\xc0\x1e",  # points to itself
        b"\0\x07\x81\x80\0\x01\0\x01\0\0\0\0" + asked().wire + b"\xc0\xff",  # points forward
        b"\0\x07\x81\x80\0\x01\0\x01\0\0\0\0" + asked().wire + b"\x40a",  # no kind of label
        b"\0\x07\x81\x80\0\x01\xff\xff\0\0\0\0" + asked().wire + b"\xc0\x0c\0\x0f\0\x01\0\0\0\x3c\xff\xff",
        b"\0\x07\x81\x80\0\x01\0\x01\0\0\0\0" + asked().wire + b"\xc0\x0c\0\x0f\0\x01\0\0\0\x3c\0\x02\0\x0a",
        b"\0\x07\x81\x82\0\x01\xff\xff\xff\xff\xff\xff" + asked().wire,
        pointers(8000),
    ],
)
def test_broken_messages_fail(message: bytes) -> None:
    assert read(asked(), message).status is Status.SERVFAIL


REAL = [
    (asked(), answered("good.example", "MX", "good.example. 300 MX 10 mx1.good.example.")),
    (asked("a.example", "TXT"), answered("a.example", "TXT", 'a.example. 5 TXT "v=spf1 -all" "more"')),
    (
        asked("a.example", "A"),
        answered("a.example", "A", "a.example. 5 CNAME b.example.", "b.example. 5 A 9.9.9.9"),
    ),
    (asked("a.example", "A"), answered("a.example", "A", rcode=dns.rcode.SERVFAIL)),
    (
        asked("_imaps._tcp.a.example", "SRV"),
        answered("_imaps._tcp.a.example", "SRV", "_imaps._tcp.a.example. 5 SRV 0 1 993 i.a.example."),
    ),
    (asked("m.example", "TLSA"), answered("m.example", "TLSA", "m.example. 5 TLSA 3 1 1 " + "ab" * 32)),
]


@pytest.mark.parametrize(("made", "message"), REAL)
def test_no_changed_byte_and_no_cut_raises(made: Question, message: bytes) -> None:
    sent = encode(made, 7)
    for position in range(len(message)):
        for value in (0, 1, 0x0C, 0x3F, 0x40, 0x7F, 0x80, 0xC0, 0xFF, message[position] ^ 1):
            changed = message[:position] + bytes((value,)) + message[position + 1 :]
            read(made, changed)
            if changed[12 : 12 + len(made.wire)].lower() != made.wire or changed[:2] != sent[:2]:
                assert match(sent, changed) is Match.NO
        read(made, message[:position])
        match(sent, message[:position])


@given(st.sampled_from(REAL), st.binary(max_size=600))
def test_no_bytes_raise(real: tuple[Question, bytes], tail: bytes) -> None:
    made, message = real
    end = 12 + len(made.wire)
    for received in (tail, message[:end] + tail, message[:4] + tail):
        answer = read(made, received)
        assert answer.status in Status
        match(encode(made, 7), received)


@given(st.binary(min_size=1, max_size=300), st.integers(0, 65535))
def test_only_the_same_question_matches(received: bytes, ident: int) -> None:
    sent = encode(asked(), ident, ident << 30)
    if match(sent, received) is not Match.NO:
        end = 12 + len(asked().wire)
        assert received[:2] == sent[:2]
        assert received[12:end].lower() == asked().wire


@given(st.text(max_size=80), st.sampled_from(["A", "MX", "TXT", "nonsense", "65535", "TYPE1"]))
def test_no_name_raises(name: str, rdtype: str) -> None:
    made = question(name, rdtype)
    if made is not None:
        assert dns.message.from_wire(encode(made, 1)).question


def test_dnspython_reads_the_same() -> None:
    for made, message in REAL:
        theirs = dns.message.from_wire(message)
        assert isinstance(theirs, dns.message.QueryMessage)
        try:
            chain = theirs.resolve_chaining()
        except dns.exception.DNSException:
            continue
        ours = read(made, message)
        assert list(ours.records) == list(chain.answer or ())
        assert ours.canonical in ("", chain.canonical_name.to_text(omit_final_dot=True))
