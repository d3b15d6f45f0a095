"""What a build refuses: each failure with its file, its line and what to do.

`@` stands for the file. A mistake in one article may show in others too, which link to it.
"""

import pytest

from checker.publish import outline
from checker.publish.build import build
from checker.publish.checks import check
from checker.publish.problems import BuildError
from checker.publish.source import read_source
from checker.settings import Settings
from tests.publish.conftest import ENGLISH_SYMPTOM, REASON, SYMPTOM

KO, EN = "ko/symptoms/cannot-send.md", "en/symptoms/cannot-send.md"
FULL = "ko/reasons/mailbox-full.md"

MISTAKES = {
    "broken YAML": (
        KO,
        SYMPTOM,
        'authors: ["Mailclinic"]',
        "authors: [Mailclinic",
        "docs/@:20: the front matter is not YAML: expected ',' or ']', but got ':'",
    ),
    "unknown key": (
        FULL,
        REASON,
        "reason: mailbox-full",
        "reasn: mailbox-full",
        "docs/@:4: unknown key 'reasn' in the front matter; did you mean 'reason'?",
    ),
    "missing key": (
        FULL,
        REASON,
        'description: "공간이 없습니다."\n',
        "",
        "docs/@:2: the front matter lacks 'description'",
    ),
    "unknown word": (
        KO,
        SYMPTOM,
        "첫 줄도",
        "{{ product.nmae }}",
        "docs/@:23: unknown word 'product.nmae'",
    ),
    "dead link": (
        KO,
        SYMPTOM,
        "../reasons/mailbox-full.md#codes",
        "../reasons/mailbox-ful.md#codes",
        "docs/@:29: dead link: there is no article 'reasons/mailbox-ful'",
    ),
    "dead anchor": (
        KO,
        SYMPTOM,
        "../reasons/mailbox-full.md#codes",
        "../reasons/mailbox-full.md#code",
        "docs/@:29: dead link: reasons/mailbox-full has no anchor 'code'",
    ),
    "dead anchor on the page": (
        KO,
        SYMPTOM,
        "#step-reconnect",
        "#step-connect",
        "docs/@:29: this page has no anchor 'step-connect'",
    ),
    "dead link in a step": (
        KO,
        SYMPTOM,
        "reasons/mailbox-full#fix",
        "reasons/mailbox-full#fixes",
        "docs/@:11: reasons/mailbox-full has no anchor 'fixes'",
    ),
    "dead related article": (
        KO,
        SYMPTOM,
        "related: [reasons/mailbox-full]",
        "related: [reasons/full]",
        "docs/@:18: there is no article 'reasons/full'",
    ),
    "absolute link": (
        KO,
        SYMPTOM,
        "../reasons/mailbox-full.md#codes",
        "/ko/reasons/mailbox-full/",
        "docs/@:29: link to the file, relative to this one, not to '/ko/reasons/mailbox-full/'",
    ),
    "missing picture": (
        KO,
        SYMPTOM,
        "Note: 첫",
        "![그림](../assets/no.svg) 첫",
        "docs/@:23: there is no file '../assets/no.svg'",
    ),
    "anchor that a locale lacks": (
        EN,
        ENGLISH_SYMPTOM,
        "## Check { #verify }",
        "## Check { #check }",
        "docs/@:18: lacks the anchor 'verify' that ko/symptoms/cannot-send.md:27 has\n"
        "docs/@:21: has an anchor 'check' that ko lacks",
    ),
    "widget that a locale lacks": (
        EN,
        ENGLISH_SYMPTOM,
        "<mailclinic-address></mailclinic-address>\n",
        "",
        "docs/@:18: lacks the widget <mailclinic-address> that ko/symptoms/cannot-send.md:25 has",
    ),
    "another widget": (
        EN,
        ENGLISH_SYMPTOM,
        "Done.",
        "<mailclinic-decoder></mailclinic-decoder>",
        "docs/@:19: has other widgets than ko: mailclinic-address, mailclinic-decoder",
    ),
    "unknown widget": (
        FULL,
        REASON,
        "`5.2.2`",
        "<mailclinic-adress></mailclinic-adress>",
        "docs/@:15: there is no widget <mailclinic-adress>; known: "
        + ", ".join(f"<{name}>" for name in (*outline.WIDGETS, outline.SETTINGS, outline.FIGURE)),
    ),
    "step that a locale lacks": (
        EN,
        ENGLISH_SYMPTOM,
        "id: reconnect",
        "id: connect",
        "docs/@:9: the fix for reader has other steps than in ko: check-address, connect "
        "instead of reader: check-address, reconnect",
    ),
    "heading without anchor": (
        FULL,
        REASON,
        "## 코드 { #codes }",
        "## 코드",
        "docs/@:13: this heading needs an anchor: 코드 { #name }",
    ),
    "reserved anchor": (
        FULL,
        REASON,
        "`5.2.2`",
        "## 단계 { #step-one }",
        "docs/@:15: the anchor 'step-one' belongs to the page itself",
    ),
    "title in the body": (
        FULL,
        REASON,
        "`5.2.2`",
        "# 제목 { #title }",
        "docs/@:15: the page's title comes from the front matter: begin with ##",
    ),
}


def _problems(settings: Settings) -> str:
    try:
        return "\n".join(map(str, check(read_source(settings))))
    except BuildError as error:
        return str(error)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_file_and_line(planted: Settings, mistake: str) -> None:
    name, text, right, wrong, expected = MISTAKES[mistake]
    assert right in text
    (planted.docs_dir / name).write_text(text.replace(right, wrong), encoding="utf-8")
    found = _problems(planted).split("\n")
    assert [line for line in expected.replace("@", name).split("\n") if line not in found] == [], found


def test_nothing_is_refused_without_a_mistake(planted: Settings) -> None:
    assert _problems(planted) == ""


def test_everything_is_named_not_only_the_first(planted: Settings) -> None:
    (planted.docs_dir / KO).write_text("no front matter", encoding="utf-8")
    (planted.docs_dir / FULL).write_bytes(b"---\ntitle: \xff\n---\n")
    with pytest.raises(BuildError) as caught:
        build(planted)
    assert [
        (str(p.path), p.line) for p in caught.value.problems if "there is no article" not in p.message
    ] == [
        (f"docs/{FULL}", 2),
        (f"docs/{KO}", 1),
    ]
    assert not planted.site_dir.exists()


def test_a_broken_catalogue_is_named(planted: Settings) -> None:
    folder = planted.locales_dir / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text('msgid "You"\nmsgstr "You\n', encoding="utf-8")
    with pytest.raises(BuildError, match=r"^locales/en/LC_MESSAGES/messages\.po:2: "):
        read_source(planted)


def test_a_help_centre_without_home_page_is_refused(planted: Settings) -> None:
    (planted.docs_dir / "ko/index.md").unlink()
    assert _problems(planted) == "docs/ko/index.md: the source locale has no home page"
