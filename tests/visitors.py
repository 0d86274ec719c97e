"""People with a browser, as tests of real processes need them: HTTP over the wire and a seat on the live channel."""

from __future__ import annotations

import json
import threading
import uuid
from typing import Any

import requests
import socketio

from config.settings import Settings
from server.queries.city import city_index
from tests.builders import API, GRID, PATH, jpeg, ticked
from tests.servers import wait_until

LIVE = "/live"


class Visitor:
    """Somebody at one web process; `move` brings them to another one, as a load balancer may."""

    def __init__(self, url: str, session: requests.Session | None = None) -> None:
        self.url = url
        self.session = session or requests.Session()

    def move(self, url: str) -> Visitor:
        """The same person, signed in as before, at another process."""
        return Visitor(url, self.session)

    def get(self, path: str, **kw: Any) -> requests.Response:
        return self.session.get(self.url + API + path, timeout=60, **kw)

    def post(self, path: str, **kw: Any) -> requests.Response:
        return self.session.post(self.url + API + path, timeout=60, **kw)

    def sign_in(self, username: str, password: str) -> Visitor:
        """Sign in by cookie, as the pages do."""
        answer = self.post("/session", json={"username": username, "password": password, "kind": "cookie"})
        assert answer.status_code == 201, answer.text
        self.session.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        return self

    @property
    def cookie(self) -> str:
        """What a browser sends along with the handshake of a socket."""
        return "; ".join(f"{item.name}={item.value}" for item in self.session.cookies)

    def report(self, grid: str = GRID, **given: Any) -> dict[str, Any]:
        """Submit a report without photo; returns the receipt."""
        answer = self.post("/reports", json=report_in(grid, **given))
        assert answer.status_code == 201, answer.text
        return answer.json()  # type: ignore[no-any-return]

    def step(self, case_id: int, action: str, fields: dict[str, Any] | None = None, *,
             with_photo: bool = False) -> dict[str, Any]:
        """Take a step with the current version; returns the case."""
        case = self.get(f"/cases/{case_id}").json()
        headers = {"If-Match": f'"{case["version"]}"', "Idempotency-Key": str(uuid.uuid4())}
        body = {"fields": {**ticked(case, action), **(fields or {})}}
        given: dict[str, Any] = {"json": body}
        if with_photo:
            given = {"data": {"step": json.dumps(body)}, "files": [("photos", ("after.jpg", jpeg(case_id)))]}
        answer = self.post(f"/cases/{case_id}/{action}", headers=headers, **given)
        assert answer.status_code == 200, (action, answer.text)
        return answer.json()  # type: ignore[no-any-return]

    def events_after(self, after: int, **more: Any) -> tuple[list[dict[str, Any]], int]:
        """Every event after a number, page by page, and the number to go on from."""
        found: list[dict[str, Any]] = []
        while True:
            page = self.get("/events", params={"after": after, "limit": 50, **more}).json()
            found += page["events"]
            after = page["next_after"]
            if len(page["events"]) < 50:
                return found, after


class Seat:
    """A socket on /live that keeps what it hears; use as a context manager."""

    def __init__(self, visitor: Visitor) -> None:
        self.messages: list[list[dict[str, Any]]] = []
        self.head = 0
        self._visitor = visitor
        self.client = socketio.Client(reconnection=False, http_session=requests.Session())
        self.gone = threading.Event()
        self.client.on("events", lambda message: self.messages.append(message["list"]), namespace=LIVE)
        self.client.on("head", self._head, namespace=LIVE)
        self.client.on("disconnect", lambda *_reason: self.gone.set(), namespace=LIVE)

    def _head(self, message: dict[str, int]) -> None:
        self.head = message["seq"]

    def connect(self) -> Seat:
        """Connect by WebSocket only. Raises socketio.exceptions.ConnectionError when refused."""
        self.gone.clear()
        self.client.connect(self._visitor.url, namespaces=[LIVE], transports=["websocket"], wait_timeout=30,
                            headers={"Cookie": self._visitor.cookie})
        return self

    def subscribe(self, wanted: Any) -> dict[str, Any]:
        return self.client.call("subscribe", wanted, namespace=LIVE, timeout=30)  # type: ignore[no-any-return]

    @property
    def heard(self) -> list[dict[str, Any]]:
        return [event for message in list(self.messages) for event in message]

    def wait_for(self, case_id: int, name: str) -> dict[str, Any]:
        """The event of this name of the case, once it has arrived."""
        def found() -> list[dict[str, Any]]:
            return [event for event in self.heard
                    if event["name"] == name and event["subject"] == {"kind": "case", "id": str(case_id)}]
        wait_until(found, f"{name} of case {case_id} at the socket")
        return found()[0]

    def cut(self) -> None:
        """The connection breaks without a farewell, as in a tunnel."""
        self.client.eio.ws.sock.close()
        self.client.disconnect()

    def __enter__(self) -> Seat:
        return self

    def __exit__(self, *_error: object) -> None:
        self.client.disconnect()


def report_in(grid: str = GRID, **given: Any) -> dict[str, Any]:
    """Body of a report from the middle of a grid."""
    lon, lat = city_index().division(grid).centre
    return {"id": str(uuid.uuid4()), "category": "A05", "lon": lon, "lat": lat,
            "description": "每天傍晚都有人烧垃圾", **given}


class Town:
    """The demo people of an installation, each signed in once."""

    def __init__(self, settings: Settings, url: str) -> None:
        path = settings.data_dir / "demo-accounts.json"
        self._passwords = json.loads(path.read_text(encoding="utf-8"))
        self._url = url
        self._people: dict[str, Visitor] = {}

    def __getitem__(self, username: str) -> Visitor:
        if username not in self._people:
            self._people[username] = self.fresh(username)
        return self._people[username]

    def password(self, username: str) -> str:
        return str(self._passwords[username])

    def fresh(self, username: str, url: str | None = None) -> Visitor:
        """The person with a session of their own."""
        return Visitor(url or self._url).sign_in(username, self._passwords[username])

    def citizen(self) -> Visitor:
        return Visitor(self._url)

    def carry(self, case_id: int, until: int = len(PATH)) -> None:
        """Take a reported case along the ordinary path."""
        for username, action, fields, with_photo in PATH[:until]:
            self[username].step(case_id, action, fields, with_photo=with_photo)
