"""The old site stands until the new one is whole."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from checker.publish.problems import BuildError
from checker.publish.switch import fresh_build


def _build(site: Path, text: str) -> Path:
    with fresh_build(site) as folder:
        (folder / "index.html").write_text(text)
    return folder


def test_the_link_changes_at_the_end_and_the_build_before_is_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = _build(site, "one")
    with fresh_build(site) as second:
        assert (site / "index.html").read_text() == "one"
        (second / "index.html").write_text("two")
    assert (site / "index.html").read_text() == "two"
    assert first.is_dir()
    third = _build(site, "three")
    assert {path.name for path in (tmp_path / ".builds").iterdir()} == {"lock", second.name, third.name}
    assert not first.exists()
    assert os.path.relpath(second, tmp_path) == f".builds/{second.name}"


def test_a_failure_leaves_the_old_site_and_nothing_else(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = _build(site, "one")
    with pytest.raises(ZeroDivisionError), fresh_build(site):
        raise ZeroDivisionError
    assert (site / "index.html").read_text() == "one"
    assert {path.name for path in (tmp_path / ".builds").iterdir()} == {"lock", first.name}


def test_a_killed_build_leaves_the_old_site_and_the_next_one_clears_up(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = _build(site, "one")
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from checker.publish.switch import fresh_build\n"
        "with fresh_build(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'index.html').write_text('half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(site)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert (site / "index.html").read_text() == "one"
    assert len(list((tmp_path / ".builds").iterdir())) == 3
    second = _build(site, "two")
    assert (site / "index.html").read_text() == "two"
    assert {path.name for path in (tmp_path / ".builds").iterdir()} == {"lock", first.name, second.name}


def test_an_empty_folder_gives_way_and_a_full_one_does_not(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    _build(site, "one")
    assert (site / "index.html").read_text() == "one"
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    with pytest.raises(BuildError, match="is in the way"):
        _build(other, "one")
    assert (other / "mine.txt").read_text() == "mine"
