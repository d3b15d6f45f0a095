"""`mailclinic account`: what it prints about a provider and about the settings that somebody has."""

import json

import pytest

from checker.cli import main


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS is a port of this machine where nothing listens; the table of providers is enough."""
    monkeypatch.setenv("MAILCLINIC_NAMESERVERS", '["127.0.0.1"]')
    monkeypatch.setenv("MAILCLINIC_NAMESERVER_PORT", "1")
    monkeypatch.setenv("MAILCLINIC_DNS_TIMEOUT", "0.2")


def lines_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    main(["account", *arguments])
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_what_nobody_confirmed_and_where_the_rest_was_seen(capsys: pytest.CaptureFixture[str]) -> None:
    lines = lines_of(capsys, "--locale", "ko", "kim@naver.com")
    assert "확인하지 못한 것: 사용자 이름" in lines
    start = lines.index("출처:")
    assert (
        "Naver help: IMAP settings https://help.naver.com/service/30029/contents/21344 (2025년 12월)"
        in (lines[start + 1 : start + 6])
    )


def test_a_provider_without_servers(capsys: pytest.CaptureFixture[str]) -> None:
    lines = lines_of(capsys, "--locale", "en", "kim@excite.co.jp")
    assert "Not confirmed: IMAP server, POP3 server, SMTP server, user name, and password rule" in lines


def test_the_record_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    main(["account", "--json", "--locale", "ja", "kim@naver.com"])
    provider = json.loads(capsys.readouterr().out)["provider"]
    assert (provider["unconfirmed"], provider["unconfirmed_label"]) == (["username"], "ユーザー名")
    assert provider["sources"][0]["seen"] == "2025-12"
    assert provider["sources"][0]["day"] == "2025年12月"


def test_settings_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    servers = ("--incoming", "imap:imap.navr.com:143:none", "--outgoing", "::465:tls:kim:x")
    lines = lines_of(capsys, "--locale", "en", *servers, "kim@naver.com")
    start = lines.index("What differs:")
    assert lines[start + 1 : start + 5] == [
        "IMAP Server. Now: imap.navr.com Should be: imap.naver.com",
        "IMAP Port. Now: 143 Should be: 993",
        "IMAP Connection security. Now: Not encrypted Should be: SSL/TLS",
        "SMTP User name. Now: kim:x Should be: kim@naver.com",
    ]


@pytest.mark.parametrize("server", ["", ":", "imap", "imap::", "::::", "imap:imap.naver.com:993:tls"])
def test_nothing_is_said_to_differ(capsys: pytest.CaptureFixture[str], server: str) -> None:
    main(["account", "--json", "--incoming", server, "kim@naver.com"])
    assert json.loads(capsys.readouterr().out)["differences"] == []


WRONG = [
    ("ko", "--incoming", "smtp:smtp.naver.com", "imap, pop3 가운데 하나로 시작하세요"),
    ("ko", "--incoming", "imap.naver.com:993", "imap, pop3 가운데 하나로 시작하세요"),
    ("en", "--outgoing", "imap:imap.naver.com", "begin with one of smtp"),
    ("en", "--outgoing", "smtp:smtp.naver.com:ssl", "the port must be a number from 1 to 65535"),
    ("ja", "--outgoing", "smtp::70000", "ポートは1から65535までの数字にしてください"),
    ("en", "--incoming", "imap:::ssl", "the connection security must be tls, starttls or none"),
    ("en", "--incoming", f"imap:{'a' * 254}", "the name of the server is too long or can't be read"),
    ("en", "--incoming", "imap::::\udcff", "the user name is too long or can't be read"),
]


@pytest.mark.parametrize(("locale", "option", "server", "said"), WRONG)
def test_a_server_that_cannot_be_meant(
    locale: str,
    option: str,
    server: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    with pytest.raises(SystemExit) as exit_:
        main(["account", option, server, "kim@naver.com"])
    assert exit_.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith(f"{option}: {said}")
