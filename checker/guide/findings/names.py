"""Values of evidence that are words themselves, and are translated before they are put into a sentence."""

from collections.abc import Callable, Mapping

from checker.guide.wording import N_

EVIDENCE_MSGIDS = frozenset(
    {
        N_("backslash"),
        N_("slash"),
        N_("quotation mark"),
        N_("colon"),
        N_("less-than sign"),
        N_("greater-than sign"),
        N_("vertical bar"),
        N_("asterisk"),
        N_("acute accent"),
        N_("grave accent"),
        N_("tilde"),
        N_("caret"),
        N_("question mark"),
        N_("number sign"),
        N_("dollar sign"),
        N_("percent sign"),
        N_("ampersand"),
        N_("apostrophe"),
        N_("equals sign"),
        N_("left curly bracket"),
        N_("right curly bracket"),
        N_("exclamation mark"),
        N_("left parenthesis"),
        N_("right parenthesis"),
        N_("left square bracket"),
        N_("right square bracket"),
        N_("semicolon"),
        N_("comma"),
        N_("plus sign"),
        N_("underscore"),
        N_("hyphen"),
        N_("dot"),
        N_("at sign"),
    }
)
"""Values of evidence that are msgids themselves: translate them before they are put into a sentence."""


def translated(evidence: Mapping[str, str | int], translate: Callable[[str], str]) -> dict[str, str | int]:
    """The evidence as a sentence in another language needs it: values that are msgids are translated."""
    return {
        name: translate(value) if isinstance(value, str) and value in EVIDENCE_MSGIDS else value
        for name, value in evidence.items()
    }
