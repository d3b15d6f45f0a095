"""The checks of domains and accounts through the API and the pages, with a real DNS server."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from html import unescape
from typing import ParamSpec, TypeVar

import httpx
import pytest
from fastapi import FastAPI

from checker.web.workers import Workers
from tests.servers.dns import NameServer, serving

P = ParamSpec("P")
R = TypeVar("R")

pytestmark = [pytest.mark.anyio, pytest.mark.parts]

ZONE = """\
$ORIGIN example.
$TTL 300
@           SOA  ns.example. hostmaster.example. 1 3600 600 86400 60
@           NS   ns.example.
ns          A    127.0.0.1
shop        MX   10 mx.shop.example.
mx.shop     A    9.9.9.9
shop        TXT  "v=spf1 mx +all"
_dmarc.shop TXT  "v=DMARC1; p=none; <script>=1"
xn--h32bq4v MX   10 mx.shop.example.
_imaps._tcp.shop       SRV 0 1 993 imap.shop.example.
_submissions._tcp.shop SRV 0 1 465 smtp.shop.example.
_pop3s._tcp.shop       SRV 0 1 22  pop.shop.example.
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameServer]:
    with serving(tmp_path_factory.mktemp("zones"), {"example": ZONE}) as server:
        yield server


@pytest.fixture
async def asked(
    app: FastAPI, client: httpx.AsyncClient, server: NameServer
) -> AsyncIterator[httpx.AsyncClient]:
    """The application, asking this DNS server and no other one."""
    before, resolver = app.state.context, server.resolver(timeout=1.0)
    app.state.context = replace(before, resolver=resolver, fetch=None)
    yield client
    app.state.context = before
    await resolver.aclose()


@pytest.mark.parametrize(
    "typed",
    ["shop.example", "https://SHOP.example/cart?x=1", "Kim <kim@shop.example>", "ｓｈｏｐ．ｅｘａｍｐｌｅ。"],
)
async def test_a_domain_however_it_is_typed(asked: httpx.AsyncClient, typed: str) -> None:
    answer = (await asked.post("/api/v1/check/domain", json={"domain": typed, "locale": "ko"})).json()
    assert (answer["input"], answer["domain"], answer["verdict"]) == (typed, "shop.example", "broken")
    assert [(theme["id"], theme["verdict"]) for theme in answer["themes"]] == [
        ("receives", "good"),
        ("proves", "broken"),
        ("encrypted", "good"),
        ("signed", "unknown"),
    ]
    assert {"spf-allows-everyone", "dmarc-policy-none"} <= {each["id"] for each in answer["findings"]}
    assert all(each["title"] and each["article"].startswith("/ko/") for each in answer["findings"])
    assert "안녕하세요." in answer["request"]
    assert "v=spf1 mx +all" in answer["request"]
    assert [each["text"] for each in answer["corrections"] if each["name"] == "shop.example"] == [
        "v=spf1 mx ~all"
    ]


async def test_a_domain_in_unicode(asked: httpx.AsyncClient) -> None:
    answer = (await asked.post("/api/v1/check/domain", json={"domain": "도메인.example"})).json()
    assert answer["domain"] == "xn--hq1bm8jm9l.example"


