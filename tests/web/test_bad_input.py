"""Whatever comes in: a localized problem with a stable type, nothing echoed, and the service goes on."""

import gzip
import json

import httpx
import pytest

pytestmark = pytest.mark.anyio

HOST = "http://127.0.0.1:8000"
CHECK, DECODE, DIAGNOSE, SEARCH = (
    "/api/v1/check/address",
    "/api/v1/decode",
    "/api/v1/diagnose",
    "/api/v1/search",
)
JSON, MESSAGE, TEXT = "application/json", "message/rfc822", "text/plain; charset=utf-8"
SECRET = "qx7-secret"

BAD = [
    # path, content type, body, problem, status
    (CHECK, JSON, b"", "invalid-request", 422),
    (CHECK, JSON, b"{}", "invalid-request", 422),
    (CHECK, JSON, b"null", "invalid-request", 422),
    (CHECK, JSON, b"[]", "invalid-request", 422),
    (CHECK, JSON, b'{"address": 5}', "invalid-request", 422),
    (CHECK, JSON, b'{"address": ["qx7-secret"]}', "invalid-request", 422),
    (CHECK, JSON, b'{"address": "a@example.com", "qx7-secret": 1}', "invalid-request", 422),
    (CHECK, JSON, b'{"address": "a@example.com", "dns": "yes"}', "invalid-request", 422),
    (CHECK, JSON, b'{"address": "a@example.com", "dns": 1}', "invalid-request", 422),
    (CHECK, JSON, b'{"address": NaN}', "invalid-request", 422),
    (CHECK, JSON, b'{"address": "a@example.com", "dns": Infinity}', "invalid-request", 422),
    (CHECK, JSON, b'{"address": ' + b"9" * 60_000 + b"}", "invalid-json", 400),
    (CHECK, JSON, b'{"address": "a@example.com"} qx7-secret', "invalid-json", 400),
    (CHECK, JSON, b'{"address": "a@example.com", "\\ud800": 1}', "invalid-text", 422),
    (CHECK, JSON, b'{"address": "a@example.com", "locale": "\\ud800"}', "unknown-locale", 422),
    (CHECK, JSON, b'{"address": ""}', "empty-input", 422),
    (CHECK, JSON, b'{"address": " \\n\\u3000"}', "empty-input", 422),
    (CHECK, JSON, b'{"address": "qx7-secret', "invalid-json", 400),
    (CHECK, JSON, b"\x00\x01\xff\xfeqx7-secret", "invalid-json", 400),
    (CHECK, JSON, b'{"address": "\\ud800qx7-secret"}', "invalid-text", 422),
    (CHECK, JSON, b'{"address": "qx7-secret\\udfff@example.com"}', "invalid-text", 422),
    (CHECK, JSON, b'{"address": "a@example.com", "address": "qx7-secret"}', "repeated-field", 400),
    (DECODE, JSON, b'{"text": "5.1.1", "locale": "ko", "locale": "ja"}', "repeated-field", 400),
    (SEARCH, JSON, b'{"query": "5.1.1", "\\u0071uery": "qx7-secret"}', "repeated-field", 400),
    (CHECK, JSON, b"[" * 60_000, "invalid-json", 400),
    (CHECK, JSON, b'{"address": ' + b"[" * 60_000, "invalid-json", 400),
    (CHECK, JSON, b"[" * 100_000, "too-large", 413),
    (CHECK, JSON, b'{"address": "' + b"a" * 2**20 + b'"}', "too-large", 413),
    (CHECK, JSON, b'{"address": "' + b", ".join([b"kim@example.com"] * 10_000) + b'"}', "too-large", 413),
    (CHECK, JSON, b'{"address": "' + b",".join([b"a@b.co"] * 2_001) + b'"}', "too-many-addresses", 413),
    (DIAGNOSE, JSON, b'{"text": "' + b",".join([b"a@b.co"] * 2_001) + b'"}', "too-many-addresses", 413),
    (CHECK, JSON, b'{"address": "a@example.com", "locale": "qx7-secret"}', "unknown-locale", 422),
    (CHECK, JSON, b'{"address": "a@example.com", "locale": "../../etc"}', "unknown-locale", 422),
    (CHECK, TEXT, b"qx7-secret@example.com", "unsupported-type", 415),
    (CHECK, "", b"qx7-secret@example.com", "unsupported-type", 415),
    (CHECK, "multipart/form-data; boundary=qx7-secret", b"--qx7-secret--", "unsupported-type", 415),
    (DECODE, JSON, b"", "invalid-json", 400),
    (DECODE, JSON, b"null", "invalid-request", 422),
    (DECODE, JSON, b'{"text": null}', "invalid-request", 422),
    (DECODE, JSON, b'{"text": "\\ud800qx7-secret"}', "invalid-text", 422),
    (DECODE, JSON, b"[" * 60_000, "invalid-json", 400),
    (DECODE, JSON, b'{"text": "\xffqx7-secret"}', "invalid-json", 400),
    (DECODE, JSON, b'{"text": "' + b"5" * 2**20 + b'"}', "too-large", 413),
    (DECODE, TEXT, b" \r\n", "empty-input", 422),
    (DECODE, MESSAGE, b"", "empty-input", 422),
    (DECODE, MESSAGE, b"x" * (10 * 2**20 + 1), "too-large", 413),
    (DECODE, "application/zip", b"PKqx7-secret", "unsupported-type", 415),
    (DIAGNOSE, JSON, b'{"text": ""}', "empty-input", 422),
    (DIAGNOSE, JSON, b'{"text": "\\udc80"}', "invalid-text", 422),
    (SEARCH, JSON, b'{"query": "\\t"}', "empty-input", 422),
    (SEARCH, JSON, b'{"query": {"qx7-secret": 1}}', "invalid-request", 422),
]


