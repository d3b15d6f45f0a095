"""Typos of mail domains: which well-known domain was probably meant, and silence where that isn't clear."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from checker.address.data import TABLES

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ENDINGS = (
    "com", "net", "org", "edu", "kr", "jp", "co.kr", "or.kr", "ne.kr", "re.kr", "pe.kr", "ac.kr", "go.kr",
    "co.jp", "ne.jp", "or.jp", "ac.jp", "go.jp", "co.uk",
)  # fmt: skip
"""Endings that a broken one is compared with, where the rest of the domain is not known."""

_SLIPS = frozenset({"com", "net", "org", "co", "cm", "om", "ne", "et", "kr", "co.kr", "bet", "cam", "or"})
"""Real endings that a well-known name gets by mistake: half-typed, or the usual one for the right one."""


def _adjacent() -> frozenset[tuple[str, str]]:
    near = set()
    for y, row in enumerate(_ROWS):
        for x, key in enumerate(row):
            for dy, dx in ((0, 1), (1, 0), (1, -1)):
                if y + dy < len(_ROWS) and 0 <= x + dx < len(_ROWS[y + dy]):
                    other = _ROWS[y + dy][x + dx]
                    near |= {(key, other), (other, key)}
    return frozenset(near)


_NEAR_KEYS = _adjacent()


def distance(a: str, b: str, limit: int) -> int:
    """Optimal string alignment: edits, and swaps of neighbours, that lead from a to b; limit + 1 where
    more."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


@lru_cache(maxsize=50_000)
def meant_domain(domain: str) -> str | None:
    """The well-known domain that `domain` (ASCII, lower case) is probably a typo of; None where none is
    clear.

    Real domains are left alone: those of the table, names under another country's ending, and whatever is
    not close enough to a single one.
    """
    labels = domain.split(".")
    if any(".".join(labels[i:]) in TABLES.known for i in range(len(labels) - 1)):
        return None
    name, ending = labels[0], ".".join(labels[1:])
    found: dict[str, float] = {}
    for target, cost in (*_misplaced(domain, labels), *_same_name(name, ending), *_close_names(name, ending)):
        found[target] = min(cost, found.get(target, cost))
    if not found:
        return _other_ending(domain)
    best = min(found.values())
    nearest = [target for target, cost in found.items() if cost == best]
    return nearest[0] if len(nearest) == 1 else None


def without_dot(domain: str) -> str | None:
    """The well-known domain that a name without any dot stands for: daumnet, kakaocom."""
    matches = _KNOWN_WITHOUT_DOTS.get(domain, ())
    return matches[0] if len(matches) == 1 else None


def _is_ending(ending: str) -> bool:
    """Do registries give out names under it?"""
    if "." in ending:
        return ending in TABLES.suffixes
    return ending in TABLES.top_levels


@dataclass(frozen=True, slots=True)
class _Target:
    """A domain that is often meant: its name, its ending, the letters of its name, and is the name a
    brand?"""

    domain: str
    name: str
    ending: str
    letters: frozenset[str]
    brand: bool


def _target(domain: str, *, brand: bool) -> _Target:
    name, _, ending = domain.partition(".")
    return _Target(domain, name, ending, frozenset(name), brand)


_TARGETS = (
    *(_target(domain, brand=True) for domain in TABLES.brands),
    *(_target(domain, brand=False) for domain in TABLES.short_names),
)
_BY_NAME: dict[str, list[_Target]] = {}
for _each in _TARGETS:
    _BY_NAME.setdefault(_each.name, []).append(_each)
_WITHOUT_DOTS = {target.domain.replace(".", ""): target for target in _TARGETS if target.brand}

_KNOWN_WITHOUT_DOTS: dict[str, list[str]] = {}
for _known in sorted(TABLES.known):
    _KNOWN_WITHOUT_DOTS.setdefault(_known.replace(".", ""), []).append(_known)

_distance = lru_cache(maxsize=20_000)(distance)


def _misplaced(domain: str, labels: list[str]) -> Iterator[tuple[str, float]]:
    """The dots are elsewhere, or the ending is there twice: gmailc.om, gmailcom.com, naver.com.com."""
    if (target := _WITHOUT_DOTS.get("".join(labels))) is not None:
        yield target.domain, 0.5
    if (target := _WITHOUT_DOTS.get(labels[0])) is not None and domain == f"{labels[0]}.{target.ending}":
        yield target.domain, 0.5
    for i in range(2, len(labels)):
        head = ".".join(labels[:i])
        tail = ".".join(labels[i:])
        if head in TABLES.known and len(tail) < 4 and not _is_ending(".".join(labels[1:])):
            yield head, 0.5


