"""People with jobs who drive the real API: every test sets its scene the way users do."""

from __future__ import annotations

import io
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from config.settings import Settings
from server.queries.city import city_index

TOWN, DISTRICT, GRID = "350211103", "350211", "350211103G01"
UNIT = "350211-CG"
API = "/api/v1"
# Who takes which step on the way from a report to a closed case, and what they say.
PATH: tuple[tuple[str, str, dict[str, Any], bool], ...] = (
    ("station", "ask-confirmation", {}, False),
    ("member", "confirm", {"result": "true", "note": "确有其事"}, False),
    ("station", "register", {}, False),
    ("dispatcher", "dispatch", {"department": UNIT}, False),
    ("department", "sign", {}, False),
    ("department", "handle", {"note": "已清理干净"}, True),
    ("station", "check-pass", {"answer": "火已扑灭，垃圾已清运。"}, False),
)
REACHES = {"reported": 0, "confirming": 1, "registered": 3, "dispatched": 4, "handling": 5, "handled": 6,
           "checked": 7}


def jpeg(seed: int = 0, size: tuple[int, int] = (640, 480)) -> bytes:
    """A small real JPEG; another seed is another picture."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize(size).rotate(seed % 360).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


def ticked(case: dict[str, Any], action: str) -> dict[str, list[str]]:
    """Every point that a step asks to be seen, as the case lists them for whoever may take it."""
    fields = next((row["fields"] for row in case["allowed_actions"] if row["action"] == action), [])
    return {item["name"]: [one["value"] for one in item["choices"]] for item in fields if item["kind"] == "points"}


@dataclass
class Someone:
    """A signed-in person (or a citizen) with an HTTP client of their own."""

    client: FlaskClient
    name: str

    def get(self, path: str, **kw: Any) -> TestResponse:
        return self.client.get(API + path, **kw)

    def post(self, path: str, **kw: Any) -> TestResponse:
        return self.client.post(API + path, **kw)

    def case(self, case_id: int) -> dict[str, Any]:
        """The case as this person sees it."""
        answer = self.get(f"/cases/{case_id}")
        assert answer.status_code == 200, answer.json
        return answer.json  # type: ignore[return-value]

    def _ticked(self, case_id: int, action: str) -> dict[str, Any]:
        """Whoever passes a check has looked at every point of the category's closing standard."""
        seen = self.get(f"/cases/{case_id}") if action == "check-pass" else None
        return ticked(seen.json, action) if seen is not None and seen.status_code == 200 else {}  # type: ignore[arg-type]

    def step(self, case_id: int, action: str, fields: dict[str, Any] | None = None, *,
             photos: list[bytes] | None = None, version: int | str | None = None,
             key: str | None = None) -> TestResponse:
        """Take a step with the version that is current unless another is given."""
        if version is None:
            seen = self.get(f"/cases/{case_id}")
            version = seen.json["version"] if seen.status_code == 200 else 1  # type: ignore[index]
        headers = {"If-Match": f'"{version}"', "Idempotency-Key": key or str(uuid.uuid4())}
        body = {"fields": {**self._ticked(case_id, action), **(fields or {})}}
        if photos is None:
            return self.post(f"/cases/{case_id}/{action}", json=body, headers=headers)
        files = [(io.BytesIO(data), f"{number}.jpg") for number, data in enumerate(photos)]
        return self.post(f"/cases/{case_id}/{action}", data={"step": json.dumps(body), "photos": files},
                         headers=headers, content_type="multipart/form-data")


@dataclass
class World:
    """An installation with its people."""

    app: Flask
    settings: Settings
    passwords: dict[str, str]
    _people: dict[str, Someone] = field(default_factory=dict)

    def sign_in(self, username: str) -> Someone:
        """The person of a demo account, by bearer token; signed in once per file."""
        if username not in self._people:
            client = self.app.test_client()
            answer = client.post(f"{API}/session", json={
                "username": username, "password": self.passwords[username], "kind": "token"})
            assert answer.status_code == 201, answer.json
            client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {answer.json['token']}"  # type: ignore[index]
            self._people[username] = Someone(client, username)
        return self._people[username]

    def citizen(self) -> Someone:
        """Somebody without an account."""
        return Someone(self.app.test_client(), "citizen")

    def point_in(self, grid: str = GRID) -> tuple[float, float]:
        """A point inside a grid, (lon, lat)."""
        return city_index().division(grid).centre

    def report(self, *, who: Someone | None = None, photos: list[bytes] | None = None, grid: str = GRID,
               **given: Any) -> TestResponse:
        """Submit a report the way the page does."""
        lon, lat = self.point_in(grid)
        body = {"id": str(uuid.uuid4()), "category": "A05", "lon": lon, "lat": lat,
                "description": "每天傍晚都有人烧垃圾", **given}
        sender = who or self.citizen()
        if photos is None:
            return sender.post("/reports", json=body)
        files = [(io.BytesIO(data), f"{number}.jpg") for number, data in enumerate(photos)]
        return sender.post("/reports", data={"report": json.dumps(body), "photos": files},
                           content_type="multipart/form-data")

    def receipt(self, **given: Any) -> dict[str, Any]:
        """The receipt of an accepted report."""
        answer = self.report(**given)
        assert answer.status_code == 201, answer.json
        return answer.json  # type: ignore[return-value]

    def case_in(self, state: str, **given: Any) -> tuple[int, dict[str, Any]]:
        """A case carried to a state along the ordinary path: (case id, the reporter's receipt)."""
        receipt = self.receipt(**given)
        for username, action, fields, with_photo in PATH[:REACHES[state]]:
            photos = [jpeg(receipt["case_id"])] if with_photo else None
            answer = self.sign_in(username).step(receipt["case_id"], action, fields, photos=photos)
            assert answer.status_code == 200, (action, answer.json)
        return receipt["case_id"], receipt

    def rate(self, receipt: dict[str, Any], solved: str = "yes", satisfaction: int = 5, **more: Any) -> TestResponse:
        """The reporter's rating."""
        return self.citizen().post(f"/reports/{receipt['ticket']}/rating", headers={
            "X-Query-Code": receipt["query_code"]}, json={"solved": solved, "satisfaction": satisfaction, **more})

    def page_of(self, receipt: dict[str, Any]) -> dict[str, Any]:
        """The reporter's status page."""
        answer = self.citizen().get(f"/reports/{receipt['ticket']}", headers={"X-Query-Code": receipt["query_code"]})
        assert answer.status_code == 200, answer.json
        return answer.json  # type: ignore[return-value]
