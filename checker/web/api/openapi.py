"""The description of the API (OpenAPI 3.1): FastAPI's, with our problems and examples."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from checker.web.api.questions import TextQuestion

EXAMPLES = Path(__file__).parent / "examples.json"

TITLE = "Mailclinic"
DESCRIPTION = (
    "Paste anything about broken email and get the cause, who can fix it, and the steps. "
    "Answers come in the language of `locale`, else of `?locale=`, else of `Accept-Language`. "
    "Errors are problem details (RFC 9457) with a stable `type`; they never repeat what was sent."
)

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Stable; explains the problem."},
        "title": {"type": "string", "description": "What happened, in the reader's language."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What to do next."},
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "problem"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON pointer (RFC 6901) into the request."},
                    "problem": {"type": "string"},
                },
            },
        },
    },
}


@cache
def examples() -> dict[str, Any]:
    """Summaries, requests and answers by operation id."""
    table: dict[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return table


def _problem(description: str, example: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": examples()["problems"][example],
            }
        },
    }


def describe(operation: str) -> dict[str, Any]:
    """What FastAPI is told about an operation beside its models."""
    entry = examples()["operations"][operation]
    responses: dict[int | str, Any] = {
        200: {
            "description": entry["answers"],
        },
        429: {
            **_problem("Too many checks came from one network.", "too-many-requests"),
            "headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}},
        },
        "4XX": _problem("The request can't be answered.", entry["problem"]),
    }
    extra: dict[str, Any] = {}
    if "requests" in entry:
        extra["requestBody"] = {"required": True, "content": _contents(entry["requests"])}
    return {
        "operation_id": operation,
        "summary": entry["summary"],
        "responses": responses,
        "openapi_extra": extra,
    }


def _contents(requests: dict[str, Any]) -> dict[str, Any]:
    """Example bodies by media type. Text types are described here, JSON by its model."""
    contents: dict[str, Any] = {}
    for kind, bodies in requests.items():
        contents[kind] = {"examples": {name: {"value": body} for name, body in bodies.items()}}
        if kind != "application/json":
            contents[kind]["schema"] = {"type": "string"}
        elif len(requests) > 1:
            contents[kind]["schema"] = {"$ref": "#/components/schemas/TextQuestion"}
    return contents


def document(app: FastAPI) -> dict[str, Any]:
    """The whole description; independent of settings, so that it can be committed and compared."""
    whole = get_openapi(
        title=TITLE, version=app.version, description=DESCRIPTION, routes=app.routes, summary=None
    )
    for methods in whole["paths"].values():
        for operation in methods.values():
            # Set here because FastAPI leaves nulls out of what it is given.
            (answer,) = operation["responses"]["200"]["content"].values()
            answer["example"] = examples()["operations"][operation["operationId"]]["answer"]
    schemas = whole["components"]["schemas"]
    schemas["Problem"] = PROBLEM
    schemas["TextQuestion"] = TextQuestion.model_json_schema()
    whole["components"]["schemas"] = dict(sorted(schemas.items()))
    return whole


def text(app: FastAPI) -> str:
    """The description as it is committed."""
    return json.dumps(document(app), ensure_ascii=False, indent=2) + "\n"
