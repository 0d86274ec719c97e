"""A case with a past as rows of every table, its events chained as the application chains them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from json import JSONEncoder
from random import Random
from typing import Any

from server.actions.codes import ticket_of
from server.models import Case, CaseNote, CaseStage, Event, Rating, Report, ReportDetail, SearchRow
from server.queries.catalogue import categories, limit_for, official_calendar
from server.queries.moments import city_day
from server.queries.search import index_text
from server.simulation.words import phrases, pick, report_text
from tests.load.bulk import Stream, point
from tests.load.history_lives import WORDS, Turn
from tests.load.history_places import Crew, Site
from workflows.bigrams import tokens
from workflows.case_flow import EVENTS
from workflows.deadline_words import explain
from workflows.deadlines import Limit, due_at, warn_at
from workflows.ledger import GENESIS, link, seal
from workflows.roles import Role
from workflows.states import STAGE_OF, Action, Stage, State

_PLACE = ("district", "town", "street_grid")
COLUMNS: dict[Any, tuple[str, ...]] = {
    Case.__table__: (
        "id", "number", "version", "state", "category", "severity", "source", "simulated", *_PLACE, "sub_grid",
        "community", "grid_version", "lon", "lat", "geom", "department", "department_level", "assignee_id",
        "confirmer_id", "confirmation", "decline_reason", "returns", "failed_checks", "handled_by",
        "handler_department", "handler_town", "self_handled", "checked_by", "round", "reported_at", "updated_at",
        "registered_at", "dispatched_at", "handled_at", "answered_at", "evaluated_at", "closed_at", "reopen_until",
        "due_stage", "stage_started_at", "stage_run", "due_at", "warn_at", "due_limit", "due_explained",
        "reported_on", "dispatched_on", "handled_on", "closed_on", "event_count", "head_hash"),
    Report.__table__: (
        "id", "ticket", "content_hash", "case_id", "intent", "state", "category", "source", "district", "town",
        "person_id", "received_at", "occurred_at", "occurred_at_stated", "simulated"),
    ReportDetail.__table__: ("report_id", "salt", "description", "place_text", "lon", "lat", "datum"),
    SearchRow.__table__: ("report_id", "case_id", "district", "words"),
    CaseNote.__table__: ("case_id", "event_n", "kind", "text", "salt", "person_id", "unit", "visibility", "at"),
    CaseStage.__table__: (
        "case_id", "run", "stage", *_PLACE, "department", "person_id", "category", "limit", "started_at",
        "due_first", "due_at", "ended_at", "ended_by"),
    Rating.__table__: ("report_id", "case_id", "round", "solved", "satisfaction", "at"),
    Event.__table__: ("seq", "subject_kind", "subject_id", "n", "name", "at", *_PLACE, "department", "content",
                      "prev_hash", "hash"),
}
MOMENTS = {Action.REGISTER: "registered", Action.DISPATCH: "dispatched", Action.HANDLE: "handled",
           Action.SELF_HANDLE: "handled", Action.CHECK_PASS: "answered", Action.RATE: "evaluated",
           Action.EVALUATE: "evaluated", Action.CLOSE: "closed"}
REOPEN = timedelta(days=15)
PUBLIC = frozenset({"answer", "feedback"})
RARE = ("白海豚搁浅", "电镀废液", "石材切割浆", "柴油泄漏", "荧光染料", "红树林枯死", "蛏苗死亡", "废旧电瓶",
        "硫磺气味", "养殖网箱", "制冷剂", "沥青搅拌", "爆破震动", "水葫芦", "鸽粪", "锯末", "酸洗池", "氨味", "臭豆腐")
RARE_SHARE = 0.004
_AS_JSON = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@cache
def _limit(stage: str, category: str, source: str, severity: int) -> Limit | None:
    return limit_for(stage, category, source, severity)


@cache
def _from_hour(hour: datetime, limit: Limit) -> timedelta:
    return due_at(hour, limit, official_calendar()) - hour


def due_of(start: datetime, limit: Limit) -> datetime:
    """The due time, counted from the full hour: a million clocks begin in few hours."""
    hour = start.replace(minute=0, second=0, microsecond=0)
    return start + _from_hour(hour, limit)


class Life:
    """One case while its turns are taken; `take` writes the event, `end` the case and what stands beside it."""

    def __init__(self, rng: Random, case_id: int, number: str, at: datetime, site: Site, category: str,
                 source: str) -> None:
        self.id, self.rng, self.site, self.source = case_id, rng, site, source
        self.key = str(case_id)
        self.report_id = str(uuid.UUID(int=rng.getrandbits(128), version=4))
        self.n, self.head, self.version, self.run = 0, GENESIS, 0, 0
        self.stages: list[list[Any]] = []
        self.row: dict[str, Any] = dict.fromkeys(COLUMNS[Case.__table__])
        self.row |= {
            "id": case_id, "number": number, "category": category, "severity": categories()[category]["severity"],
            "source": source, "simulated": True, "returns": 0, "failed_checks": 0, "round": 0, "grid_version": 1,
            "district": site.district, "town": site.town, "street_grid": site.street_grid, "sub_grid": site.sub_grid,
            "community": site.community, "reported_at": at, "reported_on": city_day(at),
            "lon": site.lon + rng.uniform(-0.002, 0.002), "lat": site.lat + rng.uniform(-0.002, 0.002)}

    def take(self, turn: Turn, at: datetime, seq: int, crew: Crew, to: Mapping[str, Stream]) -> str:
        """Write one turn; returns the event's hash."""
        row, before = self.row, self.row["state"]
        person, unit = crew.who(turn.role, self.site, row["department"] or row["handler_department"], self.rng)
        self._change(turn, at, person, crew)
        row["state"], row["updated_at"], self.version = turn.to.value, at, self.version + 1
        self._clock(turn, at, person)
        self.n += 1
        if turn.action is Action.SUBMIT:
            data = self._report(at, to, person)
        else:
            data = {"action": turn.action.value, "from": before, "to": turn.to.value, **self._facts(turn)}
            self._note(turn, at, person, unit, data, to)
        return self._event(turn, at, seq, person, unit, data, to)

    def _change(self, turn: Turn, at: datetime, person: int | None, crew: Crew) -> None:
        row, action = self.row, turn.action
        name = MOMENTS.get(action)
        if name is not None:
            row[f"{name}_at"] = at
            if f"{name}_on" in row:
                row[f"{name}_on"] = city_day(at)
        if action is Action.DISPATCH:
            row["department"], row["department_level"] = crew.unit_for(row["category"], self.site)
        elif action is Action.RETURN:
            row |= {"department": None, "department_level": None, "dispatched_at": None, "dispatched_on": None,
                    "returns": row["returns"] + 1}
        elif action is Action.SIGN:
            row["assignee_id"] = person
        elif action is Action.CONFIRM:
            row["confirmation"] = "true"
        elif action is Action.DECLINE:
            row["decline_reason"] = "untrue"
        elif action is Action.HANDLE:
            row["handled_by"], row["handler_department"] = person, row["department"]
        elif action is Action.SELF_HANDLE:
            row["handled_by"], row["handler_town"], row["self_handled"] = person, self.site.town, "member"
        elif action is Action.CHECK_PASS:
            row["checked_by"], row["round"] = person, row["round"] + 1
        elif action is Action.CHECK_FAIL:
            row["failed_checks"] += 1
            row["handled_at"] = row["handled_on"] = None
        elif action is Action.CLOSE:
            row["reopen_until"] = at + REOPEN

    def _clock(self, turn: Turn, at: datetime, person: int | None) -> None:
        row = self.row
        if self.stages and self.stages[-1][-2] is None:
            self.stages[-1][-2:] = [at, turn.action.value]
        stage = STAGE_OF.get(turn.to)
        if turn.action is Action.CHECK_FAIL:
            stage = Stage.REWORK
        elif stage is Stage.CHECK and row["self_handled"]:
            stage = Stage.JUDGE
        limit = _limit(stage.value, row["category"], self.source, row["severity"]) if stage else None
        if stage is None or limit is None:
            row |= {"due_stage": None, "stage_started_at": None, "due_at": None, "due_limit": None}
            return
        self.run += 1
        due, words = due_of(at, limit), f"{limit.amount} {limit.unit}"
        row |= {"due_stage": stage.value, "stage_started_at": at, "due_at": due, "due_limit": words}
        self.stages.append([self.id, self.run, stage.value, self.site.district, self.site.town, self.site.street_grid,
                            row["department"], row["assignee_id"], row["category"], words, at, due, due, None, None])

    def _facts(self, turn: Turn) -> dict[str, Any]:
        if turn.action is Action.CONFIRM:
            return {"result": self.row["confirmation"]}
        if turn.action is Action.DISPATCH:
            return {"department": self.row["department"]}
        if turn.action is Action.DECLINE:
            return {"reason_code": "untrue"}
        return {"solved": "yes", "satisfaction": 5} if turn.action is Action.RATE else {}

    def _report(self, at: datetime, to: Mapping[str, Stream], person: int | None) -> dict[str, Any]:
        row, site, rng = self.row, self.site, self.rng
        category, ticket = row["category"], ticket_of(self.report_id, at)
        spot = rng.choice(phrases()[category]["spots"])
        words = report_text(rng, category, staff=False, report_id=self.report_id, spot=spot, community=site.name)
        if rng.random() < RARE_SHARE:
            words += f"还看到{rng.choice(RARE)}。"
        salt = f"{rng.getrandbits(128):032x}"
        to["reports"].add((self.report_id, ticket, hashlib.sha256(words.encode()).hexdigest(), self.id, "complaint",
                           "joined", category, self.source, site.district, site.town, person, at, at, at, True))
        place = f"{site.name}{spot}"
        to["report_details"].add((self.report_id, salt, words, place, row["lon"], row["lat"], "wgs84"))
        names = categories()[category]
        text = f"{words}\n{place}\n{names['name']}\n{names['public_name'] or ''}"
        to["search_words"].add((self.report_id, self.id, site.district, index_text(tokens(text))))
        return {"report": self.report_id, "ticket": ticket, "category": category, "source": self.source, "photos": [],
                "seals": {"description": seal(words, bytes.fromhex(salt))}, "action": "submit",
                "to": State.REPORTED.value}

    def _note(self, turn: Turn, at: datetime, person: int | None, unit: str | None, data: dict[str, Any],
              to: Mapping[str, Stream]) -> None:
        if turn.action is Action.RATE:
            to["ratings"].add((self.report_id, self.id, self.row["round"], "yes", 5, at))
        name = WORDS.get(turn.action)
        if name is None:
            return
        text, salt = _said(self.rng, turn.action, self.row["category"]), f"{self.rng.getrandbits(128):032x}"
        data["seals"] = {name: seal(text, bytes.fromhex(salt))}
        to["case_notes"].add((self.id, self.n, f"{turn.action.value}.{name}", text, salt, person, unit,
                              "public" if name in PUBLIC else "staff", at))

    def _event(self, turn: Turn, at: datetime, seq: int, person: int | None, unit: str | None, data: dict[str, Any],
               to: Mapping[str, Stream]) -> str:
        site, department = self.site, self.row["department"] or (data.get("department"))
        name = EVENTS[turn.action]
        content = content_of(seq, self.n, self.key, name, at, (turn.role, person, unit),
                             (site.district, site.town, site.street_grid, department), data)
        digest = link(self.head, content)
        to["events"].add((seq, "case", self.key, self.n, name, at, site.district, site.town, site.street_grid,
                          department, content, self.head, digest))
        self.head = digest
        return digest

    def end(self, to: Mapping[str, Stream]) -> None:
        """The case as it stands now, with every stage it has been through."""
        row = self.row
        row |= {"version": self.version, "stage_run": self.run, "event_count": self.n, "head_hash": self.head,
                "geom": point(row["lon"], row["lat"])}
        if row["due_at"] is not None:
            amount, unit = row["due_limit"].split()
            limit, start = Limit(int(amount), unit), row["stage_started_at"]
            row["warn_at"] = warn_at(start, row["due_at"], official_calendar(), limit)
            row["due_explained"] = explain(start, limit, row["due_at"], official_calendar())
        to["cases"].add(tuple(row.values()))
        for stage in self.stages:
            to["case_stages"].add(stage)


