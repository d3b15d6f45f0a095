"""Slips of the fingers: is one name another, as hands mistype it?"""

from functools import lru_cache
from itertools import pairwise

from checker.address.data import TABLES

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")

_VOWELS = frozenset("aeiou")

_HEARD = frozenset({"ck", "kc", "cs", "sc", "bv", "vb", "lr", "rl", "gj", "jg", "iy", "yi", "fh", "hf"})
"""Letters that stand for one sound, in one language or another: dokomo, yafoo, naber."""


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
_SAME_ROW = frozenset(pair for row in _ROWS for x, y in pairwise(row) for pair in ((x, y), (y, x)))


def is_key_beside(typed: str, meant: str) -> bool:
    """Do they differ by one key, and is it right beside the other?"""
    differing = [pair for pair in zip(typed, meant, strict=False) if pair[0] != pair[1]]
    return len(typed) == len(meant) and len(differing) == 1 and differing[0] in _NEAR_KEYS


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


_distance = lru_cache(maxsize=20_000)(distance)


def reads_like(name: str, meant: str) -> bool:
    """Is `name` one slip of the fingers away from `meant`, or two in a long name?"""
    steps = _distance(name, meant, 2)
    if steps == 1:
        return _is_one_slip(name, meant)
    if steps != 2 or name[:1] != meant[0]:
        return False
    if len(name) == len(meant) > 4 and _is_doubled_key(name, meant):
        return True
    if sorted(name) == sorted(meant):
        return len(meant) > 4  # a letter in another place, or two swaps
    if len(name) > len(meant) and not set(name) <= set(meant):
        return False  # humanmail, hotmailer: other letters make another word
    if len(name) == len(meant) + 1 and len(meant) > 4 and set(name) == set(meant):
        return True  # a swap beside a doubled letter
    if len(meant) < 7:
        return False
    missing = sum(max(0, meant.count(char) - name.count(char)) for char in set(meant))
    return missing == 0 or len(meant) > 8 or (missing == 1 and len(name) < len(meant))


def _is_one_slip(name: str, meant: str) -> bool:
    """Is the one difference what fingers do: a swap, a letter dropped or doubled, the key beside, a letter
    of the neighbourhood a second time, or one that sounds alike?"""
    noun = next((noun for noun in TABLES.brand_nouns if meant.endswith(noun)), "")
    same = zip(name, meant, strict=False)
    at = next((i for i, (a, b) in enumerate(same) if a != b), min(len(name), len(meant)))
    if at == 0 and name[:1] != name[1:2] and (noun or len(meant) < 5) and name[1:2] != meant[0]:
        # Another first letter makes another word; in a long name, one right beside it makes none.
        return len(name) == len(meant) > 6 and (name[0], meant[0]) in _SAME_ROW
    if len(name) == len(meant) and name[at + 1 :] != meant[at + 1 :]:
        return True  # a swap
    if len(name) < len(meant):
        return len(meant) > 4 and name[0] == meant[0]
    if _is_in_noun(name, meant, noun, at):
        return True
    if len(name) == len(meant):
        return _is_mistaken(name, meant, at)
    typed = name[at]
    if at <= 1 and name[0] == name[1]:
        return len(meant) > 5 or not noun  # ggmail is another's, nnate is nobody's
    if at == 0 and (noun or len(meant) < 5):
        return False
    if typed == "-" or typed == name[at - 1]:
        return at > 0
    if at == len(meant) and typed == "s" and noun:
        return False
    beside = name[max(0, at - 1) : at] + name[at + 1 : at + 2]
    return any((typed, key) in _NEAR_KEYS for key in beside) or (len(meant) > 4 and _recurs(name, at))


def _is_doubled_key(name: str, meant: str) -> bool:
    """Is a doubled letter typed on the key beside: yahpp?"""
    differing = [i for i, (a, b) in enumerate(zip(name, meant, strict=True)) if a != b]
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    typed, right = {name[i] for i in differing}, {meant[i] for i in differing}
    return len(typed) == len(right) == 1 and (typed.pop(), right.pop()) in _NEAR_KEYS


def _is_in_noun(name: str, meant: str, noun: str, at: int) -> bool:
    """Is a wrong letter in the noun of a long name, where that makes no other noun: hotmaip, not hotmall?"""
    start = len(meant) - len(noun)
    if not noun or len(meant) < 7 or not name[at].isalpha() or at < start:
        return False
    if len(name) > len(meant) and (at == start or name.endswith("s")):
        return False
    return name[start:] not in TABLES.names_beside_brands


def _is_mistaken(name: str, meant: str, at: int) -> bool:
    """Is the letter at this place often typed for the right one?"""
    typed, right = name[at], meant[at]
    if (typed, right) in _NEAR_KEYS:
        return True
    if at == 0 or len(meant) < 5:
        return False
    if typed in _VOWELS and right in _VOWELS and (len(meant) > 5 or meant.endswith("mail")):
        return True
    if typed == name[at - 1] and meant[at + 1 : at + 2] == right:
        return True  # the wrong letter doubled: yahho
    if {typed, right} == {"i", "l"}:
        return name[at - 2 :] not in TABLES.names_beside_brands  # gmaii; a mall is another word
    return typed + right in _HEARD or (typed in _VOWELS and right in _VOWELS and _recurs(name, at))


def _recurs(name: str, at: int) -> bool:
    """Is the letter typed too early or a second time: never for naver, iclould for icloud?"""
    return name[at] in name[max(0, at - 3) : at] + name[at + 1 : at + 4]


def is_plain_slip(name: str, meant: str) -> bool:
    """Is a letter dropped or doubled, or are two swapped? Under the wrong ending, nothing else is clear."""
    if _distance(name, meant, 2) != 1 or name[:1] != meant[0] or not _is_one_slip(name, meant):
        return False
    if len(name) > len(meant):
        return any(name[:i] + name[i + 1 :] == meant for i in range(1, len(name)) if name[i] == name[i - 1])
    return len(name) < len(meant) or sorted(name) == sorted(meant)
