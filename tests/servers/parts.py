"""Parts that are not Python: without one, a test is skipped by name, and fails in CI."""

import os
import shutil
from pathlib import Path

import pytest

PACKAGES = {"nsd": "nsd", "unbound": "unbound", "dovecot": "dovecot-imapd"}
"""Programs -> the Debian package that has them."""

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


def require_part(program: str) -> Path:
    """The path of a program; skips the test where it is not installed, or fails it with CI=true."""
    found = shutil.which(program, path=PLACES)
    if found is None:
        missing(f"{program} is not installed (Debian package {PACKAGES.get(program, program)})")
    return Path(str(found))


def require_corpora(folder: str) -> Path:
    """A folder of the corpora that MAILCLINIC_CORPORA names; skips the test where it is unset."""
    root = os.environ.get("MAILCLINIC_CORPORA")
    if not root:
        pytest.skip("MAILCLINIC_CORPORA is not set")
    path = Path(root) / folder
    if not path.is_dir():
        missing(f"the corpora have no folder {folder}")
    return path


def missing(reason: str) -> None:
    """Skip the test with the reason, or fail it with CI=true."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"missing part: {reason}", pytrace=False)
    pytest.skip(reason)