SAID = {Action.HANDLE: "done", Action.SELF_HANDLE: "done", Action.CONFIRM: "confirmed", Action.CHECK_PASS: "answers"}
SAID_OF_ALL = {Action.DECLINE: ("decline", "untrue"), Action.CLOSE: ("feedback", "solved"),
               Action.RETURN: ("reasons", "return"), Action.CHECK_FAIL: ("reasons", "check-fail")}


def _said(rng: Random, action: Action, category: str) -> str:
    section, name = (category, SAID[action]) if action in SAID else SAID_OF_ALL[action]
    return pick(rng, section, name)


def content_of(seq: int, n: int, key: str, name: str, at: datetime, who: tuple[Role, int | None, str | None],
               place: tuple[str | None, ...], data: dict[str, Any]) -> str:
    """What `workflows.ledger.canonical` would write, by hand, for speed; verify-ledger reads both alike."""
    role, person, unit = who
    kind = "person" if person is not None else "system" if role is Role.SYSTEM else "reporter"
    said = f'"{role.value}"' if person is not None else "null"
    district, town, street_grid, department = map(_code, place)
    return (f'{{"actor":{{"id":{"null" if person is None else person},"kind":"{kind}","role":{said},'
            f'"unit":{_code(unit)}}},"at":"{_stamp(at)}","data":{_AS_JSON(data)},"department":{department},'
            f'"district":{district},"n":{n},"name":"{name}","seq":{seq},"street_grid":{street_grid},'
            f'"subject":{{"id":"{key}","kind":"case"}},"town":{town}}}')


def _stamp(at: datetime) -> str:
    """As server.actions.record.stamp, for moments that are in UTC."""
    return f"{at.isoformat(timespec='microseconds')[:-6]}Z"


def _code(code: str | None) -> str:
    return "null" if code is None else f'"{code}"'
