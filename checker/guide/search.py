"""Search over articles: BM25 over their fields, and how near the nearest of their phrases is to the question.

`docs/assets/search-worker.js` is the twin of this module in the browser: same terms, weights and ranking.
The tables of questions with expected articles (tests/search) are the regression test of both.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor, log, sqrt

from checker.guide import inline
from checker.guide.articles import Article
from checker.guide.terms import Terms, lexicon

TITLE, PHRASES, HEADINGS, TEXT = (4.0, 0.3), (2.5, 0.5), (2.0, 0.75), (0.3, 0.75)
"""Of each field: its weight, and how far its length counts (the b of BM25F)."""
K1 = 1.6
NEAREST = 1.0
"""What the nearest phrase counts beside BM25."""
SECTIONS = {"index": 0.8, "about": 0.85, "providers": 0.9}
"""Factors of pages that are rarely meant: front pages of a section, and whole sections."""
UNKNOWN = 0.5
"""What a term that no article has counts against the nearest phrase."""
CLOSE = 0.7
"""Weight of a word that is only close to the one that was typed."""
LONGEST_QUERY = 2000
LONGEST_TEXT = 1500
"""Characters of an article's prose that are searched: titles, phrases and headings find it first."""
MOST_CLOSE = 3

_FENCE = re.compile(r"^(?:```|~~~).*$", re.MULTILINE)
_HEADING = re.compile(r"^#{2,4}\s+(.*?)\s*(?:\{[^}]*\})?\s*$", re.MULTILINE)
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|</?[^>]+>|[`*_|>#{}]")
_LETTERS = re.compile(r"[a-z]{3,}\Z")


@dataclass(frozen=True, slots=True)
class Document:
    """What the index keeps of one page, the same for the browser and for Python."""

    id: str
    title: str
    phrases: tuple[str, ...]
    headings: tuple[str, ...]
    text: str


def document(article: Article) -> Document:
    """The searchable texts of an article: title, phrases, headings, and the prose without markup."""
    body = _FENCE.sub("", article.body)
    headings = tuple(_MARKUP.sub(r"\1", heading) for heading in _HEADING.findall(body))
    prose = _MARKUP.sub(lambda m: m[1] or " ", _HEADING.sub("", body))
    steps = " ".join(inline.to_text(step.text) for _, step in article.steps())
    return Document(
        id=article.id,
        title=article.title,
        phrases=article.phrases,
        headings=headings,
        text=" ".join(f"{article.description} {steps} {prose}".split())[:LONGEST_TEXT],
    )


def distance(a: str, b: str, most: int) -> int:
    """Letters to add, drop, change or swap to get from a to b; `most` + 1 where it is more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a):
        older, before, row = before, row, [i + 1]
        for j, other in enumerate(b):
            cost = min(before[j] + (letter != other), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == b[j - 1] and a[i - 1] == other:
                cost = min(cost, older[j - 1] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


class Index:
    """An index over the articles of one locale."""

    def __init__(self, documents: Iterable[Document], locale: str) -> None:
        self._terms = Terms(lexicon(locale))
        self._ids: list[str] = []
        self._factors: list[float] = []
        fields: list[list[dict[str, int]]] = []
        phrases: list[tuple[int, dict[str, float]]] = []
        for number, doc in enumerate(documents):
            self._ids.append(doc.id)
            self._factors.append(_factor(doc.id))
            texts = ((doc.title,), doc.phrases, doc.headings, (doc.text,))
            fields.append([self._count(each) for each in texts])
            phrases += [(number, dict(self._terms(text))) for text in (doc.title, *doc.phrases)]
        self._postings = _postings(fields)
        self._rarity = {term: self._rare(len(found)) for term, found in self._postings.items()}
        self._phrases: list[tuple[int, float]] = []
        self._in_phrases: defaultdict[str, list[int]] = defaultdict(list)
        for number, weights in phrases:
            for term in weights:
                self._in_phrases[term].append(len(self._phrases))
            self._phrases.append((number, sum(self._rarity[term] * w for term, w in weights.items())))
        known = {term: term for term in self._postings if _LETTERS.match(term)}
        same = lexicon(locale).words.items()
        known |= {word: kept for word, kept in same if kept in known and _LETTERS.match(word)}
        self._vocabulary = sorted(known.items())

    def _count(self, texts: Iterable[str]) -> dict[str, int]:
        counts: dict[str, int] = {}
        for text in texts:
            for term, _ in self._terms(text):
                counts[term] = counts.get(term, 0) + 1
        return counts

    def _rare(self, found: int) -> float:
        return log(1 + (len(self._ids) - found + 0.5) / (found + 0.5))

    def search(self, query: str, limit: int = 10) -> list[str]:
        """The ids of the best articles for a query, best first. Ties go to the smaller id."""
        scores: dict[int, float] = {}
        near: dict[int, float] = {}
        whole = 0.0
        for term, weight in self._asked(query):
            if term not in self._rarity:
                whole += weight * self._rare(0) * UNKNOWN
                continue
            worth = weight * self._rarity[term]
            whole += worth
            for number, count in self._postings[term]:
                scores[number] = scores.get(number, 0.0) + worth * count * (K1 + 1) / (count + K1)
            for phrase in self._in_phrases.get(term, ()):
                near[phrase] = near.get(phrase, 0.0) + worth
        best: dict[int, float] = {}
        for phrase, shared in near.items():
            number, size = self._phrases[phrase]
            best[number] = max(best.get(number, 0.0), shared * sqrt(whole / size))
        # As whole numbers: the last bits of a logarithm differ between Python and browsers.
        ranked = [
            (
                -floor((score + NEAREST * best.get(number, 0.0)) * self._factors[number] * 1e6),
                self._ids[number],
            )
            for number, score in scores.items()
        ]
        return [article for _, article in sorted(ranked)[:limit]]

    def _asked(self, query: str) -> Iterator[tuple[str, float]]:
        """The terms of a question, once each; in place of an unknown word those that are close to it."""
        asked: dict[str, float] = {}
        for term, weight in self._terms(query[:LONGEST_QUERY]):
            if term in self._rarity:
                asked.setdefault(term, weight)
                continue
            close = self._close(term)
            for other in close:
                asked.setdefault(other, weight * CLOSE)
            if not close:
                asked.setdefault(term, weight)
        return iter(asked.items())

    def _close(self, term: str) -> list[str]:
        """Words of articles that begin like an unknown word, or else differ from it in a letter or two."""
        if not _LETTERS.match(term):
            return []
        begun = [kept for word, kept in self._vocabulary if word.startswith(term)]
        if begun or len(term) < 4:
            return begun[:MOST_CLOSE]
        most = 1 if len(term) < 7 else 2
        found = [(distance(term, word, most), kept) for word, kept in self._vocabulary if word[0] == term[0]]
        least = min([most, *(far for far, _ in found)])
        return [kept for far, kept in found if far == least][:MOST_CLOSE]


def _factor(article: str) -> float:
    if article == "index" or article.endswith("/index"):
        return SECTIONS["index"]
    return SECTIONS.get(article.partition("/")[0], 1.0)


def _postings(fields: list[list[dict[str, int]]]) -> Mapping[str, list[tuple[int, float]]]:
    """Term -> its documents, each with the weighted count of BM25F."""
    weights = (TITLE, PHRASES, HEADINGS, TEXT)
    lengths = [[sum(counts.values()) for counts in doc] for doc in fields]
    averages = [sum(column) / max(1, len(lengths)) or 1.0 for column in zip(*lengths, strict=True)]
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, doc in enumerate(fields):
        sums: dict[str, float] = {}
        for (weight, b), counts, length, average in zip(weights, doc, lengths[number], averages, strict=True):
            norm = weight / (1 - b + b * length / average)
            for term, count in counts.items():
                sums[term] = sums.get(term, 0.0) + count * norm
        for term, total in sums.items():
            postings.setdefault(term, []).append((number, total))
    return postings
