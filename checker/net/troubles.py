"""Why a server could not be reached or trusted: ids, never the text of an exception."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Trouble(StrEnum):
    """What went wrong on the way to a server."""

    NAME_NOT_FOUND = "name-not-found"
    """The name is none, does not exist, or has no address."""
    DNS_FAILED = "dns-failed"
    """DNS could not tell; evidence: status, of `checker.net.wire.Status`."""
    ADDRESS_DENIED = "address-denied"
    """The name leads to no address that a check may contact; evidence: address."""
    PORT_NOT_ALLOWED = "port-not-allowed"
    """No check contacts this port; evidence: port."""
    TOO_MANY_DIALS = "too-many-dials"
    """This service has contacted the server often enough for now; evidence: retry_after, in seconds."""

    PORT_CLOSED = "port-closed"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    """No answer in time: a filter drops what we send, or the server is down or busy."""
    CONNECTION_LOST = "connection-lost"
    LINE_TOO_LONG = "line-too-long"
    """The server says more than any server has to."""

    PLAIN_INSTEAD_OF_TLS = "plain-instead-of-tls"
    """The port does not speak TLS from the start; evidence: greeting."""
    TLS_VERSION = "tls-version"
    """No common version: the server offers only old ones."""
    TLS_FAILED = "tls-failed"

    CERTIFICATE_EXPIRED = "certificate-expired"
    CERTIFICATE_NOT_YET_VALID = "certificate-not-yet-valid"
    CERTIFICATE_NAME = "certificate-name"
    """The certificate is for other names."""
    CERTIFICATE_SELF_SIGNED = "certificate-self-signed"
    CERTIFICATE_UNKNOWN_ISSUER = "certificate-unknown-issuer"
    """No authority that we trust stands behind it, or the server does not send the whole chain."""
    CERTIFICATE_INVALID = "certificate-invalid"
    """Something else is wrong with it: a weak key, a wrong purpose."""

    REDIRECTED = "redirected"
    HTTP_STATUS = "http-status"
    NOT_HTTP = "not-http"
    CONTENT_TYPE = "content-type"
    CONTENT_ENCODED = "content-encoded"
    TOO_LARGE = "too-large"


CERTIFICATE_TROUBLES = frozenset(
    {
        Trouble.CERTIFICATE_EXPIRED,
        Trouble.CERTIFICATE_NOT_YET_VALID,
        Trouble.CERTIFICATE_NAME,
        Trouble.CERTIFICATE_SELF_SIGNED,
        Trouble.CERTIFICATE_UNKNOWN_ISSUER,
        Trouble.CERTIFICATE_INVALID,
    }
)
"""The server speaks TLS, and its certificate is not to be trusted: a second look may tell more."""

NOTHING: Mapping[str, str | int] = MappingProxyType({})


class DialError(Exception):
    """A server could not be reached or trusted: why, and on what evidence (cleaned text)."""

    def __init__(self, trouble: Trouble, **evidence: str | int) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.evidence: Mapping[str, str | int] = evidence or NOTHING
