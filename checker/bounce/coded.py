"""What codes alone say: reply codes and enhanced status codes (RFC 3463), as codes.toml tells them."""

from functools import cache
from typing import NamedTuple

from checker.bounce.model import Also, Why
from checker.bounce.tables import by_id, pairs


class Verdict(NamedTuple):
    """What the words and codes of one reply say; `span` counts code points of the judged text."""

    reason: str
    rule: str
    start: int
    end: int
    provider: str | None
    also: tuple[Also, ...]
    loose: bool = False


def by_code(text: str, reply_code: str | None, status: str | None, provider: str | None) -> Verdict:
    """What the codes alone say. A reply code that stands for several things says nothing about a text."""
    if status:
        start = text.find(status)
        row = status_row(reply_code, status, provider)
        if row is not None:
            reason, others, anchor = row
            also = tuple(Also(other, Why.AMBIGUOUS) for other in others)
            return Verdict(reason, f"code:{anchor}", start, start + len(status), provider, also)
    row_ = by_id().get((reply_code, None)) if reply_code else None
    if reply_code and row_ and row_.reason:
        start = text.find(reply_code)
        also = tuple(Also(other, Why.AMBIGUOUS) for other in row_.also)
        if not also or len(text) <= len(reply_code) + len(status or "") + 2:
            return Verdict(row_.reason, f"code:{row_.anchor}", start, start + 3, provider, also)
        return Verdict("unknown", "none", -1, -1, provider, (Also(row_.reason, Why.AMBIGUOUS), *also))
    return Verdict("unknown", "none", -1, -1, provider, ())


def status_row(
    reply_code: str | None, status: str, provider: str | None
) -> tuple[str, tuple[str, ...], str] | None:
    """(reason, other reasons, anchor): the provider's own meaning, a pair, then the standard one."""
    table = by_id()
    name = f"X{status[1:]}"
    own = table.get((name, provider)) if provider else None
    row = own or table.get((name, None))
    row = row or next((table[key] for key in _of_one_provider() if key[0] == name), None)
    pair = pairs().get(f"{reply_code} {status}") or pairs().get(status)
    if pair is not None and row is not None and own is None:
        return pair.reason, pair.also, row.anchor
    return (row.reason, row.also, row.anchor) if row and row.reason else None


def is_telling(reply_code: str | None, status: str | None, provider: str | None) -> bool:
    """Whether a status code says more than that something failed."""
    return bool(status and status[1:] not in _UNTOLD and status_row(reply_code, status, provider))


_UNTOLD = {".0.0", ".1.0", ".2.0", ".5.0", ".7.0", ".7.1"}
VAGUE = {".0.0", ".1.0", ".2.0", ".3.0", ".4.0", ".5.0", ".6.0", ".7.0", ".7.1"}


@cache
def _of_one_provider() -> tuple[tuple[str, str | None], ...]:
    standard = {id_ for id_, provider in by_id() if provider is None}
    return tuple(
        key for key in by_id() if key[1] is not None and key[1] != "help-desk" and key[0] not in standard
    )


@cache
def status_reasons() -> dict[tuple[str, str | None], str]:
    """(detail such as `.1.1`, provider or None) -> reason, for the enhanced status codes."""
    return {
        (id_[1:], provider): row.reason
        for (id_, provider), row in by_id().items()
        if row.reason and row.kind == "enhanced"
    }
