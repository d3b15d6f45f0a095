"""The reference of the JSON API, from the committed OpenAPI document: what the page `about/api` shows."""

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.publish.problems import BuildError, Problem

ARTICLE = "about/api"
"""The article that the reference stands below."""

ANCHOR, OBJECTS = "reference", "objects"
PREFIX = "/api/v1"

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of an object."""

    name: str
    type: tuple[tuple[str, str | None], ...]
    """Its type in pieces, as in `Address | null`: the words, and the anchor of the object that they name."""
    description: str
    required: bool
    default: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A problem that a call answers with: the status, what it means, the end of its `type`."""

    status: str
    description: str
    type: str


@dataclass(frozen=True, slots=True)
class Call:
    """One operation."""

    anchor: str
    method: str
    path: str
    label: str
    """Method and path below the prefix, as the list of topics shows it."""
    summary: str
    description: tuple[str, ...]
    parameters: tuple[Field, ...]
    media: tuple[str, ...]
    """The kinds of body that it takes, the usual one first."""
    request: str
    """An example as a command line."""
    answer: str
    """The answer to the example."""
    model: str
    """The anchor of the object that it answers with; empty where the answer is no JSON."""
    returns: str
    """The name of that object, or the kind of the answer."""
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """An object that answers hold."""

    anchor: str
    name: str
    description: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All calls and the objects of their answers. Texts are msgids of the interface, with `code` marked."""

    calls: tuple[Call, ...]
    models: tuple[Model, ...]

    @property
    def anchors(self) -> set[str]:
        """Every anchor that it adds to the page."""
        return {
            ANCHOR,
            OBJECTS,
            *(call.anchor for call in self.calls),
            *(model.anchor for model in self.models),
        }


def read_reference(path: Path, base_url: str) -> Reference:
    """Read an OpenAPI document; examples speak to `base_url`. Raises BuildError where it cannot be read."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        schemas = document["components"]["schemas"]
        calls = tuple(
            _call(method, where, operation, schemas, base_url)
            for where, operations in document["paths"].items()
            for method, operation in operations.items()
        )
        asked = {name for call in calls for name in _asked(document, call)}
        models = tuple(_model(name, schemas) for name in schemas if name not in asked)
    except (OSError, ValueError, LookupError, TypeError, StopIteration) as error:
        message = f"the API cannot be described from this file: {error!r}"
        raise BuildError([Problem(path, 0, message)]) from error
    return Reference(calls, tuple(model for model in models if model.fields))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each on one line."""
    return [_folded(paragraph) for paragraph in text.split("\n\n")]


def _folded(text: str) -> str:
    return " ".join(text.split())


def sentences(document: Json) -> Iterator[str]:
    """Every text of the operations and objects, as the reference shows it: what there is to translate."""
    for part in (document["paths"], document["components"]):
        yield from _texts(part)


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, Mapping):
        for key, value in part.items():
            if key in ("summary", "description") and isinstance(value, str):
                yield from paragraphs(value)
            elif key not in ("example", "examples", "default", "const", "enum"):
                yield from _texts(value)


def _asked(document: Json, call: Call) -> Iterator[str]:
    """The objects that only requests hold: their fields stand with the call."""
    operation = document["paths"][call.path][call.method.lower()]
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if "$ref" in schema:
        yield _name(schema["$ref"])


def _call(method: str, path: str, operation: Json, schemas: Json, base_url: str) -> Call:
    content = operation.get("requestBody", {}).get("content", {})
    body = next(iter(content.values()), None)
    given = [_field(p["name"], p["schema"], p["required"], schemas) for p in operation.get("parameters", ())]
    if body is not None and "$ref" in body["schema"]:
        given += _model(_name(body["schema"]["$ref"]), schemas).fields
    kind, good = next(iter(operation["responses"]["200"]["content"].items()))
    is_json = "$ref" in good["schema"]
    returns = _name(good["schema"]["$ref"]) if is_json else kind
    return Call(
        anchor=f"call-{operation['operationId']}",
        method=method.upper(),
        path=path,
        label=f"{method.upper()} {path.removeprefix(PREFIX)}",
        summary=operation["summary"],
        description=tuple(paragraphs(operation["description"])),
        parameters=tuple(sorted(given, key=lambda field: not field.required)),
        media=tuple(content),
        request=_request(method, base_url + path, operation, content),
        answer=json.dumps(good["example"], ensure_ascii=False, indent=2) if is_json else good["example"],
        model=_anchor(returns) if is_json else "",
        returns=returns,
        refusals=tuple(
            _refusal(status, answer) for status, answer in operation["responses"].items() if status != "200"
        ),
    )


def _request(method: str, url: str, operation: Json, content: Json) -> str:
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            url = url.replace(f"{{{parameter['name']}}}", parameter["schema"]["examples"][0])
    if not content:
        return f"curl {_quoted(f'{url}?locale=en')}"
    kind, body = next(iter(content.items()))
    example = next(iter(body["examples"].values()))["value"]
    if isinstance(example, str):
        url, data = f"{url}?locale=en", f"--data-binary {_quoted(example)}"
    else:
        data = f"-d {_quoted(json.dumps(example, ensure_ascii=False))}"
    return f"curl {_quoted(url)} \\\n  -H 'Content-Type: {kind}' \\\n  {data}"


def _quoted(text: str) -> str:
    """For a POSIX shell, with the short form of a quote inside quotes."""
    return shlex.quote(text).replace("'\"'\"'", "'\\''")


def _refusal(status: str, answer: Json) -> Refusal:
    example = next(iter(answer["content"].values()))["example"]
    return Refusal(status.lower(), answer["description"], example["type"].rpartition("/")[2])


def _model(name: str, schemas: Json) -> Model:
    schema = schemas[name]
    required = schema.get("required", ())
    return Model(
        anchor=_anchor(name),
        name=name,
        description=_folded(schema.get("description", "")),
        fields=tuple(
            _field(key, value, key in required, schemas)
            for key, value in schema.get("properties", {}).items()
        ),
    )


def _field(name: str, schema: Json, required: bool, schemas: Json) -> Field:
    described = [schema.get("description"), *(part.get("description") for part in schema.get("anyOf", ()))]
    default = schema.get("default")
    return Field(
        name=name,
        type=tuple(_type(schema, schemas)),
        description=_folded(next((text for text in described if text), "")),
        required=required,
        default=None if default is None else json.dumps(default),
    )


def _type(schema: Json, schemas: Json) -> Iterator[tuple[str, str | None]]:
    """A type in the notation of JSON. Objects are named; a choice of words is written out."""
    if "$ref" in schema:
        name = _name(schema["$ref"])
        if schemas[name].get("properties"):
            yield name, _anchor(name)
        else:
            yield from _type(schemas[name], schemas)
    elif "anyOf" in schema:
        for place, part in enumerate(schema["anyOf"]):
            if place:
                yield " | ", None
            yield from _type(part, schemas)
    elif "enum" in schema:
        yield " | ".join(json.dumps(value) for value in schema["enum"]), None
    elif schema.get("type") == "array":
        yield from _type(schema.get("items", schema.get("prefixItems", [{}])[0]), schemas)
        yield "[]", None
    else:
        yield str(schema.get("type", "any")), None


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _anchor(name: str) -> str:
    return f"object-{name.lower()}"
