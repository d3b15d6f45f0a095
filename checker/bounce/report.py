"""What a layer read about one recipient, before its reason is judged."""

from dataclasses import dataclass

from checker.bounce.model import Action


@dataclass(slots=True)
class Report:
    """One recipient as a notice describes it. `text` is the quoted reply; `notes` are weaker words
    around it.
    """

    recipient: str | None
    action: Action | None = None
    status: str | None = None
    text: str = ""
    notes: str = ""
    remote_mta: str | None = None
    reply_code: str | None = None
    original: str | None = None
