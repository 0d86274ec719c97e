"""What lists, searches, case pages, the board and whole lifecycles cost in a city with a long past.

    .venv/bin/python -m tests.load.million postgresql://…/gridwhistle_history --data DIR [--seconds N] [--reads N]

First `tests.load.history` makes the database; run this on it, and on a small one to compare. Reads are timed inside
the process, answer by answer; writes go over HTTP to gunicorn with two workers, the clients on the same machine, rates
off. What the writes add stays in the database.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from sqlalchemy import func, select

from server.app import create_app
from server.extensions import db
from server.models import Case
from server.queries.city import city_code, city_index
from server.queries.moments import city_day
from tests.builders import API, DISTRICT, GRID, TOWN, UNIT, World
from tests.conftest import settings_for
from tests.servers import Web
from tests.visitors import report_in

WORKERS, CLIENTS, WALKERS = 2, 32, 8
_dice = random.Random(4)
CATEGORY = "C03"  # handled with a note alone: no picture is measured here
# Who takes which step of a lifecycle; the search follows.
STEPS = (("station", "register", {"skip_reason": "photo"}), ("dispatcher", "dispatch", {"department": UNIT}),
         ("department", "sign", {}), ("department", "handle", {"note": "已劝导，声音已关小。"}))


def read_paths(world: World) -> dict[str, tuple[str, Callable[[random.Random], str]]]:
    """name → (who asks, what for): each question has another answer every time where people's would."""
    with db.reading() as session:
        last = session.scalar(select(func.max(Case.id))) or 1
        newest = session.scalar(select(func.max(Case.reported_at)))
    day = city_day(newest) if newest else None

    def past(source: random.Random) -> str:
        return str(day - timedelta(days=source.randrange(200))) if day else ""

    def words(*known: str) -> Callable[[random.Random], str]:
        return lambda source: f"/cases?limit=50&q={quote(source.choice(known))}"

    return {
        "list, newest of the city": ("city_leader", lambda _: "/cases?limit=50"),
        "list, open by due time, district": ("leader", lambda _: f"/cases?limit=50&division={DISTRICT}&open=true"
                                                                 "&order=due"),
        "list, one state of a town by due time": ("station", lambda _: f"/cases?limit=50&division={TOWN}"
                                                                       "&state=handling&order=due"),
        "list, closed in a district, one category": ("leader", lambda _: f"/cases?limit=50&division={DISTRICT}"
                                                                         "&state=archived&category=A02"),
        "list, one day of the whole city": ("city_leader", lambda source: f"/cases?limit=50&reported_on="
                                                                          f"{past(source)}"),
        "list, late in the city": ("city_leader", lambda _: "/cases?limit=50&late=true&order=due"),
        "search, rare": ("city_leader", words("白海豚", "电镀废液", "红树林枯死", "水葫芦")),
        "search, two characters, common": ("city_leader", words("垃圾", "油烟", "噪声", "工地")),
        "search, two characters, less common": ("city_leader", words("装修", "烟道", "鱼塘", "砖头", "湘菜")),
        "search, sentence": ("city_leader", words("油烟直接对着我家", "路面全是泥", "绝无此事的一句话")),
        "search, two words": ("city_leader", words("油烟 学校", "垃圾 村口", "白海豚 码头")),
        "search, common, within a town": ("station", words("垃圾", "油烟")),
        "search, one character": ("city_leader", words("烟", "鱼")),
        "search, number": ("city_leader", lambda source: f"/cases?limit=50&q=HB{DISTRICT}{past(source)}".replace(
            "-", "")),
        "case page": ("city_leader", lambda source: f"/cases/{source.randint(1, last)}"),
        "board, city": ("city_leader", lambda _: "/stats/overview?division=350200"),
        "board, district": ("leader", lambda _: f"/stats/overview?division={DISTRICT}"),
        "board, town": ("station", lambda _: f"/stats/overview?division={TOWN}"),
        "board, grid": ("station", lambda _: f"/stats/overview?division={GRID}"),
        "board, department": ("department", lambda _: f"/stats/overview?department={UNIT}"),
    }


def measure_reads(world: World, count: int) -> None:
    """One line per question: median and 95th percentile of the time in the server, statements left out of nothing."""
    for name, (who, path) in read_paths(world).items():
        someone, source = world.sign_in(who), random.Random(5)
        spent, items = [], 0
        for number in range(count + 3):
            began = time.perf_counter()
            answer = someone.get(path(source))
            took = time.perf_counter() - began
            assert answer.status_code == 200, (name, answer.json)
            if number >= 3:
                spent.append(took * 1000)
            items = len(answer.json.get("items", ())) if answer.json else 0
        ranks = statistics.quantiles(spent, n=20)
        print(f"{name:44} p50 {statistics.median(spent):7.1f} ms  p95 {ranks[18]:7.1f} ms   {items} items last",
              flush=True)


