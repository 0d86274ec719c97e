"""A city with a long past: as many closed and open cases as wanted, with their ledger, into PostgreSQL by COPY.

    .venv/bin/python -m tests.load.history postgresql://postgres@127.0.0.1/postgres [--cases N] [--name DATABASE]

Makes (anew) the database, with the city, its invented people and about a thousand cases a day up to yesterday: words,
notes, ratings, every stage with its due time, chained events numbered in their order with a root a day, search words
and counters. What it writes is simulated and marked so. Columns that other parts add take the models' own defaults.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import psycopg

from config.settings import Settings
from server import cli
from server.actions.counters import recount
from server.actions.ledger import ROOT
from server.actions.record import stamp
from server.extensions import db
from server.queries.city import city_code
from server.queries.moments import day_start
from tests.conftest import settings_for
from tests.load.bulk import Stream, after_copy, copying, without_indexes
from tests.load.history_lives import HOURS, ONESELF, RATE, SUBMIT, Turn, check_plans, choose, times
from tests.load.history_places import Crew, kinds, sites
from tests.load.history_rows import COLUMNS, Life
from workflows.ledger import GENESIS, canonical, link
from workflows.roles import Role

A_DAY = 1000  # cases
ZONE = ZoneInfo("Asia/Shanghai")
Step = tuple[datetime, int, Turn, Life]


def new_installation(server: str, name: str, folder: Path) -> Settings:
    """Settings of an empty city with its people in a database made anew."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[arg-type]
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    address = f"{server.rpartition('/')[0]}/{name}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION postgis")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    settings = settings_for(folder, address)
    cli.migrate(settings)
    cli.seed(settings)
    return settings


class History:
    """Day after day: new cases are born, everybody's turns of the day are sorted and numbered."""

    def __init__(self, to: dict[str, Stream], count: int, until: datetime) -> None:
        self.rng, self.crew, self.to = random.Random(1), Crew(), to
        self.days = max(30, count // A_DAY)
        self.count, self.until = count, until
        self.sites, self.weights = sites()
        self.kinds = kinds()
        self.pending: dict[int, list[Step]] = defaultdict(list)  # by day
        self.left: dict[int, int] = {}  # turns still to come, by case
        self.born = self.seq = self.covered = self.roots = 0
        self._root_head, self._root = GENESIS, GENESIS
        self._hashes: list[str] = []

    def write(self) -> None:
        first = self.until - timedelta(days=self.days)
        for day in range(self.days):
            begins = first + timedelta(days=day)
            self._bear(day, begins, first, self.count * (day + 1) // self.days - self.born)
            self._take(sorted(self.pending.pop(day, []), key=lambda step: step[:2]))
            self._write_root(begins + timedelta(days=1) - timedelta(seconds=1))
            if day % 50 == 49:
                print(f"  day {day + 1} of {self.days}: {self.born:,} cases, {self.seq:,} events", flush=True)

    def _bear(self, day: int, begins: datetime, first: datetime, count: int) -> None:
        rng, serials = self.rng, defaultdict(int)
        places = rng.choices(self.sites, self.weights, k=count)
        moments = sorted(begins + timedelta(hours=rng.choice(HOURS), microseconds=rng.randrange(3_600_000_000))
                         for _ in range(count))
        for site, at in zip(places, moments, strict=True):
            turns = choose(rng)
            by_member = turns[0] is ONESELF or rng.random() < 0.3
            serials[site.district] += 1
            self.born += 1
            number = f"HB{site.district}{begins.astimezone(ZONE):%Y%m%d}{serials[site.district]:05d}"
            life = Life(rng, self.born, number, at, site, rng.choice(self.kinds),
                        "grid_member" if by_member else "citizen")
            for order, (moment, turn) in enumerate(times(rng, at, turns, self.until)):
                told = _by_staff(turn) if by_member else turn
                self.pending[(moment - first).days].append((moment, order, told, life))
                self.left[life.id] = order + 1

    def _take(self, steps: Iterable[Step]) -> None:
        for at, _, turn, life in steps:
            self.seq += 1
            self._hashes.append(life.take(turn, at, self.seq, self.crew, self.to))
            self.left[life.id] -= 1
            if self.left[life.id] == 0:
                del self.left[life.id]
                life.end(self.to)

    def _write_root(self, at: datetime) -> None:
        """As server.actions.ledger.write_root: over everything since the last one, that one included."""
        if not self._hashes:
            return
        root = hashlib.sha256("\n".join([self._root, *self._hashes]).encode()).hexdigest()
        data = {"after": self.covered, "to": self.seq, "root": root}
        self.covered, self.seq, self.roots = self.seq, self.seq + 1, self.roots + 1
        subject = {"kind": "ledger", "id": "root"}
        content = canonical({
            "seq": self.seq, "n": self.roots, "subject": subject, "name": ROOT, "at": stamp(at), "data": data,
            "actor": {"kind": "system", "id": None, "unit": None, "role": None}, "district": city_code(),
            "town": None, "street_grid": None, "department": None})
        digest = link(self._root_head, content)
        self.to["events"].add((self.seq, "ledger", "root", self.roots, ROOT, at, city_code(), None, None, None,
                               content, self._root_head, digest))
        self._root_head, self._root, self._hashes = digest, root, [digest]


def _by_staff(turn: Turn) -> Turn:
    """What a reporter does, done by whoever found it: the member reports, the head of the station rates."""
    if turn is SUBMIT:
        return replace(turn, role=Role.GRID_MEMBER)
    return replace(turn, role=Role.STATION_HEAD) if turn is RATE else turn


def write_history(server: str, name: str, count: int, folder: Path) -> Settings:
    """The whole thing; prints how long it took."""
    check_plans()
    settings = new_installation(server, name, folder)
    began, tables = perf_counter(), list(COLUMNS)
    db.configure(settings)
    until = day_start(datetime.now(ZONE).date()).astimezone(UTC)
    with without_indexes(settings.database_url, tables):
        with copying(settings.database_url, COLUMNS) as to:
            history = History(to, count, until)
            history.write()
            written = {name: stream.rows for name, stream in to.items()}
        print(f"rows written in {perf_counter() - began:.0f} s: {json.dumps(written)}", flush=True)
    print(f"indexes and keys by {perf_counter() - began:.0f} s", flush=True)
    after_copy(settings.database_url, tables)
    cells, wrong = recount(anew=True)
    print(f"{cells:,} counters, {len(wrong)} differ; everything in {perf_counter() - began:.0f} s")
    return settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("server", help="address of a database on the server that may make others")
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--name", default="gridwhistle_history")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "gridwhistle_history")
    given = parser.parse_args()
    write_history(given.server, given.name, given.cases, given.data)


if __name__ == "__main__":
    main()
