"""A case with a past as rows of every table, its events chained as the application chains them."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from server.actions.codes import ticket_of
from server.actions.stages import DEPARTMENTS
from server.models import (
    Case,
    CaseStage,
)
from server.queries.catalogue import categories, limit_for, official_calendar
from server.queries.moments import city_day
from server.queries.search import index_text
from server.simulation.words import phrases, pick, report_text
from tests.load.bulk import Stream, point
from tests.load.history_columns import COLUMNS
from tests.load.history_events import Who, content_of, stamp_of
from tests.load.history_lives import WORDS, Turn
from tests.load.history_places import Crew, Site
from tests.load.history_tasks import follow_tasks
from workflows.bigrams import tokens
from workflows.case_flow import EVENTS
from workflows.deadline_words import explain
from workflows.deadlines import Limit, due_at, warn_at
from workflows.ledger import GENESIS, link, seal
from workflows.roles import Role
from workflows.states import STAGE_OF, Action, Stage, State

MOMENTS = {Action.REGISTER: "registered", Action.DISPATCH: "dispatched", Action.HANDLE: "handled",
           Action.SELF_HANDLE: "handled", Action.CHECK_PASS: "answered", Action.RATE: "evaluated",
           Action.EVALUATE: "evaluated", Action.CLOSE: "closed"}
REOPEN = timedelta(days=15)
EXTENSION = Limit(2, "working_days")
LONGER = (Action.EXTEND, Action.APPROVE_EXTENSION)
SAYS = ({"solved": "yes", "satisfaction": 5}, {"solved": "yes", "satisfaction": 4},
        {"solved": "yes", "satisfaction": 3}, {"solved": "partly", "satisfaction": 2})
PUBLIC = frozenset({"answer", "feedback"})
RARE = ("白海豚搁浅", "电镀废液", "石材切割浆", "柴油泄漏", "荧光染料", "红树林枯死", "蛏苗死亡", "废旧电瓶",
        "硫磺气味", "养殖网箱", "制冷剂", "沥青搅拌", "爆破震动", "水葫芦", "鸽粪", "锯末", "酸洗池", "氨味", "臭豆腐")
RARE_SHARE = 0.004


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
        self.stages: list[dict[str, Any]] = []
        self.tasks: list[dict[str, Any]] = []
        self.asked: int | None = None
        self.look: dict[str, Any] | None = None
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
        turn = self._by_a_member(turn)
        person, unit = self._who(turn, at, crew)
        ended = self.stages[-1] if self.stages and self.stages[-1]["ended_at"] is None else None
        self._change(turn, at, person, crew)
        row["state"], row["updated_at"], self.version = turn.to.value, at, self.version + 1
        clock = self._clock(turn, at, person, ended)
        tasks = follow_tasks(self, turn.action, at, person, crew)
        self.n += 1
        if turn.action is Action.SUBMIT:
            data = {**self._report(at, to, person), "clock": clock, "grid": self.site.sub_grid,
                    "community": self.site.community}
        else:
            data = {"action": turn.action.value, "from": before, "to": turn.to.value, **self._facts(turn)}
            data |= ({"clock": clock} if clock else {}) | ({"tasks": tasks} if tasks else {})
            self._note(turn, at, person, unit, data, to)
        return self.tell(EVENTS[turn.action], (turn.role, person, unit), at, seq, data, to)

    def _by_a_member(self, turn: Turn) -> Turn:
        """Half of the checks of what a department did are a member's."""
        is_check = turn.action in (Action.CHECK_PASS, Action.CHECK_FAIL) and not self.row["self_handled"]
        return replace(turn, role=Role.GRID_MEMBER) if is_check and self.rng.random() < 0.5 else turn

    def _who(self, turn: Turn, at: datetime, crew: Crew) -> tuple[int | None, str | None]:
        if turn.role is Role.GRID_MEMBER:
            asked = self.asked if turn.action is Action.CONFIRM else None
            person = asked if asked and not crew.is_away(asked, at) else crew.member(self.site, at, self.rng)
            return person, self.site.street_grid
        row = self.row
        found = crew.who(turn.role, self.site, row["department"] or row["handler_department"], self.rng)
        return (row["assignee_id"], found[1]) if turn.action is Action.HANDLE else found

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
        elif action is Action.ASK_CONFIRMATION:
            row["confirmer_id"] = self.asked = crew.member(self.site, at, self.rng)
        elif action is Action.CONFIRM:
            row["confirmer_id"], row["confirmation"] = person, "true"
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

    def _clock(self, turn: Turn, at: datetime, person: int | None, ended: dict[str, Any] | None) -> dict[str, Any]:
        """The clock follows the step; answers what the event says of it."""
        row, told = self.row, {}
        if turn.action in LONGER:
            return self._longer(at) if turn.action is Action.APPROVE_EXTENSION else {}
        if ended is not None:
            ended |= {"ended_at": at, "ended_by": turn.action.value, "ended_person_id": person}
            told["ended"] = {"stage": ended["stage"], "due": stamp_of(ended["due_at"]), "late": at > ended["due_at"],
                             "run": ended["run"], **_whose(ended)}
        stage = STAGE_OF.get(turn.to)
        if turn.action is Action.CHECK_FAIL:
            stage = Stage.REWORK
        elif stage is Stage.CHECK and row["self_handled"]:
            stage = Stage.JUDGE
        limit = _limit(stage.value, row["category"], self.source, row["severity"]) if stage else None
        if stage is None or limit is None:
            row |= {"due_stage": None, "stage_started_at": None, "due_at": None, "due_limit": None}
            return told
        self.run += 1
        due, words = due_of(at, limit), f"{limit.amount} {limit.unit}"
        row |= {"due_stage": stage.value, "stage_started_at": at, "due_at": due, "due_limit": words}
        theirs = stage in DEPARTMENTS
        begun = dict(zip(COLUMNS[CaseStage.__table__], (
            self.id, self.run, stage.value, self.site.district, self.site.town, self.site.street_grid,
            row["department"] if theirs else None,
            row["assignee_id"] if theirs else row["confirmer_id"] if stage is Stage.CONFIRM else None,
            row["category"], words, at, due, due, None, None, None, None), strict=True))
        self.stages.append(begun)
        return {**told, "stage": stage.value, "due": stamp_of(due), "run": self.run, "since": stamp_of(at),
                **_whose(begun)}

    def _longer(self, at: datetime) -> dict[str, Any]:
        """An extension is granted: the clock goes on, its due time moves."""
        stage = self.stages[-1]
        due = due_of(stage["due_at"], EXTENSION)
        story = [["extension", at.isoformat(), at.isoformat(), f"{EXTENSION.amount} {EXTENSION.unit}"]]
        stage |= {"due_at": due, "story": json.dumps(story, separators=(",", ":"))}
        self.row["due_at"] = due
        return {"stage": stage["stage"], "due": stamp_of(due), "run": stage["run"]}

    def _facts(self, turn: Turn) -> dict[str, Any]:
        if turn.action is Action.CONFIRM:
            return {"result": self.row["confirmation"]}
        if turn.action is Action.DISPATCH:
            return {"department": self.row["department"]}
        if turn.action is Action.DECLINE:
            return {"reason_code": "untrue"}
        if turn.action in LONGER:
            granted = {"granted": True} if turn.action is Action.APPROVE_EXTENSION else {}
            return {**granted, "limit": f"{EXTENSION.amount} {EXTENSION.unit}"}
        if turn.action is Action.RATE:
            self.said = self.rng.choices(SAYS, (70, 16, 6, 8))[0]
            return dict(self.said)
        return {}

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
            to["ratings"].add((self.report_id, self.id, self.row["round"], *self.said.values(), at))
        name = WORDS.get(turn.action)
        if name is None:
            return
        text, salt = _said(self.rng, turn.action, self.row["category"]), f"{self.rng.getrandbits(128):032x}"
        data["seals"] = {name: seal(text, bytes.fromhex(salt))}
        to["case_notes"].add((self.id, self.n, f"{turn.action.value}.{name}", text, salt, person, unit,
                              "public" if name in PUBLIC else "staff", at))

    def tell(self, name: str, who: Who, at: datetime, seq: int, data: dict[str, Any],
             to: Mapping[str, Stream]) -> str:
        """One event of the case's chain; `self.n` is its number already. Returns its hash."""
        site, department = self.site, self.row["department"] or (data.get("department"))
        content = content_of(seq, self.n, ("case", self.key), name, at, who,
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
            to["case_stages"].add(tuple(stage.values()))
        for task in self.tasks:
            to["assignments"].add(tuple(task.values()))
        if self.look is not None:
            to["rechecks"].add(tuple(self.look.values()))


SAID = {Action.HANDLE: "done", Action.SELF_HANDLE: "done", Action.CONFIRM: "confirmed", Action.CHECK_PASS: "answers"}
SAID_OF_ALL = {Action.DECLINE: ("decline", "untrue"), Action.CLOSE: ("feedback", "solved"),
               Action.RETURN: ("reasons", "return"), Action.CHECK_FAIL: ("reasons", "check-fail")}


def _said(rng: Random, action: Action, category: str) -> str:
    section, name = (category, SAID[action]) if action in SAID else SAID_OF_ALL[action]
    return pick(rng, section, name)


def _whose(stage: Mapping[str, Any]) -> dict[str, Any]:
    return {name: stage[name] for name in ("department", "person_id") if stage[name] is not None}
