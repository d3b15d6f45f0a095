"""The custom elements of the checker: a short tag in an article becomes a whole localized form.

The form works without JavaScript (it posts to the tool's page); `docs/assets/widgets.js` makes it answer in
place. The tags are registered as block elements, or Python-Markdown would wrap them in a paragraph and the
browser would tear the form out of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import Environment
from markdown import Markdown
from markdown.extensions import Extension

from checker.publish.outline import FIGURE, SETTINGS, WIDGETS

ANSWER = "<!-- mailclinic:answer -->"
"""Stands in the answer region of each form; the server puts the answer of a form without script here."""

_ELEMENT = re.compile(rf"<(?P<name>{'|'.join(WIDGETS)})>\s*</(?P=name)>")


class WidgetExtension(Extension):
    """Tells Python-Markdown that our custom elements are blocks."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the tags."""
        md.block_level_elements.extend((*WIDGETS, SETTINGS, FIGURE))


def makeExtension(**settings: object) -> WidgetExtension:
    """What Python-Markdown calls to load the extension."""
    return WidgetExtension(**settings)


@dataclass(frozen=True, slots=True)
class Tool:
    """Where a widget's form posts, and which article answers when the checker is down."""

    name: str
    action: str
    instead: str


TOOLS = {
    "mailclinic-diagnose": Tool("diagnose", "tools/diagnose", "symptoms/index"),
    "mailclinic-address": Tool("address", "tools/address", "guides/address-characters"),
    "mailclinic-decoder": Tool("decode", "tools/decode", "guides/read-a-failure-message"),
    "mailclinic-domain": Tool("domain", "tools/domain", "guides/mx-records"),
    "mailclinic-account": Tool("account", "tools/account", "guides/reconnect-account"),
}


OF_STEPS = {tool.name: tool for tool in TOOLS.values()}
"""The same by name, for the steps of a fix."""


def form(tool: Tool, env: Environment, context: dict[str, object]) -> str:
    """The form of a tool."""
    return env.get_template(f"partials/mc/widget-{tool.name}.html").render(context)


def fill(html: str, env: Environment, context: Callable[[Tool, int], dict[str, object]]) -> str:
    """Replace each empty custom element in a page by its form. `context` gives the template's variables for
    a tool and the widget's number on the page."""
    count = 0

    def element(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        tool = TOOLS[match["name"]]
        return form(tool, env, context(tool, count))

    return _ELEMENT.sub(element, html)
