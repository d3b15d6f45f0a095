"""The names of characters in the findings about addresses."""

import string

from checker.address import check
from checker.address.data import TABLES
from checker.guide.findings import EVIDENCE_MSGIDS, translated


def test_the_names_of_characters_can_be_translated() -> None:
    assert set(TABLES.character_names.values()) == EVIDENCE_MSGIDS
    assert set(string.punctuation) <= set(TABLES.character_names)


def test_the_name_of_a_character_is_translated_and_the_character_is_not() -> None:
    (found,) = (each for each in check("kim|lee@company.kr").findings if each.id == "refused-character")
    korean = translated(found.evidence, {"vertical bar": "세로줄"}.__getitem__)
    assert korean == {"character": "|", "name": "세로줄", "code": "U+007C"}
