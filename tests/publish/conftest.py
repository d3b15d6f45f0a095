"""Small help centres to build: a folder with this clone's theme and a few articles of its own."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checker.settings import Settings
from tests.conftest import ROOT

Write = Callable[[str, str], Path]

HOME = '---\ntitle: "무엇이 문제입니까?"\ndescription: "붙여 넣으세요."\nrevision: "1.0.0"\n---\n'
SYMPTOM = """---
title: "메일을 보낼 수 없습니다"
description: "{{ product.name | josa('이/가') }} 메일을 보내지 못합니다."
phrases:
  - "메일이 안 나가요"
applies_to: [all-plans]
fixes:
  - by: reader
    steps:
      - id: check-address
        text: "주소를 확인하세요. [메일함](reasons/mailbox-full#fix)도 봅니다."
      - id: reconnect
        text: "**{{ button.reconnect }}** 버튼을 누르세요."
  - by: sender-admin
    steps:
      - id: check-limit
        text: "한도를 확인하세요."
related: [reasons/mailbox-full]
authors: ["Mailclinic"]
revision: "2.1.0"
---

Note: 첫 줄도 본문입니다.

<mailclinic-address></mailclinic-address>

## 확인하기 { #verify }

[메일함이 가득 찼습니다](../reasons/mailbox-full.md#codes)와 [단계](#step-reconnect)를 보세요.

| 코드 | 뜻 |
|---:|---|
| `5.2.2` | 가득 참 |
"""
REASON = """---
title: "메일함이 가득 찼습니다"
description: "공간이 없습니다."
reason: mailbox-full
fixes:
  - by: recipient
    steps:
      - id: make-room
        text: "메일을 지우세요."
revision: "1.0.0"
---

## 코드 { #codes }

`5.2.2`
"""
ENGLISH_SYMPTOM = """---
title: "Can't send & receive"
description: "The message does not go out."
fixes:
  - by: reader
    steps:
      - id: check-address
        text: "Check the address. Then go on."
      - id: reconnect
        text: "Select **{{ button.reconnect }}**."
  - by: sender-admin
    steps:
      - id: check-limit
        text: "Check the limit."
authors: ["Mailclinic"]
translation: {of: "1.0.0", by: machine}
---

<mailclinic-address></mailclinic-address>

## Check { #verify }

Done.
"""
TOOL = '---\ntitle: "도구"\ndescription: "확인합니다."\nrevision: "1.0.0"\n---\n\n<{0}></{0}>\n'
ARTICLES: Mapping[str, str] = {
    "ko/index.md": HOME,
    "ko/symptoms/cannot-send.md": SYMPTOM,
    "ko/symptoms/index.md": HOME,
    "ko/reasons/mailbox-full.md": REASON,
    "ko/reasons/index.md": HOME,
    "ko/codes/index.md": HOME,
    "ko/guides/address-characters.md": HOME,
    "ko/tools/address.md": TOOL.format("mailclinic-address"),
    "ko/tools/decode.md": TOOL.format("mailclinic-decoder"),
    "ko/tools/diagnose.md": TOOL.format("mailclinic-diagnose"),
    "en/symptoms/cannot-send.md": ENGLISH_SYMPTOM,
}


def plant(root: Path, articles: Mapping[str, str] = ARTICLES) -> Settings:
    """Make a help centre in an empty folder: ko and en."""
    for name in ("mkdocs.yml", "theme", "checker"):
        (root / name).symlink_to(ROOT / name)
    (root / "docs").mkdir()
    (root / "docs" / "assets").symlink_to(ROOT / "docs" / "assets")
    for name, text in articles.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Settings(root=root, locales=("ko", "en"), base_url="https://help.example.com")


@pytest.fixture
def planted(tmp_path: Path) -> Settings:
    """A help centre in ko and en that can be built."""
    return plant(tmp_path)
