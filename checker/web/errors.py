"""From anything that goes wrong to one problem, in the client's shape: JSON, a page, or a fragment."""

import logging
import traceback
from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic_core import ErrorDetails
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from checker.answer import MOST_ADDRESSES, TooManyAddressesError
from checker.web import negotiation
from checker.web.media import is_json, media_type
from checker.web.pages import Pages
from checker.web.problems import Problem

log = logging.getLogger("checker.failures")

OF_STATUS = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "unsupported-type"}
UNREADABLE = ("string_unicode", "string_type_unicode")


class ProblemResponse(JSONResponse):
    """RFC 9457 section 3: application/problem+json."""

    media_type = "application/problem+json"


class Problems:
    """Answers with a problem, in the reader's language."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def response(self, scope: Scope, problem: Problem) -> Response:
        """JSON for the API and for programs, the tool's page or its fragment for a form, else a page."""
        locale = negotiation.of_problem(scope, self.pages.settings)
        words = self.pages.words[locale]
        headers = {
            **problem.headers,
            "Cache-Control": "no-store",
            "Content-Language": locale,
            "Vary": "Accept, Accept-Language",
        }
        request = Headers(scope=scope)
        path, accept = str(scope["path"]), request.get("accept", "")
        tool = self.pages.tool_of(path)
        is_form = tool is not None or bool(request.get("x-fragment"))
        if path.startswith("/api/") or (not is_form and "text/html" not in accept):
            document = problem.document(words)
            return ProblemResponse(document, problem.status, headers)
        fragment = self.pages.render("problem.html", locale, problem=problem)
        if request.get("x-fragment"):
            page = str(fragment)
        elif tool is not None:
            page = self.pages.answer(locale, tool, fragment, scope.get("state", {}).get("typed"))
        elif problem.status == 404:
            page = self.pages.not_found(locale)
        else:
            page = self.pages.problem(locale, problem)
        return HTMLResponse(page, problem.status, headers)

    def install(self, app: FastAPI) -> None:
        """Take the place of FastAPI's own answers to errors."""

        async def on_problem(request: Request, error: Exception) -> Response:
            if isinstance(error, HTTPException) and error.status_code == 405:
                error.headers = {"Allow": allowed(error)}
                if request.method == "OPTIONS":
                    return Response(status_code=204, headers=error.headers)
            return self.response(request.scope, of_exception(request.scope, error))

        for kind in (Problem, TooManyAddressesError, RequestValidationError, HTTPException):
            app.add_exception_handler(kind, on_problem)


def allowed(error: HTTPException) -> str:
    """All methods of an address: those of its route, HEAD wherever there is GET, and OPTIONS."""
    methods = {name.strip() for name in (error.headers or {}).get("Allow", "").split(",")} - {""}
    if "GET" in methods:
        methods.add("HEAD")
    return ", ".join(sorted(methods | {"OPTIONS"}))


def _pointer(location: tuple[int | str, ...]) -> str:
    # FastAPI puts body, query or path first.
    parts = location[1:] if location[:1] in (("body",), ("query",), ("path",)) else location
    return "".join(f"/{part}" for part in parts)


def _fields(errors: list[ErrorDetails]) -> Iterator[tuple[str, str]]:
    for error in errors:
        location = tuple(error["loc"])
        if error["type"] == "extra_forbidden":  # its key was typed by the client and is not repeated
            location = location[:-1]
        yield _pointer(location), error["type"].replace("_", "-")


def of_validation(errors: list[ErrorDetails]) -> Problem:
    """The problem that pydantic's list of errors describes; none of the values, only where and what."""
    kinds = {error["type"] for error in errors}
    if "json_invalid" in kinds:
        return Problem("invalid-json")
    if kinds & set(UNREADABLE):
        return Problem("invalid-text")
    return Problem("invalid-request", fields=tuple(_fields(errors))[:10])


def of_exception(scope: Scope, error: Exception) -> Problem:
    """The problem that an exception of the application stands for."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, TooManyAddressesError):
        return Problem("too-many-addresses", limit_addresses=MOST_ADDRESSES)
    if isinstance(error, RequestValidationError):
        if scope["method"] == "POST" and not is_json(media_type(scope)):
            return Problem("unsupported-type", headers={"Accept-Post": "application/json"})
        return of_validation(list(error.errors()))
    if isinstance(error, HTTPException):
        if isinstance(error.__cause__, Problem):  # FastAPI wraps whatever rises while it reads JSON
            return error.__cause__
        if error.status_code == 400 and is_json(media_type(scope)):
            return Problem("invalid-json")
        return Problem(OF_STATUS.get(error.status_code, "bad-request"), headers=error.headers)
    raise TypeError(f"no problem for {type(error).__name__}") from error


def _where(error: BaseException) -> str:
    """The last places in our own code, else where it rose."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "checker" in Path(frame.filename).parts]
    return " ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in (ours or frames)[-4:])


class Failures:
    """The last resort: a bug becomes a problem of status 500 and a log line.

    The line names the exception's type and where it rose, never its text: that may quote what was sent.
    """

    def __init__(self, app: ASGIApp, problems: Problems) -> None:
        self.app, self.problems = app, problems

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception as error:  # noqa: BLE001 - the outermost boundary of a request
            log.error("request failed", extra={"error": type(error).__name__, "where": _where(error)})
            if started:
                raise ConnectionError("the response broke off") from None
            await self.problems.response(scope, Problem("internal-error"))(scope, receive, send)
