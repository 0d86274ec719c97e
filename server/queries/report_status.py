"""What a reporter may know of the own report: what happened, who is responsible, what comes next."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Case, CaseNote, Event, Photo, Rating, Reply, Report, ReportDetail
from server.queries.catalogue import catalogue, category_name
from server.queries.city import named, unit_name
from server.queries.photos import shape_photo
from server.queries.reporter_extras import answer_title, reporter_extras
from server.queries.restrictions import slowed_words
from server.queries.words import CONFIRMATIONS, whose_turn
from workflows.states import OPEN, PHASE_OF, STAGE_NAMES, STATE_NAMES, Action, Stage, State

NO_CASE = {"received": "已收到，等待答复", "answered": "已答复", "left": "您已退出"}
# What a reporter reads of each step; steps that are not here stay inside.
TOLD = {
    "submit": "收到您的反映",
    "ask-confirmation": "已请网格员到场核实",
    "confirm": "已到场核实",
    "decline": "不予受理",
    "review": "复核有了结果",
    "merge": "并入同类案件一起办理",
    "unmerge": "单独办理",
    "withdraw": "您撤回了反映",
    "register": "已立案",
    "self-handle": "已当场处置",
    "dispatch": "已交责任单位",
    "sign": "责任单位已签收，开始处置",
    "return": "责任单位认为不属其职责，正在重新确定",
    "rule": "已裁定由责任单位办理",
    "transfer": "已转交另一责任单位",
    "approve-extension": "处置时限有调整",
    "approve-suspension": "暂时挂账，到期继续办理",
    "resume": "恢复办理",
    "handle": "责任单位报告处置完成，等待核查",
    "check-pass": "核查通过，请您评价",
    "check-fail": "核查不通过，已退回返工",
    "rate": "有一位反映人作了评价",
    "evaluate": "评价汇总完成",
    "close": "已结案",
    "reopen": "重新办理",
    "contact": "受理单位联系反映人",
    "supervise": "上级督办",
    "undo": "上一步已撤销",
}
CHECKED_PHOTOS = ("after", "check")


def main_case(session: Session, report: Report) -> Case | None:
    """The case that a report follows: its own, or the main case after merging."""
    case = session.get(Case, report.case_id) if report.case_id else None
    return session.get(Case, case.main_case_id) if case is not None and case.main_case_id else case


def report_status(session: Session, report: Report, now: datetime) -> dict[str, Any]:
    """The public face of a report."""
    detail = session.get_one(ReportDetail, report.id)
    case = main_case(session, report)
    own = list(session.scalars(select(Photo).where(Photo.report_id == report.id).order_by(Photo.id)))
    head = {
        "ticket": report.ticket, "intent": report.intent, "received_at": report.received_at,
        "category": {"code": report.category, "name": category_name(report.category)},
        "place_text": detail.place_text, "description": detail.description,
        "photos": [shape_photo(photo) for photo in own], "restricted": slowed_words(session, report, now),
    }
    if case is None:
        return {**head, **_without_case(session, report)}
    return {**head, **_with_case(session, report, case, now)}


def _without_case(session: Session, report: Report) -> dict[str, Any]:
    reply = session.get(Reply, report.id)
    return {
        "state": report.state, "state_name": NO_CASE[report.state], "phase": None, "grid": named(report.town),
        "responsible": None, "next_deadline": None, "feedback": None, "can": [], "rating": None, "reports": 1,
        "rate_until": None, "reopen_until": None, "number": None,
        "answer": {"text": reply.text, "adopted": reply.adopted, "unit": unit_name(report.town), "at": reply.at,
                   "photos": []} if reply else None,
        "timeline": [{"at": report.received_at, "title": "收到您的意见", "text": "", "unit": "", "photos": []}],
    }


def _with_case(session: Session, report: Report, case: Case, now: datetime) -> dict[str, Any]:
    state = State(case.state)
    rating = session.scalar(select(Rating).where(Rating.report_id == report.id).order_by(Rating.id.desc()).limit(1))
    notes = list(session.scalars(select(CaseNote).where(
        CaseNote.case_id == case.id, CaseNote.visibility == "public").order_by(CaseNote.id)))
    photos = list(session.scalars(select(Photo).where(
        Photo.case_id == case.id, Photo.purpose.in_(CHECKED_PHOTOS)).order_by(Photo.id)))
    # The evidence of an answer is shown with the answer, not before somebody has checked it.
    answered = case.answered_at is not None
    return {
        "state": case.state, "state_name": STATE_NAMES[state], "phase": PHASE_OF[state].value,
        "number": case.number, "grid": named(case.street_grid or case.sub_grid),
        "responsible": {"name": whose_turn(case, None, None)["unit"]} if state in OPEN else None,
        "next_deadline": {"at": case.due_at, "text": f"{STAGE_NAMES[Stage(case.due_stage)]}应在此前完成"}
        if case.due_at and case.due_stage and case.paused_at is None else None,
        "timeline": _timeline(session, case, notes, photos if answered else []),
        "answer": _answer(case, notes, photos) if answered else None,
        "feedback": _words(notes, "close.feedback", []),
        "can": reporter_actions(report, case, rating, now),
        "rating": {"solved": rating.solved, "satisfaction": rating.satisfaction, "comment": rating.comment,
                   "at": rating.at, "current": rating.round == case.round} if rating else None,
        "reports": case.reports, "rate_until": case.due_at if state is State.CHECKED else case.reopen_until,
        "reopen_until": case.reopen_until, "reopen_asked": case.reopen_asked,
        **reporter_extras(session, case, notes),
    }


def reporter_actions(report: Report, case: Case, rating: Rating | None, now: datetime) -> list[str]:
    """What the reporter may do now."""
    state = State(case.state)
    if report.state == "left":
        return []
    rated = rating is not None and rating.round == case.round
    inside = case.reopen_until is not None and now <= case.reopen_until
    can = []
    if state in (State.REPORTED, State.CONFIRMING):
        can.append("withdraw" if case.reports <= 1 else "leave")
    elif state in OPEN:
        can.append("leave")
    if case.question_id is not None:
        can.append("question")
    if state in OPEN and state is not State.CHECKED:
        can += ["photos", "answer"]
    if state is State.DECLINED and not case.reviewed and not case.reopen_asked:
        can.append("review")
    if not rated and (state is State.CHECKED or (state is State.CLOSED and inside)):
        can.append("rate")
    if state is State.CLOSED and inside and rated and rating is not None and rating.solved != "no" \
            and not case.reopen_asked:
        can.append("review")
    return can


def _answer(case: Case, notes: list[CaseNote], photos: list[Photo]) -> dict[str, Any] | None:
    """What was done and by which unit: the one that handled, not the one that checked."""
    answer = _words(notes, "check-pass.answer", photos)
    handler = unit_name(case.handler_department or case.handler_town)
    return {**answer, "unit": handler} if answer and handler else answer


def _words(notes: list[CaseNote], kind: str, photos: list[Photo]) -> dict[str, Any] | None:
    note = next((note for note in reversed(notes) if note.kind == kind), None)
    if note is None:
        return None
    return {"text": note.text, "unit": unit_name(note.unit), "at": note.at,
            "photos": [shape_photo(photo) for photo in photos]}


def _timeline(session: Session, case: Case, notes: list[CaseNote], photos: list[Photo]) -> list[dict[str, Any]]:
    rows = session.scalars(select(Event).where(
        Event.subject_kind == "case", Event.subject_id == str(case.id)).order_by(Event.n))
    lines = []
    for row in rows:
        content = json.loads(row.content)
        data = content["data"]
        title = _title(row.name, data)
        if title is None:
            continue
        lines.append({
            "at": row.at, "title": title, "unit": unit_name(content["actor"]["unit"]),
            "text": "\n".join(note.text for note in notes if note.event_n == row.n),
            "photos": [shape_photo(photo) for photo in photos if photo.event_n == row.n]})
    return lines


def _title(name: str, data: dict[str, Any]) -> str | None:
    if name in ("report.joined", "case.merged_in"):
        return "又有人反映同一件事"
    action = data.get("action")
    if action == Action.CONFIRM:
        return f"已到场核实：{CONFIRMATIONS[data['result']]}"
    if action == Action.DECLINE:
        reason = next((item for item in catalogue().decline_reasons if item.code == data.get("reason_code")), None)
        return f"不予受理：{reason.name}" if reason else TOLD[action]
    return answer_title(name, data) or TOLD.get(action or "")
