"""What a writer may put in front of an article, and what the loader says where it is wrong."""

from pathlib import Path

import pytest

from checker.guide.frontmatter import (
    MOST_OPENINGS,
    ArticleError,
    Fix,
    FrontMatter,
    Role,
    Step,
    Translation,
    parse,
    split,
)

PATH = Path("docs/ko/reasons/mailbox-full.md")

WHOLE = """\
title: "받는 사람의 메일함이 가득 찼습니다"
description: "메일함에 남은 공간이 없습니다."
reason: mailbox-full
phrases:
  - "편지함이 꽉 찼대요"
  - "552 5.2.2"
applies_to: [any-mail]
fixes:
  - by: recipient
    steps:
      - id: make-room
        text: "**휴지통**을 비우세요."
  - by: wait
    steps:
      - id: wait
        text: "기다리세요."
related: [reasons/user-unknown, index]
authors: ["Mailclinic"]
revision: "2.5.9"
translation:
  of: "2.5.9"
  sections: {fix: "h:3f9a01c2"}
  by: machine
  reviewed: "2026-11-22"
template: tool.html
"""


def test_every_key() -> None:
    assert parse(WHOLE, PATH) == FrontMatter(
        title="받는 사람의 메일함이 가득 찼습니다",
        description="메일함에 남은 공간이 없습니다.",
        reason="mailbox-full",
        phrases=("편지함이 꽉 찼대요", "552 5.2.2"),
        applies_to=("any-mail",),
        fixes=(
            Fix(Role.RECIPIENT, (Step("make-room", "**휴지통**을 비우세요."),)),
            Fix(Role.WAIT, (Step("wait", "기다리세요."),)),
        ),
        related=("reasons/user-unknown", "index"),
        authors=("Mailclinic",),
        revision="2.5.9",
        translation=Translation("2.5.9", "machine", (("fix", "h:3f9a01c2"),), "2026-11-22"),
    )


REQUIRED = 'title: "t"\ndescription: "d"\n'
FIX = "fixes:\n  - by: sender\n    steps:\n"


@pytest.mark.parametrize(
    ("head", "line", "message"),
    [
        ("", 1, "the front matter is empty"),
        ("title: [", 2, "the front matter is not YAML"),
        ("- a\n", 2, "the front matter must be keys with values"),
        ('title: "t"\n', 2, "the front matter lacks 'description'"),
        (REQUIRED + "titel: x\n", 4, "unknown key 'titel' in the front matter; did you mean 'title'?"),
        (REQUIRED + "zzz: x\n", 4, "unknown key 'zzz' in the front matter; known: title, description"),
        (REQUIRED + 'title: "again"\n', 4, "'title' stands twice"),
        ("title: 550\ndescription: d\n", 2, "title must be text: put it in double quotes"),
        ('title: ""\ndescription: d\n', 2, "title must be text"),
        ("title: no\ndescription: d\n", 2, "title must be text"),
        (REQUIRED + "reason: Mailbox Full\n", 4, "reason must look like mailbox-full"),
        (REQUIRED + "phrases: x\n", 4, "phrases must be a list"),
        (REQUIRED + "phrases:\n  - 552\n", 5, "each of phrases must be text"),
        (REQUIRED + "revision: 1.0\n", 4, "revision must be text"),
        (REQUIRED + 'revision: "1.0"\n', 4, 'revision must look like "1.0.0"'),
        (REQUIRED + "related: [../x.md]\n", 4, "each of related must look like reasons/mailbox-full"),
        (REQUIRED + FIX.replace("sender", "nobody") + '      - {id: a, text: "b"}\n', 5, "by must be one of"),
        (REQUIRED + "fixes:\n  - by: sender\n", 5, "a fix lacks 'steps'"),
        (REQUIRED + FIX + "      []\n", 7, "a fix needs at least one step"),
        (REQUIRED + FIX + "      - id: a\n", 7, "a step lacks 'text'"),
        (REQUIRED + FIX + "      - id: a b\n        text: x\n", 7, "the id of a step must look like"),
        (
            REQUIRED + FIX + '      - {id: a, text: "b"}\n      - {id: a, text: "c"}\n',
            8,
            "the step id 'a' stands twice",
        ),
        (
            REQUIRED + FIX + '      - {id: a, text: "b"}\n  - by: sender\n    steps: [{id: b, text: "c"}]\n',
            8,
            "a second fix by 'sender'",
        ),
        (REQUIRED + "translation:\n  by: machine\n", 5, "translation lacks 'of'"),
        (REQUIRED + 'translation: {of: "1.0.0", by: robot}\n', 4, "by must be machine or human"),
        (
            REQUIRED + 'translation: {of: "1.0.0", by: human, sections: {fix: 12345678}}\n',
            4,
            "a section's hash must be text",
        ),
        (REQUIRED + "a: !!python/object/apply:os.system ['x']\n", 4, "unknown key 'a'"),
        (REQUIRED + "authors: &a [*a]\n", 4, "each of authors must be text"),
        ("- " * 100 + "[", 2, "the front matter is not YAML"),
        ("- " * 100_000, 1, "the front matter is not YAML"),
        ("{a: " * 100_000, 1, "the front matter is not YAML"),
        ("".join(" " * depth + "-\n" for depth in range(1200)), 1, "the front matter is not YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(head: str, line: int, message: str) -> None:
    with pytest.raises(ArticleError) as caught:
        parse(head, PATH)
    assert caught.value.message.startswith(message) or message in caught.value.message
    assert (caught.value.path, caught.value.line) == (PATH, line)
    assert str(caught.value).startswith(f"{PATH}:{line}: ")


def test_a_long_front_matter_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever reader of YAML it takes: many phrases are no deep nesting."""
    head = WHOLE.replace("phrases:\n", "phrases:\n" + '  - "왜 \\"안\\" 되나요"\n' * MOST_OPENINGS)
    long = parse(head, PATH)
    monkeypatch.setattr("checker.guide.frontmatter.MOST_OPENINGS", 2 * MOST_OPENINGS)
    assert parse(head, PATH) == long
    assert long.phrases == ('왜 "안" 되나요',) * MOST_OPENINGS + ("편지함이 꽉 찼대요", "552 5.2.2")


def test_split_counts_lines() -> None:
    assert split("---\na: b\nc: d\n---\nbody\n", PATH) == ("a: b\nc: d\n", "body\n", 5)


@pytest.mark.parametrize("text", ["", "# no front matter\n", "---\ntitle: x\n"])
def test_split_needs_two_lines_of_dashes(text: str) -> None:
    with pytest.raises(ArticleError):
        split(text, PATH)
