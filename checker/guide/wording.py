"""The names that the interface gives to the ids of the guide: roles and sections."""

from checker.guide.frontmatter import Role


def N_(text: str) -> str:
    """Mark a msgid for extraction; it is translated where it is shown."""
    return text


ROLE_LABELS: dict[Role, str] = {
    Role.READER: N_("You"),
    Role.RECIPIENT: N_("Recipient"),
    Role.SENDER: N_("Sender"),
    Role.SENDER_ADMIN: N_("Sender's administrator"),
    Role.RECIPIENT_ADMIN: N_("Recipient's administrator"),
    Role.WAIT: N_("Wait"),
}
"""Who can fix it, as a label."""

KIND_LABELS: dict[str, str] = {
    "address": N_("Email address"),
    "list": N_("List of addresses"),
    "domain": N_("Mail domain"),
    "code": N_("Error code"),
    "reply": N_("Server response"),
    "log-line": N_("Log line"),
    "message": N_("Returned message"),
    "question": N_("Question in your own words"),
}
"""What a text was taken for, as a label."""

SECTION_LABELS: dict[str, str] = {
    "symptoms": N_("Symptoms"),
    "reasons": N_("Reasons"),
    "guides": N_("Guides"),
    "providers": N_("Providers"),
    "codes": N_("Codes"),
    "tools": N_("Tools"),
    "support": N_("Support"),
    "about": N_("About"),
}
"""The sections of the help centre, as labels."""
