"""`mailclinic domain`: what it prints."""

import pytest

from checker.cli import main


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("도메인.example", "도메인.example (xn--hq1bm8jm9l.example)"),
        ("xn--nver-53d.example", "xn--nver-53d.example"),
        ("shop.example", "shop.example"),
        ("<b>x</b>", "<b>x</b>"),
    ],
)
def test_the_first_line_names_the_domain_for_people(
    typed: str, first: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILCLINIC_NAMESERVERS", '["127.0.0.1"]')
    monkeypatch.setenv("MAILCLINIC_NAMESERVER_PORT", "1")
    monkeypatch.setenv("MAILCLINIC_DNS_TIMEOUT", "0.2")
    main(["domain", "--locale", "en", typed])
    assert capsys.readouterr().out.splitlines()[0] == first
