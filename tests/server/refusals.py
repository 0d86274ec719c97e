"""What every refusal has in common: a problem with its words and its field, and nothing stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.test import TestResponse

from tests.builders import World
from tests.server.tables import row_counts

MEMBERS = {"type", "title", "status", "detail", "request_id", "errors"}


def refused(answer: TestResponse, status: int, slug: str, field: str | None = None) -> TestResponse:
    """The answer, checked to be this problem about this field."""
    assert answer.status_code == status, (answer.status_code, answer.text[:500])
    assert answer.mimetype == "application/problem+json"
    problem = answer.json
    assert set(problem) >= MEMBERS
    assert (problem["type"], problem["status"]) == (f"/problems/{slug}", status)
    assert problem["title"]
    assert problem["detail"]
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    fields = [error["field"] for error in problem["errors"]]
    assert field is None or field in fields, fields
    assert all(error["detail"] for error in problem["errors"])
    return answer


def is_problem(answer: TestResponse, status: int) -> bool:
    """Whether this is RFC 9457 with this status."""
    assert answer.status_code == status, (answer.request.path, answer.get_data(as_text=True))
    body = answer.json
    return (answer.mimetype == "application/problem+json" and body["status"] == status
            and body["type"].startswith("/problems/") and bool(body["title"] and body["request_id"]))


def files_of(world: World) -> list[str]:
    """Every file kept of photos."""
    return sorted(str(path) for path in (world.settings.data_dir / "photos").rglob("*") if path.is_file())


@contextmanager
def nothing_stored(world: World, *but: str) -> Iterator[None]:
    """No table, but those named, has a row more or less afterwards, and no picture was kept."""
    rows, files = row_counts(*but), files_of(world)
    yield
    assert row_counts(*but) == rows
    assert files_of(world) == files
