"""What was probably not meant. Each step also makes the likely repair, for the suggestion."""

import re

from checker.address.draft import Draft


def find_suspects(draft: Draft) -> None:
    """Note slips of the fingers, and put right in the draft what they probably stand for."""
    if draft.text.startswith('"') or "@" not in draft.text:
        return
    _doubled_at_sign(draft)


def _doubled_at_sign(draft: Draft) -> None:
    for match in reversed(list(re.finditer(r"@{2,}", draft.text))):
        draft.find("doubled-at-sign", match.start(), match.end())
        draft.cut(match.start() + 1, match.end())
