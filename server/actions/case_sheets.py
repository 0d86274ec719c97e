"""A case on paper. Who reported is never on it: neither name nor phone is read here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gevent import get_hub, monkey
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.photos import photo_store
from server.extensions import db
from server.media_store import served_name
from server.models import Case, Photo
from server.queries.case_detail import case_detail, case_events
from server.queries.moments import CITY_ZONE
from server.queries.people import Actor
from server.queries.reading import readable_case
from server.queries.sheet_layout import CaseSheet, draw_sheet
from workflows.states import State

MOST_PICTURES, LARGE = 6, 1600
SEVERITIES = {1: "紧急", 2: "较重", 3: "一般", 4: "轻微"}
PURPOSES = {"report": "上报", "before": "处置前", "after": "处置后", "confirm": "核实", "check": "核查",
            "document": "文书"}
STEPS = {State.REPORTED: "上报", State.REGISTERED: "立案", State.DISPATCHED: "派遣", State.HANDLED: "处置完成",
         "answered": "答复", State.CLOSED: "结案"}


def case_sheet(case_id: int, actor: Actor, now: datetime) -> tuple[bytes, str]:
    """The PDF and the case's number. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        case = readable_case(session, case_id, actor, now)
        events = case_events(session, case, actor, now)
        sheet = _sheet(case_detail(session, case, actor, now), events, _pictures(session, case), now)
    if monkey.is_module_patched("threading"):
        return get_hub().threadpool.apply(draw_sheet, (sheet,)), sheet.number
    return draw_sheet(sheet), sheet.number


def _sheet(case: dict[str, Any], events: list[dict[str, Any]], pictures: list[tuple[str, bytes]],
           now: datetime) -> CaseSheet:
    simulated = any(flag["code"] == "simulated" for flag in case["flags"])
    mark = "、".join(flag["name"] for flag in case["flags"])
    return CaseSheet(
        number=case["number"], title=f"案件办理单　{case['category']['name']}",
        mark=f"{case['number']}　{case['state_name']}" + (f"　{mark}" if mark else ""),
        facts=[(label, value) for label, value in _facts(case) if value],
        sections=[(label, words) for label, words in _sections(case) if words],
        way=[(_moment(event["at"]), event["title"], _who(event["actor"]), event["text"]) for event in events],
        pictures=pictures,
        foot=f"打印于 {_moment(now)}　本单不含反映人身份信息" + ("　模拟数据" if simulated else ""))


def _facts(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    place = [case[level]["name"] for level in ("district", "town", "street_grid", "community") if case[level]]
    yield "类别", case["category"]["name"]
    yield "程度", SEVERITIES.get(case["severity"], "")
    yield "来源", " ".join(filter(None, (case["source_name"], case["external_number"])))
    yield "状态", case["state_name"]
    yield "所在", " ".join(place)
    yield "地点", case["place_text"]
    yield "承办", " ".join(filter(None, ((case["department"] or {}).get("name"), (case["assignee"] or {}).get("name"))))
    yield "本环节时限", " ".join(filter(None, (case["due_stage_name"], _moment(case["due_at"]))))
    yield "反映次数", str(len(case["reports"]))
    if case["law_transfer"]:
        yield "移送执法", f"{case['law_transfer']['status_name']}（移送后 {case['law_transfer']['days']} 天）"
    for name, label in STEPS.items():
        yield label, _moment(case["times"][name])


def _sections(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "反映的内容", case["description"]
    answers = [f"{row['question']}　{row['answer']}" for told in case["answers"] for row in told["answers"]]
    yield "补充回答", "\n".join(answers)
    yield "诉求", "\n".join(told["wish"] for told in case["answers"] if told["wish"])
    yield "派遣依据", (case["explanation"]["routing"] or {}).get("reason", "")
    yield "时限依据", case["explanation"]["deadline"]
    yield "处置情况", (case[State.HANDLED] or {}).get("note", "")
    for label, part in (("答复", "answer"), ("反馈", "feedback")):
        yield label, (case[part] or {}).get("text", "")


def _who(actor: dict[str, Any]) -> str:
    """The unit and the colleague; whoever reported is the reporter."""
    return " ".join(filter(None, (actor["unit"], actor["name"])))


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(CITY_ZONE).strftime("%Y-%m-%d %H:%M") if moment else ""


def _pictures(session: Session, case: Case) -> list[tuple[str, bytes]]:
    """The newest pictures that are not for the accepting unit alone, covered where somebody covered them."""
    rows = session.scalars(select(Photo).where(Photo.case_id == case.id, Photo.private.is_(False))
                           .order_by(Photo.id.desc()).limit(MOST_PICTURES))
    return [(f"{PURPOSES.get(photo.purpose, '')}　{_moment(photo.at)}",
             photo_store().get(served_name(photo.covered_sha256 or photo.sha256, LARGE)))
            for photo in reversed(list(rows))]
