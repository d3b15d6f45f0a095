"""What an SPF record leads to: its includes and redirects, level by level, and how many lookups they cost
(RFC 7208 section 4.6.4). There is no sender here: it counts what a server costs that nothing matches."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import dns.rdtypes.ANY.MX

from checker.domain.asking import MAX_TEXT, Question, Steps, shown, texts
from checker.domain.spf import LOOKUP_MECHANISMS, Mechanism, Modifier, SpfRecord, parse, select
from checker.domain.spf_evaluation import MAX_LOOKUPS, MAX_MAIL_SERVERS, is_name
from checker.domain.spf_macros import Spec, expand
from checker.net.resolver import ABSENT, Answer, Status

MAX_NODES = 24
"""Records that are read. A record that needs more is far beyond the limit of ten."""

KNOWN_MODIFIERS = ("redirect", "exp", "ra", "rp", "rr")
_NOT_ASKED = Answer(Status.NOT_CHECKED)


@dataclass(frozen=True, slots=True)
class SpfNode:
    """One record of the tree, to be drawn: `term` led here from above, `lookups` counts it and all below.

    `problem` is the id of the finding that this record causes, if it breaks the policy.
    """

    domain: str
    term: str
    record: str | None
    lookups: int
    children: tuple["SpfNode", ...] = ()
    problem: str | None = None


@dataclass(slots=True)
class Node:
    """One record while the tree is being walked."""

    domain: str
    term: str = ""
    parent: "Node | None" = None
    own: bool = True
    """The domain's own policy: the record itself, and where redirect= hands it over."""
    passes: bool = True
    """What passes here passes as a whole: every include on the way has the qualifier "+"."""
    answer: Answer = _NOT_ASKED
    candidates: tuple[str, ...] = ()
    record: SpfRecord | None = None
    children: list["Node"] = field(default_factory=list)
    problem: str | None = None
    leads: list["Lead"] = field(default_factory=list)
    macros: list[str] = field(default_factory=list)
    """Terms that only a real message can resolve."""
    loops: list[str] = field(default_factory=list)
    """Terms that lead back to a record above."""

    @property
    def is_include(self) -> bool:
        """Whether an include led here, rather than a redirect."""
        return bool(self.term) and "redirect=" not in self.term.lower()

    def above(self) -> Iterator["Node"]:
        """This node and those that led to it."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def all(self) -> Iterator["Node"]:
        """This node and everything below, in the order in which a receiver would read it."""
        yield self
        for child in self.children:
            yield from child.all()

    @property
    def own_lookups(self) -> int:
        """Terms of this record that cost a lookup."""
        if self.record is None:
            return 0
        mechanisms = sum(each.name in LOOKUP_MECHANISMS for each in self.record.tested)
        return mechanisms + (self.record.all is None and self.record.redirect is not None)

    @property
    def lookups(self) -> int:
        """Lookups of this record and of all below."""
        return sum(node.own_lookups for node in self.all())

    def freeze(self) -> SpfNode:
        """The tree from here, to be drawn."""
        text = None if self.record is None else shown(self.record.text, MAX_TEXT)
        children = tuple(child.freeze() for child in self.children[:MAX_NODES])
        return SpfNode(shown(self.domain), shown(self.term), text, self.lookups, children, self.problem)


@dataclass(slots=True)
class Lead:
    """A term that names something in DNS other than a record: is it there?"""

    mechanism: Mechanism
    question: Question
    answer: Answer = _NOT_ASKED

    @property
    def is_void(self) -> bool:
        """Nothing is there."""
        return self.answer.status in ABSENT

    @property
    def mail_servers(self) -> int:
        """How many mail servers an mx mechanism brings."""
        return sum(isinstance(each, dns.rdtypes.ANY.MX.MX) for each in self.answer.records)

    @property
    def has_too_many(self) -> bool:
        """More than a receiver looks up."""
        return self.mechanism.name == "mx" and self.mail_servers > MAX_MAIL_SERVERS


def grow(domain: str) -> Steps[Node]:
    """Read the record of `domain` and all that it leads to: first every include, level by level, then what
    the a, mx and exists mechanisms name."""
    root = Node(domain)
    level, nodes = [root], 1
    while level:
        answers = yield tuple(Question(node.domain, "TXT") for node in level)
        for node, answer in zip(level, answers, strict=True):
            _read(node, answer, root.domain)
        level = [child for node in level for child in node.children][: MAX_NODES - nodes]
        nodes += len(level)
        if root.lookups > 2 * MAX_LOOKUPS:
            break
    yield from _follow([lead for node in root.all() for lead in node.leads][:MAX_NODES])
    return root


def _read(node: Node, answer: Answer, origin: str) -> None:
    node.answer = answer
    node.candidates = select(texts(answer))
    if len(node.candidates) != 1:
        return
    node.record = parse(node.candidates[0])
    if node.record.flaws:
        # Receivers stop at a record that they cannot read (section 4.6): nothing of it counts.
        return
    for mechanism in node.record.tested:
        if mechanism.name == "include" and mechanism.target is not None:
            passes = node.passes and mechanism.qualifier == "+"
            _branch(node, mechanism.text, mechanism.target, origin, own=False, passes=passes)
        elif mechanism.name in ("a", "mx", "exists"):
            _lead(node, mechanism, origin)
    redirect = node.record.redirect
    if redirect is not None and node.record.all is None:
        _branch(node, redirect.text, redirect.value, origin, own=node.own, passes=node.passes)


def _branch(node: Node, term: str, target: Spec, origin: str, *, own: bool, passes: bool) -> None:
    name = _plain(target, node.domain, origin)
    if name is None:
        node.macros.append(term)
    elif any(above.domain.lower() == name for above in node.above()):
        node.loops.append(term)
    else:
        node.children.append(Node(name, term, node, own, passes))


def _lead(node: Node, mechanism: Mechanism, origin: str) -> None:
    name = node.domain if mechanism.target is None else _plain(mechanism.target, node.domain, origin)
    if name is None:
        node.macros.append(mechanism.text)
    else:
        node.leads.append(Lead(mechanism, Question(name, "MX" if mechanism.name == "mx" else "A")))


def _plain(target: Spec, domain: str, origin: str) -> str | None:
    """The name that a domain-spec stands for, as far as no sender is needed to know it."""
    name = expand(target, {"d": domain, "o": origin})
    return name.lower() if name is not None and is_name(name) else None


def _follow(leads: list[Lead]) -> Steps[None]:
    if not leads:
        return
    answers = yield tuple(lead.question for lead in leads)
    for lead, answer in zip(leads, answers, strict=True):
        lead.answer = answer
    # An "a" mechanism is not void for a name that has IPv6 addresses alone; "exists" asks for A in any case.
    again = [lead for lead in leads if lead.mechanism.name == "a" and lead.answer.status is Status.NO_DATA]
    if again:
        answers = yield tuple(Question(lead.question.name, "AAAA") for lead in again)
        for lead, answer in zip(again, answers, strict=True):
            lead.answer = answer


def unknown_modifiers(record: SpfRecord) -> tuple[Modifier, ...]:
    """The modifiers that no receiver knows (section 6; RFC 6652 has those for reports)."""
    return tuple(each for each in record.modifiers if each.name not in KNOWN_MODIFIERS)
