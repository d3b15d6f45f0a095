"""Who keeps or sends a domain's mail, and the table that says so."""

import tomllib
from pathlib import Path

import pytest

import checker.domain.services
from checker.domain.dkim_health import selector_of
from checker.domain.services import KEYS, recognise, services


@pytest.mark.parametrize(
    ("hosts", "includes", "expected"),
    [
        (["aspmx.l.google.com"], [], ["google-workspace"]),
        (["example-com.mail.protection.outlook.com"], ["spf.protection.outlook.com"], ["microsoft-365"]),
        (["kr1-aspmx1.worksmobile.com"], ["sendgrid.net"], ["naver-works", "sendgrid"]),
        ([], ["_spf.google.com", "_SPF.google.com."], ["google-workspace"]),
        (["mx.badgoogle.com"], ["x._spf.google.com"], []),
        ([], [], []),
    ],
)
def test_recognised(hosts: list[str], includes: list[str], expected: list[str]) -> None:
    assert [service.id for service in recognise(hosts, includes)] == expected


def test_the_table_is_sound() -> None:
    text = Path(checker.domain.services.__file__).with_name("services.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["service"]
    assert all(set(row) <= KEYS for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    every = [name for service in services() for name in (*service.mx, *service.spf)]
    assert all(name == name.lower() and "." in name for name in every)
    for service in services():
        assert service.mx or service.spf
        assert service.source
        assert all(selector_of(selector, "a.example") == selector.lower() for selector in service.selectors)
