"""From what the decoder saw to the answer about a code, a reply, a log line or a returned message."""

import re

from checker import bounce
from checker.answer.articles import Reading
from checker.answer.models import Also, Code, Decoded, Evidence, Outcome, Summary
from checker.guide.catalog import Words
from checker.guide.wording import N_

CODE = re.compile(
    r"\s*(?:[2-5]\d\d(?:[ -]#?[245X]\.\d{1,3}\.\d{1,3})?|#?[245X]\.\d{1,3}\.\d{1,3}|EC[-_ ]?\d{3}|"
    r"\[?[A-Z][A-Z0-9_]{2,60}\]?)\s*",
    re.IGNORECASE,
)
"""A code as people write it: 550, 5.1.1, 550 5.7.26, 550-5.7.26, #5.1.1, EC-002 (RFC 5321, RFC 3463), or a
name: TSS04, MAILBOX_FULL."""

LONGEST_CODE = 64


class UnknownCodeError(LookupError):
    """There is no such code in the table."""


class UnknownProviderError(LookupError):
    """There is no such provider in the table."""


def headline(summary: bounce.Summary, decoding: bounce.Decoding, words: Words) -> str:
    """What happened, in one sentence without a full stop."""
    if decoding.kind is bounce.Kind.UNKNOWN:
        return words.gettext("No cause was found in this text")
    if summary.total == 0:
        return words.gettext("No failed delivery was found in this message")
    if summary.failed == 0:
        late = any(outcome.action is bounce.Action.DELAYED for outcome in decoding.outcomes)
        return _nothing_failed(summary, late, words)
    if summary.scope == bounce.Scope.ONE:
        return words.gettext("The message wasn't delivered")
    if summary.scope == bounce.Scope.ALL:
        return words.ngettext(
            "The message wasn't delivered to the %(num)d recipient",
            "The message wasn't delivered to any of the %(num)d recipients",
            summary.failed,
        )
    return words.ngettext(
        "The message wasn't delivered to %(num)d of %(total)d recipients",
        "The message wasn't delivered to %(num)d of %(total)d recipients",
        summary.failed,
        total=summary.total,
    )


def _nothing_failed(summary: bounce.Summary, late: bool, words: Words) -> str:
    reasons = set(summary.reasons)
    if late:
        return words.gettext("The message is late, and the server is still trying")
    if reasons == {"auto-reply"}:
        return words.gettext("This is an automatic reply, and nothing failed")
    if reasons == {"complaint"}:
        return words.gettext("The recipient reported the message as spam")
    if reasons == {"delivered"}:
        return words.gettext("The message was delivered")
    return words.gettext("Nothing failed")


def decoded(decoding: bounce.Decoding, given: str | None, reading: Reading) -> Decoded:
    """The answer about a decoding. `given` is the text that came in; None for a message."""
    summary = bounce.summarize(decoding)
    return Decoded(
        input=given,
        kind=decoding.kind.value,
        summary=Summary(
            scope=summary.scope.value,
            failed=summary.failed,
            total=summary.total,
            reasons=dict(summary.reasons),
            headline=headline(summary, decoding, reading.words),
        ),
        outcomes=[outcome(each, reading) for each in decoding.outcomes],
    )


WHY: dict[str, str] = {
    bounce.Why.CODE_SAYS: N_("The code means this, but the words say otherwise, and the words count more."),
    bounce.Why.AMBIGUOUS: N_("Servers use the same words or the same code for both."),
    bounce.Why.LAST_CAUSE: N_("This is what the server saw at its last attempt."),
}
"""Why a second reason is mentioned."""


def _also(seen: bounce.Also, reading: Reading) -> Also:
    reason = reading.reason(seen.reason)
    return Also(
        reason=seen.reason,
        why=seen.why,
        title=reason.title,
        explanation=reading.words.gettext(WHY[seen.why]),
        article=reason.article,
    )


def outcome(seen: bounce.Outcome, reading: Reading) -> Outcome:
    """What happened to one recipient, with the words of the reason's article."""
    reason = reading.reason(seen.reason)
    return Outcome(
        recipient=seen.recipient,
        reason=seen.reason,
        also=[_also(each, reading) for each in seen.also],
        action=seen.action.value,
        permanent=seen.permanent,
        hard=seen.hard,
        reply_code=seen.reply_code,
        status=seen.status,
        provider=seen.provider,
        remote_mta=seen.remote_mta,
        diagnostic=seen.diagnostic,
        evidence=Evidence(rule=seen.evidence.rule, text=seen.evidence.text, span=seen.evidence.span),
        title=reason.title,
        explanation=reason.explanation,
        fixes=reason.fixes,
        article=reason.article,
    )


def code(text: str, provider: str | None, reading: Reading) -> Code:
    """What a code means, to a provider where one is named.

    Raises UnknownProviderError, or UnknownCodeError.
    """
    if provider is not None and provider not in bounce.providers():
        raise UnknownProviderError
    text = bounce.narrow(text)
    row = bounce.code(text, provider) if len(text) <= LONGEST_CODE and CODE.fullmatch(text) else None
    if row is None:
        raise UnknownCodeError
    reason = reading.reason(row.reason) if row.reason else None
    return Code(
        code=text.strip(),
        provider=row.provider,
        meaning=reading.words.gettext(row.meaning),
        reason=row.reason,
        also=list(row.also),
        title=reason.title if reason else None,
        explanation=reason.explanation if reason else None,
        fixes=reason.fixes if reason else [],
        providers=sorted(row.providers),
        source=row.source,
        entry=reading.url(f"codes/index#{row.anchor}"),
        article=reason.article if reason else None,
    )
