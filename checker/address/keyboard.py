"""English words that were typed while the keyboard was in Korean mode: ㅜㅁㅍㄷㄱ.채ㅡ is naver.com."""

import tomllib
import unicodedata
from pathlib import Path

KEYS: dict[str, str] = tomllib.loads(Path(__file__).with_name("keyboard.toml").read_text(encoding="utf-8"))[
    "keys"
]

# The order of the parts of a syllable: Unicode Standard section 3.12.
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


def keys_of(text: str) -> str:
    """The keys that were pressed for each Hangul letter of the text; other characters stay."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        code = ord(char) - 0xAC00
        if 0 <= code < 11172:
            lead, rest = divmod(code, 588)
            vowel, tail = divmod(rest, 28)
            out.append(KEYS[_LEADS[lead]] + KEYS[_VOWELS[vowel]] + KEYS.get(_TAILS[tail], ""))
        else:
            out.append(KEYS.get(char, char))
    return "".join(out)


def has_single_letters(text: str) -> bool:
    """Does it have Hangul letters that form no syllable? Words never do; keys pressed in the wrong mode
    do."""
    return any("\u3131" <= char <= "\u3163" for char in text)
