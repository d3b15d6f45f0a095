"""What is wrong with a domain's SPF: the tree of its records -> findings (RFC 7208)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, collapse_addresses

from checker.domain.asking import MAX_TEXT, Steps, failed, found, shown, texts
from checker.domain.spf import Mechanism, Reason, SpfRecord, is_spf
from checker.domain.spf_evaluation import MAX_LOOKUPS, MAX_MAIL_SERVERS, MAX_VOID_LOOKUPS
from checker.domain.spf_tree import Node, SpfNode, grow, unknown_modifiers
from checker.findings import Finding, Severity
from checker.net.resolver import ABSENT, TOLD, Status

NEAR_LIMIT = 9
LONG_RECORD = 450
"""Octets of a record that fit one DNS packet together with what else is in it (section 3.4)."""

MAX_ALIKE = 8
"""Findings with one id that are told."""

WIDE4, WIDE6 = 8, 16
"""Prefix lengths from which on a range is somebody's; shorter ones hold half the internet."""

_MEANT = re.compile(r"[\s\"'\u201c\u201d\ufeff\u200b]*(?:v\s*[=:-]?\s*spf1|spf1\s)", re.IGNORECASE)

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


@dataclass(frozen=True, slots=True)
class SpfHealth:
    """A domain's SPF: the record, what it leads to, and what is wrong.

    `status` is what DNS said to the first question. `all` is the qualifier of the `all` that counts,
    redirects followed; None where none does. `parsed` is the record as it was read.
    """

    status: str
    record: str | None = None
    tree: SpfNode | None = None
    lookups: int = 0
    void_lookups: int = 0
    all: str | None = None
    parsed: SpfRecord | None = None
    candidates: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_known: bool = True

    @property
    def forbids_all(self) -> bool:
        """The record lets nobody send: `v=spf1 -all` and no more."""
        return self.parsed is not None and not self.parsed.flaws and _is_bare(self.parsed)

    @property
    def refuses_all(self) -> bool:
        """Receivers let nobody send, whatever else the record was meant to say."""
        read = self.parsed
        return read is not None and [(each.name, each.qualifier) for each in read.tested] == [("all", "-")]


def examine(domain: str) -> Steps[SpfHealth]:
    """Look at the SPF record of a domain. `domain` is in A-labels."""
    root = yield from grow(domain)
    findings = tuple(_few(_findings(root)))
    policy = _policy(root)
    return SpfHealth(
        root.answer.status.value,
        None if root.record is None else shown(root.record.text, MAX_TEXT),
        root.freeze() if root.record is not None else None,
        root.lookups,
        _voids(root),
        policy.qualifier if policy is not None else None,
        root.record,
        root.candidates,
        findings,
        root.answer.status in TOLD,
    )


