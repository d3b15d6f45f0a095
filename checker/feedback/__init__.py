"""What readers said: was an article helpful, why not, which step solved it; and what they sought in vain."""

from checker.feedback.entries import (
    LONGEST_COMMENT,
    Feedback,
    Why,
    add_to,
    count_unanswered_search,
    record,
)

__all__ = ["LONGEST_COMMENT", "Feedback", "Why", "add_to", "count_unanswered_search", "record"]
