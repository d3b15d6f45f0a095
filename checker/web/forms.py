"""Form bodies: application/x-www-form-urlencoded and multipart/form-data (RFC 7578), both already capped."""

from collections.abc import Iterator
from email.parser import BytesHeaderParser
from urllib.parse import parse_qsl

from starlette.requests import Request

from checker.web.media import media_type, parameter
from checker.web.problems import Problem

MOST_FIELDS = 20
MOST_HEAD_BYTES = 4096
LONGEST_BOUNDARY = 70  # RFC 2046 section 5.1.1


async def read_form(request: Request) -> dict[str, bytes]:
    """The fields of a form, the first of each name. Raises Problem where it is no form or cannot be read."""
    kind = media_type(request.scope)
    body = await request.body()
    if kind == "application/x-www-form-urlencoded":
        pairs = _urlencoded(body)
    elif kind == "multipart/form-data":
        boundary = parameter(request.scope, "boundary") or ""
        if not boundary.isascii() or not 0 < len(boundary) <= LONGEST_BOUNDARY:
            raise Problem("invalid-form")
        pairs = list(_parts(body, boundary.encode("ascii")))
    else:
        raise Problem("unsupported-type", headers={"Accept-Post": "application/x-www-form-urlencoded"})
    fields: dict[str, bytes] = {}
    for name, value in pairs:
        fields.setdefault(name, value)
    return fields


def _urlencoded(body: bytes) -> list[tuple[str, bytes]]:
    # Latin-1 gives every byte its own character, so that the value's bytes come back unchanged.
    try:
        pairs = parse_qsl(
            body.decode("latin-1"), keep_blank_values=True, encoding="latin-1", max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise Problem("invalid-form") from error
    return [(name, value.encode("latin-1")) for name, value in pairs]


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts between the boundary lines; what a browser sends, read in one pass."""
    chunks = (b"\r\n" + body).split(b"\r\n--" + boundary, MOST_FIELDS + 2)
    if len(chunks) < 3 or not chunks[-1].startswith(b"--") or len(chunks) - 2 > MOST_FIELDS:
        raise Problem("invalid-form")
    for chunk in chunks[1:-1]:
        head, blank, value = chunk.lstrip(b" \t").partition(b"\r\n\r\n")
        if not blank or len(head) > MOST_HEAD_BYTES:
            raise Problem("invalid-form")
        name = (
            BytesHeaderParser()
            .parsebytes(head.lstrip(b"\r\n"))
            .get_param("name", header="content-disposition")
        )
        if isinstance(name, str):
            yield name, value


def text_of(value: bytes) -> str:
    """A text field as it was typed: UTF-8, with the line ends of the form made plain."""
    return value.decode("utf-8", "replace").replace("\r\n", "\n")
