"""What kind of content a request carries (RFC 9110 section 8.3)."""

from email.message import Message

from starlette.datastructures import Headers
from starlette.types import Scope


def media_type(scope: Scope) -> str:
    """The media type of the request without its parameters, in lower case; empty where none is given."""
    return Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()


def parameter(scope: Scope, name: str) -> str | None:
    """A parameter of the content type, such as `charset` or `boundary`, unquoted."""
    header = Message()
    header["content-type"] = Headers(scope=scope).get("content-type", "")[:500]
    value = header.get_param(name)
    return value if isinstance(value, str) else None


def is_json(kind: str) -> bool:
    """Whether a media type is JSON (RFC 6839 section 3.1)."""
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
