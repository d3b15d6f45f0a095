"""Who may import whom, and who may open a socket. Read from the source, so that no import can hide."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("address", "bounce", "domain", "account")
PURE = ("address", "bounce")
OUTSIDE = ("guide", "answer", "web", "cli", "publish", "diagnose", "desk", "feedback", "store")
SOCKETS = (
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "smtplib",
    "imaplib",
    "poplib",
    "ftplib",
    "telnetlib",
    "asyncio.open_connection",
    "dns.asyncquery",
    "dns.query",
    "dns.resolver",
    "dns.asyncresolver",
    "dns.zone",
    "httpx",
    "requests",
    "urllib3",
    "aiohttp",
)
CALLS = ("open_connection", "create_connection", "create_datagram_endpoint", "sock_connect", "getaddrinfo")


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Dotted name below `checker` and syntax tree of each module."""
    for path in sorted((ROOT / "checker").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT / "checker").with_suffix("").parts).removesuffix(".__init__")
        yield name, ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(tree: ast.Module) -> Iterator[str]:
    """Everything that a module imports, wherever in it, with the names taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(imported: str) -> str:
    """The part of `checker` that an import belongs to; empty for other packages."""
    root, _, rest = imported.partition(".")
    return rest.partition(".")[0] if root == "checker" else ""


MODULES = dict(modules())


def parts(name: str) -> set[str]:
    """The parts of `checker` that a module imports, without its own."""
    own = name.partition(".")[0]
    return {part_of(each) for each in imports(MODULES[name])} - {"", own}


@pytest.mark.parametrize("name", [name for name in MODULES if name.partition(".")[0] in ENGINES])
def test_engines_know_no_language_and_no_outside(name: str) -> None:
    assert parts(name) & set(OUTSIDE) == set()


@pytest.mark.parametrize("name", [name for name in MODULES if name.partition(".")[0] in PURE])
def test_pure_engines_ask_nobody(name: str) -> None:
    assert parts(name) <= {"findings", "providers"}
    assert not {
        each for each in imports(MODULES[name]) if each.split(".")[0] in ("asyncio", "socket", "time")
    }


@pytest.mark.parametrize("name", [name for name in MODULES if name.partition(".")[0] == "guide"])
def test_the_guide_knows_no_engine(name: str) -> None:
    assert parts(name) <= {"settings", "findings"}


@pytest.mark.parametrize("name", [name for name in MODULES if name.partition(".")[0] == "net"])
def test_net_knows_nobody(name: str) -> None:
    assert parts(name) <= {"settings", "findings"}


def test_findings_and_settings_know_nobody() -> None:
    assert parts("findings") == parts("settings") == set()


def test_only_the_answer_knows_both_engines_and_guide() -> None:
    both = {
        name.partition(".")[0] for name in MODULES if parts(name) & set(ENGINES) and parts(name) & {"guide"}
    }
    assert both <= {"answer", "publish"}


@pytest.mark.parametrize("name", [name for name in MODULES if name.partition(".")[0] in ("web", "cli")])
def test_the_outside_asks_the_answer(name: str) -> None:
    assert parts(name) & set(ENGINES) == set()


def sockets(name: str) -> list[str]:
    """What a module has to do with sockets."""
    found = [
        each
        for each in imports(MODULES[name])
        if any(each == one or each.startswith(one + ".") for one in SOCKETS)
        and not each.startswith("http.HTTPStatus")
    ]
    calls = (node.attr for node in ast.walk(MODULES[name]) if isinstance(node, ast.Attribute))
    return found + [call for call in calls if call in CALLS]


LISTEN = {"cli.connections", "cli.server"}
"""Take connections and open none: of the socket module they use what a server needs."""


def test_only_net_opens_sockets_that_go_out() -> None:
    assert {name for name in MODULES if sockets(name)} - {"net"} - LISTEN == {
        name for name in MODULES if name.startswith("net.") and sockets(name)
    }


@pytest.mark.parametrize("name", sorted(LISTEN))
def test_who_listens_does_not_dial(name: str) -> None:
    assert set(sockets(name)) <= {"socket", "getaddrinfo"}  # the latter for its own host name
