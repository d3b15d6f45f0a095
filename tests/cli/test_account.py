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
