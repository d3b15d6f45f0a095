"""The table of mail providers: every row validates, and the look-ups find the right one."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from checker import providers
from checker.providers import PasswordRule, Protocol, ProviderError

DOCS = Path(__file__).resolve().parent.parent / "docs"
CORPORA = os.environ.get("MAILCLINIC_CORPORA")
ROWS = {row.id: row for row in providers.providers()}

ROW = """
[shared.list]
title = "A list"
url = "https://example.org/list"
seen = "2026-11-23"

[[provider]]
id = "example"
name = "Example Mail"
region = "world"
domains = ["example.com"]
mx = ["example.com"]
incoming = [
  { protocol = "imap", host = "imap.example.com", port = 993, security = "tls", username = "address" },
]
outgoing = [
  { protocol = "smtp", host = "smtp.example.com", port = 465, security = "tls", username = "address" },
]
password = "account-password"
sources = ["list"]
"""


def test_the_table_is_whole() -> None:
    assert len(ROWS) >= 60
    assert Counter(row.region for row in ROWS.values())["korea"] == 10
    assert sorted(ROWS, key=lambda name: providers.REGIONS.index(ROWS[name].region)) == list(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_a_row_can_be_trusted(name: str) -> None:
    row = ROWS[name]
    assert row.sources, "a row without a source"
    assert all(source.title for source in row.sources)
    for server in (*row.incoming, *row.outgoing):
        assert server.port == providers.PORTS[server.protocol, server.security]
    if row.password is None:
        assert "password" in row.unconfirmed
    assert len(row.servers(Protocol.SMTP)) == len(row.outgoing)


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
def test_every_article_stands_in_every_locale(locale: str) -> None:
    files = {row.article.partition("#")[0] for row in ROWS.values()}
    assert {name for name in files if not (DOCS / locale / f"{name}.md").is_file()} == set()


def test_an_anchor_in_an_article_is_the_row() -> None:
    anchors = {name: row.article.partition("#")[2] for name, row in ROWS.items() if "#" in row.article}
    assert anchors == {name: name for name in anchors}
    assert ROWS["ocn"].article == "providers/index#ocn"
    assert ROWS["zoho-jp"].article == "providers/zoho#zoho-jp"


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("naver.com", "naver"),
        ("HanMail.net.", "daum"),
        ("kakao.com", "kakao"),
        ("company.dooray.com", "dooray"),
        ("dooray.com", None),
        ("outlook.kr", "outlook"),
        ("hotmail.co.kr", "outlook"),
        ("company.onmicrosoft.com", "microsoft-365"),
        ("a.b.onmicrosoft.com", "microsoft-365"),
        ("notonmicrosoft.com", None),
        ("docomo.ne.jp", "docomo"),
        ("ezweb.ne.jp", "au"),
        ("jade.plala.or.jp", "plala"),
        ("ya.ru", "yandex"),
        ("foxmail.com", "qq"),
        ("yahoo.co.jp", "yahoo-japan"),
        ("yahoo.co.uk", "yahoo"),
        ("mail.naver.com", None),
        ("네이버.com", None),
        ("", None),
    ],
)
def test_by_domain(domain: str, expected: str | None) -> None:
    found = providers.by_domain(domain)
    assert (found and found.id) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("mx1.naver.com", "naver"),
        ("mx4.hanmail.net.", "daum"),
        ("kr1-aspmx1.worksmobile.com", "naver-works"),
        ("mailapp.hiworks.co.kr", "hiworks"),
        ("spam.cafe24.com", "cafe24"),
        ("mail.cafe24.com", None),
        ("ASPMX.L.Google.com", "google-workspace"),
        ("gmail-smtp-in.l.google.com", "gmail"),
        ("alt1.gmail-smtp-in.l.google.com", "gmail"),
        ("company-com.mail.protection.outlook.com", "microsoft-365"),
        ("outlook-com.olc.protection.outlook.com", "outlook"),
        ("mta7.am0.yahoodns.net", "yahoo"),
        ("mx-aol.mail.gm0.yahoodns.net", "aol"),
        ("mxbiz1.qq.com", "tencent-exmail"),
        ("mx3.qq.com", "qq"),
        ("mxnaver.com", None),
        ("mx.example.com", None),
    ],
)
def test_by_mx(host: str, expected: str | None) -> None:
    found = providers.by_mx(host)
    assert (found and found.id) == expected


@pytest.mark.parametrize(
    ("name", "protocol", "login"),
    [
        ("naver", Protocol.IMAP, "hong@example.com"),
        ("kakao", Protocol.IMAP, "hong"),
        ("icloud", Protocol.IMAP, "hong"),
        ("icloud", Protocol.SMTP, "hong@example.com"),
        ("docomo", Protocol.IMAP, None),
    ],
)
def test_what_to_type_as_user_name(name: str, protocol: Protocol, login: str | None) -> None:
    assert ROWS[name].servers(protocol)[0].login("hong@example.com") == login


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("naver", PasswordRule.APP_PASSWORD),
        ("outlook", PasswordRule.OAUTH_ONLY),
        ("nate", PasswordRule.ACCOUNT_PASSWORD),
        ("proton", PasswordRule.BRIDGE),
        ("tuta", PasswordRule.NONE_OFFERED),
        ("gabia", None),
    ],
)
def test_password_rules(name: str, rule: PasswordRule | None) -> None:
    assert ROWS[name].password == rule


def test_names_by_locale() -> None:
    names = [ROWS["yahoo-japan"].name_in(locale) for locale in ("ko", "en", "ja", "es")]
    assert names == ["야후 재팬 메일", "Yahoo! JAPAN Mail", "Yahoo!メール", "Yahoo! JAPAN Mail"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "example"', 'id = "Example"', "id: 'Example' is not of the field's form"),
        ("region", "regoin", "regoin: unknown field; did you mean 'region'?"),
        ('region = "world"', 'region = "moon"', "region: must be one of korea, japan, world"),
        ('name = "Example Mail"\n', "", "name: is missing"),
        ('"example.com"]\nmx', '"exa mple.com"]\nmx', "domains: 'exa mple.com' is not of the field's form"),
        ('["example.com"]\nmx', '["a.com", "a.com"]\nmx', "domains: something stands twice"),
        ("port = 993", "port = 22", "incoming: port 22 does not match imap with tls"),
        ('security = "tls"', 'security = "none"', "incoming: 'none' is not a valid Security"),
        ("imap.example.com", "-.com", "incoming: '-.com' is not a host name"),
        ('protocol = "imap"', 'protocol = "smtp"', "incoming: smtp does not belong here"),
        (
            ', username = "address" },\n]\nout',
            " },\n]\nout",
            "incoming: a server has protocol, host, port, security",
        ),
        ("account-password", "my-password", "password: 'my-password' is not a valid PasswordRule"),
        ('password = "account-password"\n', "", "password: what is not known is unconfirmed"),
        ("account-password", "bridge", "incoming: this provider has no servers for mail apps"),
        (
            '"account-password"',
            '"account-password"\ntwo_step_only = true',
            "two_step_only: goes with app-pass",
        ),
        ('"account-password"', '"account-password"\noauth = "yes"', "oauth: must be true or false"),
        (
            '"account-password"',
            '"account-password"\nunconfirmed = ["x"]',
            "unconfirmed: 'x' is none of domains",
        ),
        ('sources = ["list"]', "sources = []", "sources: a row without a source is an invention"),
        ('["list"]', '["lost"]', "sources: there is no shared source 'lost'"),
        (
            '["list"]',
            '[{ title = "T", url = "", seen = "May" }]',
            "sources: 'May' is neither a day nor a month",
        ),
        ('["list"]', '[{ title = "T", url = "http://a", seen = "2026-01" }]', "is not a secure address"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    table = tmp_path / "providers.toml"
    assert old in ROW
    table.write_text(ROW.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProviderError) as caught:
        providers.load(table)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"provider {'Example' if 'Example' in new else 'example'}: ")


@pytest.mark.parametrize("field", ["id", "domains", "mx"])
def test_nothing_belongs_to_two_rows(tmp_path: Path, field: str) -> None:
    _, _, row = ROW.partition("[[provider]]")
    other = {"id": ('"example"', '"other"'), "domains": ('["example.com"]\nmx', '["b.com"]\nmx')}
    other["mx"] = 'mx = ["example.com"]', 'mx = ["b.com"]'
    for name, (old, new) in other.items():
        row = row if name == field else row.replace(old, new, 1)
    table = tmp_path / "providers.toml"
    table.write_text(f"{ROW}\n[[provider]]{row}", encoding="utf-8")
    with pytest.raises(ProviderError, match=rf": {field}: example(\.com)? stands in example, too"):
        providers.load(table)


def test_a_row_without_servers_says_so(tmp_path: Path) -> None:
    _, _, rest = ROW.partition("incoming = ")
    servers = "incoming = " + rest.partition("\n]")[0] + "\n]"
    table = tmp_path / "providers.toml"
    table.write_text(ROW.replace(servers, "incoming = []"), encoding="utf-8")
    with pytest.raises(ProviderError, match="incoming: no server: call imap and pop3 unconfirmed"):
        providers.load(table)
    table.write_text(ROW.replace(servers, 'incoming = []\nunconfirmed = ["imap", "pop3"]'), encoding="utf-8")
    assert providers.load(table)[0].incoming == ()


def test_importing_reads_no_table() -> None:
    code = "import checker.providers as p; assert p.providers.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


ARGUED = {
    ("biglobe", "mail.biglobe.ne.jp:993"): "BIGLOBE's help has IMAP on the same host",
    ("cox", "export.imap.mail.yahoo.com:993"): "Yahoo's host for moving away, not for reading",
    ("daum", "pop.daum.net:995"): "Daum's help has POP3, too",
    ("gmail", "smtp.gmail.com:587"): "Google's help has both ports",
    ("naver", "smtp.naver.com:587"): "Nodemailer has STARTTLS, the other port stands first",
    ("nifty", "imap.nifty.com:993"): "theirs is in plain text only",
    ("nifty", "smtp.nifty.com:465"): "theirs is in plain text only",
    ("ocn", "imap.ocn.ne.jp:993"): "OCN's help has IMAP, too",
    ("rediffmail", "smtp.rediffmail.com:586"): "no port of ours (RFC 8314 has 465)",
    ("yahoo", "export.imap.mail.yahoo.com:993"): "Yahoo's host for moving away, not for reading",
    ("yahoo-japan", "imap.mail.yahoo.co.jp:993"): "Yahoo! JAPAN's help has IMAP, too",
    ("zoho", "imappro.zoho.com:993"): "for domains of one's own",
    ("zoho", "smtppro.zoho.com:465"): "for domains of one's own",
}
"""Servers that only one of the two tables has, and why."""

SECURITY = {"SSL": "tls", "STARTTLS": "starttls"}
USERNAME = {"%EMAILADDRESS%": "address", "%EMAILLOCALPART%": "local-part"}


@pytest.mark.skipif(CORPORA is None, reason="MAILCLINIC_CORPORA names no folder of provider data")
def test_the_servers_agree_with_the_isp_database() -> None:
    assert CORPORA is not None
    lines = (Path(CORPORA) / "address" / "ispdb.jsonl").read_text(encoding="utf-8").splitlines()
    found = set()
    for entry in map(json.loads, lines):
        for row in {row for domain in entry["domains"] if (row := providers.by_domain(domain))}:
            theirs = {
                (s["host"], int(s["port"]), SECURITY[s["socket"]], USERNAME.get(s["user"]))
                for s in entry["servers"]
                if s["type"] in tuple(Protocol) and s["socket"] in SECURITY
            }
            ours = {(s.host, s.port, s.security, s.username) for s in (*row.incoming, *row.outgoing)}
            found |= {(row.id, f"{host}:{port}") for host, port, *_ in theirs ^ ours}
    assert found == set(ARGUED)


@pytest.mark.skipif(CORPORA is None, reason="MAILCLINIC_CORPORA names no folder of provider data")
def test_the_korean_rows_agree_with_the_evidence() -> None:
    assert CORPORA is not None
    lines = (Path(CORPORA) / "address" / "providers_korea.jsonl").read_text(encoding="utf-8").splitlines()
    names = {"NAVER WORKS": "naver-works", "hiworks (gabia)": "hiworks", "yahoo.co.jp": "yahoo-japan"}
    missing = set()
    for entry in map(json.loads, lines):
        row = ROWS.get(names.get(entry["provider"], entry["provider"]))
        if row is None:  # "outlook.com / Microsoft 365" are two rows
            continue
        text = " ".join(entry.get(key, "") for key in ("imap", "pop", "smtp"))
        for server in (*row.incoming, *row.outgoing):
            if not (f"{server.host}:{server.port}" in text or f":{server.port} " in text + " "):
                missing.add((row.id, f"{server.host}:{server.port}"))
    assert missing == {
        ("yahoo-japan", "imap.mail.yahoo.co.jp:993"),
        ("yahoo-japan", "pop.mail.yahoo.co.jp:995"),
        ("yahoo-japan", "smtp.mail.yahoo.co.jp:465"),
    }
