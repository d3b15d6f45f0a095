"""The public surface of the decoder: a name that leaves or arrives here is an API change."""

from checker import bounce


def test_exported_names() -> None:
    assert bounce.__all__ == sorted(bounce.__all__)
    assert set(bounce.__all__) == {
        "Action", "Also", "Code", "Decoding", "Evidence", "Hardness", "Kind", "Outcome", "Reason", "Retry",
        "Scope", "Sorted", "Span", "Summary", "TableError", "Why", "classify", "classify_many", "code",
        "codes", "decode", "narrow", "providers", "reasons", "summarize",
    }  # fmt: skip
    assert all(hasattr(bounce, name) for name in bounce.__all__)
