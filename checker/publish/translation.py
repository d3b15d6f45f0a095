"""How a translation stands to its source: what each source section said, and what has changed since.

An edit's significance is the part of the revision that it raises (major.medium.minor), so that a corrected
typo does not call for twenty translations.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from checker.guide.frontmatter import ArticleError, FrontMatter, parse, split
from checker.publish import outline


class State(StrEnum):
    """A translation's state, seen from the source."""

    CURRENT = "current"
    STALE_MINOR = "stale-minor"
    STALE_MEDIUM = "stale-medium"
    STALE_MAJOR = "stale-major"
    MISSING = "missing"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Status:
    """The state, and the source sections that changed since (as far as they were stamped)."""

    state: State
    changed: tuple[str, ...] = ()


_TRANSLATION = re.compile(r"^translation:.*\n(?:[ \t]+.*\n|\n(?=[ \t]))*", re.MULTILINE)


def _read(path: Path) -> tuple[FrontMatter, str, str]:
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    head, body, _ = split(text, path)
    return parse(head, path), head, body


def _hash(text: str) -> str:
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return "h:" + hashlib.sha256(normal.encode()).hexdigest()[:8]


def section_hashes(path: Path) -> dict[str, str]:
    """A hash for each section of an article, as written: `head` (title and description), `fix`, `intro` (the
    text before the first h2), and each h2 by its anchor. White space does not count.

    Raises ArticleError where the file is not an article.
    """
    meta, _, body = _read(path)
    texts = {"head": f"{meta.title}\n{meta.description}"}
    if meta.fixes:
        texts["fix"] = "\n".join(
            f"{fix.by} {step.id} {step.text}" for fix in meta.fixes for step in fix.steps
        )
    texts |= {name: text for name, text in outline.sections(body).items() if text.strip()}
    return {name: _hash(text) for name, text in texts.items()}


def revision_state(of: str | None, revision: str | None) -> State:
    """Compare the revision that a translation renders with the source's own."""
    if of is None or revision is None or of == revision:
        return State.CURRENT
    pairs = zip(of.split("."), revision.split("."), strict=True)
    position = next(i for i, (own, theirs) in enumerate(pairs) if own != theirs)
    return (State.STALE_MAJOR, State.STALE_MEDIUM, State.STALE_MINOR)[position]


def status(source: Path, translated: Path) -> Status:
    """The state of one translation. A change without a new revision counts as minor.

    Raises ArticleError where one of the files is not an article.
    """
    if not translated.exists():
        return Status(State.MISSING)
    if not source.exists():
        return Status(State.ORPHAN)
    original, own = _read(source)[0], _read(translated)[0].translation
    now, then = section_hashes(source), dict(own.sections) if own else {}
    changed = tuple(n for n in {**now, **then} if now.get(n) != then.get(n)) if then else ()
    state = revision_state(own.of if own else None, original.revision)
    if state is State.CURRENT and changed:
        state = State.STALE_MINOR
    return Status(state, changed)


def stamp(translated: Path, source: Path) -> None:
    """Write the hashes of the source's sections into a translation: "this renders that very text".

    Raises ArticleError where the translation says nothing about what it renders.
    """
    meta, head, _ = _read(translated)
    own, found = meta.translation, _TRANSLATION.search(head)
    if own is None or found is None:
        raise ArticleError(translated, 1, "the front matter lacks 'translation'")
    hashes = ", ".join(f'{name}: "{value}"' for name, value in section_hashes(source).items())
    lines = [
        "translation:",
        f'  of: "{own.of}"',
        f"  sections: {{{hashes}}}",
        f"  by: {own.by}",
        *([f'  reviewed: "{own.reviewed}"'] if own.reviewed else []),
    ]
    new_head = head[: found.start()] + "\n".join(lines) + "\n" + head[found.end() :]
    text = translated.read_text(encoding="utf-8").replace("\r\n", "\n")
    translated.write_text(text.replace(head, new_head, 1), encoding="utf-8")
