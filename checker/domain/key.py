"""How long is a public key? The little of ASN.1 that it takes (RFC 5280 section 4.1, RFC 8017 appendix A)."""

RSA_OID = bytes.fromhex("2a864886f70d010101")
SEQUENCE, INTEGER, BIT_STRING, OBJECT_IDENTIFIER = 0x30, 0x02, 0x03, 0x06
ED25519_OCTETS = 32


def rsa_bits(der: bytes) -> int | None:
    """Bits of the modulus of an RSA key, as SubjectPublicKeyInfo or bare RSAPublicKey; None if it is neither.

    Never raises, whatever the octets are.
    """
    outer = _element(der, SEQUENCE)
    if outer is None:
        return None
    algorithm = _element(outer[0], SEQUENCE)
    if algorithm is None:
        return _modulus_bits(outer[0])
    oid = _element(algorithm[0], OBJECT_IDENTIFIER)
    bits = _element(algorithm[1], BIT_STRING)
    if oid is None or oid[0] != RSA_OID or bits is None or bits[0][:1] != b"\0":
        return None
    inner = _element(bits[0][1:], SEQUENCE)
    return None if inner is None else _modulus_bits(inner[0])


def _modulus_bits(content: bytes) -> int | None:
    modulus = _element(content, INTEGER)
    if modulus is None or not modulus[0] or _element(modulus[1], INTEGER) is None:
        return None
    if modulus[0][0] & 0x80:  # negative
        return None
    return int.from_bytes(modulus[0]).bit_length() or None


def _element(data: bytes, tag: int) -> tuple[bytes, bytes] | None:
    """The content of the element that the data begins with, and what follows it."""
    if len(data) < 2 or data[0] != tag:
        return None
    length, start = data[1], 2
    if length & 0x80:
        octets = length & 0x7F
        if not 1 <= octets <= 4 or len(data) < 2 + octets:
            return None
        length, start = int.from_bytes(data[2 : 2 + octets]), 2 + octets
    if start + length > len(data):
        return None
    return data[start : start + length], data[start + length :]
