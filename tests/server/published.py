"""A month with something of everything, and what its assessment looks like to those who publish and to outsiders."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import datetime
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import select

from server.extensions import db
from server.models import Event
from tests.builders import UNIT, Someone, World, jpeg
from tests.server.people import set_clock, take

MODULES = ("publishing", "rewards", "annual_sheets", "assessments", "messages")


def send(who: Someone, path: str, body: dict[str, Any] | None = None) -> Any:
    return who.post(path, json=body or {}, headers={"Idempotency-Key": str(uuid.uuid4())})


def life(world: World) -> dict[str, Any]:
    """A month with something of everything; the receipt of a citizen who has rated an answer."""
    case_id, first = world.case_in("dispatched", contact={"name": "陈女士", "phone": "13800000001"})
    take(world, "station", case_id, "contact", reached=True)
    take(world, "department", case_id, "return", reason="不在本单位职责内")
    take(world, "dispatcher", case_id, "dispatch", department=UNIT)
    take(world, "department", case_id, "sign")
    take(world, "department", case_id, "extend", reason="等设备", limit={"amount": 1, "unit": "working_days"})
    take(world, "department", case_id, "handle", note="已清理", photos=[jpeg(1)])
    take(world, "station", case_id, "check-fail", reason="还有一半没有清")
    take(world, "department", case_id, "handle", note="全部清理", photos=[jpeg(2)])
    take(world, "station", case_id, "check-pass", answer="已全部清运。")
    assert world.rate(first).status_code == 200
    take(world, "station", case_id, "close", feedback="感谢反映")
    _, second = world.case_in("checked")
    assert world.rate(second, "no", 1).status_code == 200
    world.case_in("confirming", contact={"name": "林先生", "phone": "13800000002"})
    world.case_in("confirming", who=world.sign_in("member"), source="grid_member")
    whistled, _ = world.case_in("registered")
    take(world, "station", whistled, "whistle", kind="key_work", lead="350211-ST", text="请到场会商")
    return first


def clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    set_clock(monkeypatch, moment)
    for name in MODULES:
        monkeypatch.setattr(import_module(f"server.api.{name}"), "now", lambda: moment)


def people_of(world: World) -> World:
    """The same people with sessions of the moment."""
    return World(world.app, world.settings, world.passwords)


def period(who: Someone, number: int) -> dict[str, Any]:
    rows = who.get("/publishing/periods").json["items"]
    return next(row for row in rows if row["id"] == number)


def told(name: str, number: int) -> list[dict[str, Any]]:
    """What the ledger says of one period under this name."""
    with db.reading() as session:
        return [json.loads(content)["data"] for content in session.scalars(
            select(Event.content).where(Event.name == name, Event.subject_kind == "assessment",
                                        Event.subject_id == str(number)).order_by(Event.seq))]


def an_outsider_checks(public: Someone, number: int, frozen_hash: str) -> None:
    """With the file and one hash, by hand: the hash on display comes out, and the file holds what the page shows."""
    records = public.get(f"/public/assessments/{number}/records").json["items"]
    assert [one["kind"] for one in records] == ["frozen", "final"]
    assert records[0]["hash"] == frozen_hash, "what was frozen stays beside what came after it"
    for one in records:
        file = public.get(one["link"].removeprefix("/api/v1"))
        public_hash = hashlib.sha256(file.data).hexdigest()
        assert hashlib.sha256(f"{public_hash}\n{one['rest']}".encode()).hexdigest() == one["hash"]
    held = {(row["level"], row["owner"]): row for row in file.json["scores"]}
    assert {level for level, _ in held} == {"grid", "community", "town", "district", "department"}, "no persons"
    for level in ("grid", "town"):
        for row in public.get(f"/public/assessments/{number}?level={level}&limit=200").json["items"]:
            kept = held[level, row["owner"]]
            assert [kept[name] for name in ("points", "n", "rank", "group_rank")] == [
                row[name] for name in ("points", "n", "rank", "group_rank")]
    assert public.get(f"/public/assessments/{number}/records/9").status_code == 404
