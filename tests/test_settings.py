"""What an operator can set, and what stays as it is."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from checker.cli import main
from checker.settings import DEFAULT_WORDS, AppliesTo, Settings, SettingsFileError


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_what_is_given_joins_the_defaults() -> None:
    given = AppliesTo(label={"ko": "팀 요금제"}, link="https://example.com/plans")
    settings = Settings(site_name={"de": "Mailklinik"}, applies_to={"all-plans": given, "team": given})
    assert (settings.site_name["de"], settings.site_name["en"]) == ("Mailklinik", "Mailclinic")
    assert list(settings.applies_to) == ["all-plans", "synced-account", "help-desk", "any-mail", "team"]
    assert settings.applies_to["all-plans"].link == "https://example.com/plans"


def test_words_that_no_article_knows_are_refused() -> None:
    with pytest.raises(ValidationError, match=r"product\.nmae"):
        Settings(words={"product.nmae": "Haneul"})
    assert Settings(words={"noun.card": "카드"}).words_for("ko")["noun.card"] == "카드"
    assert "product.name" in DEFAULT_WORDS


@pytest.mark.parametrize(
    ("values", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"port": 8123}, "http://127.0.0.1:8123"),
        ({"host": "::1", "port": 80}, "http://[::1]:80"),
        ({"base_url": "https://help.example.com/", "port": 8123}, "https://help.example.com"),
    ],
)
def test_links_lead_to_where_the_server_listens(values: dict[str, object], address: str) -> None:
    assert Settings(**values).base_url == address


@pytest.mark.parametrize(
    "values", [{"base_url": "help.example.com"}, {"port": 99999}, {"prot": 1}, {"rate_limit": 3}]
)
def test_what_cannot_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings(**values)


@pytest.mark.parametrize(
    ("content", "said"), [(b"port = \n", "line 1"), (b"\xff", "not TOML"), (None, "isn't there")]
)
def test_a_file_that_cannot_be_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    said: str,
) -> None:
    file = tmp_path / "mailclinic.toml"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("MAILCLINIC_CONFIG", str(file))
    with pytest.raises(SettingsFileError, match=said):
        Settings()
    assert main(["search", "x"]) == 2
    assert said in capsys.readouterr().err


def test_no_service_runs_with_what_is_for_tests(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MAILCLINIC_TEST_ENDPOINTS", '{"127.0.0.1:993": 40993}')
    assert main(["serve", "--port", "0"]) == 3
    assert "test_endpoints is set" in capsys.readouterr().err