class Client(threading.Thread):
    """One connection that does the same thing again and again until the time is over."""

    def __init__(self, url: str, tokens: dict[str, str], until: float, act: Callable[[Client], None]) -> None:
        super().__init__(daemon=True)
        parts = urlsplit(url)
        self._wire = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self._tokens, self._until, self._act = tokens, until, act
        self.done, self.failed = 0, ""

    def run(self) -> None:
        while time.monotonic() < self._until and not self.failed:
            self._act(self)
            self.done += 1

    def ask(self, method: str, path: str, body: Any = None, who: str | None = None, **headers: str) -> dict[str, Any]:
        """The answer; the client stops when it is none of 2xx."""
        sent = {"Content-Type": "application/json", **{name.replace("_", "-"): text for name, text in headers.items()}}
        if who:
            sent["Authorization"] = f"Bearer {self._tokens[who]}"
        self._wire.request(method, API + path, json.dumps(body) if body is not None else None, sent)
        answer = self._wire.getresponse()
        text = answer.read()
        if answer.status >= 300:
            self.failed = f"{path}: {answer.status} {text[:300].decode()}"
        return json.loads(text) if text else {}  # type: ignore[no-any-return]


def told_somewhere(division: str) -> dict[str, Any]:
    """A report without a photo from somewhere in a division: people do not all stand on one spot."""
    grid = _dice.choice(_grids_of(division))
    lon, lat = city_index().division(grid).centre
    return report_in(category=CATEGORY, lon=lon + _dice.uniform(-2e-4, 2e-4), lat=lat + _dice.uniform(-2e-4, 2e-4))


@cache
def _grids_of(division: str) -> list[str]:
    index = city_index()
    return [code for code in index.within((-180, -90, 180, 90), "sub_grid") if division in index.path(code)]


def create(client: Client) -> None:
    """A report from anywhere in the city."""
    client.ask("POST", "/reports", told_somewhere(city_code()))


def live_through(client: Client) -> None:
    """Create, register, dispatch, sign, handle, search."""
    receipt = client.ask("POST", "/reports", told_somewhere(TOWN))
    version = 1
    for who, action, fields in STEPS:
        if client.failed:
            return
        case = client.ask("POST", f"/cases/{receipt['case_id']}/{action}", {"fields": fields}, who,
                          If_Match=f'"{version}"', Idempotency_Key=str(uuid.uuid4()))
        version = case.get("version", 0)
    client.ask("GET", f"/cases?q={quote('焚烧')}&limit=50", None, "city_leader")


def rate(url: str, tokens: dict[str, str], clients: int, seconds: float, act: Callable[[Client], None]) -> float:
    """How often a second `clients` together do it."""
    began = time.monotonic()
    people = [Client(url, tokens, began + seconds, act) for _ in range(clients)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    failed = [person.failed for person in people if person.failed]
    assert not failed, failed[0]
    return sum(person.done for person in people) / (time.monotonic() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", help="address of the database that tests.load.history made")
    parser.add_argument("--data", type=Path, required=True, help="its data folder, with the demo accounts")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--reads", type=int, default=60)
    given = parser.parse_args()
    settings = settings_for(given.data, given.database)
    world = World(create_app(settings), settings,
                  json.loads((given.data / "demo-accounts.json").read_text(encoding="utf-8")))
    with db.reading() as session:
        print(f"{session.scalar(select(func.count()).select_from(Case)):,} cases")
    measure_reads(world, given.reads)
    tokens = {name: world.sign_in(name).client.environ_base["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
              for name in ("station", "dispatcher", "department", "city_leader")}
    told_somewhere(TOWN), told_somewhere(city_code())  # reads the map once, before the clients start
    with tempfile.TemporaryDirectory() as folder, Web(settings, Path(folder), workers=WORKERS) as web:
        rate(web.url, tokens, CLIENTS, 3, create)  # both workers have read the city
        print(f"creates with {CLIENTS} clients: {rate(web.url, tokens, CLIENTS, given.seconds, create):.0f}/s")
        walked = rate(web.url, tokens, WALKERS, given.seconds, live_through)
        print(f"lifecycles (create, four steps, search) with {WALKERS} clients: {walked:.1f}/s")


if __name__ == "__main__":
    main()
