"""Search over articles: character bigrams for Hangul, Kana and Han, whole words and codes otherwise, BM25.

`docs/assets/search-worker.js` is the twin of this module in the browser: same tokens, weights and ranking.
One file of queries with expected articles (tests/search/queries.tsv) is the regression test of both.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from checker.guide import inline
from checker.guide.articles import Article

TITLE, PHRASES, HEADINGS, TEXT = 4.0, 3.0, 2.0, 0.5
K1, B = 1.2, 0.75

_CJK = (
    r"\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    r"\uf900-\ufaff々〆〇"
)
_TOKEN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}](?:[^\W_{_CJK}.@-]|[.@-](?=[^\W_{_CJK}]))*")
_SPACE_IN_HANGUL = re.compile(r"(?<=[\uac00-\ud7af])\s+(?=[\uac00-\ud7af])")
_IS_CJK = re.compile(rf"[{_CJK}]")

_FENCE = re.compile(r"^(?:```|~~~).*$", re.MULTILINE)
_HEADING = re.compile(r"^#{2,4}\s+(.*?)\s*(?:\{[^}]*\})?\s*$", re.MULTILINE)
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|</?[^>]+>|[`*_|>#{}]")
_APOSTROPHE = re.compile(r"(?<=[a-z])['’](?=[a-z])")
_ENGLISH = re.compile(r"[a-z]+\Z")

# English words that a question has and an article hardly: rare here, so they would count for much.
STOP_WORDS = frozenset(
    """a am an and any are at be been being but by do does for from get gets getting got had has have he her
    his how i if im in into is it its ive just me my no of on or our out so some that the their them there
    they this to up us was we were what when where which who why will with would you your""".split()  # noqa: SIM905
)
NEGATIONS = (
    *("cant", "cannot", "couldnt", "unable", "wont", "isnt", "arent", "wasnt", "werent", "doesnt", "didnt"),
    *("dont", "never"),
)
SAME = dict.fromkeys(NEGATIONS, "not") | {
    "email": "mail",
    "e-mail": "mail",
    "e-mails": "mail",
    "sent": "send",
}
"""Words that are one to a reader who searches."""


def stem(word: str) -> str:
    """An English word without its plural, -ing, -ed and final e; other words as they are."""
    if len(word) < 4 or not _ENGLISH.match(word):
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _term(word: str) -> str:
    word = SAME.get(word, word)
    word = stem(word)
    return SAME.get(word, word)


def tokens(text: str) -> list[str]:
    """The terms of a text: bigrams of each CJK run (across spaces inside Hangul), other words by stem."""
    folded = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", text).lower())
    out: list[str] = []
    for match in _TOKEN.finditer(_SPACE_IN_HANGUL.sub("", folded)):
        word = match.group()
        if not _IS_CJK.match(word):
            if word not in STOP_WORDS:
                out.append(_term(word))
        elif len(word) == 1:
            out.append(word)
        else:
            out.extend(word[i : i + 2] for i in range(len(word) - 1))
    return out


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
        text=" ".join(f"{article.description} {steps} {prose}".split()),
    )


class Index:
    """An index over the articles of one locale."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._postings: dict[str, list[tuple[str, float]]] = {}
        self._length: dict[str, float] = {}
        for doc in documents:
            weights: defaultdict[str, float] = defaultdict(float)
            fields = (
                (TITLE, (doc.title,)),
                (PHRASES, doc.phrases),
                (HEADINGS, doc.headings),
                (TEXT, (doc.text,)),
            )
            for weight, texts in fields:
                for text in texts:
                    for token in tokens(text):
                        weights[token] += weight
            self._length[doc.id] = sum(weights.values())
            for token, count in weights.items():
                self._postings.setdefault(token, []).append((doc.id, count))
        self._average = sum(self._length.values()) / max(1, len(self._length))

    def search(self, query: str, limit: int = 10) -> list[str]:
        """The ids of the best articles for a query, best first. Ties go to the smaller id."""
        scores: dict[str, float] = {}
        for term in dict.fromkeys(tokens(query[:2000])):
            postings = self._postings.get(term, ())
            rarity = log(1 + (len(self._length) - len(postings) + 0.5) / (len(postings) + 0.5))
            for doc, count in postings:
                norm = K1 * (1 - B + B * self._length[doc] / self._average)
                scores[doc] = scores.get(doc, 0.0) + rarity * count * (K1 + 1) / (count + norm)
        return sorted(scores, key=lambda doc: (-scores[doc], doc))[:limit]
