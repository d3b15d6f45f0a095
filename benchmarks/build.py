"""How long the site takes to build: generated articles in three locales, from process start to finished site.

python benchmarks/build.py [ARTICLES ...]
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("ko", "en", "ja")
RUNS = 3

FRONT = """---
title: "{title}"
description: "메일이 도착하지 않는 이유와 고칠 사람을 알려 줍니다."
{own}fixes:
  - by: reader
    steps:
      - id: look
        text: "**{{{{ menu.email_sync }}}}** 화면을 여세요. [다음 문서](guides/guide-{next})도 보세요."
      - id: wait
        text: "기다리세요."
related: [guides/guide-{next}]
authors: ["Mailclinic"]
{revision}---

{body}
"""
SECTION = """## 제목 {n} {{ #section-{n} }}

메일 서버가 `552 5.2.2` 코드로 답하면 받는 사람의 메일함이 가득 찬 것입니다. [안내](guide-{next}.md)를 보세요.

| 코드 | 뜻 |
|---|---|
| `452 4.2.2` | 일시 오류 |
| `552 5.2.2` | 영구 오류 |
"""


def write(root: Path, articles: int) -> None:
    """A help centre with so many articles, each of five sections, in every locale."""
    for name in ("mkdocs.yml", "theme", "locales", "checker"):
        (root / name).symlink_to(ROOT / name)
    (root / "docs").mkdir()
    (root / "docs" / "assets").symlink_to(ROOT / "docs" / "assets")
    for locale in LOCALES:
        source = locale == "ko"
        revision = 'revision: "1.0.0"\n' if source else 'translation: {of: "1.0.0", by: machine}\n'
        index = f'---\ntitle: "Home"\ndescription: "Home"\ntemplate: home.html\n{revision}---\n'
        guides = root / "docs" / locale / "guides"
        guides.mkdir(parents=True)
        (guides.parent / "index.md").write_text(index, encoding="utf-8")
        for number in range(articles - 1):
            following = (number + 1) % (articles - 1)
            body = "\n".join(SECTION.format(n=n, next=following) for n in range(5))
            text = FRONT.format(title=f"안내 {number}", own="", next=following, revision=revision, body=body)
            (guides / f"guide-{number}.md").write_text(text, encoding="utf-8")


def main() -> None:
    """Build each size a few times and print the fastest and the median."""
    mailclinic = shutil.which("mailclinic", path=str(Path(sys.executable).parent))
    assert mailclinic is not None
    for articles in [int(argument) for argument in sys.argv[1:]] or [9, 40]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "clone"
            root.mkdir()
            write(root, articles)
            environment = {**os.environ, "MAILCLINIC_ROOT": str(root), "MAILCLINIC_CONFIG": os.devnull}
            seconds = []
            for _ in range(RUNS):
                start = time.perf_counter()
                subprocess.run([mailclinic, "build"], env=environment, cwd=root, check=True)
                seconds.append(time.perf_counter() - start)
            seconds.sort()
            pages = articles * len(LOCALES)
            print(f"{articles:4} articles x {len(LOCALES)} locales = {pages:4} pages: ", end="")
            print(f"{seconds[0]:.2f} s at best, {seconds[len(seconds) // 2]:.2f} s median of {RUNS}")


if __name__ == "__main__":
    main()