@pytest.mark.parametrize("locale", ["ko", "ja"])
@pytest.mark.parametrize(("path", "kind", "body", "problem", "status"), BAD)
async def test_bad_input_is_a_problem(
    client: httpx.AsyncClient, path: str, kind: str, body: bytes, problem: str, status: int, locale: str
) -> None:
    headers = {"Content-Type": kind, "Accept-Language": locale}
    answer = await client.post(path, content=body, headers=headers)
    document = answer.json()
    assert (answer.status_code, document["type"]) == (status, f"/problems/{problem}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == locale
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    assert SECRET not in answer.text
    assert (await client.get("/healthz")).text == "ok\n"


async def test_nothing_is_unpacked(client: httpx.AsyncClient) -> None:
    bomb = gzip.compress(b"\0" * 2**20)
    headers = {"Content-Type": MESSAGE, "Content-Encoding": "gzip", "Accept-Language": "en"}
    answer = await client.post(DECODE, content=bomb, headers=headers)
    assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "identity")
    assert answer.json()["type"] == "/problems/unsupported-type"


STRANGE = [
    # path, content type, body: answered, not refused
    (CHECK, JSON, json.dumps({"address": "kim\x00@example.com"}).encode()),
    (CHECK, JSON, json.dumps({"address": "(" * 60_000}).encode()),
    (CHECK, JSON, json.dumps({"address": "@" * 2_000}).encode()),
    (CHECK, JSON, json.dumps({"address": "<" * 30_000 + "kim@example.com" + ">" * 30_000}).encode()),
    (CHECK, JSON, json.dumps({"address": ", ".join(["kim@example.com"] * 2_000)}).encode()),
    (DECODE, MESSAGE, b"\x00\xff\xfe\x80" * 2**18),
    (DECODE, TEXT, b"[" * 100_000),
    (DECODE, TEXT, b"\x00" * 1000),
    (DECODE, TEXT, b"550 " * 2**18),
    (DECODE, MESSAGE, b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n" * 50_000),
    (DECODE, JSON, json.dumps({"text": "550 \x00\x1b[31m 5.1.1 \u202e user unknown"}).encode()),
    (DIAGNOSE, JSON, json.dumps({"text": "(" * 60_000}).encode()),
    (SEARCH, JSON, json.dumps({"query": "메일" * 9_000}, ensure_ascii=False).encode()),
]


@pytest.mark.parametrize(("path", "kind", "body"), STRANGE)
async def test_strange_input_is_answered(
    client: httpx.AsyncClient, path: str, kind: str, body: bytes
) -> None:
    answer = await client.post(path, content=body, headers={"Content-Type": kind})
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-type"] == "application/json"
    json.loads(answer.content)
    assert (await client.get("/healthz")).text == "ok\n"


def report_of(recipients: int) -> bytes:
    """A delivery report (RFC 3464) in which every recipient failed."""
    fields = "".join(
        f"\r\nFinal-Recipient: rfc822; user{n}@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        for n in range(recipients)
    )
    return (
        "From: MAILER-DAEMON@example.com\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n{fields}"
        "\r\n--b--\r\n"
    ).encode()


async def test_ten_thousand_recipients(client: httpx.AsyncClient) -> None:
    message = report_of(10_000)
    answer = (await client.post(DECODE, content=message, headers={"Content-Type": MESSAGE})).json()
    assert answer["summary"]["failed"] == answer["summary"]["total"] == 10_000
    assert answer["summary"]["reasons"] == {"user-unknown": 10_000}
    assert [each["recipient"] for each in answer["outcomes"]] == [
        f"user{n}@example.com" for n in range(10_000)
    ]
    page = await client.post("/ko/tools/decode/", files={"message": ("report.eml", message)})
    assert page.status_code == 200
    assert page.text.count("@example.com") >= 10_000


UNKNOWN = [
    ("/api/v1/codes/9.9.9", "unknown-code"),
    ("/api/v1/codes/qx7-secret", "unknown-code"),
    ("/api/v1/codes/550%00", "unknown-code"),
    ("/api/v1/codes/" + "5" * 5000, "unknown-code"),
    ("/api/v1/reasons/qx7-secret", "unknown-reason"),
    ("/api/v1/reasons/index", "unknown-reason"),
    ("/api/v1/reasons/..%2Fsymptoms%2Fcannot-send", "not-found"),
    ("/api/v1/reasons?locale=qx7-secret", "unknown-locale"),
    ("/api/v1/reasons?locale=%FF", "unknown-locale"),
    ("/api/v1/qx7-secret", "not-found"),
    ("/c/qx7-secret", "unknown-code"),
    ("/c/5.1.1?locale=qx7-secret", "unknown-locale"),
    ("/r/qx7-secret", "unknown-reason"),
    ("/s/qx7-secret", "unknown-symptom"),
    ("/s/index", "unknown-symptom"),
    ("/problems/qx7-secret", "not-found"),
]


@pytest.mark.parametrize(("path", "problem"), UNKNOWN)
async def test_unknown_names_are_problems(client: httpx.AsyncClient, path: str, problem: str) -> None:
    answer = await client.get(path)
    assert answer.json()["type"] == f"/problems/{problem}"
    assert SECRET not in answer.text


async def test_fields_are_named_but_not_their_values(client: httpx.AsyncClient) -> None:
    answer = await client.post(CHECK, json={"addres": SECRET, "dns": "perhaps"})
    assert answer.json()["fields"] == [
        {"pointer": "/address", "problem": "missing"},
        {"pointer": "/dns", "problem": "bool-type"},
        {"pointer": "", "problem": "extra-forbidden"},
    ]