@pytest.mark.parametrize(
    "typed",
    ["<b>x</b>", "shop,example", "shop example", "[::1]", "9.9.9.9", "localhost", "mx.shop.example a"],
)
async def test_what_is_no_domain_is_not_asked(asked: httpx.AsyncClient, typed: str) -> None:
    answer = (await asked.post("/api/v1/check/domain", json={"domain": typed, "locale": "en"})).json()
    assert (answer["domain"], answer["verdict"], answer["records"]) == (None, "broken", [])
    assert answer["headline"] == "This is not a domain name, so DNS wasn't asked"
    assert [(each["id"], each["explanation"]) for each in answer["findings"]] == [
        ("domain-name-not-valid", "This text can't be a domain name.")
    ]
    page = await asked.post("/ko/tools/domain/", data={"domain": typed}, headers={"X-Fragment": "1"})
    assert "도메인 이름이 아니어서 DNS에 묻지 않았습니다" in page.text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("도메인.example", "도메인.example (xn--hq1bm8jm9l.example)"),
        ("xn--hq1bm8jm9l.example", "도메인.example (xn--hq1bm8jm9l.example)"),
        ("xn--bcher-kva.example", "bücher.example (xn--bcher-kva.example)"),
        ("日本語テスト.example", "日本語テスト.example (xn--zckzah9945czlbtz6h.example)"),
        ("_a.xn--nver-53d.example", "_a.xn--nver-53d.example"),
        ("nаver.example", "xn--nver-53d.example"),  # a Cyrillic letter among Latin ones
        ("аррӏе.example", "xn--80ak6aa92e.example"),  # Cyrillic that reads like Latin
        ("xn--a.example", "xn--a.example"),
        ("shop.example", "shop.example"),
    ],
)
async def test_the_name_for_people(asked: httpx.AsyncClient, typed: str, shown: str) -> None:
    form = {"domain": typed}
    page = await asked.post("/en/tools/domain/", data=form, headers={"X-Fragment": "1"})
    assert f'<p class="mc-typed"><bdi dir="ltr">{shown}</bdi></p>' in page.text
    answer = (await asked.post("/api/v1/check/domain", json=form)).json()
    assert answer["domain"] == shown.rpartition("(")[2].rstrip(")")
    assert "shown" not in answer


async def test_a_domain_on_the_page(asked: httpx.AsyncClient) -> None:
    form = {"domain": "shop.example", "selectors": "a b, c"}
    answer = await asked.post("/ja/tools/domain/", data=form, headers={"X-Fragment": "1"})
    assert answer.status_code == 200
    assert 'data-verdict="broken"' in answer.text
    assert "v=spf1 mx ~all" in answer.text
    assert "<script>" not in answer.text


async def test_what_is_only_to_know_is_folded(asked: httpx.AsyncClient) -> None:
    form = {"domain": "shop.example"}
    answer = (await asked.post("/api/v1/check/domain", json={**form, "locale": "en"})).json()
    page = (await asked.post("/en/tools/domain/", data=form, headers={"X-Fragment": "1"})).text
    for theme in answer["themes"]:
        card = page.partition(f'<section class="mc-theme" data-theme="{theme["id"]}"')[2].partition(
            "</section>"
        )[0]
        open_, fold, closed = card.partition('<details class="mc-unfold"><summary>')
        pressing = [each["id"] for each in theme["findings"] if each["severity"] != "info"]
        to_know = [each["id"] for each in theme["findings"] if each["severity"] == "info"]
        assert re.findall('data-id="([^"]*)"', open_) == pressing
        assert re.findall('data-id="([^"]*)"', closed) == to_know
        assert bool(fold) is bool(to_know)
        assert closed.startswith(f"{len(to_know)} more thing") or not to_know
    severities = {each["id"]: each["severity"] for each in answer["findings"]}
    minor = [
        each["text"]
        for each in answer["corrections"]
        if {severities[id_] for id_ in each["findings"]} == {"info"}
    ]
    folded = "".join(re.findall(r'<details class="mc-unfold">.*?</details>', page, re.DOTALL))
    shown = [unescape(text) for text in re.findall(r"<output[^>]*>([^<]*)</output>", page)]
    assert sorted(shown) == sorted(each["text"] for each in answer["corrections"])
    assert [unescape(text) for text in re.findall(r"<output[^>]*>([^<]*)</output>", folded)] == minor
    assert 0 < len(minor) < len(shown)
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'data-for="([^"]*)"', page)) <= set(ids)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"domain": " "}, "empty-input"),
        ({"domain": "shop.example", "selectors": ["x"] * 6}, "invalid-request"),
        ({"domain": "shop.example", "password": "secret"}, "invalid-request"),
    ],
)
async def test_what_no_domain_can_be(asked: httpx.AsyncClient, body: dict[str, object], problem: str) -> None:
    answer = await asked.post("/api/v1/check/domain", json=body)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith(problem)


