"""Put a finished build in the place of the old one, in one step.

`site` is a link to `.builds/<id>`. A new build grows beside the old one and the link is renamed over; whoever
is killed at any moment leaves either the old site or the new one.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from checker.publish.problems import BuildError, Problem

COMPILED = "templates"
"""A folder among the builds that keeps compiled templates from one build to the next."""


def _clear(builds: Path, keep: set[str]) -> None:
    for path in builds.iterdir():
        if path.name in keep:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _check_place(site: Path) -> None:
    if site.is_symlink() or not site.exists():
        return
    if site.is_dir() and not any(site.iterdir()):
        site.rmdir()
        return
    raise BuildError([Problem(site, 0, "is in the way: a link to the built site goes here; move it away")])


@contextmanager
def fresh_build(site: Path) -> Iterator[Path]:
    """Give an empty folder to build into; when the block ends well, `site` becomes that folder.

    One build at a time: a second one waits. What killed builds left behind is removed. The build before the
    new one is kept, for readers whose page is still loading. Raises BuildError where something else lies at
    `site`.
    """
    builds = site.parent / ".builds"
    builds.mkdir(parents=True, exist_ok=True)
    with (builds / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _check_place(site)
        before = site.readlink().name if site.is_symlink() else ""
        _clear(builds, {before, "lock", COMPILED})
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        folder = builds / name
        folder.mkdir()
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        link = builds / f"{name}.link"
        link.symlink_to(os.path.relpath(folder, site.parent))
        link.replace(site)
