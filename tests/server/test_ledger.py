"""The ledger refuses to be edited, and proves it when somebody who owns the database edits it all the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from server import app as application
from server import schema
from server.actions.ledger import verify_ledger, write_root
from server.extensions import db
from server.models.ledger import POSTGRES_GUARDS, SQLITE_GUARDS
from tests.builders import World
from tests.server.people import at_once
from tests.server.tables import ledger, run_sql
from workflows.ledger import canonical, link

COLUMNS = ("seq, subject_kind, subject_id, n, name, at, district, town, street_grid, department, content, prev_hash,"
           " hash")


def findings() -> set[str]:
    return {finding.kind for finding in verify_ledger()[1]}


def guards() -> tuple[str, ...]:
    return tuple(SQLITE_GUARDS if db.is_sqlite else POSTGRES_GUARDS)


def drop_guards(*names: str) -> None:
    for name in names or guards():
        run_sql(f"DROP TRIGGER {name}" if db.is_sqlite else f"DROP TRIGGER {name} ON events")


def restore_guards() -> None:
    assert db.engine is not None
    with db.engine.begin() as connection:
        schema.create_guards(connection)


@contextmanager
def as_owner() -> Iterator[None]:
    """The owner of the database takes the guards away, and puts the ledger back as it was afterwards."""
    kept = ("events", "cases", "case_notes", "reports", "report_details", "repeated_requests", "photos")
    fast = "PRAGMA defer_foreign_keys=ON" if db.is_sqlite else "SET session_replication_role = replica"
    assert db.engine is not None
    with db.engine.begin() as connection:
        for table in kept:
            connection.execute(text(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}"))
    drop_guards()
    try:
        yield
    finally:
        with db.engine.begin() as connection:
            connection.execute(text(fast))
            for table in reversed(kept):
                connection.execute(text(f"DELETE FROM {table}"))
            for table in kept:
                connection.execute(text(f"INSERT INTO {table} SELECT * FROM kept_{table}"))
                connection.execute(text(f"DROP TABLE kept_{table}"))
            if not db.is_sqlite:
                connection.execute(text("SET session_replication_role = origin"))
        restore_guards()
        assert verify_ledger()[1] == []


@pytest.fixture(scope="module")
def chain(world: World) -> int:
    """A case with seven events, with others around it."""
    world.case_in("registered")
    case_id, _ = world.case_in("handled")
    world.receipt(intent="suggestion")
    world.case_in("confirming")
    return case_id


@pytest.mark.parametrize("statement", [
    "UPDATE events SET content = '{}'",
    "UPDATE events SET name = name WHERE seq = 1",
    "DELETE FROM events WHERE seq = 2",
    "DELETE FROM events",
])
def test_the_database_refuses_to_edit(world: World, chain: int, statement: str) -> None:
    before = [event.hash for event in ledger()]
    with pytest.raises(DBAPIError, match="append-only"):
        run_sql(statement)
    assert [event.hash for event in ledger()] == before


def test_the_database_refuses_to_replace_or_to_empty(world: World, chain: int) -> None:
    before = [event.hash for event in ledger()]
    if db.is_sqlite:
        same_number = f"SELECT {COLUMNS} FROM events WHERE seq = 3"
        same_place = f"SELECT 9999{COLUMNS.removeprefix('seq')} FROM events WHERE seq = 3"
        for verb in ("INSERT OR REPLACE", "REPLACE"):
            for source in (same_number, same_place):
                with pytest.raises(DBAPIError, match="append-only"):
                    run_sql(f"{verb} INTO events ({COLUMNS}) {source}")
        for statement in (same_number, same_place):
            _refused_elsewhere(world, f"INSERT OR REPLACE INTO events ({COLUMNS}) {statement}")
    else:
        with pytest.raises(DBAPIError, match="append-only"):
            run_sql("TRUNCATE events")
        with pytest.raises(DBAPIError, match="append-only"):
            run_sql("TRUNCATE events, cases CASCADE")
        with pytest.raises(DBAPIError):
            run_sql(f"INSERT INTO events ({COLUMNS}) SELECT {COLUMNS} FROM events WHERE seq = 3")
    assert [event.hash for event in ledger()] == before


def _refused_elsewhere(world: World, statement: str) -> None:
    """Somebody opens the file with a tool that knows nothing of our connection's settings."""
    connection = sqlite3.connect(world.settings.data_dir / "gridwhistle.db")
    try:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
        connection.rollback()
    finally:
        connection.close()


