"""The edge: parse, authorise, call one action or query, shape the answer. Each endpoint documents itself here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import wraps
from typing import Annotated, Any, Literal

from flask import Blueprint, Response, request
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from server.auth import find_current, require_current
from server.errors import FieldError, Problem

MAX_JSON = 1024 * 1024  # bytes of a body without photos

Audience = Literal["all", "staff"]


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("不能含有空字符")
    if not _is_unicode(text):
        raise ValueError("含有不是文字的代码")
    return text


def _is_unicode(text: str) -> bool:
    """False for half of a surrogate pair, which no database and no answer can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


Text = Annotated[str, AfterValidator(_storable)]


class Body(BaseModel):
    """A JSON body: nothing unknown, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Query(BaseModel):
    """Query parameters: nothing unknown; text becomes numbers and dates."""

    model_config = ConfigDict(extra="forbid")


class Answer(BaseModel):
    """The documented shape of an answer."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Operation:
    """What /api/openapi.json says of one endpoint."""

    method: str
    path: str
    summary: str
    audience: Audience
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    answers: Mapping[int, Any]
    multipart: str | None
    headers: Mapping[str, str] = field(default_factory=dict)


OPERATIONS: list[Operation] = []


def endpoint(blueprint: Blueprint, method: str, path: str, *, audience: Audience = "staff",
             body: type[BaseModel] | None = None, query: type[BaseModel] | None = None,
             answers: Mapping[int, Any] | None = None, multipart: str | None = None,
             headers: Mapping[str, str] | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a view: the function gets `actor` (staff only), `body`, `query` and the path's values.

    `multipart` names the form field that carries the JSON body when photos come along; without a body, the field of
    the one file. The function returns a JSON-able value, a (value, status) pair, a (value, status, headers) triple
    or a Response.
    """
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        OPERATIONS.append(Operation(method, path, (function.__doc__ or "").strip().split("\n")[0], audience, body,
                                    query, answers or {200: None}, multipart, headers or {}))

        @wraps(function)
        def view(**values: Any) -> Response:
            if any(isinstance(value, str) and "\x00" in value for value in values.values()):
                raise Problem("not-found")  # no name holds one, and PostgreSQL takes none
            if audience == "staff":
                values["actor"] = require_current()
            if query is not None:
                values["query"] = parse_query(query)
            if body is not None:
                values["body"] = parse_body(body, multipart)
            return to_response(function(**values))

        blueprint.add_url_rule(path, endpoint=f"{method.lower()}_{function.__name__}", view_func=view,
                               methods=[method])
        return view
    return decorate


def parse_query(model: type[BaseModel]) -> BaseModel:
    """Query parameters as the model; a repeated parameter is an error, an empty one is absent."""
    given = {}
    for name, texts in request.args.lists():
        if len(texts) > 1:
            raise Problem("validation", f"参数 {name} 只能出现一次", errors=(FieldError(name, "重复出现"),))
        if texts[0] != "":
            given[name] = texts[0]
    return _validated(lambda: model.model_validate(given))


def parse_body(model: type[BaseModel], multipart: str | None) -> BaseModel:
    """The JSON body, from the request or from the named form field."""
    kind = request.mimetype
    if kind == "application/json":
        request.max_content_length = MAX_JSON
    if multipart and kind == "multipart/form-data":
        text = request.form.get(multipart)
        if text is None:
            raise Problem("validation", f"缺少表单字段 {multipart}", errors=(FieldError(multipart, "缺少"),))
        raw = text.encode("utf-8", "replace")
    elif kind == "application/json":
        raw = request.get_data(cache=True)
    else:
        raise Problem("unsupported-media-type", "请以 application/json 提交" +
                      ("，有照片时以 multipart/form-data 提交" if multipart else ""))
    return _validated(lambda: model.model_validate_json(raw))


def _validated(parse: Callable[[], BaseModel]) -> BaseModel:
    try:
        return parse()
    except ValidationError as error:
        errors = tuple(FieldError(".".join(str(part) for part in row["loc"]) or "body", _say(row))
                       for row in error.errors(include_url=False, include_input=False))
        raise Problem("validation", f"{errors[0].field}：{errors[0].detail}", errors=errors[:20]) from error


_MESSAGES = {"missing": "缺少", "extra_forbidden": "没有这个字段", "json_invalid": "不是有效的 JSON"}


def _say(row: Mapping[str, Any]) -> str:
    if row["type"] == "value_error":
        return str(row["msg"]).removeprefix("Value error, ")
    return _MESSAGES.get(row["type"], str(row["msg"]))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat()[:-6] + "Z"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON")


def to_response(result: Any) -> Response:
    """JSON of a view's result."""
    if isinstance(result, Response):
        return result
    status, headers = 200, {}
    if isinstance(result, tuple):
        result, status, *rest = result
        headers = rest[0] if rest else {}
    if status == 204:
        return Response(status=204, headers=headers)
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return Response(text, status, headers, mimetype="application/json")


def idempotency_key() -> str | None:
    """The request's Idempotency-Key, or None; anything but 8–64 visible ASCII characters is refused."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (8 <= len(key) <= 64 and key.isascii() and key.isprintable()):
        raise Problem("validation", "Idempotency-Key 应为 UUID", errors=(FieldError("Idempotency-Key", "应为 UUID"),))
    return key


def expected_version() -> int:
    """The number in If-Match: "<version>"; absent → 428, unreadable → 422."""
    header = request.headers.get("If-Match")
    if header is None:
        raise Problem("version-required", "请带上 If-Match: \"<version>\"，以免覆盖别人的更新")
    text = header.strip().removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Problem("validation", "If-Match 应为案件的 version", errors=(FieldError("If-Match", "应为整数"),))
    return int(text)


def maybe_staff() -> Any:
    """The signed-in person on a call that is open to all, or None."""
    return find_current()
