"""The OpenAPI 3.1 document, made from the endpoints themselves."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response
from pydantic import BaseModel

from server.api.answers import PROBLEM
from server.api.catalogue import VERSION
from server.api.edge import OPERATIONS, Operation, to_response

openapi = Blueprint("openapi", __name__, url_prefix="/api")
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
PROBLEM_ANSWER = {"description": "Problem (RFC 9457)", "content": {
    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}


@openapi.get("/openapi.json")
def get_openapi() -> Response:
    """The document itself."""
    return to_response(document())


def document() -> dict[str, Any]:
    """OpenAPI 3.1 of everything under /api/v1."""
    schemas: dict[str, Any] = {"Problem": PROBLEM}
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(documented_path(operation), {})[operation.method.lower()] = _operation(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "GridWhistle 网格哨", "version": VERSION,
                 "description": "Grid-based environmental supervision: discover, handle, evaluate, feedback."},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {
            "session": {"type": "apiKey", "in": "cookie", "name": "gw_session"},
            "token": {"type": "http", "scheme": "bearer"}}},
    }


def documented_path(operation: Operation) -> str:
    """The address with {names} for its parts."""
    return "/api/v1" + _PARAMETER.sub(r"{\2}", operation.path)


def _operation(operation: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    name = operation.path.strip("/").replace("/", "_").replace("<", "").replace(">", "").replace(":", "_")
    found: dict[str, Any] = {
        "operationId": f"{operation.method.lower()}_{name}", "summary": operation.summary,
        "parameters": [*_path_parameters(operation), *_query_parameters(operation, schemas),
                       *_header_parameters(operation)],
        "responses": {**{str(status): _answer(status, schema) for status, schema in operation.answers.items()},
                      "default": PROBLEM_ANSWER},
    }
    if operation.audience == "staff":
        found["security"] = [{"session": []}, {"token": []}]
    if operation.body is not None:
        found["requestBody"] = _body(operation, schemas)
    elif operation.multipart:
        found["requestBody"] = _file(operation.multipart)
    return found


def _answer(status: int, schema: dict[str, Any] | None) -> dict[str, Any]:
    if status == 204 or not schema:
        return {"description": "Done"}
    if "content" in schema:
        return {"description": "File", "content": schema["content"]}
    if schema.get("contentMediaType") == "image/jpeg":
        return {"description": "Picture", "content": {"image/jpeg": {}}}
    kind = "application/geo+json" if "schematic" in schema.get("properties", {}) else "application/json"
    return {"description": "Answer", "content": {kind: {"schema": schema}}}


def _model(model: type[BaseModel], schemas: dict[str, Any]) -> dict[str, Any]:
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}", mode="validation")
    schemas.update(schema.pop("$defs", {}))
    return schema


def _body(operation: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    assert operation.body is not None
    schemas[operation.body.__name__] = _model(operation.body, schemas)
    reference = {"$ref": f"#/components/schemas/{operation.body.__name__}"}
    content: dict[str, Any] = {"application/json": {"schema": reference}}
    if operation.multipart:
        pictures = {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": 9}
        content["multipart/form-data"] = {
            "schema": {"type": "object", "required": [operation.multipart], "additionalProperties": False,
                       "properties": {operation.multipart: {"type": "string", "contentMediaType":
                                      "application/json", "contentSchema": reference}, "photos": pictures}},
            "encoding": {operation.multipart: {"contentType": "text/plain"}}}
    return {"required": True, "content": content}


def _file(field: str) -> dict[str, Any]:
    """A form with one file."""
    return {"required": True, "content": {"multipart/form-data": {"schema": {
        "type": "object", "required": [field], "additionalProperties": False,
        "properties": {field: {"type": "string", "format": "binary"}}}}}}


def _path_parameters(operation: Operation) -> list[dict[str, Any]]:
    kinds = {"int": {"type": "integer", "minimum": 0, "maximum": 2**53 - 1}}
    return [{"name": name, "in": "path", "required": True,
             "schema": kinds.get(kind, {"type": "string", "minLength": 1, "pattern": r"^[^/\x00]+$"})}
            for kind, name in _PARAMETER.findall(operation.path)]


def _query_parameters(operation: Operation, schemas: dict[str, Any]) -> list[dict[str, Any]]:
    if operation.query is None:
        return []
    schema = _model(operation.query, schemas)
    return [{"name": name, "in": "query", "required": name in schema.get("required", []),
             "schema": _without_null(item)} for name, item in schema.get("properties", {}).items()]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query has no null: an absent parameter says it."""
    kinds = [item for item in schema.get("anyOf", []) if item.get("type") != "null"]
    return kinds[0] if len(kinds) == 1 else {key: value for key, value in schema.items() if key != "default"}


def _header_parameters(operation: Operation) -> list[dict[str, Any]]:
    return [{"name": name, "in": "header", "required": name == "If-Match", "description": words,
             "schema": {"type": "string"}} for name, words in operation.headers.items()]
