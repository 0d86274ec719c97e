"""The simulation as an ordinary HTTP client: bearer tokens, idempotency keys, If-Match; and patience with a server."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import requests

from server.actions.codes import link_token
from server.actions.sessions import open_session
from server.simulation.plan_outside import ANSWER, ASK

API = "/api/v1"
TIMEOUT = (5, 60)  # seconds to connect, seconds to answer


class Unreachable(Exception):
    """The server does not answer, or not sensibly: try again later."""


class Refused(Exception):
    """The server says no to this request; `status` is the HTTP status."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"{status} {detail}")
        self.status = status


class Client:
    """Calls of simulated people. Nobody of them has a password: their tokens are made like on a command line."""

    def __init__(self, base_url: str, clock: Callable[[], datetime]) -> None:
        self._base, self._clock = base_url.rstrip("/") + API, clock
        self._http = requests.Session()
        self._http.trust_env = False  # no proxy between us and the machine that we run on
        self._http.headers["X-Simulated"] = "1"
        self._tokens: dict[int, str] = {}

    def close(self) -> None:
        """End the connections that are kept open."""
        self._http.close()

    def is_up(self) -> bool:
        """Whether the server answers at all."""
        try:
            return self._http.get(f"{self._base}/health", timeout=TIMEOUT).ok
        except requests.RequestException:
            return False

    def report(self, body: Mapping[str, Any], pictures: Sequence[bytes], person_id: int | None) -> dict[str, Any]:
        """Submit a report; answers the receipt."""
        return self._post("/reports", "report", body, [("photos", data) for data in pictures], self._bearer(person_id))

    def step(self, case_id: int, action: str, fields: Mapping[str, Any], files: Sequence[tuple[str, bytes]],
             person_id: int) -> None:
        """Read the case as the desk does, and take one step on it."""
        bearer = self._bearer(person_id)
        case = self._send("GET", f"/cases/{case_id}", headers=bearer)
        if action not in {row["action"] for row in case["allowed_actions"]}:
            raise Refused(409, f"{action} is not among the allowed actions")
        headers = {**bearer, "If-Match": f'"{case["version"]}"', "Idempotency-Key": str(uuid.uuid4())}
        self._post(f"/cases/{case_id}/{action}", "step", {"fields": dict(fields)}, files, headers)

    def whistle(self, whistle_id: int, act: str, fields: Mapping[str, Any], person_id: int) -> None:
        """Act on a unit that a whistle called."""
        headers = {**self._bearer(person_id), "Idempotency-Key": str(uuid.uuid4())}
        self._send("POST", f"/whistles/{whistle_id}/{act}", headers=headers, json=dict(fields))

    def visit(self, given: Mapping[str, Any], person_id: int) -> None:
        """Look at a source."""
        headers = {**self._bearer(person_id), "Idempotency-Key": str(uuid.uuid4())}
        self._send("POST", "/visits", headers=headers, json=dict(given))

    def outside(self, case_id: int, act: str, fields: Mapping[str, Any], person_id: int) -> None:
        """Ask an enterprise by link, answer as that enterprise, or rule whose case it is at a border."""
        key, given = {"Idempotency-Key": str(uuid.uuid4())}, dict(fields)
        if act == ANSWER:
            headers = {**key, "X-Link-Token": link_token(given.pop("link"))}
            self._send("POST", "/enterprise-answer", headers=headers, json=given)
        elif act == ASK:
            headers = {**key, **self._bearer(person_id)}
            self._send("POST", f"/cases/{case_id}/enterprise-link", headers=headers, json=given)
        else:
            bearer = self._bearer(person_id)
            case = self._send("GET", f"/cases/{case_id}", headers=bearer)
            headers = {**key, **bearer, "If-Match": f'"{case["version"]}"'}
            self._send("POST", f"/cases/{case_id}/border", headers=headers, json=given)

    def release(self, case_id: int, person_id: int) -> None:
        """Let the public see the case's pictures; those of others to release, and private ones, stay."""
        bearer = self._bearer(person_id)
        case = self._send("GET", f"/cases/{case_id}", headers=bearer)
        for photo in case["photos"]:
            with suppress(Refused):
                self._send("POST", f"/photos/{photo['id']}/release", headers=bearer)

    def say(self, ticket: str, code: str, what: str, fields: Mapping[str, Any]) -> None:
        """One of the things that a reporter may do with ticket and query code."""
        word = "rating" if what == "rate" else what
        self._post(f"/reports/{ticket}/{word}", "report", fields, (),
                   {"X-Query-Code": code, "Idempotency-Key": str(uuid.uuid4())})

    def _bearer(self, person_id: int | None) -> dict[str, str]:
        if person_id is None:
            return {}
        if person_id not in self._tokens:
            self._tokens[person_id] = open_session(person_id, "token", self._clock())[0]
        return {"Authorization": f"Bearer {self._tokens[person_id]}"}

    def _post(self, path: str, field: str, body: Mapping[str, Any], files: Sequence[tuple[str, bytes]],
              headers: Mapping[str, str]) -> dict[str, Any]:
        if not files:
            return self._send("POST", path, headers=headers, json=body)
        parts = [(name, (f"{number}.jpg", data, "image/jpeg")) for number, (name, data) in enumerate(files)]
        return self._send("POST", path, headers=headers, data={field: json.dumps(body)}, files=parts)

    def _send(self, method: str, path: str, **given: Any) -> dict[str, Any]:
        try:
            answer = self._http.request(method, self._base + path, timeout=TIMEOUT, **given)
            if answer.status_code >= 500:
                raise Unreachable(f"{path}: {answer.status_code}")
            body: dict[str, Any] = answer.json() if answer.content else {}
        except (requests.RequestException, ValueError) as error:
            raise Unreachable(f"{path}: {error}") from error
        if answer.status_code == 401:
            self._tokens.clear()  # they have ended: the next call gets new ones
        if not answer.ok:
            raise Refused(answer.status_code, str(body.get("detail")))
        return body