def _few(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Without those that only repeat: a record of 64 KiB may have the same fault a thousand times."""
    seen: Counter[str] = Counter()
    told: set[tuple[str, tuple[tuple[str, str | int], ...]]] = set()
    for finding in findings:
        key = (finding.id, tuple(finding.evidence.items()))
        if key not in told and seen[finding.id] < MAX_ALIKE:
            told.add(key)
            seen[finding.id] += 1
            yield finding


def _findings(root: Node) -> Iterator[Finding]:
    domain = root.domain
    if root.answer.status not in TOLD:
        yield failed(root.answer, domain, "TXT", W)
        return
    lookalike = next((text for text in texts(root.answer) if _is_meant_as_spf(text)), None)
    if lookalike is not None:
        yield _of("spf-looks-alike", W, domain, text=lookalike)
    if not root.candidates and lookalike is None:
        yield _of("spf-missing", W, domain)
    lookups = root.lookups
    for node in root.all():
        yield from _errors(node, too_many=lookups > MAX_LOOKUPS)
    yield from _limits(root, lookups)
    for node in root.all():
        if node.own and node.record is not None and not node.record.flaws:
            yield from _advice(node, node.record)
    yield from _open(root)
    if root.record is not None and not root.record.flaws:
        yield from _end(root)


def _of(finding_id: str, severity: Severity, domain: str, **evidence: str | int) -> Finding:
    return found(finding_id, severity, domain, "TXT", domain=domain, **evidence)


def _is_meant_as_spf(text: str) -> bool:
    """Not a record, and yet nothing else: "v=spf1;", "spf1 ", quotes or spaces before it."""
    return not is_spf(text) and _MEANT.match(text[:60]) is not None


def _errors(node: Node, *, too_many: bool) -> Iterator[Finding]:
    """What makes receivers give up on the policy (permerror), wherever in the tree."""
    domain = node.domain
    above = node.parent.domain if node.parent is not None else domain
    if node.parent is not None and node.answer.status not in TOLD:
        hides = node.answer.status not in (Status.NOT_CHECKED, Status.TIMEOUT)
        # Beyond the limit receivers do not ask either.
        if hides or node.answer.status is Status.TIMEOUT or not too_many:
            yield failed(node.answer, domain, "TXT", W if hides else I)
        return
    if len(node.candidates) > 1:
        if node.parent is None:
            yield _marked(node, _of("spf-several-records", E, domain, count=len(node.candidates)))
        else:
            count = len(node.candidates)
            yield _marked(
                node,
                _of("spf-include-several-records", E, above, term=node.term, target=domain, count=count),
            )
    elif not node.candidates and node.parent is not None:
        kind = "spf-include-without-record" if node.is_include else "spf-redirect-without-record"
        yield _marked(node, _of(kind, E, above, term=node.term, target=domain))
    for flaw in node.record.flaws if node.record is not None else ():
        if flaw.reason is Reason.REPEATED:
            modifier = flaw.term.partition("=")[0].lower()
            yield _marked(node, _of("spf-modifier-repeated", E, domain, modifier=modifier))
        else:
            reason = flaw.reason.value
            yield _marked(node, _of("spf-term-not-valid", E, domain, term=flaw.term, reason=reason))
    for term in node.loops:
        yield _marked(node, _of("spf-loop", E, domain, term=term))
    for lead in node.leads:
        if lead.has_too_many:
            counted = {"count": lead.mail_servers, "limit": MAX_MAIL_SERVERS}
            term = lead.mechanism.text
            yield _marked(node, _of("spf-too-many-mail-servers", E, domain, term=term, **counted))


def _marked(node: Node, finding: Finding) -> Finding:
    node.problem = node.problem or finding.id
    return finding


def _limits(root: Node, lookups: int) -> Iterator[Finding]:
    if lookups > MAX_LOOKUPS:
        counted = {"count": lookups, "limit": MAX_LOOKUPS}
        yield _marked(root, _of("spf-too-many-lookups", E, root.domain, **counted))
    elif lookups >= NEAR_LIMIT:
        yield _of("spf-lookups-near-limit", I, root.domain, count=lookups, limit=MAX_LOOKUPS)
    if (voids := _voids(root)) > MAX_VOID_LOOKUPS:
        counted = {"count": voids, "limit": MAX_VOID_LOOKUPS}
        yield _marked(root, _of("spf-too-many-void-lookups", E, root.domain, **counted))


def _voids(root: Node) -> int:
    """Lookups that find nothing, as a receiver would count them."""
    records = sum(node.parent is not None and node.answer.status in ABSENT for node in root.all())
    return records + sum(lead.is_void for node in root.all() for lead in node.leads)


def _advice(node: Node, record: SpfRecord) -> Iterator[Finding]:
    """What does not break the domain's own policy, and yet is not what its owner wants."""
    domain = node.domain
    for lead in node.leads:
        if lead.is_void:
            yield _of("spf-void-lookup", W, domain, term=lead.mechanism.text)
    for mechanism in record.tested:
        if mechanism.name == "ptr":
            yield _of("spf-ptr", W, domain, term=mechanism.text)
        if mechanism.network is not None:
            yield from _range(domain, mechanism, mechanism.network)
    for mechanism in record.ignored:
        yield _of("spf-ignored-after-all", W, domain, term=mechanism.text)
    if record.redirect is not None and record.all is not None:
        yield _of("spf-redirect-ignored", W, domain, term=record.redirect.text)
    for text, count in Counter(each.text.lower() for each in record.mechanisms).items():
        if count > 1:
            yield _of("spf-duplicate-term", I, domain, term=text)
    for modifier in unknown_modifiers(record):
        yield _of("spf-unknown-modifier", I, domain, term=modifier.text)
    for term in node.macros:
        yield _of("spf-depends-on-sender", I, domain, term=term)
    if (length := len(record.text.encode())) > LONG_RECORD:
        yield _of("spf-too-long", I, domain, length=length, limit=LONG_RECORD)


def _range(domain: str, mechanism: Mechanism, network: IPv4Network | IPv6Network) -> Iterator[Finding]:
    if 0 < network.prefixlen < (WIDE4 if network.version == 4 else WIDE6):
        yield _of("spf-wide-range", W, domain, term=mechanism.text)
    elif network.prefixlen and network.is_private:
        yield _of("spf-private-range", I, domain, term=mechanism.text)


def _open(root: Node) -> Iterator[Finding]:
    """Records that let everybody pass."""
    for node in root.all():
        if node.record is None or node.record.flaws or not node.passes:
            continue
        term = open_term(node.record)
        if term is not None:
            yield _marked(node, _of("spf-allows-everyone", E, node.domain, term=term))


def open_term(record: SpfRecord) -> str | None:
    """The terms that let everybody pass, None where the record does not."""
    passing = [each for each in record.tested if each.qualifier == "+"]
    term = next((each.text for each in passing if _is_everybody(each)), None)
    return term or _together([each for each in passing if each.network is not None])


def _is_everybody(mechanism: Mechanism) -> bool:
    match mechanism.name:
        case "all":
            return True
        case "a" | "mx":
            return mechanism.prefix4 == 0
        case _:
            return mechanism.network is not None and mechanism.network.prefixlen == 0


def _together(mechanisms: list[Mechanism]) -> str | None:
    """The ip4 ranges that add up to the whole internet, 0.0.0.0/1 and 128.0.0.0/1 for example."""
    four = [each for each in mechanisms if isinstance(each.network, IPv4Network)]
    networks = [each.network for each in four if isinstance(each.network, IPv4Network)]
    whole = any(network.prefixlen == 0 for network in collapse_addresses(networks))
    return " ".join(each.text for each in four) if whole else None


def _policy(root: Node) -> Mechanism | None:
    """The `all` that says what becomes of the others, redirects followed."""
    node: Node | None = root
    while node is not None and node.record is not None:
        if node.record.all is not None:
            return node.record.all
        node = next((child for child in node.children if not child.is_include), None)
    return None


def _end(root: Node) -> Iterator[Finding]:
    record = root.record
    policy = _policy(root)
    if policy is None:
        if record is not None and record.redirect is None:
            yield _of("spf-missing-all", W, root.domain)
        elif (last := _last_redirect(root)) is not None:
            yield _of("spf-missing-all", W, last.domain)
    elif policy.qualifier == "?":
        yield _of("spf-neutral-all", W, root.domain, term=policy.text)
    elif record is not None and _is_bare(record):
        yield _of("spf-sends-no-mail", I, root.domain)


def _is_bare(record: SpfRecord) -> bool:
    """`-all` and no more: what stands behind it, or a redirect beside it, was meant to let somebody pass."""
    alone = [(each.name, each.qualifier) for each in record.mechanisms] == [("all", "-")]
    return alone and record.redirect is None


def _last_redirect(root: Node) -> Node | None:
    """The end of a chain of redirects, if its record could be read and has no end of its own."""
    node = root
    while children := [child for child in node.children if not child.is_include]:
        node = children[0]
    record = node.record
    return node if record is not None and not record.flaws and record.redirect is None else None
