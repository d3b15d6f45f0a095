"""The contracts of the API: the fields, in their order, and what they hold."""

import httpx
import pytest

from tests.messages import report

pytestmark = pytest.mark.anyio


async def test_check_address(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/check/address", json={"address": "´kim@naver.com", "locale": "en"})
    body = answer.json()
    assert answer.headers["content-language"] == "en"
    assert answer.headers["cache-control"] == "no-store"
    assert list(body) == [
        "input",
        "verdict",
        "address",
        "suggestion",
        "addresses",
        "deliverability",
        "findings",
        "mail_servers",
    ]
    assert (body["input"], body["verdict"], body["deliverability"]) == ("´kim@naver.com", "suspect", None)
    (finding,) = [each for each in body["findings"] if each["id"] == "refused-character"]
    fields = ["id", "severity", "span", "evidence", "title", "explanation", "fix", "article"]
    assert list(finding) == fields
    assert finding["span"] == [0, 1]
    assert "´" in finding["explanation"]
    assert finding["article"].startswith("/en/guides/address-characters/")


async def test_a_list_is_judged_one_by_one(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/check/address", json={"address": "a@example.org, ´b@naver.com"})
    body = answer.json()
    assert body["verdict"] == "list"
    assert [each["verdict"] for each in body["addresses"]] == ["accepted", "suspect"]


async def test_dns_that_does_not_answer_is_unknown(client: httpx.AsyncClient) -> None:
    question = {"address": "kim@naver.com", "dns": True, "locale": "ko"}
    body = (await client.post("/api/v1/check/address", json=question)).json()
    assert (body["verdict"], body["deliverability"]) == ("accepted", "unknown")
    assert "dns-timeout" in [each["id"] for each in body["findings"]]


async def test_decode_a_reply(client: httpx.AsyncClient) -> None:
    body = (
        await client.post("/api/v1/decode", json={"text": "552 5.2.2 mailbox full", "locale": "en"})
    ).json()
    assert list(body) == ["input", "kind", "summary", "outcomes"]
    assert (body["input"], body["kind"]) == ("552 5.2.2 mailbox full", "reply")
    assert body["summary"] == {
        "scope": "one",
        "failed": 1,
        "total": 1,
        "reasons": {"mailbox-full": 1},
        "headline": "The message wasn't delivered",
    }
    (outcome,) = body["outcomes"]
    assert list(outcome) == [
        "recipient",
        "reason",
        "also",
        "action",
        "permanent",
        "hard",
        "reply_code",
        "status",
        "provider",
        "remote_mta",
        "diagnostic",
        "evidence",
        "title",
        "explanation",
        "fixes",
        "article",
    ]
    start, end = outcome["evidence"]["span"]
    assert outcome["evidence"]["text"][start:end] == "mailbox full"
    assert outcome["article"] == "/en/reasons/mailbox-full/"
    assert {fix["by"] for fix in outcome["fixes"]} >= {"recipient", "sender"}


MESSAGE = report(
    ("kim@example.com", "failed", "552 5.2.2 mailbox full"),
    ("lee@example.net", "delivered", "250 2.0.0 OK"),
    ("park@example.org", "delivered", "250 2.0.0 OK"),
)

HEADLINES = {
    "ko": ["3", "1"],
    "en": ["1 of 3 recipients"],
    "ja": ["3", "1"],
}


@pytest.mark.parametrize("locale", HEADLINES)
async def test_decode_a_message(client: httpx.AsyncClient, locale: str) -> None:
    headers = {"Content-Type": "message/rfc822", "Accept-Language": locale}
    body = (await client.post("/api/v1/decode", content=MESSAGE, headers=headers)).json()
    assert (body["input"], body["kind"]) == (None, "message")
    assert (body["summary"]["scope"], body["summary"]["failed"], body["summary"]["total"]) == ("some", 1, 3)
    assert [part for part in HEADLINES[locale] if part not in body["summary"]["headline"]] == []
    assert [(each["recipient"], each["action"]) for each in body["outcomes"]] == [
        ("kim@example.com", "failed"),
        ("lee@example.net", "delivered"),
        ("park@example.org", "delivered"),
    ]


async def test_one_message_however_it_comes(client: httpx.AsyncClient) -> None:
    as_json = await client.post("/api/v1/decode", json={"text": MESSAGE})
    as_text = await client.post("/api/v1/decode", content=MESSAGE, headers={"Content-Type": "text/plain"})
    assert as_json.json()["outcomes"] == as_text.json()["outcomes"]


@pytest.mark.parametrize(
    ("query", "headers", "body", "locale"),
    [
        ("", {}, {}, "ko"),
        ("", {"Accept-Language": "ja"}, {}, "ja"),
        ("?locale=en", {"Accept-Language": "ja"}, {}, "en"),
        ("?locale=en", {"Accept-Language": "ja"}, {"locale": "ko"}, "ko"),
        ("", {}, {"locale": "en-US"}, "en"),
        ("", {}, {"locale": "JA_jp"}, "ja"),
        ("", {"Accept-Language": "fr"}, {"locale": None}, "ko"),
        ("", {"Accept-Language": "fr"}, {"locale": ""}, "ko"),
    ],
)
async def test_the_locale_of_an_answer(
    client: httpx.AsyncClient, query: str, headers: dict[str, str], body: dict[str, str], locale: str
) -> None:
    answer = await client.post(f"/api/v1/decode{query}", json={"text": "5.1.1", **body}, headers=headers)
    assert answer.headers["content-language"] == locale
    assert answer.json()["outcomes"][0]["article"] == f"/{locale}/reasons/user-unknown/"


async def test_reasons(client: httpx.AsyncClient) -> None:
    every = (await client.get("/api/v1/reasons?locale=en")).json()["reasons"]
    assert {"mailbox-full", "user-unknown", "unknown", "delivered"} <= {each["id"] for each in every}
    one = (await client.get("/api/v1/reasons/mailbox-full?locale=en")).json()
    assert one in every
    assert list(one) == ["id", "title", "explanation", "failure", "retry", "codes", "fixes", "article"]
    assert [each["failure"] for each in every if each["id"] in ("delivered", "auto-reply")] == [False, False]


@pytest.mark.parametrize(
    ("path", "reason", "entry"),
    [
        ("/api/v1/codes/5.1.1", "user-unknown", "/ko/codes/#x-1-1"),
        ("/api/v1/codes/5.2.2?locale=en", "mailbox-full", "/en/codes/#x-2-2"),
        ("/api/v1/codes/552-5.2.2", "mailbox-full", "/ko/codes/#x-2-2"),
        ("/api/v1/codes/552%205.2.2", "mailbox-full", "/ko/codes/#x-2-2"),
    ],
)
async def test_codes(client: httpx.AsyncClient, path: str, reason: str, entry: str) -> None:
    body = (await client.get(path)).json()
    assert (body["reason"], body["entry"]) == (reason, entry)
    assert body["meaning"]


async def test_search(client: httpx.AsyncClient) -> None:
    question = {"query": "메일이 안 보내져요", "locale": "ko"}
    body = (await client.post("/api/v1/search", json=question)).json()
    assert list(body) == ["query", "articles", "results"]
    assert body["query"] == question["query"]
    assert "symptoms/cannot-send" in body["articles"][:3]
    assert [hit["id"] for hit in body["results"]] == body["articles"]
    assert list(body["results"][0]) == ["id", "title", "description", "url"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("´kim@naver.com", "address"),
        ("김민지 <kim@naver.com>", "address"),
        ("kim@naver.com, lee@example.org", "list"),
        ("kim@naver.com\nlee@example.org", "list"),
        ("naver.com", "domain"),
        ("한국.kr", "domain"),
        ("5.7.26", "code"),
        ("550", "code"),
        ("552 5.2.2 mailbox full", "reply"),
        (
            "Nov 3 04:05:06 postfix/smtp[123]: 4F2: to=<kim@example.com>, relay=mx.example.com[192.0.2.1]:25,"
            " delay=1, dsn=5.1.1, status=bounced (host mx.example.com said: 550 5.1.1 User unknown)",
            "log-line",
        ),
        (MESSAGE, "message"),
        ("메일이 안 보내져요", "question"),
        ("why did it fail?", "question"),
    ],
)
async def test_diagnose(client: httpx.AsyncClient, text: str, kind: str) -> None:
    body = (await client.post("/api/v1/diagnose", json={"text": text, "locale": "ko"})).json()
    assert list(body) == ["kind", "answer", "articles", "read_as"]
    assert body["kind"] == kind
    assert (body["answer"] is None) == (kind in ("question", "domain"))
