"""Build the site: one MkDocs build per locale, side by side, switched into place when all are whole."""

import logging
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from checker.publish.checks import check
from checker.publish.cleanliness import unclean
from checker.publish.problems import BuildError, Problem
from checker.publish.root_files import write_root_files
from checker.publish.source import Source, read_source
from checker.publish.switch import COMPILED, fresh_build
from checker.settings import Settings

__all__ = ["BuildError", "Problem", "build"]


class _Warnings(logging.Handler):
    """Keeps what MkDocs complains about: with us, every complaint fails the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


_source: Source | None = None
"""In a process of the pool: what is built there."""


def _receive(settings: Settings, source: Source | None) -> None:
    global _source
    _source = source or read_source(settings)


def _build_locale(locale: str, site: Path) -> list[Problem]:
    source = _source
    assert source is not None
    settings = source.settings
    log, handler = logging.getLogger("mkdocs"), _Warnings()
    log.addHandler(handler)
    log.propagate = False
    try:
        overrides: dict[str, Any] = {
            "docs_dir": str(settings.docs_dir / locale),
            "site_dir": str(site),
            "site_url": f"{settings.base_url}/{locale}/",
        }
        config = load_config(str(settings.root / "mkdocs.yml"), **overrides)
        config.extra["locale"], config.extra["source"] = locale, source
        config.extra["compiled"] = site.parent.parent / COMPILED
        mkdocs_build(config)
    except ConfigurationError as error:
        return [Problem(Path("mkdocs.yml"), 0, str(error))]
    except (Abort, MkDocsException) as error:
        if not handler.messages:
            return [Problem(None, 0, f"{locale}: {error}")]
    finally:
        log.removeHandler(handler)
    problems = [Problem(None, 0, f"{locale}: {message}") for message in handler.messages]
    return problems or unclean(site, locale)


def _pool(source: Source) -> ProcessPoolExecutor:
    """One process per locale. Forking shares what is read and loaded already; with other threads about it is
    not safe: then each process starts afresh."""
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return ProcessPoolExecutor(
        len(source.settings.locales),
        mp_context=multiprocessing.get_context("fork" if can_fork else "spawn"),
        initializer=_receive,
        initargs=(source.settings, source if can_fork else None),
    )


def build(settings: Settings, *, out: Path | None = None) -> Path:
    """Build every locale and switch the site to the result. Returns the folder that was built.

    `out` is where the site appears, else the settings' site folder. Raises BuildError with file and line of
    everything that is wrong; the old site then stays as it is.
    """
    source = read_source(settings)
    if problems := check(source):
        raise BuildError(problems)
    with fresh_build(out or settings.site_dir) as folder:
        with _pool(source) as pool:
            jobs = [pool.submit(_build_locale, locale, folder / locale) for locale in settings.locales]
            problems = [problem for job in jobs for problem in job.result()]
        if problems:
            raise BuildError(problems)
        write_root_files(source, folder)
    return folder
