"""The reference of the API: from the committed document to the page."""

import json
import re
from pathlib import Path

import pytest

from checker.guide.catalog import load_words
from checker.publish.build import build
from checker.publish.problems import BuildError
from checker.publish.reference import Field, Refusal, read_reference, sentences
from checker.settings import Settings
from tests.conftest import ROOT
from tests.publish.conftest import ARTICLES, HOME, plant

DOCUMENT = ROOT / "docs" / "assets" / "openapi.json"
BASE = "https://help.example.com"
PAGE = HOME.replace("무엇이 문제입니까?", "API") + "\n[찾기](#call-search)\n"


def test_a_call_says_all_that_a_program_needs() -> None:
    calls = {call.path: call for call in read_reference(DOCUMENT, BASE).calls}
    assert list(calls) == list(json.loads(DOCUMENT.read_text("utf-8"))["paths"])
    check = calls["/api/v1/check/address"]
    assert (check.anchor, check.method, check.label) == (
        "call-check-address",
        "POST",
        "POST /check/address",
    )
    assert check.parameters[0] == Field("address", (("string", None),), "", True, None)
    assert check.parameters[-1].name == "dns"
    assert check.parameters[-1].default == "false"
    assert check.request.startswith(f"curl {BASE}/api/v1/check/address \\\n")
    assert json.loads(check.answer)["verdict"] == "suspect"
    assert check.refusals == (
        Refusal("429", "Too many checks came from one network.", "too-many-requests"),
        Refusal("4xx", "The request can't be answered.", "empty-input"),
    )
    assert calls["/api/v1/decode"].media == ("application/json", "text/plain", "message/rfc822")
    assert calls["/api/v1/search"].request.endswith(
        """-d '{"query": "can'\\''t send email", "locale": "en"}'"""
    )
    assert calls["/api/v1/codes/{code}"].request == f"curl '{BASE}/api/v1/codes/5.2.2?locale=en'"


def test_types_are_written_as_in_json() -> None:
    models = {model.name: model for model in read_reference(DOCUMENT, BASE).models}
    types = {(name, field.name): field.type for name, model in models.items() for field in model.fields}
    assert "AddressQuestion" not in models
    assert types["Diagnosis", "answer"] == (
        ("Address", "object-address"),
        (" | ", None),
        ("Decoded", "object-decoded"),
        (" | ", None),
        ("null", None),
    )
    assert types["Address", "addresses"] == (("Address", "object-address"), ("[]", None))
    assert types["Finding", "severity"] == (('"error" | "warning" | "info"', None),)


@pytest.mark.parametrize("text", ["", "[]", '{"paths": {"/x": {"get": {}}}, "components": {"schemas": {}}}'])
def test_a_broken_document_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "openapi.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=r"openapi\.json: the API cannot be described from this file"):
        read_reference(path, BASE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = plant(tmp_path_factory.mktemp("api"), {**ARTICLES, "ko/about/api.md": PAGE})
    build(settings)
    return settings


def test_the_page_shows_every_call_and_object_once(built: Settings) -> None:
    page = (built.site_dir / "ko/about/api/index.html").read_text(encoding="utf-8")
    reference = read_reference(DOCUMENT, BASE)
    anchors = re.findall(r'<h[23] id="([^"]+)"', page)
    assert anchors[0] == "reference"
    assert sorted(anchors) == sorted(reference.anchors)
    assert set(re.findall(r'href="#(object-[a-z]+)"', page)) <= reference.anchors
    assert '<h3 id="call-check-address">Check an address</h3>' in page
    assert "curl https://help.example.com/api/v1/decode" in page
    assert (
        '<a href="#call-decode" class="md-nav__link"><span class="md-ellipsis">POST /decode</span></a>'
        in page
    )


@pytest.mark.parametrize("locale", ["ko", "ja"])
def test_its_texts_are_in_the_language_of_the_page(settings: Settings, locale: str) -> None:
    words = load_words(settings.locales_dir, locale)
    texts = set(sentences(json.loads(DOCUMENT.read_text(encoding="utf-8"))))
    assert len(texts) > 80
    assert [text for text in texts if words.gettext(text) == text and re.search("[a-z]{3}", text)] == []


def test_a_link_to_a_call_that_is_gone_stops_the_build(tmp_path: Path) -> None:
    article = PAGE.replace("#call-search", "#call-gone")
    with pytest.raises(BuildError, match="this page has no anchor 'call-gone'"):
        build(plant(tmp_path, {**ARTICLES, "ko/about/api.md": article}))
