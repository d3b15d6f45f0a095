"""DER as far as certificates and public keys need it: fields one after another (X.690 section 8.1)."""

from collections.abc import Iterator

Field = tuple[int, bytes]
"""A tag and the content behind it."""

INTEGER, BIT_STRING, OCTETS, OID, SEQUENCE, SET = 0x02, 0x03, 0x04, 0x06, 0x30, 0x31


def fields(data: bytes) -> Iterator[Field]:
    """The fields in the data, read as they are asked for. Raises ValueError at what is none."""
    position = 0
    while position < len(data):
        if len(data) < position + 2:
            raise ValueError("no length")
        tag, length = data[position], data[position + 1]
        position += 2
        if length >= 0x80:
            size = length & 0x7F
            if not 1 <= size <= 4:
                raise ValueError("a length that neither certificates nor keys have")
            length = int.from_bytes(data[position : position + size], "big")
            position += size
        if position + length > len(data):
            raise ValueError("longer than the data")
        yield tag, data[position : position + length]
        position += length


def field(among: Iterator[Field]) -> Field:
    """The next field. Raises ValueError where there is none."""
    for found in among:
        return found
    raise ValueError("ends too early")


def content(among: Iterator[Field], expected: int) -> bytes:
    """The content of the next field, which has to have this tag. Raises ValueError."""
    tag, found = field(among)
    if tag != expected:
        raise ValueError("not the field that belongs here")
    return found
