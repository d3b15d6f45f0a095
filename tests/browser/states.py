"""Every state of the widgets on one page per locale, for eyes and for axe: not part of the public site.

By hand: `python -m tests.browser.states FOLDER` builds the site into a folder and adds `tools/states/` to
locale; serve it with `MAILCLINIC_SITE=FOLDER mailclinic serve`. Every answer is a real one: it comes from
the application and its own templates; what only a script shows are the templates of the built forms.
"""

import re
import sys
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path

import anyio
import httpx

from checker.publish.build import build
from checker.settings import Settings
from checker.web.app import create_app
from checker.web.pages import MARKER
from tests.messages import report

TOOLS = {
    "address": "mailclinic-address",
    "decode": "mailclinic-decoder",
    "diagnose": "mailclinic-diagnose",
    "domain": "mailclinic-domain",
    "account": "mailclinic-account",
}
HOST = "http://127.0.0.1:8000"


FULL = ("minji.kim@example.com", "failed", "552 5.2.2 <minji.kim@example.com>: mailbox full")
GONE = ("dohyun.lee@example.net", "failed", "550 5.1.1 <dohyun.lee@example.net>: No such user here")
LATE = ("sora.park@example.org", "delayed", "451 4.7.1 Greylisted, please try again later")
THERE = ("jiwoo@example.org", "delivered", "250 2.1.5 OK")
LONG = (
    "a.very.long.local.part.that.never.seems.to.end.at.all@mail.subsidiary.of.a.long.name.example.com",
    "failed",
    "550-5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. Please "
    "contact the administrator of example.com domain if this was a legitimate mail. "
    "https://support.example.com/mail/answer/2451690?reason=dmarc&token=0123456789abcdef0123456789abcdef",
)
AUTO_REPLY = (
    "From: minji.kim@example.com\nSubject: Out of office\nAuto-Submitted: auto-replied\n\n"
    "I am away until Monday.\n"
)

ASKED: dict[str, tuple[str, Mapping[str, str]]] = {
    "accepted": ("address", {"address": "kim@example.com"}),
    "accepted, the domain takes mail": ("address", {"address": "kim@good.example", "dns": "true"}),
    "accepted, the domain takes no mail": ("address", {"address": "kim@null.example", "dns": "true"}),
    "accepted, the domain is unknown": ("address", {"address": "kim@broken.example", "dns": "true"}),
    "accepted with a suggestion": ("address", {"address": "kim@gamil.com"}),
    "repaired": ("address", {"address": "김민지 <minji.kim@naver.com>;"}),
    "suspect": ("address", {"address": "´kim@naver.com"}),
    "rejected": ("address", {"address": "minji kim@@na..ver.com,"}),
    "rejected, long": ("address", {"address": LONG[0].replace("@", "") + "@" + "x" * 70 + ".com"}),
    "list": (
        "address",
        {
            "address": "kim@example.com, 이민지 <lee@gamil.com>; park@naver,com, ´choi@daum.net, a@b@c, "
            + LONG[0]
        },
    ),
    "one code": ("decode", {"text": "552 5.2.2"}),
    "one of one": ("decode", {"text": report(FULL)}),
    "all": ("decode", {"text": report(GONE, (LONG[0], "failed", "550 5.1.1 User unknown"))}),
    "some": ("decode", {"text": report(FULL, THERE, LATE)}),
    "several kinds": ("decode", {"text": report(FULL, GONE, LONG)}),
    "delayed": ("decode", {"text": report(LATE)}),
    "not a failure": ("decode", {"text": AUTO_REPLY}),
    "delivered": ("decode", {"text": report(THERE)}),
    "unknown": ("decode", {"text": "554 Transaction failed, reference 8f3a"}),
    "nothing to decode": ("decode", {"text": "hello"}),
    "nothing asked": ("decode", {"text": " "}),
    "domain, good": ("domain", {"domain": "healthy.example"}),
    "domain, broken": ("domain", {"domain": "https://troubled.example/", "selectors": "s1"}),
    "domain, not there": ("domain", {"domain": "nowhere.example"}),
    "domain, unknown": ("domain", {"domain": "broken.example"}),
    "domain, no name": ("domain", {"domain": "not a domain"}),
    "account, known": ("account", {"address": "kim@naver.com"}),
    "account, found in DNS": ("account", {"address": "kim@healthy.example"}),
    "account, settings differ": (
        "account",
        {
            "address": "kim@naver.com",
            "incoming_protocol": "imap",
            "incoming_host": "mail.a-very-long-name-of-a-host.naver.example.com",
            "incoming_port": "143",
            "incoming_security": "none",
            "outgoing_port": "465",
            "outgoing_security": "starttls",
        },
    ),
    "account, not found": ("account", {"address": "kim@good.example"}),
    "account, no address": ("account", {"address": "kim"}),
    "a domain was pasted": ("diagnose", {"text": "troubled.example"}),
    "articles that fit": ("diagnose", {"text": "메일이 안 보내져요 email is not sent メールが送れない"}),
    "no article fits": ("diagnose", {"text": "zzqx"}),
}
"""The states that the server answers: the tool and what is typed."""

