"""A DMARC record as it should be, where that can be computed."""

from collections.abc import Sequence
from difflib import get_close_matches

from checker.domain.asking import CUT
from checker.domain.corrections import Correction, correction
from checker.domain.dmarc import KNOWN, POLICIES, DmarcRecord, is_dmarc, parse
from checker.domain.dmarc_health import DmarcHealth
from checker.domain.tags import parse_tags

MENDED = (
    "dmarc-several-records",
    "dmarc-tag-repeated",
    "dmarc-syntax-error",
    "dmarc-ignored",
    "dmarc-policy-missing",
    "dmarc-policy-not-valid",
    "dmarc-retired-tag",
    "dmarc-tag-not-valid",
    "dmarc-report-size-limit",
)
"""What a new text for the record can mend."""

_QUOTES = " \t\"'\u201c\u201d;"


def correct(domain: str, health: DmarcHealth, *, sends: bool) -> tuple[Correction, ...]:
    """The corrected record of the domain, or a first one where there is none; and the consent that other
    domains have to give before they get reports."""
    told = {finding.id: finding for finding in health.findings}
    name = f"_dmarc.{domain}"
    consents = tuple(
        correction((each.id,), str(each.evidence["name"]), "TXT", "v=DMARC1")
        for each in health.findings
        if each.id == "dmarc-reports-not-authorized"
    )
    if "dmarc-missing" in told:
        return (correction(("dmarc-missing",), name, "TXT", _first(domain, sends=sends)),)
    for finding_id in ("dmarc-at-wrong-name", "dmarc-looks-alike"):
        if finding_id in told and not health.candidates:
            written = str(told[finding_id].evidence["text"])
            mended = _respell(written)
            replaces = (written,) if finding_id == "dmarc-looks-alike" else ()
            return () if mended is None else (correction((finding_id,), name, "TXT", mended, replaces),)
    mended_ids = tuple(
        each for each in MENDED if each in told and told[each].evidence.get("domain") == domain
    )
    if not health.candidates or not mended_ids:
        return consents
    record = _weakest(health.candidates)
    text = _rewrite(record, health.candidates)
    if not _is_sound(text):
        return consents
    return (correction(mended_ids, name, "TXT", text, health.candidates), *consents)


def _first(domain: str, *, sends: bool) -> str:
    """Watch first; a domain that never sends has nothing to wait for."""
    return f"v=DMARC1; p=none; rua=mailto:dmarc@{domain}" if sends else "v=DMARC1; p=reject"


def _respell(text: str) -> str | None:
    """A text that was meant as DMARC, with the version as it has to be."""
    if text.endswith(CUT):
        return None
    words = text.strip(_QUOTES)
    start = "".join(words[:12].lower().split())
    if start.startswith("v=dmarc1"):
        end = words.lower().find("dmarc1") + len("dmarc1")
        words = words[end:].lstrip(" \t;,")
    elif start.startswith("dmarc1"):
        words = words[len("dmarc1") :].lstrip(" \t;,")
    # The version may stand there once more, at a place where it does not count.
    parts = [part.strip() for part in words.split(";") if part.partition("=")[0].strip().lower() != "v"]
    mended = "; ".join(["v=DMARC1", *(part for part in parts if part)])
    return _rewrite(parse(mended), (mended,)) if _is_sound(mended) else None


def _is_sound(text: str) -> bool:
    """Does the text say one thing, and can receivers read all of it? Else it is no correction."""
    record = parse(text)
    wrong = record.repeated or record.flaws or record.policy_flaws or record.stray
    return is_dmarc(text) and record.has_policy and not wrong and all(each.valid for each in record.addresses)


def _weakest(texts: Sequence[str]) -> DmarcRecord:
    """The record that refuses least: nobody's mail is lost by choosing it."""
    return min((parse(text) for text in texts), key=lambda record: POLICIES.index(record.policy_for()))


def _rewrite(record: DmarcRecord, texts: Sequence[str]) -> str:
    values: dict[str, str] = {}
    for tag, value in parse_tags(record.text).tags:
        if tag.lower() in KNOWN:
            values.setdefault(tag.lower(), value)
    bad = {flaw.tag for flaw in record.flaws}
    policies = {flaw.tag: _meant(flaw.value) for flaw in record.policy_flaws}
    kept = {tag: value for tag, value in values.items() if tag not in bad and tag not in policies}
    kept.update({tag: meant for tag, meant in policies.items() if meant is not None})
    kept["p"] = kept.get("p") or "none"
    # Fewer than all were to be judged: t=y is what RFC 9989 has for that (appendix A.6).
    if any(tag == "pct" and value != "100" for tag, value in record.retired) and kept["p"] != "none":
        kept["t"] = "y"
    for tag in ("rua", "ruf"):
        addresses = _addresses(tag, texts)
        kept.pop(tag, None)
        if addresses:
            kept[tag] = ",".join(addresses)
    if "ruf" not in kept:
        kept.pop("fo", None)
    kept.pop("v", None)
    policy = kept.pop("p")
    return "; ".join(["v=DMARC1", f"p={policy}", *(f"{tag}={value}" for tag, value in kept.items())])


def _meant(value: str) -> str | None:
    """The policy that a slip was meant for, `rejct` for example."""
    return next(iter(get_close_matches(value.lower()[:40], POLICIES, 1, 0.7)), None)


def _addresses(tag: str, texts: Sequence[str]) -> list[str]:
    """The report addresses of all records, without size limits; a bare address becomes a mailto: URI. What is
    no URI even then is left out."""
    uris = []
    for text in texts:
        for address in parse(text).addresses:
            if address.tag != tag:
                continue
            written = address.text.rpartition("!")[0] if address.size_limit else address.text
            bare = not address.valid and "@" in written and ":" not in written
            uris.append(f"mailto:{written}" if bare else written)
    read = parse(f"v=DMARC1; {tag}={','.join(dict.fromkeys(uris))}").addresses
    return [address.text for address in read if address.valid]
