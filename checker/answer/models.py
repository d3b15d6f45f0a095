"""The models that API, page and command line share. Field names are public and never change meaning."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from checker.findings import Severity

Span = Annotated[tuple[int, int], Field(description="Start and end (exclusive) in code points.")]
Url = Annotated[str, Field(description="Path on this host, as in /ko/reasons/mailbox-full/")]
ArticleId = Annotated[str, Field(description="Id of an article, as in reasons/mailbox-full")]


def _readable(text: str) -> str:
    """JSON may carry half of a surrogate pair (RFC 8259 section 8.2), which is no character."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise PydanticCustomError("string_unicode", "no characters") from None
    return text


Text = Annotated[str, AfterValidator(_readable)]
"""Text that somebody typed."""


class Model(BaseModel):
    """Immutable; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(Model):
    """One step of a fix."""

    id: str
    text: Annotated[str, Field(description="The step as plain text.")]
    html: Annotated[str, Field(description="The same with bold, code and links; safe to show.")]


class Fix(Model):
    """Ordered steps for one role: reader, recipient, sender, sender-admin, recipient-admin, or wait."""

    by: str
    label: Annotated[str, Field(description="The role in the answer's locale.")]
    steps: list[Step]


class Finding(Model):
    """One thing that a check observed, with words for people."""

    id: str
    severity: Severity
    span: Annotated[Span | None, Field(description="Where in `input`; null where it is about the whole.")]
    evidence: dict[str, str | int]
    title: str
    explanation: str
    fix: str
    article: Url | None


class Address(Model):
    """The answer about an address, or about a list of them."""

    input: str
    verdict: Literal["accepted", "repaired", "suspect", "rejected", "list"]
    address: Annotated[str | None, Field(description="The address to use, where there is one.")]
    suggestion: Annotated[str | None, Field(description="A whole address that was probably meant.")]
    addresses: Annotated[list["Address"], Field(description="For a list: each address judged, in order.")]
    deliverability: Annotated[
        Literal["yes", "no", "unknown"] | None,
        Field(description="Whether the domain takes mail; null where DNS was not asked."),
    ]
    findings: list[Finding]
    mail_servers: Annotated[list[str], Field(description="The domain's mail servers, best first.")]


class Also(Model):
    """A second reason that stays possible, and why it does."""

    reason: str
    why: Annotated[str, Field(description="code-says, ambiguous, or last-cause")]
    title: str
    explanation: Annotated[str, Field(description="Why it is mentioned, in one sentence.")]
    article: Url


class Evidence(Model):
    """The text that was judged and the words that decided."""

    rule: str
    text: str
    span: Annotated[Span | None, Field(description="The deciding words, in code points of `text`.")]


class Outcome(Model):
    """What happened to one recipient."""

    recipient: str | None
    reason: str
    also: list[Also]
    action: Literal["failed", "delayed", "delivered", "relayed", "expanded"]
    permanent: Annotated[bool | None, Field(description="Class 5 of RFC 3463; null where no class is known.")]
    hard: Annotated[bool, Field(description="This address will never work.")]
    reply_code: str | None
    status: str | None
    provider: str | None
    remote_mta: str | None
    diagnostic: str
    evidence: Evidence
    title: str
    explanation: str
    fixes: list[Fix]
    article: Url


class Summary(Model):
    """How many recipients failed, why, and one sentence that says so."""

    scope: Literal["one", "some", "all"]
    failed: int
    total: int
    reasons: Annotated[dict[str, int], Field(description="Reason id -> how many recipients.")]
    headline: str


class Decoded(Model):
    """The answer about a code, a reply, a log line or a returned message."""

    input: Annotated[str | None, Field(description="The text as it was sent; null for a message.")]
    kind: Literal["code", "reply", "log-line", "message", "unknown"]
    summary: Summary
    outcomes: list[Outcome]


class Reason(Model):
    """Why a message was not delivered (or, where `failure` is false, what a notice means)."""

    id: str
    title: str
    explanation: str
    failure: bool
    retry: Annotated[str, Field(description="What sending the same message again does.")]
    codes: list[str]
    fixes: list[Fix]
    article: Url


class Reasons(Model):
    """The closed list of reasons."""

    reasons: list[Reason]


class Code(Model):
    """What a reply code, an enhanced status code or a help-desk code means."""

    code: str
    provider: Annotated[str | None, Field(description="Whose meaning this is; null for the standard one.")]
    meaning: str
    reason: str | None
    also: list[str]
    title: Annotated[str | None, Field(description="The title of the reason.")]
    explanation: str | None
    fixes: list[Fix]
    providers: Annotated[list[str], Field(description="Providers that mean something else by this code.")]
    source: str
    entry: Annotated[str, Field(description="The code's place on the page of codes.")]
    article: Url | None


class Hit(Model):
    """One article that fits a question."""

    id: ArticleId
    title: str
    description: str
    url: Url


class Found(Model):
    """The articles that fit a question, best first."""

    query: str
    articles: list[ArticleId]
    results: list[Hit]


class Kept(Model):
    """What a reader said of an article was kept."""

    entry: Annotated[str, Field(description="Send it along to add to what was said.")]


class Diagnosis(Model):
    """What was pasted, and the answer of the engine that knows about it."""

    kind: Literal["address", "list", "domain", "code", "reply", "log-line", "message", "question"]
    answer: Annotated[Address | Decoded | None, Field(description="Null for questions and domains.")]
    articles: list[ArticleId]
    read_as: Annotated[str, Field(description="What the text was taken for, in the answer's locale.")]