OF_THE_SCRIPT = ("busy", "limited", "large", "problem", "down")

_SAID = re.compile(r'<template data-state="(\w+)">(.*?)</template>', re.DOTALL)
_REFERENCE = re.compile(r'\b(id|for|data-for|aria-(?:labelledby|describedby))="(?!_|content")([^"]+)"')


def write_states(settings: Settings) -> None:
    """Add `tools/states/` to every locale of the built site of these settings."""
    # A thread of its own: a browser that runs in this one has an event loop already.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(anyio.run, _write, settings).result()


async def _write(settings: Settings) -> None:
    usual = settings.model_copy(update={"rate_limit": "100000/minute"})
    small = usual.model_copy(update={"max_json_bytes": 1024, "max_message_bytes": 1024})
    strict = settings.model_copy(update={"rate_limit": "1/hour"})
    async with _client(usual) as client, _client(small) as refusing, _client(strict) as limited:
        await _answer(limited, settings.source_locale, "diagnose", {"text": "550"})
        for locale in settings.locales:
            site = settings.site_dir / locale / "tools"
            forms = {tool: _form(site, tool) for tool in TOOLS}
            sections = [section async for section in _sections(client, refusing, limited, locale, forms)]
            body = "\n".join(("<h1>States</h1>", *sections))
            page = (site / "diagnose/index.html").read_text(encoding="utf-8")
            before, _, rest = page.partition('id="content">')
            file = site / "states/index.html"
            file.parent.mkdir(exist_ok=True)
            file.write_text(
                f'{before}id="content">{body}{rest[rest.index("</article>") :]}', encoding="utf-8"
            )


def _client(settings: Settings) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(create_app(settings)), base_url=HOST)


def _form(site: Path, tool: str) -> str:
    page = (site / tool / "index.html").read_text(encoding="utf-8")
    start = page.index(f"<{TOOLS[tool]} ")
    end = page.index(f"</{TOOLS[tool]}>") + len(f"</{TOOLS[tool]}>")
    return page[start:end]


async def _sections(
    client: httpx.AsyncClient,
    refusing: httpx.AsyncClient,
    limited: httpx.AsyncClient,
    locale: str,
    forms: Mapping[str, str],
) -> AsyncIterator[str]:
    for tool, form in forms.items():
        yield _section(f"{tool}: before anything", form, "")
    error = dict(_SAID.findall(forms["address"]))["empty"]
    empty = re.sub(r'(<p class="mc-field__error"[^>]*) hidden>', rf"\1>{error}", forms["address"])
    yield _section("address: nothing typed", empty.replace("<input ", '<input aria-invalid="true" ', 1), "")
    for state in OF_THE_SCRIPT:
        said = dict(_SAID.findall(forms["decode"]))[state]
        busy = forms["decode"].replace(
            " data-answer-region", ' aria-busy="true" data-answer-region', state == "busy"
        )
        yield _section(f"decode: {state}", busy, said)
    for name, (tool, typed) in ASKED.items():
        yield _section(f"{tool}: {name}", forms[tool], await _answer(client, locale, tool, typed))
    for name, asked, text in (
        ("too large", refusing, "x" * 5000),
        ("too many requests", limited, "550"),
    ):
        answer = await _answer(asked, locale, "diagnose", {"text": text})
        yield _section(f"diagnose: {name}", forms["diagnose"], answer)


async def _answer(client: httpx.AsyncClient, locale: str, tool: str, typed: Mapping[str, str]) -> str:
    answer = await client.post(f"/{locale}/tools/{tool}/", data=typed, headers={"X-Fragment": "1"})
    return answer.text


def _section(name: str, form: str, answer: str) -> str:
    """A form with an answer under its name. Ids are made unique, as on a page of their own."""
    mark = re.sub(r"\W+", "-", name)
    widget = _REFERENCE.sub(rf'\1="{mark}-\2"', form.replace(MARKER, answer))
    title = f'<h2 lang="en">{escape(name)}</h2>'
    return f'<section data-state="{escape(name)}" id="{mark}">{title}\n{widget}</section>'


if __name__ == "__main__":
    built = Settings(site=Path(sys.argv[1]))
    build(built)
    write_states(built)