async def test_an_account_gets_its_settings_from_dns(asked: httpx.AsyncClient) -> None:
    body = {"address": "kim@shop.example", "locale": "ko"}
    answer = (await asked.post("/api/v1/check/account", json=body)).json()
    assert [(each["protocol"], each["host"], each["port"]) for each in answer["settings"]] == [
        ("imap", "imap.shop.example", 993),
        ("smtp", "smtp.shop.example", 465),
    ]
    assert "settings-port-refused" in {each["id"] for each in answer["findings"]}
    assert answer["probes"] == []


async def test_the_table_of_providers_and_what_differs(asked: httpx.AsyncClient) -> None:
    settings = {"incoming": {"protocol": "imap", "host": "imap.navr.com", "port": 143, "security": "none"}}
    body = {"address": "kim@naver.com", "settings": settings, "locale": "ko"}
    answer = (await asked.post("/api/v1/check/account", json=body)).json()
    assert answer["provider"]["name"] == "네이버 메일"
    assert {each["field"]: (each["typed"], each["right"]) for each in answer["differences"]} == {
        "host": ("imap.navr.com", "imap.naver.com"),
        "port": ("143", "993"),
        "security": ("암호화 안 함", "SSL/TLS"),
    }


async def test_what_nobody_confirmed_stands_on_the_page(asked: httpx.AsyncClient) -> None:
    form, headers = {"address": "kim@naver.com"}, {"X-Fragment": "1"}
    page = (await asked.post("/en/tools/account/", data=form, headers=headers)).text
    assert "<dt>Not confirmed</dt><dd>user name</dd>" in page
    assert 'lang="en">Naver help: IMAP settings</a> <time datetime="2025-12">December 2025</time>' in page
    form = {"address": "kim@protonmail.com"}  # no servers: what is known of the provider is said all the same
    page = (await asked.post("/ko/tools/account/", data=form, headers=headers)).text
    assert "<dt>출처</dt>" in page


async def test_an_account_on_the_page_with_a_port_that_is_none(asked: httpx.AsyncClient) -> None:
    form = {"address": "kim@naver.com", "incoming_protocol": "imap", "incoming_port": "993"}
    good = await asked.post("/ko/tools/account/", data=form, headers={"X-Fragment": "1"})
    assert good.status_code == 200
    assert "imap.naver.com" in good.text
    form["incoming_port"] = "구구삼"
    wrong = await asked.post("/ko/tools/account/", data=form, headers={"X-Fragment": "1"})
    assert wrong.status_code == 422
    assert "구구삼" not in wrong.text


async def test_a_password_has_no_place(asked: httpx.AsyncClient) -> None:
    settings = {"incoming": {"protocol": "imap", "password": "hunter2"}}
    answer = await asked.post(
        "/api/v1/check/account", json={"address": "kim@naver.com", "settings": settings}
    )
    assert answer.status_code == 422
    assert "hunter2" not in answer.text


async def test_a_pasted_domain_is_not_asked_about_unasked(asked: httpx.AsyncClient) -> None:
    found = (await asked.post("/api/v1/diagnose", json={"text": "shop.example"})).json()
    assert (found["kind"], found["answer"]) == ("domain", None)
    page = await asked.post("/en/tools/diagnose/", data={"text": "shop.example"}, headers={"X-Fragment": "1"})
    assert 'action="/en/tools/domain/"' in page.text
    assert 'value="shop.example"' in page.text


class Noting(Workers):
    """Threads that say what was done in them."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        self.done.append(work.__name__)
        return await super().run(work, *args, **kwargs)


async def test_a_list_in_the_place_of_an_account_makes_nobody_wait(
    app: FastAPI, asked: httpx.AsyncClient
) -> None:
    """It takes a second to be read: in a thread, not where all requests are served."""
    app.state.context = replace(app.state.context, workers=(workers := Noting()))
    pasted = "´a@x\u3164y.com\n" * 100
    answer = await asked.post("/api/v1/check/account", json={"address": pasted})
    assert answer.status_code == 200
    assert workers.done == ["account_address"]
