"""How well and how fast the search answers: questions of tests/search, bytes of the index, 300 pages.

python -m benchmarks.search
"""

import gzip
import json
import shutil
import statistics
import subprocess
import time
from dataclasses import replace
from pathlib import Path

from checker.guide.articles import Article, Library
from checker.guide.search import Index, document
from checker.publish.search_index import index
from checker.settings import Settings
from tests.search.queries import TABLES, queries

PAGES = 300
WORKER = Path(__file__).resolve().parent.parent / "docs" / "assets" / "search-worker.js"
TYPED = {
    "ko": "메일이 안 보내져요 네이버 메일 반송 550 5.7.26",
    "en": "why does my email keep going to spamhuas quarantine folder",
    "ja": "取引先からのメールが届かないのですが迷惑メールでしょうか",
}
IN_NODE = """
const { docs, words, typed } = JSON.parse(require("node:fs").readFileSync(0, "utf8"))
const begin = performance.now(), index = build(docs, words), built = performance.now() - begin
const costs = Array(typed.length).fill(Infinity) // the best of ten: what the machine does beside is not ours
for (let run = 0; run < 10; run++) {
  for (let n = 1; n <= typed.length; n++) {
    const start = performance.now()
    rank(index, typed.slice(0, n))
    costs[n - 1] = Math.min(costs[n - 1], performance.now() - start)
  }
}
costs.sort((a, b) => a - b)
console.log(JSON.stringify([built, costs[costs.length >> 1], costs.at(-1)]))
"""


def many(articles: list[Article]) -> list[Article]:
    """So many pages as PAGES: the articles over and over, under ids of their own."""
    rounds = -(-PAGES // len(articles))
    copies = [replace(each, id=f"{each.id}-{n}") for n in range(rounds) for each in articles]
    return copies[:PAGES]


def in_node(text: str, typed: str) -> list[float]:
    """Milliseconds: building the index, the median and the slowest keystroke, of the worker in node."""
    node = shutil.which("node")
    if node is None:
        return []
    given = json.dumps({**json.loads(text), "typed": typed})
    script = WORKER.read_text(encoding="utf-8") + IN_NODE
    done = subprocess.run([node, "-e", script], input=given, capture_output=True, text=True, check=True)
    times: list[float] = json.loads(done.stdout)
    return times


def main() -> None:
    """Print one table of Markdown for each measure."""
    settings = Settings()
    library = Library.load(settings)
    print("| locale | set | questions | first | among three |\n|---|---|---|---|---|")
    for locale in settings.locales:
        searched = Index(map(document, library.articles(locale)), locale)
        for table in TABLES:
            rows = [query for query in queries(table) if query.locale == locale]
            found = [(query.articles, searched.search(query.text, 3)) for query in rows]
            first = sum(bool(three) and three[0] in right for right, three in found) / len(rows)
            among = sum(bool(right & set(three)) for right, three in found) / len(rows)
            print(f"| {locale} | {table} | {len(rows)} | {first:.1%} | {among:.1%} |")
    print(f"\n| locale | index, gzip | {PAGES} pages, built | keystroke, median | slowest | Python |")
    print("|---|---|---|---|---|---|")
    for locale, typed in TYPED.items():
        articles = library.articles(locale)
        size = len(gzip.compress(index(articles, locale).encode(), 6))
        large = many(articles)
        searched = Index(map(document, large), locale)
        costs = []
        for end in range(1, len(typed) + 1):
            begin = time.perf_counter()
            searched.search(typed[:end])
            costs.append((time.perf_counter() - begin) * 1000)
        times = " | ".join(f"{each:.1f} ms" for each in in_node(index(large, locale), typed))
        print(f"| {locale} | {size / 1000:.0f} kB | {times} | {statistics.median(costs):.1f} ms |")


if __name__ == "__main__":
    main()
