"""The description of the API: committed, current, with an example for every operation that is true."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter

from checker.answer import models
from checker.answer.accounts import Account
from checker.answer.domains import Domain
from checker.web.api.openapi import examples, text

pytestmark = pytest.mark.anyio

FILE = Path(__file__).resolve().parents[2] / "docs" / "assets" / "openapi.json"
ANSWERS: dict[str, Any] = {
    "check-address": models.Address,
    "check-addresses": str,
    "check-domain": Domain,
    "check-account": Account,
    "feedback": models.Kept,
    "decode": models.Decoded,
    "reasons": models.Reasons,
    "reason": models.Reason,
    "code": models.Code,
    "search": models.Found,
    "diagnose": models.Diagnosis,
}


def operations(document: dict[str, Any]) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Operation id -> path, method, description."""
    return {
        operation["operationId"]: (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_the_committed_description_is_current(app: FastAPI) -> None:
    assert FILE.read_text(encoding="utf-8") == text(app), "run: make openapi"


async def test_it_is_served(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/openapi.json")
    assert answer.json() == json.loads(FILE.read_text(encoding="utf-8"))


def test_every_operation_has_an_example(app: FastAPI) -> None:
    found = operations(json.loads(text(app)))
    assert set(found) == set(ANSWERS) == set(examples()["operations"])
    for name, (_, method, operation) in found.items():
        (answer,) = operation["responses"]["200"]["content"].values()
        TypeAdapter(ANSWERS[name]).validate_python(answer["example"])
        assert operation["summary"]
        if method == "post":
            for content in operation["requestBody"]["content"].values():
                assert content["examples"]


def test_every_reference_leads_somewhere(app: FastAPI) -> None:
    document = json.loads(text(app))

    def references(node: object) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return own + [each for value in node.values() for each in references(value)]
        return [each for value in node for each in references(value)] if isinstance(node, list) else []

    for reference in references(document):
        part = document
        for name in reference.removeprefix("#/").split("/"):
            part = part[name]
    assert "HTTPValidationError" not in document["components"]["schemas"]


async def test_the_example_requests_are_answered(app: FastAPI, client: httpx.AsyncClient) -> None:
    for name, (path, method, operation) in operations(json.loads(text(app))).items():
        if method == "get":
            path = path.replace("{reason}", "mailbox-full").replace("{code}", "5.2.2")
            answers = [await client.get(path)]
        else:
            answers = [
                await client.post(
                    path,
                    content=body["value"] if isinstance(body["value"], str) else json.dumps(body["value"]),
                    headers={"Content-Type": kind},
                )
                for kind, content in operation["requestBody"]["content"].items()
                for body in content["examples"].values()
            ]
        for answer in answers:
            assert answer.status_code == 200, name
            if answer.headers["content-type"] == "application/json":
                TypeAdapter(ANSWERS[name]).validate_json(answer.content)


async def test_the_example_of_a_list_is_what_it_answers(app: FastAPI, client: httpx.AsyncClient) -> None:
    path, _, operation = operations(json.loads(text(app)))["check-addresses"]
    (request,) = operation["requestBody"]["content"]["text/csv"]["examples"].values()
    headers = {"Content-Type": "text/csv", "Accept-Language": "en"}
    answer = await client.post(path, content=request["value"], headers=headers)
    assert (
        answer.content.decode("utf-8-sig") == operation["responses"]["200"]["content"]["text/csv"]["example"]
    )


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect"])
async def test_nothing_loads_a_cdn(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404
