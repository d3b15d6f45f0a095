"""When an article was last changed, as the history knows it."""

import os
import subprocess
from datetime import date
from pathlib import Path

from checker.publish.build import build
from checker.publish.source import last_changed
from checker.settings import Settings
from tests.servers.parts import require_part


def _commit(root: Path, day: str) -> None:
    when = f"{day}T12:00:00+09:00"
    names = {f"GIT_{who}_{what}": "t" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **names, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for command in (["add", "docs"], ["commit", "-q", "-m", "change"]):
        subprocess.run(["git", "-C", str(root), *command], check=True, env=environment, timeout=30)


def test_each_file_has_the_day_of_its_last_commit(planted: Settings) -> None:
    require_part("git")
    root = planted.root
    subprocess.run(["git", "init", "-q", str(root)], check=True, timeout=30)
    _commit(root, "2026-01-02")
    changed = planted.docs_dir / "ko/symptoms/cannot-send.md"
    changed.write_text(changed.read_text("utf-8").replace("가득 참", "꽉 참"), encoding="utf-8")
    _commit(root, "2026-11-20")
    dates = last_changed(root, planted.docs_dir)
    assert dates[changed] == date(2026, 11, 20)
    assert dates[planted.docs_dir / "ko/index.md"] == date(2026, 1, 2)
    build(planted)
    page = (planted.site_dir / "ko/symptoms/cannot-send/index.html").read_text("utf-8")
    assert '<time datetime="2026-11-20">Updated 2026년 11월 20일</time>' in page
    page = (planted.site_dir / "en/symptoms/cannot-send/index.html").read_text("utf-8")
    assert '<time datetime="2026-01-02">Updated January 2, 2026</time>' in page


def test_without_a_history_nothing_is_claimed(tmp_path: Path) -> None:
    assert last_changed(tmp_path, tmp_path) == {}
