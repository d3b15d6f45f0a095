"""The forms of the tool pages, with and without script."""

import re
from html import unescape

import httpx
import pytest

from checker.web.pages import MARKER
from tests.web.test_bad_input import report_of

pytestmark = pytest.mark.anyio

HOSTILE = "<script>alert(1)</script>\"'&</textarea><b>@example.com"


def text_of(html: str) -> str:
    """The words that a reader sees."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


async def test_the_page_comes_back_with_the_answer(client: httpx.AsyncClient) -> None:
    answer = await client.post("/ko/tools/address/", data={"address": "´kim@naver.com"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "<h1>address ko</h1>" in answer.text
    assert MARKER not in answer.text
    assert '<input type="text" name="address" value="´kim@naver.com">' in answer.text
    assert '<input type="checkbox" name="dns" value="true">' in answer.text
    assert '<mark data-n="1">´</mark>kim@naver.com' in answer.text


async def test_the_fragment_is_the_same_answer(client: httpx.AsyncClient) -> None:
    data = {"address": "´kim@naver.com"}
    page = await client.post("/ko/tools/address/", data=data)
    fragment = await client.post("/ko/tools/address/", data=data, headers={"X-Fragment": "1"})
    assert fragment.headers["vary"] == "X-Fragment"
    assert fragment.text.lstrip().startswith("<section")
    assert fragment.text in page.text


@pytest.mark.parametrize("tool", ["address", "decode", "diagnose"])
async def test_nothing_typed_becomes_markup(client: httpx.AsyncClient, tool: str) -> None:
    answer = await client.post(f"/en/tools/{tool}/", data={"address": HOSTILE, "text": HOSTILE})
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert "<b>" not in answer.text
    assert answer.text.count("</textarea>") == 1


async def test_what_was_typed_stands_in_the_form_again(client: httpx.AsyncClient) -> None:
    typed = "\n  552 5.2.2\r\nmailbox <full> & more"
    answer = await client.post("/en/tools/decode/", data={"text": typed})
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)
    assert found is not None
    assert unescape(found[1]) == typed.replace("\r\n", "\n")


async def test_decode(client: httpx.AsyncClient) -> None:
    headers = {"X-Fragment": "1"}
    answer = await client.post("/en/tools/decode/", data={"text": "552 5.2.2 mailbox full"}, headers=headers)
    assert '<mark class="mc-mark">mailbox full</mark>' in answer.text
    assert '<blockquote lang="en" dir="ltr">' in answer.text
    assert 'href="/en/reasons/mailbox-full/"' in answer.text
    assert 'href="/c/5.2.2?locale=en"' in answer.text
    assert "http://127.0.0.1:8000/en/reasons/mailbox-full/</output>" in answer.text
    words = text_of(answer.text)
    assert "The message wasn't delivered" in words
    assert "Who can fix it Recipient, Recipient's administrator, and Sender" in words


async def test_a_file_is_read_without_script(client: httpx.AsyncClient) -> None:
    message = report_of(1) + b"\xff\xfe\x00"
    answer = await client.post("/ko/tools/decode/", data={"text": ""}, files={"message": ("a.eml", message)})
    assert answer.status_code == 200
    assert 'data-reason="user-unknown"' in answer.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x--"),
        ("multipart/form-data; boundary=", b"--x--"),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nno-headers\r\n--x--\r\n"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\na: b\r\n\r\n\r\n" * 50_000 + b"--x--",
        ),
        ("multipart/form-data; boundary=" + "x" * 100, b"--x--"),
        ("multipart/form-data; boundary=\xe9", b"--x--"),
        ("application/x-www-form-urlencoded", b"a=1&" * 5000),
    ],
)
async def test_a_form_that_is_none(client: httpx.AsyncClient, kind: str, body: bytes) -> None:
    headers = {"Content-Type": kind.encode("latin-1")}
    answer = await client.post("/ko/tools/decode/", content=body, headers=headers)
    assert answer.status_code == 400
    assert 'data-problem="invalid-form"' in answer.text


async def test_a_message_that_is_no_report(client: httpx.AsyncClient) -> None:
    message = b"From: kim@example.com\r\nSubject: lunch\r\n\r\nAt noon?\r\n"
    answer = await client.post("/en/tools/decode/", files={"message": ("a.eml", message)})
    assert "No failed delivery was found in this message" in text_of(answer.text)


async def test_nothing_to_check(client: httpx.AsyncClient) -> None:
    for tool in ("address", "decode", "diagnose"):
        answer = await client.post(f"/ja/tools/{tool}/", data={"address": " ", "text": " "})
        assert answer.status_code == 422
        assert f"<h1>{tool} ja</h1>" in answer.text
        assert 'data-problem="empty-input"' in answer.text


async def test_json_is_no_form(client: httpx.AsyncClient) -> None:
    answer = await client.post("/ko/tools/decode/", json={"text": "550"})
    assert answer.status_code == 415
    assert 'data-problem="unsupported-type"' in answer.text


async def test_a_file_that_is_too_large(client: httpx.AsyncClient) -> None:
    files = {"message": ("a.eml", b"x" * (10 * 2**20))}
    answer = await client.post("/en/tools/decode/", files=files)
    assert answer.status_code == 413
    assert "10 MB" in text_of(answer.text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("´kim@naver.com", 'data-verdict="suspect"'),
        ("552 5.2.2 mailbox full", 'data-reason="mailbox-full"'),
        ("메일이 안 보내져요", 'href="/ko/symptoms/cannot-send/"'),
        ("zzzzqqqq", "mc-empty"),
    ],
)
async def test_diagnose(client: httpx.AsyncClient, text: str, shown: str) -> None:
    answer = await client.post("/ko/tools/diagnose/", data={"text": text}, headers={"X-Fragment": "1"})
    assert answer.status_code == 200
    assert shown in answer.text


async def test_a_list_shows_each_address(client: httpx.AsyncClient) -> None:
    addresses = ", ".join(f"user{n}@example.org" for n in range(60))
    answer = await client.post("/en/tools/address/", data={"address": addresses}, headers={"X-Fragment": "1"})
    assert answer.text.count('class="mc-recipient"') == 50
    assert "60 addresses were checked" in text_of(answer.text)
    assert "10 more addresses were checked" in text_of(answer.text)


async def test_an_unknown_locale_has_no_tools(client: httpx.AsyncClient) -> None:
    answer = await client.post("/xx/tools/address/", data={"address": "a@example.com"})
    assert answer.status_code == 404
