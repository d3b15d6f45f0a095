"""The words of the decoder: what happened to each recipient, why, and which words say so.

All of these are values. They carry ids and quoted text, never a sentence for people:
`checker.guide` has those.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

Span = tuple[int, int]
"""Start and end (exclusive) in code points of the text it belongs to."""


class Action(StrEnum):
    """What the mail system did about one recipient (RFC 3464 section 2.3.3)."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"


class Kind(StrEnum):
    """What was handed in."""

    CODE = "code"
    REPLY = "reply"
    LOG_LINE = "log-line"
    MESSAGE = "message"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """How many of the recipients failed."""

    ONE = "one"
    SOME = "some"
    ALL = "all"


class Retry(StrEnum):
    """Whether sending the same message again can help."""

    NO = "no"
    YES = "yes"
    LATER = "later"
    SLOWER = "slower"
    SPLIT = "split"
    NEXT_DAY = "next-day"
    AFTER_FIX = "after-fix"
    AFTER_CHANGE = "after-change"
    AFTER_DELISTING = "after-delisting"
    AFTER_LOGIN = "after-login"
    ASK = "ask"
    NONE = "none"


class Hardness(StrEnum):
    """When a reason means that the address will never work."""

    ALWAYS = "always"
    PERMANENT = "permanent"
    NEVER = "never"


class Why(StrEnum):
    """Why a second reason is mentioned."""

    CODE_SAYS = "code-says"
    """The code means this, but the text says otherwise, and the text wins."""
    AMBIGUOUS = "ambiguous"
    """The same words are used for both."""
    LAST_CAUSE = "last-cause"
    """The mail system gave up or still tries, and this is what it saw last."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The text that was judged, and the words of it that decided.

    `rule` is the id of a row in rules.toml, `code:<anchor>` for a row in codes.toml, `action:<action>`
    where only the notice's own action was known, or `none`. `span` counts code points of `text`; None
    where no words decided.
    """

    rule: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Also:
    """A second reason that stays possible, and why."""

    reason: str
    why: Why


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one recipient.

    `permanent`: the class of the reply is 5 (RFC 3463 section 2); None where no class is known.
    `hard`: this address will never work. `reply_code` is three digits (RFC 5321 section 4.2), `status` an
    enhanced status code (RFC 3463), `remote_mta` the host that replied, `diagnostic` the reply as quoted.
    """

    recipient: str | None
    reason: str
    also: tuple[Also, ...]
    action: Action
    permanent: bool | None
    hard: bool
    reply_code: str | None
    status: str | None
    provider: str | None
    remote_mta: str | None
    diagnostic: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Decoding:
    """What was handed in, and one outcome per recipient (or one without a recipient for a code or a reply).

    `total`: how many recipients the returned message had, where that can be read; None otherwise.
    """

    kind: Kind
    outcomes: tuple[Outcome, ...]
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """One, some or all recipients failed, and for which reasons (reason id -> how many)."""

    scope: Scope
    failed: int
    total: int
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reason:
    """A row of reasons.toml. `failure` is false where nothing failed: delivered, delayed and the like."""

    id: str
    retry: Retry
    hard: Hardness
    failure: bool
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A row of codes.toml.

    `id` is the code as it is looked up (`X.1.1`, `550`, `EC-002`), `anchor` its stable place on the codes
    page, `meaning` an English sentence for gettext. `provider` is None for what the standards say.
    """

    id: str
    anchor: str
    kind: str
    meaning: str
    reason: str | None
    source: str
    provider: str | None = None
    also: tuple[str, ...] = ()
    name: str = ""
    replies: tuple[str, ...] = ()
    providers: Mapping[str, "Code"] = field(default_factory=lambda: MappingProxyType({}))
