"""Figures: words of the page's language, the same in every locale, and nothing that breaks a page."""

from xml.etree import ElementTree

import pytest
from jinja2 import Environment, FileSystemLoader

from checker.publish.figures import NAMES, shown
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<mailclinic-figure name="journey"></mailclinic-figure>', [(0, "journey")]),
        ('text\n\n<mailclinic-figure name="x"></mailclinic-figure>\n', [(2, "x")]),
        ("<mailclinic-figure></mailclinic-figure>", [(0, None)]),
        ('inline <mailclinic-figure name="journey"></mailclinic-figure>', []),
    ],
)
def test_tags_are_found_on_lines_of_their_own(body: str, found: list[tuple[int, str | None]]) -> None:
    assert shown(body) == found


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_well_formed_and_says_what_it_shows(name: str) -> None:
    environment = Environment(loader=FileSystemLoader(ROOT / "theme"), autoescape=True)
    environment.globals["_"] = lambda text: text
    svg = ElementTree.fromstring(environment.get_template(f"figures/{name}.html").render())
    assert svg.tag == "svg"
    assert svg.get("role") == "group"  # an image would keep its words from those who listen
    assert svg.get("aria-label")