CHANGES: dict[str, tuple[Callable[[int], list[str]], set[str]]] = {
    "a changed word": (lambda case: [
        "UPDATE events SET content = replace(content, 'case.registered', 'case.registereX')"
        f" WHERE subject_id = '{case}' AND name = 'case.registered'"], {"changed"}),
    "a changed column": (lambda case: [
        f"UPDATE events SET district = '350203' WHERE subject_id = '{case}' AND n = 2"], {"changed"}),
    "another time": (lambda case: [
        "UPDATE events SET at = '2020-01-01 00:00:00' WHERE seq = 4"], {"changed"}),
    "no longer JSON": (lambda case: ["UPDATE events SET content = 'nothing' WHERE seq = 4"], {"changed"}),
    "JSON of another kind": (lambda case: ["UPDATE events SET content = '[]' WHERE seq = 4"], {"changed"}),
    "a missing row": (lambda case: [
        f"DELETE FROM events WHERE subject_id = '{case}' AND n = 3"], {"missing"}),
    "a missing row, numbers closed up": (lambda case: [
        f"DELETE FROM events WHERE subject_id = '{case}' AND n = 3",
        f"UPDATE events SET n = n + 1000 WHERE subject_id = '{case}' AND n > 3",
        f"UPDATE events SET n = n - 1001 WHERE subject_id = '{case}' AND n > 1000"],
        {"missing", "reordered", "changed"}),
    "reordered rows": (lambda case: [
        f"UPDATE events SET n = 99 WHERE subject_id = '{case}' AND n = 3",
        f"UPDATE events SET n = 3 WHERE subject_id = '{case}' AND n = 4",
        f"UPDATE events SET n = 4 WHERE subject_id = '{case}' AND n = 99"], {"reordered", "missing", "changed"}),
    "swapped numbers": (lambda case: [
        "UPDATE events SET seq = 999 WHERE seq = 3", "UPDATE events SET seq = 3 WHERE seq = 4",
        "UPDATE events SET seq = 4 WHERE seq = 999"], {"reordered"}),
    "a cut end": (lambda case: [
        f"DELETE FROM events WHERE subject_id = '{case}' AND n >= 5"], {"cut"}),
    "a forged head": (lambda case: [
        f"UPDATE cases SET head_hash = '{'ab' * 32}' WHERE id = {case}"], {"changed"}),
    "a row that was never written": (lambda case: [
        f"UPDATE cases SET event_count = event_count + 1 WHERE id = {case}"], {"cut"}),
    "a vanished case": (lambda case: [
        f"UPDATE reports SET case_id = NULL WHERE case_id = {case}", f"DELETE FROM photos WHERE case_id = {case}",
        f"DELETE FROM case_notes WHERE case_id = {case}", f"DELETE FROM assignments WHERE case_id = {case}",
        f"DELETE FROM case_stages WHERE case_id = {case}", f"DELETE FROM search_words WHERE case_id = {case}",
        f"DELETE FROM cases WHERE id = {case}"], {"vanished"}),
    "a case that vanished with its events": (lambda case: [
        f"UPDATE reports SET case_id = NULL WHERE case_id = {case}", f"DELETE FROM photos WHERE case_id = {case}",
        f"DELETE FROM case_notes WHERE case_id = {case}", f"DELETE FROM assignments WHERE case_id = {case}",
        f"DELETE FROM case_stages WHERE case_id = {case}", f"DELETE FROM search_words WHERE case_id = {case}",
        f"DELETE FROM cases WHERE id = {case}",
        f"DELETE FROM events WHERE subject_id = '{case}'"], {"missing"}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_owner_is_found_out(world: World, chain: int, what: str) -> None:
    statements, expected = CHANGES[what]
    assert verify_ledger()[1] == []
    with as_owner():
        for statement in statements(chain):
            run_sql(statement)
        assert findings() & expected, findings()


def test_the_daily_root_finds_a_cut_end_whose_head_was_cut_too(world: World) -> None:
    """Somebody takes the newest case away, renumbers the root behind it and makes a fitting hash."""
    case_id = world.receipt()["case_id"]
    covered = write_root(datetime.now(UTC))
    assert covered == len(ledger()) - 1
    with as_owner():
        run_sql(f"UPDATE cases SET event_count = 0, head_hash = NULL WHERE id = {case_id}")
        run_sql(f"DELETE FROM events WHERE subject_id = '{case_id}'")
        assert findings(), "the numbers have a gap"
        root = ledger()[-1]
        content = canonical({**json.loads(root.content), "seq": covered})
        run_sql("UPDATE events SET seq = :seq, content = :content, hash = :hash WHERE seq = :was",
                seq=covered, content=content, hash=link(root.prev_hash, content), was=root.seq)
        told = verify_ledger()[1]
        assert [(finding.kind, finding.detail) for finding in told] == [
            ("changed", "the daily root differs from the events before it")]
    with as_owner():
        run_sql("UPDATE events SET content = 'nothing' WHERE name = 'ledger.root'")
        assert "changed" in findings()


def test_roots_and_proofs_while_others_write(world: World) -> None:
    def write() -> None:
        for _ in range(4):
            assert world.report().status_code == 201

    def root() -> None:
        for minute in range(4):
            write_root(datetime.now(UTC) + timedelta(minutes=minute))

    def prove() -> None:
        for _ in range(4):
            assert verify_ledger()[1] == [], "what others are writing is no finding"

    at_once([write, write, write, root, prove])
    assert verify_ledger()[1] == []


def test_it_does_not_start_without_its_guards(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    for name in ("start_heartbeat", ):
        monkeypatch.setattr(application.live, name, lambda *given: started.append(given))
    for name in guards():
        drop_guards(name)
        with pytest.raises(RuntimeError, match=name):
            application.serve(world.settings)
        restore_guards()
    assert started == []
    assert world.citizen().get("/health").status_code == 200


def test_numbers_are_gapless_and_in_the_order_of_commits(world: World) -> None:
    """Eight writers and a reader who follows the feed by number: nothing is skipped, nothing comes twice."""
    leader = world.sign_in("city_leader")
    start = ledger()[-1].seq if ledger() else 0
    seen: list[int] = []

    def follow() -> None:
        after = start
        while len(seen) < 40:
            answer = leader.get(f"/events?after={after}&limit=7").json
            seen.extend(event["seq"] for event in answer["events"])
            after = max(after, *(event["seq"] for event in answer["events"]), answer["next_after"]) \
                if answer["events"] else answer["next_after"]

    def write() -> None:
        for number in range(5):
            assert world.report(description=str(number)).status_code == 201

    at_once([*[write] * 8, follow])
    assert seen == list(range(start + 1, start + 41))
    assert [event.seq for event in ledger()] == list(range(1, start + 41))
    assert verify_ledger()[1] == []
