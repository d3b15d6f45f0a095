"""A missing part skips a test by name, and fails it in CI."""

from pathlib import Path

import pytest

from tests.servers import parts


def test_an_installed_program_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "some-server"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(parts, "PLACES", str(tmp_path))
    assert parts.require_part("some-server") == program


def test_a_missing_program_skips_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"no-such-server is not installed \(Debian package"):
        parts.require_part("no-such-server")


def test_a_missing_program_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="missing part: no-such-server is not installed"):
        parts.require_part("no-such-server")


def test_corpora_that_are_not_named_skip_even_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.delenv("MAILCLINIC_CORPORA", raising=False)
    with pytest.raises(pytest.skip.Exception, match="MAILCLINIC_CORPORA is not set"):
        parts.require_corpora("address")