def _same_name(name: str, ending: str) -> Iterator[tuple[str, float]]:
    real = _is_ending(ending)
    for target in _BY_NAME.get(name, ()):
        off = _distance(ending, target.ending, 2)
        if real and name in TABLES.words_as_names:
            continue
        cost = _cost_of_ending(ending, target.ending, off, real, brand=target.brand and len(name) > 3)
        if cost is not None:
            yield target.domain, cost


def _close_names(name: str, ending: str) -> Iterator[tuple[str, float]]:
    real = _is_ending(ending)
    letters = set(name)
    for target in _TARGETS:
        if not target.brand or abs(len(name) - len(target.name)) > 2 or len(target.name) < 4:
            continue
        if len(letters ^ target.letters) > 4 or name == target.name:
            continue
        if ending == target.ending:
            extra = 0.0
        elif not real and _distance(ending, target.ending, 2) == 1:
            extra = 0.5
        elif ending in _SLIPS and len(target.name) > 4:
            extra = 0.75
        else:
            continue
        if _reads_like(name, target.name):
            steps = _distance(name, target.name, 2)
            if extra < 0.75 or steps == 1:
                yield target.domain, steps + extra


def _cost_of_ending(ending: str, right: str, off: int, real: bool, *, brand: bool) -> float | None:
    if not real:
        if off <= (2 if brand else 1):
            return off * 0.5
        # daum.con: the usual ending instead of the right one, and misspelled at that.
        return 1.5 if brand and any(distance(ending, usual, 1) == 1 for usual in ("com", "net")) else None
    if brand and ending in _SLIPS:
        return 0.25 * off
    if ending in ("co", "cm", "om") and right == "com":
        return 0.5
    return None


def _reads_like(name: str, meant: str) -> bool:
    """Is `name` one slip of the fingers away from `meant`, or two in a long name?"""
    steps = _distance(name, meant, 2)
    if steps == 1:
        return _is_one_slip(name, meant)
    if steps != 2 or name[:1] != meant[0]:
        return False
    if sorted(name) == sorted(meant):
        return len(meant) > 4  # a letter in another place, or two swaps
    if len(meant) < 7:
        return False
    missing = sum(max(0, meant.count(char) - name.count(char)) for char in set(meant))
    return missing == 0 or len(meant) > 8 or (missing == 1 and len(name) < len(meant))


def _is_one_slip(name: str, meant: str) -> bool:
    short = len(meant) < 5
    if len(name) == len(meant):
        places = [i for i, (a, b) in enumerate(zip(name, meant, strict=True)) if a != b]
        if len(places) == 2:
            return True  # a swap
        near = (name[places[0]], meant[places[0]]) in _NEAR_KEYS
        if places[0] == 0:
            # Another first letter makes another word, unless the key is right beside.
            return near and not short and not meant.endswith("mail")
        return near or not short
    if len(name) > len(meant):
        at = next((i for i, (a, b) in enumerate(zip(name, meant, strict=False)) if a != b), len(meant))
        doubled = at > 0 and name[at] == name[at - 1]
        near = any((name[at], beside) in _NEAR_KEYS for beside in name[max(0, at - 1) : at + 2])
        if at == 0:
            return not short and (name[0] == name[1] or near)
        return not short or doubled or near or (at == len(meant) and name[at] == "s")
    return not short and name[:1] == meant[0]


def _other_ending(domain: str) -> str | None:
    """A domain that nobody knows, under an ending that does not exist: con-artists.con."""
    name, _, ending = domain.partition(".")
    for _ in range(2):
        if not name or not ending:
            return None
        if _is_ending(ending.rpartition(".")[2]) and ("." not in ending or _is_ending(ending)):
            return None
        country = ending.rpartition(".")[2]
        if country in TABLES.top_levels:
            # The country stands; its registry may sell under com.br and not under co.br.
            levels = (f"{level}.{country}" for level in ("co", "com", "ne", "net", "or", "org", "ac", "edu"))
            near = [level for level in levels if level in TABLES.suffixes and distance(ending, level, 1) == 1]
        else:
            near = [known for known in _ENDINGS if distance(ending, known, 1) == 1]
        if len(near) == 1:
            return f"{name}.{near[0]}"
        if "." not in ending:
            return None
        head, _, ending = ending.partition(".")
        name = f"{name}.{head}"
    return None
