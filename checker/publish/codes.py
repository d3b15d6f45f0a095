"""The rows of the codes page."""


def anchors() -> set[str]:
    """The anchors of all codes on the codes page."""
    return set()
