"""What every test may use, and the count of the parts that were missing."""

import os
from pathlib import Path

import pytest

from checker.settings import Settings

pytest_plugins = ["tests.servers.certificates", "tests.servers.dns"]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def own_settings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine's environment reaches a test."""
    for name in os.environ:
        if name.startswith("MAILCLINIC_") and name != "MAILCLINIC_CORPORA":
            monkeypatch.delenv(name)
    monkeypatch.setenv("MAILCLINIC_CONFIG", os.devnull)


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings of a fresh clone."""
    return Settings(root=ROOT)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count what was skipped, by reason, in the last lines."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        terminalreporter.write_line("Parts: nothing was skipped")
        return
    reasons: dict[str, int] = {}
    for report in skipped:
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] = reasons.get(reason.removeprefix("Skipped: "), 0) + 1
    terminalreporter.write_line(f"Parts: {len(skipped)} tests skipped")
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"  {count:4}  {reason}")
