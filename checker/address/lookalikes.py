"""Letters that look like others (UTS #39): one script pretending to be another, or two of them in one
name."""

import re
import tomllib
import unicodedata
from pathlib import Path

from checker.address.data import TABLES
from checker.address.draft import Draft, name_of, show
from checker.address.keyboard import has_single_letters, keys_of
from checker.address.typos import meant_domain

_LETTERS: dict[str, str] = {
    char: plain
    for plain, chars in tomllib.loads(
        Path(__file__).with_name("confusables.toml").read_text(encoding="utf-8")
    )["letters"].items()
    for char in chars
}

_EAST_ASIAN = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
)
"""Scripts that are written together (UTS #39 section 5.2, highly restrictive)."""


def find_look_alikes(draft: Draft) -> None:
    """Suspect names that mix scripts or imitate ASCII, and put in what they imitate where that is clear."""
    if draft.text.isascii():
        return
    at = draft.text.rfind("@")
    _find_wrong_keyboard(draft, at)
    at = draft.text.rfind("@")
    domain = draft.text[at + 1 :]
    if not domain.isascii() and not domain.startswith("["):
        _judge_domain(draft, at + 1)
    at = draft.text.rfind("@")
    if not draft.text[:at].isascii():
        _judge_local(draft, at, draft.text[at + 1 :])


def skeleton(text: str) -> str:
    """What the text looks like in ASCII letters, as far as it does."""
    plain = []
    # Lower case would take İ apart into i and a dot.
    for char in unicodedata.normalize("NFC", text.replace("İ", "i").lower()):
        compatible = unicodedata.normalize("NFKC", char)
        if char in _LETTERS:
            plain.append(_LETTERS[char])
        elif compatible.isascii():
            plain.append(compatible.lower())
        else:
            base = unicodedata.normalize("NFD", char)[0]
            plain.append(_LETTERS.get(base, base))
    return "".join(plain)


