"""The state of a translation, seen from its source."""

from pathlib import Path

import pytest

from checker.guide.frontmatter import ArticleError
from checker.publish.translation import State, Status, revision_state, section_hashes, stamp, status
from tests.publish.conftest import ENGLISH_SYMPTOM, HOME, SYMPTOM


@pytest.mark.parametrize(
    ("of", "revision", "state"),
    [
        ("1.0.0", "1.0.0", State.CURRENT),
        ("1.0.0", "1.0.1", State.STALE_MINOR),
        ("1.0.9", "1.1.0", State.STALE_MEDIUM),
        ("1.9.9", "2.0.0", State.STALE_MAJOR),
        ("1.2.3", "1.10.3", State.STALE_MEDIUM),
        ("2.0.0", "1.0.0", State.STALE_MAJOR),
        ("1.0.0", None, State.CURRENT),
    ],
)
def test_revision_state(of: str, revision: str | None, state: State) -> None:
    assert revision_state(of, revision) is state


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A source and its translation, which renders the source as it is."""
    source, translated = tmp_path / "ko.md", tmp_path / "en.md"
    source.write_text(SYMPTOM, encoding="utf-8")
    translated.write_text(ENGLISH_SYMPTOM.replace("1.0.0", "2.1.0"), encoding="utf-8")
    return source, translated


def test_hashes_name_each_section(pair: tuple[Path, Path]) -> None:
    assert list(section_hashes(pair[0])) == ["head", "fix", "intro", "verify"]
    assert all(len(value) == 10 and value.startswith("h:") for value in section_hashes(pair[0]).values())


def test_a_stamped_translation_knows_which_sections_changed(pair: tuple[Path, Path]) -> None:
    source, translated = pair
    assert status(source, translated) == Status(State.CURRENT)
    stamp(translated, source)
    assert status(source, translated) == Status(State.CURRENT)
    source.write_text(SYMPTOM.replace("한도를", "하루 한도를"), encoding="utf-8")
    assert status(source, translated) == Status(State.STALE_MINOR, ("fix",))
    source.write_text(SYMPTOM.replace("2.1.0", "3.0.0").replace("가득 참", "꽉 참"), encoding="utf-8")
    assert status(source, translated) == Status(State.STALE_MAJOR, ("verify",))


def test_white_space_and_new_lines_are_no_change(pair: tuple[Path, Path]) -> None:
    source, translated = pair
    stamp(translated, source)
    source.write_text(
        SYMPTOM.replace("첫 줄도 본문", "첫 줄도\n본문").replace("\n", "\r\n"), encoding="utf-8"
    )
    assert status(source, translated) == Status(State.CURRENT)


def test_a_stamp_changes_the_translation_key_alone(pair: tuple[Path, Path]) -> None:
    source, translated = pair
    before = translated.read_text("utf-8")
    stamp(translated, source)
    hashes = section_hashes(source)
    sections = ", ".join(f'{name}: "{value}"' for name, value in hashes.items())
    assert translated.read_text("utf-8") == before.replace(
        'translation: {of: "2.1.0", by: machine}\n',
        f'translation:\n  of: "2.1.0"\n  sections: {{{sections}}}\n  by: machine\n',
    )
    once = translated.read_text("utf-8")
    stamp(translated, source)
    assert translated.read_text("utf-8") == once


def test_missing_and_orphan(pair: tuple[Path, Path], tmp_path: Path) -> None:
    source, translated = pair
    assert status(source, tmp_path / "none.md") == Status(State.MISSING)
    assert status(tmp_path / "none.md", translated) == Status(State.ORPHAN)


def test_a_source_cannot_be_stamped(tmp_path: Path) -> None:
    page = tmp_path / "index.md"
    page.write_text(HOME, encoding="utf-8")
    with pytest.raises(ArticleError, match="lacks 'translation'"):
        stamp(page, page)
