"""A city with a long past: as many closed and open cases as wanted, with their ledger, into PostgreSQL by COPY.

    .venv/bin/python -m tests.load.history postgresql://postgres@127.0.0.1/postgres [--cases N] [--name DATABASE]

Makes (anew) the database, with the city, its invented people and about a thousand cases a day up to yesterday: words,
notes, ratings, every stage with its due time, tasks of named persons, absences, contacts, second looks, visits, chained
events numbered in their order with a root a day, search words and counters. What it writes is simulated and marked so.
Columns that other parts add take the models' own defaults.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count as count_from
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
from tests.load.history_beside import Beside
from tests.load.history_columns import COLUMNS
from tests.load.history_field import Field
from tests.load.history_lives import HOURS, ONESELF, RATE, SUBMIT, Turn, check_plans, choose, times
from tests.load.history_places import Crew, kinds, sites
from tests.load.history_rows import Life
from workflows.ledger import GENESIS, canonical, link
from workflows.roles import Role

A_DAY = 1000  # cases
ZONE = ZoneInfo("Asia/Shanghai")
Act = Callable[[datetime, int], str | None]
Step = tuple[datetime, int, Act]


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
        self.days = days_of(count)
        self.count, self.until = count, until
        self.first = until - timedelta(days=self.days)
        self.sites, self.weights = sites()
        self.kinds = kinds()
        self.beside, self.field = Beside(self.rng, self.crew, to), Field(self.rng, self.crew, to)
        self.pending: dict[int, list[Step]] = defaultdict(list)  # by day, each day's a heap
        self.left: dict[int, int] = defaultdict(int)  # turns still to come, by case
        self.born = self.seq = self.covered = self.roots = 0
        self._order = count_from(0)
        self._root_head, self._root = GENESIS, GENESIS
        self._hashes: list[str] = []

    def write(self) -> None:
        for at, act in self.field.absences(self.first, self.until):
            self._add(at, act)
        for day in range(self.days):
            begins = self.first + timedelta(days=day)
            for at, act in self.field.visits(begins):
                self._add(at, act)
            self._bear(begins, self.count * (day + 1) // self.days - self.born)
            self._take(day)
            self._write_root(begins + timedelta(days=1) - timedelta(seconds=1))
            if day % 50 == 49:
                print(f"  day {day + 1} of {self.days}: {self.born:,} cases, {self.seq:,} events", flush=True)

    def _add(self, at: datetime, act: Act) -> bool:
        """Something that will be told at a moment; False when that lies after the history."""
        if not self.first <= at < self.until:
            return False
        heappush(self.pending[(at - self.first).days], (at, next(self._order), act))
        return True

    def _bear(self, begins: datetime, count: int) -> None:
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
            for moment, turn in times(rng, at, turns, self.until):
                told = _by_staff(turn) if by_member else turn
                self.left[life.id] += self._add(moment, partial(self._turn, told, life))

    def _take(self, day: int) -> None:
        steps = self.pending[day]
        while steps:
            at, _, act = heappop(steps)
            digest = act(at, self.seq + 1)
            if digest is not None:
                self.seq += 1
                self._hashes.append(digest)
        del self.pending[day]

    def _turn(self, turn: Turn, life: Life, at: datetime, seq: int) -> str:
        digest = life.take(turn, at, seq, self.crew, self.to)
        for moment, act in self.beside.after(life, turn, at):
            self.left[life.id] += self._add(moment, partial(self._next_to, life, act))
        self._leave(life)
        return digest

    def _next_to(self, life: Life, act: Callable[[Life, datetime, int], str | None], at: datetime,
                 seq: int) -> str | None:
        digest = act(life, at, seq)
        self._leave(life)
        return digest

    def _leave(self, life: Life) -> None:
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


def days_of(count: int) -> int:
    """How many days so many cases take."""
    return max(30, count // A_DAY)


def _long_ago(address: str, begins: datetime) -> None:
    """Posts and sources of the seeded city are as old as its history."""
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE posts SET starts_at = %s WHERE starts_at > %s", (begins, begins))
        connection.execute("UPDATE pollution_sources SET active_from = %s", (begins.date(),))


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
    _long_ago(settings.database_url, until - timedelta(days=days_of(count) + 60))
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
