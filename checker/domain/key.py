"""How long is a public key? (RFC 5280 section 4.1, RFC 8017 appendix A)"""

from checker.net.der import BIT_STRING, INTEGER, OID, SEQUENCE, content, fields

RSA_OID = bytes.fromhex("2a864886f70d010101")
ED25519_OCTETS = 32


def rsa_bits(der: bytes) -> int | None:
    """Bits of the modulus of an RSA key, as SubjectPublicKeyInfo or bare RSAPublicKey; None if it is neither.

    Never raises, whatever the octets are.
    """
    try:
        outer = content(fields(der), SEQUENCE)
        if outer[:1] == bytes((INTEGER,)):
            return _modulus_bits(outer)
        parts = fields(outer)
        algorithm, bits = content(parts, SEQUENCE), content(parts, BIT_STRING)
        if content(fields(algorithm), OID) != RSA_OID or bits[:1] != b"\0":
            return None
        return _modulus_bits(content(fields(bits[1:]), SEQUENCE))
    except ValueError:
        return None


def _modulus_bits(public: bytes) -> int | None:
    numbers = fields(public)
    modulus, _exponent = content(numbers, INTEGER), content(numbers, INTEGER)
    if modulus[:1] >= b"\x80":  # negative
        return None
    return int.from_bytes(modulus, "big").bit_length() or None
