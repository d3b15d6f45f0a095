"""Wide tables name the column in each cell; narrow ones stay as they are."""

import pytest

from checker.publish.wide_tables import label_cells

HEAD = "<table><thead><tr>{}</tr></thead><tbody><tr>{}</tr></tbody></table>"
ADDRESS = "a-long-address@mail.example.com"


@pytest.mark.parametrize(
    ("heads", "cells", "expected"),
    [
        (
            "<th>A</th><th>B</th><th>C</th>",
            "<td>many short words in a cell that may break</td><td>2</td>",
            None,
        ),
        ("<th>項目</th><th>意味</th>", f"<td>{'長い文' * 20}</td><td>{'長い文' * 20}</td>", None),
        (
            '<th>A</th><th>B &amp; C</th><th align="right"><code>d=</code></th><th>"E"</th>',
            f'<td>1</td><td>{ADDRESS}</td><td align="right"><code>sender.example</code></td><td></td>',
            f'<td data-label="A">1</td><td data-label="B &amp; C">{ADDRESS}</td>'
            '<td data-label="d=" align="right"><code>sender.example</code></td>'
            '<td data-label="&#34;E&#34;"></td>',
        ),
    ],
)
def test_cells_carry_the_name_of_their_column(heads: str, cells: str, expected: str | None) -> None:
    table = f"<p>before</p>{HEAD.format(heads, cells)}<p>after</p>"
    wanted = table.replace(cells, expected).replace("<table>", "<table data-wide>") if expected else table
    assert label_cells(table) == wanted
