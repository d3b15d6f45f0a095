"""Which DMARC policy holds for a domain? The walk up the tree of names (RFC 9989 section 4.10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.domain.asking import Question, Steps, texts
from checker.domain.dmarc import DmarcRecord, parse, select
from checker.net.resolver import TOLD, Answer

MAX_QUESTIONS = 8
MAX_TARGETS = 3
"""Other domains that are asked whether they take the reports."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One name on the way up, and what stands there. `record` is None where there is not exactly one."""

    domain: str
    answer: Answer
    candidates: tuple[str, ...] = ()
    record: DmarcRecord | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """The names that were asked, from the domain itself up to its top-level domain, as far as they count.

    `policy` is where the policy comes from, `organizational_domain` where one organization's names begin;
    None where no record was found, or DNS failed on the way and nobody can say.
    """

    stops: tuple[Stop, ...]
    policy: Stop | None
    organizational_domain: str | None

    @property
    def failure(self) -> Stop | None:
        """The first name that DNS could not tell about, if that may matter."""
        return _failure(self.stops)


def names(domain: str) -> tuple[str, ...]:
    """The names whose records are asked for, in order: at most eight (section 4.10, steps 1 to 7)."""
    labels = domain.split(".")
    first = 1 if len(labels) <= MAX_QUESTIONS else len(labels) - (MAX_QUESTIONS - 1)
    return (domain, *(".".join(labels[i:]) for i in range(first, len(labels))))


def discover(domain: str) -> Steps[Walk]:
    """Walk from `domain` (A-labels) to the top. The questions go out side by side: they are few, and the way
    on from each of them is known before."""
    targets = names(domain)
    answers = yield tuple(Question(f"_dmarc.{name}", "TXT") for name in targets)
    return resolve(domain, [_stop(name, answer) for name, answer in zip(targets, answers, strict=True)])


def _stop(domain: str, answer: Answer) -> Stop:
    candidates = select(texts(answer))
    return Stop(domain, answer, candidates, parse(candidates[0]) if len(candidates) == 1 else None)


def resolve(domain: str, stops: Sequence[Stop]) -> Walk:
    """Where policy and organizational domain are, given what stands at each name."""
    walked = tuple(_until_boundary(stops))
    found = [stop for stop in walked if stop.record is not None]
    broken = _failure(walked) is not None
    organizational = _organizational(domain, found)
    preferred = (domain, organizational, *(stop.domain for stop in found if _psd(stop) == "y"))
    policy = next((stop for name in preferred for stop in found if stop.domain == name), None)
    if broken and (policy is None or policy.domain != domain):
        # Perhaps the record that counts is behind the question that failed.
        policy = None
    return Walk(walked, policy, None if broken else organizational)


def _failure(stops: Sequence[Stop]) -> Stop | None:
    """Top-level domains have no records of their own, and the servers of some refuse to be asked: where a
    policy was found below, what they would have said is nobody's worry."""
    found = any(stop.record is not None for stop in stops)
    failed = (stop for stop in stops if stop.answer.status not in TOLD)
    return next((stop for stop in failed if "." in stop.domain or not found), None)


def _until_boundary(stops: Sequence[Stop]) -> Iterator[Stop]:
    """The walk stops at a record that says what it is: psd=n or psd=y (steps 2 and 6)."""
    for stop in stops:
        yield stop
        if _psd(stop) in ("y", "n"):
            return


def _psd(stop: Stop) -> str:
    return "u" if stop.record is None else stop.record.psd


def _organizational(domain: str, found: Sequence[Stop]) -> str:
    """Section 4.10.2."""
    for stop in found:
        if _psd(stop) == "n":
            return stop.domain
        if _psd(stop) == "y" and stop.domain != domain:
            labels = domain.split(".")
            return ".".join(labels[-(stop.domain.count(".") + 2) :])
    return found[-1].domain if found else domain


def is_elsewhere(host: str, organizational: str) -> bool:
    """Do reports to this host leave the organization, so that it has to agree (RFC 9990 section 4)?"""
    return host != organizational and not host.endswith("." + organizational)


def authorization_name(domain: str, host: str) -> str:
    """Where the other domain agrees to take reports about this one."""
    return f"{domain}._report._dmarc.{host}"