def _script(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split()[0]


def scripts_of(text: str) -> frozenset[str]:
    """The scripts of the letters of a text, by the first words of their names."""
    return frozenset(_script(char) for char in text if unicodedata.category(char)[0] == "L")


def _mixes(scripts: frozenset[str]) -> bool:
    return len(scripts) > 1 and not any(scripts <= together for together in _EAST_ASIAN)


_LEVELS = frozenset({"co", "or", "ac", "go", "ne", "re", "pe", "com", "net", "org"})


def _typed(domain: str) -> str:
    """The keys of a domain; a label of whole syllables may be a word, so it is left unless that is
    well-known."""
    typed = keys_of(domain)
    if typed in TABLES.known or meant_domain(typed) is not None:
        return typed
    return ".".join(
        keys_of(label) if has_single_letters(label) or keys_of(label) in _LEVELS else label
        for label in domain.split(".")
    )


def _find_wrong_keyboard(draft: Draft, at: int) -> None:
    domain = draft.text[at + 1 :]
    typed = _typed(domain)
    if typed != domain and typed.isascii() and (has_single_letters(domain) or typed in TABLES.known):
        draft.find("wrong-keyboard", at + 1, len(draft.text), typed=show(typed))
        ending_typed = not domain.rpartition(".")[2].isascii() and TABLES.is_top_level(typed)
        if typed in TABLES.known or ending_typed or meant_domain(typed) is not None:
            draft.replace(at + 1, len(draft.text), typed)
        else:
            draft.no_suggestion = True
    local = draft.text[:at]
    if has_single_letters(local):
        typed = keys_of(local)
        draft.find("wrong-keyboard", 0, at, typed=show(typed))
        if typed.isascii():
            draft.replace(0, at, typed)
        else:
            draft.no_suggestion = True


def _imitates(text: str) -> bool:
    """Are all of its letters beyond ASCII ones that look like ASCII?"""
    strange = [char for char in text if not char.isascii()]
    return bool(strange) and all(
        char == "İ" or char.lower() in _LETTERS or unicodedata.normalize("NFKC", char).isascii()
        for char in strange
    )


def _judge_domain(draft: Draft, start: int) -> None:
    looks, clear = _looks_of(draft.text[start:])
    if looks is None:
        return
    _note_letters(draft, start, len(draft.text), clear)
    if clear:
        draft.replace(start, len(draft.text), looks)
    else:
        draft.no_suggestion = True


def find_hidden_look_alikes(draft: Draft, unicode_domain: str) -> str | None:
    """Suspect an A-label (RFC 5890) that stands for look-alike letters, and return the domain that they
    imitate where that is clear: xn--nver-53d.com."""
    looks, clear = _looks_of(unicode_domain)
    if looks is None:
        return None
    start = draft.text.rfind("@") + 1
    strange = next((char for char in unicode_domain if not char.isascii() and skeleton(char).isascii()), None)
    if strange is not None:
        plain = skeleton(strange)
        evidence = {"character": strange, "name": name_of(strange), "plain": show(plain)}
        draft.find("look-alike-letters", start, len(draft.text), **evidence)
    else:
        _note_scripts(draft, start, unicode_domain)
    draft.no_suggestion = draft.no_suggestion or not clear
    return looks if clear else None


def _looks_of(domain: str) -> tuple[str | None, bool]:
    """What a domain beyond ASCII looks like, None if it is honest; and is that clearly what was meant?"""
    looks = skeleton(domain)
    if looks in TABLES.known:
        return looks, True
    labels = domain.split(".")
    ascii_ending = labels[-1].lower() not in TABLES.top_levels or labels[-1].isascii()
    if any(_mixes(scripts_of(unicodedata.normalize("NFKC", label))) for label in labels) or (
        ascii_ending and any(_imitates(label) and _is_forged(label) for label in labels)
    ):
        clear = looks.isascii() and TABLES.is_top_level(looks) and all(map(_imitates_or_ascii, labels))
        return looks, clear
    return None, False


def _imitates_or_ascii(text: str) -> bool:
    return text.isascii() or _imitates(text)


def _is_forged(label: str) -> bool:
    """Would a reader take this label for ASCII: foreign letters only, or letters that are ASCII in another
    dress?"""
    letters = [char for char in label if not char.isascii()]
    dressed = any(unicodedata.normalize("NFKC", char).isascii() for char in letters)
    return dressed or "LATIN" not in scripts_of("".join(letters))


def _judge_local(draft: Draft, end: int, domain: str) -> None:
    local = draft.text[:end]
    _find_stray_signs(draft, end)
    letters = [char for char in local if not char.isascii()]
    dressed = any(
        unicodedata.normalize("NFKC", char).isascii()
        and unicodedata.category(char)[0] in "LNS"
        and char != "´"
        for char in letters
    )
    ascii_ending = domain.rpartition(".")[2].isascii()
    if not (dressed or _mixes(scripts_of(local)) or (ascii_ending and len(local) > 1 and _imitates(local))):
        return
    if not dressed and not any(unicodedata.category(char)[0] in "LN" for char in letters):
        return
    looks = skeleton(local)
    clear = looks.isascii() and _imitates(local)
    _note_letters(draft, 0, end, clear)
    if clear:
        draft.replace(0, end, looks)
    else:
        draft.no_suggestion = True


_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uffa1-\uffdc]")
_SYLLABLE = re.compile(
    "[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7\ud7b0-\ud7c6]+[\u11a8-\u11ff\ud7cb-\ud7fb]*"
    "|[\uac00-\ud7a3][\u11a8-\u11ff]"
)
"""Old Hangul is written in pieces for good (Unicode Standard section 3.12); a piece on its own is stray."""


def _find_stray_signs(draft: Draft, end: int) -> None:
    """Suspect digits of a script that the name has no letters of, and pieces of syllables (UTS #39 sections
    5.1 and 5.3)."""
    local = _SYLLABLE.sub(lambda match: "가" * len(match.group()), draft.text[:end])
    scripts = scripts_of(local)
    for i, char in enumerate(local):
        if char.isascii():
            continue
        stray = unicodedata.category(char) == "Nd" and not unicodedata.normalize("NFKC", char).isascii()
        if (stray and _script_of_digit(char) not in scripts) or _JAMO.match(char):
            draft.find("sign-inside", i, i + 1, character=char, name=name_of(char))
            draft.no_suggestion = True
            if draft.is_full():
                return


def _script_of_digit(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").removeprefix("EXTENDED ").split()[0].partition("-")[0]


def _note_letters(draft: Draft, start: int, end: int, clear: bool) -> None:
    text = draft.text[start:end]
    found = False
    for i, char in enumerate(text):
        if char.isascii() or char == "´":
            continue
        plain = skeleton(char)
        if plain.isascii() and plain != char:
            draft.find(
                "look-alike-letters",
                start + i,
                start + i + 1,
                character=char,
                name=name_of(char),
                plain=show(plain),
            )
            found = True
    if not found:
        _note_scripts(draft, start, text)


def _note_scripts(draft: Draft, start: int, text: str) -> None:
    """Note the first two scripts of a text at the draft's end, or before its at-sign."""
    scripts = sorted(scripts_of(unicodedata.normalize("NFKC", text)))
    end = len(draft.text) if start else draft.text.rfind("@")
    draft.find("mixed-scripts", start, end, first=scripts[0].title(), second=scripts[-1].title())
