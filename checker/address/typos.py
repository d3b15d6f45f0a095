"""Typos of mail domains: which well-known domain was probably meant, and silence where that isn't clear."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from checker.address.data import TABLES
from checker.address.slips import distance, is_key_beside, is_plain_slip, reads_like

_ENDINGS = (
    "com", "net", "org", "edu", "kr", "jp", "co.kr", "or.kr", "ne.kr", "re.kr", "pe.kr", "ac.kr", "go.kr",
    "co.jp", "ne.jp", "or.jp", "ac.jp", "go.jp", "co.uk",
)  # fmt: skip
"""Endings that a broken one is compared with, where the rest of the domain is not known."""

_SLIPS = frozenset({"com", "net", "co", "cm", "om", "ne", "et", "bet", "cam"})
"""Real endings that a well-known name under .com or .net gets by mistake: half-typed, or the usual one for
the right one. Under .org and a country's ending, the name is another's."""


@lru_cache(maxsize=50_000)
def meant_domain(domain: str) -> str | None:
    """The well-known domain that `domain` (ASCII, lower case) is probably a typo of; None where none is
    clear.

    Real domains are left alone: those of the tables here and of the mail providers, names under another
    country's ending, and whatever is not close enough to a single one.
    """
    meant = _nearest(domain)
    return None if meant is None or _is_served(domain) else meant


def _is_served(domain: str) -> bool:
    """Does a provider of the table serve it? Read in here: few domains come this far."""
    from checker.providers import by_domain

    return by_domain(domain) is not None


def _nearest(domain: str) -> str | None:
    labels = domain.split(".")
    if any(".".join(labels[i:]) in TABLES.known for i in range(len(labels) - 1)):
        return None
    if domain in _SWAPPED:
        return _SWAPPED[domain]
    name, ending = labels[0], ".".join(labels[1:])
    found: dict[str, float] = {}
    for target, cost in (*_misplaced(domain, labels), *_same_name(name, ending), *_close_names(name, ending)):
        found[target] = min(cost, found.get(target, cost))
    if not found:
        other = _other_ending(domain)
        return _looks_like(domain) or (other and meant_domain(other)) or other
    best = min(found.values())
    nearest = [target for target, cost in found.items() if cost == best]
    return nearest[0] if len(nearest) == 1 else None


def _looks_like(domain: str) -> str | None:
    """The brand that the domain shows to a quick eye: rn for m, vv for w, 1 for l, 0 for o."""
    seen = domain.replace("rn", "m").replace("vv", "w").replace("1", "l").replace("0", "o")
    return seen if seen != domain and seen in TABLES.brands else None


def without_dot(domain: str) -> str | None:
    """The well-known domain that a name without any dot stands for: daumnet, kakaocom."""
    matches = _KNOWN_WITHOUT_DOTS.get(domain, ())
    if matches or not domain.isascii():
        return matches[0] if len(matches) == 1 else None
    for ending in ("com", "net"):  # naverccom: a slip beside the missing dot
        name = domain.removesuffix(ending)
        if name != domain and (meant := meant_domain(f"{name}.{ending}")) in TABLES.brands:
            return meant
    return None


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
_WITHOUT_DOTS = {
    target.domain.replace(".", ""): target for target in _TARGETS if target.brand or len(target.name) == 1
}
_CLOSE = tuple(target for target in _TARGETS if target.brand and len(target.name) > 3)
_SWAPPED = {
    f"{swapped}.{target.ending}": target.domain
    for target in _TARGETS
    if not target.brand and len(target.name) > 4
    for i in range(len(target.name) - 1)
    if (swapped := target.name[:i] + target.name[i + 1] + target.name[i] + target.name[i + 2 :])
    != target.name
}
"""In words and short names, a swap is all that is clear: koera.kr."""
_CLOSE_UNDER: dict[str, list[_Target]] = {}
for _each in _CLOSE:
    _CLOSE_UNDER.setdefault(_each.ending, []).append(_each)
_CLOSE_UNDER_SLIP = [target for target in _CLOSE if target.ending in ("com", "net") and len(target.name) > 4]

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
        if labels[0] in TABLES.words_as_names and tail != labels[i - 1]:
            continue  # mail.ru.com is a name under ru.com
        if head in TABLES.known and len(tail) < 4 and not _is_ending(".".join(labels[1:])):
            yield head, 0.5


def _same_name(name: str, ending: str) -> Iterator[tuple[str, float]]:
    targets = _BY_NAME.get(name)
    if targets is None:
        return
    if name in TABLES.wrong_levels.get(ending, ()):
        country = ending.rpartition(".")[2]
        own = [target for target in targets if target.ending.endswith(f".{country}")]
        yield (own or targets)[0].domain, 0.5
        return
    real = _is_ending(ending)
    if real and name in TABLES.words_as_names:
        return
    for target in targets:
        off = _distance(ending, target.ending, 2)
        cost = _cost_of_ending(ending, target.ending, off, real, brand=target.brand and len(name) > 3)
        if cost is not None:
            yield target.domain, cost


def _close_names(name: str, ending: str) -> Iterator[tuple[str, float]]:
    if name in TABLES.names_beside_brands:
        return
    for target in _CLOSE_UNDER.get(ending, ()):
        if _may_be_close(name, target) and reads_like(name, target.name):
            yield target.domain, _distance(name, target.name, 2)
    if ending in _SLIPS:
        for target in _CLOSE_UNDER_SLIP:
            if target.ending == ending or (len(target.name) < 6 and len(name) < len(target.name)):
                continue
            if _may_be_close(name, target) and is_plain_slip(name, target.name):
                yield target.domain, 1.75
    elif not _is_ending(ending):
        for other, targets in _CLOSE_UNDER.items():
            if _distance(ending, other, 2) != 1:
                continue
            for target in targets:
                if _may_be_close(name, target) and reads_like(name, target.name):
                    yield target.domain, _distance(name, target.name, 2) + 0.5


def _may_be_close(name: str, target: _Target) -> bool:
    """Is it worth comparing them letter by letter?"""
    if abs(len(name) - len(target.name)) > 2 or name == target.name:
        return False
    return len(target.letters.symmetric_difference(name)) <= 4


def _cost_of_ending(ending: str, right: str, off: int, real: bool, *, brand: bool) -> float | None:
    if not real:
        if off <= (2 if brand else 1):
            return off * 0.5 - (0.1 if sorted(ending) == sorted(right) else 0)  # a swap is the likeliest
        if brand and ending == right * 2:
            return 0.5
        # daum.con: the usual ending instead of the right one, and misspelled at that.
        usual = brand and right in ("com", "net") and any(distance(ending, e, 1) == 1 for e in ("com", "net"))
        return 1.5 if usual else None
    if right == "jp":
        return 0.5 if ending == "jo" else None  # Jordan's, and the key beside
    if brand and ending in _SLIPS and right in ("com", "net"):
        return 0.25 * off
    if ending in ("co", "cm", "om") and right == "com":
        return 0.5
    return None


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
            # co.jo: com.jo, or co.jp with the key beside?
            if any(is_key_beside(ending, known) for known in _ENDINGS):
                return None
        else:
            near = [known for known in _ENDINGS if distance(ending, known, 1) == 1]
        if len(near) == 1:
            return f"{name}.{near[0]}"
        if "." not in ending:
            return None
        head, _, ending = ending.partition(".")
        name = f"{name}.{head}"
    return None
