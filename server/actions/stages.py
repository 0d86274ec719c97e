"""Rows of the stages that a case goes through: one begins with every clock and ends with it, kept or late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from server.actions.clocks import clock_of, say_recategorised
from server.actions.milestones import retell_milestones
from server.actions.record import stamp
from server.models import Case, CaseStage
from server.queries.catalogue import working_calendar
from server.queries.routing import handling_place
from server.queries.scope import place_of_case
from server.queries.stories import story_of, story_text
from workflows.guards import judged_by_district
from workflows.pauses import SUSPENSION, Happening, RunningClock, counted_until
from workflows.states import Action, Stage

_INSERT = insert(CaseStage.__table__)
_STAGES = CaseStage.__table__
# In these stages it is the department's turn, in these a named person's; in all others it is the station's.
DEPARTMENTS = (Stage.SIGN, Stage.HANDLE, Stage.REWORK)


@dataclass(frozen=True)
class Ran:
    """The stage that ran before a step: its clock, and who had it."""

    run: int
    stage: str
    category: str
    clock: RunningClock
    whose: dict[str, Any]


def running_stage(case: Case) -> Ran | None:
    """The stage whose clock runs now; None when none runs."""
    clock = clock_of(case)
    if clock is None or case.due_stage is None:
        return None
    return Ran(case.stage_run, case.due_stage, case.category, clock, _whose(case))


def begin_stage(session: Session, case: Case) -> dict[str, Any]:
    """A row for the clock that has just started; answers what the event says of it."""
    if case.due_at is None or case.stage_started_at is None:
        return {}
    with session.no_autoflush:
        session.execute(_INSERT, {
            "case_id": case.id, "run": case.stage_run, "stage": case.due_stage, "category": case.category,
            "limit": case.due_limit, "started_at": case.stage_started_at, "due_first": case.due_at,
            "due_at": case.due_at, "explained": case.due_explained, **_whose(case)})
    stands = {"paused": stamp(case.paused_at)} if case.paused_at is not None else {}
    return {"stage": case.due_stage, "due": stamp(case.due_at), "run": case.stage_run,
            "since": stamp(case.stage_started_at), **stands, **_told_of(case, _whose(case))}


def follow_stage(session: Session, case: Case, before: Ran | None, action: Action, person_id: int | None,
                 now: datetime) -> dict[str, Any]:
    """After a step of this person: end the row of the clock that ended, begin that of the next, move the due time of
    one that goes on. Answers what the step's event says of it: {"clock": …}, or nothing."""
    if action is Action.RECATEGORISE and before is not None:
        say_recategorised(case, before.category, now)
    if before is not None and case.stage_run == before.run and case.due_at is not None:
        return _move(session, case, before) | _stands(case, before)
    told_of: dict[str, Any] = {}
    if before is not None:
        ended = counted_until(before.clock, now, working_calendar(case.district))
        due = ended.due_at
        _write(session, case.id, before.run, {
            **before.whose, "ended_at": now, "ended_by": action.value, "ended_person_id": person_id, "due_at": due,
            "explained": ended.words, "story": story_text(ended.story)})
        told_of["ended"] = {"stage": before.stage, "due": stamp(due), "late": now > due, "run": before.run,
                            **_told_of(case, before.whose), **_happened(ended.story)}
    if before is None or case.stage_run != before.run:
        told_of |= begin_stage(session, case)
    return {"clock": told_of} if told_of else {}


def exempt_stage(session: Session, case: Case, reason: str) -> None:
    """The clock that runs now counts for nobody's score, and why: a code of at most twenty letters."""
    if case.due_at is not None:
        _write(session, case.id, case.stage_run, {"exempt": reason})


def place_stage(session: Session, case: Case) -> dict[str, Any]:
    """The running stage lies where the case lies now; answers what the event says of it."""
    if case.due_at is None:
        return {}
    _write(session, case.id, case.stage_run, _whose(case))
    return {"clock": {"stage": case.due_stage, "due": stamp(case.due_at), "run": case.stage_run, "placed": True,
                      **_told_of(case, _whose(case))}}


def shift_stages(session: Session, cases: Sequence[Case]) -> None:
    """Clocks of many cases were shifted: their running rows get the new due times, in one statement."""
    rows = [{"of_case": case.id, "of_run": case.stage_run, "new_due": case.due_at, "words": case.due_explained,
             "new_story": case.clock_story} for case in cases if case.due_at is not None]
    retell_milestones(session, cases)
    if rows:
        session.connection().execute(
            update(_STAGES).where(_STAGES.c.case_id == bindparam("of_case"), _STAGES.c.run == bindparam("of_run"))
            .values(due_at=bindparam("new_due"), explained=bindparam("words"), story=bindparam("new_story")), rows)


def _move(session: Session, case: Case, before: Ran) -> dict[str, Any]:
    if case.due_at is None or (case.due_explained, case.due_at) == (before.clock.words, before.clock.due_at):
        return {}
    shift_stages(session, [case])
    return shifted(case)


def shifted(case: Case) -> dict[str, Any]:
    """What an event says of a clock that goes on with another due time: `flask assess --verify` counts by it."""
    if case.due_at is None:
        return {}
    return {"clock": {"stage": case.due_stage, "due": stamp(case.due_at), "run": case.stage_run,
                      **_happened(story_of(case.clock_story))}}


def _happened(story: Iterable[Happening]) -> dict[str, Any]:
    """Of a clock's story what is counted: whether it was extended, and since when it was suspended each time."""
    told: dict[str, Any] = {}
    holds = [stamp(one.begin) for one in story if one.kind == "pause" and one.note == SUSPENSION]
    if holds:
        told["holds"] = holds
    if any(one.kind == "extension" for one in story):
        told["extended"] = True
    return told


def _stands(case: Case, before: Ran) -> dict[str, Any]:
    """Since when the clock stands still after a step, where that changed."""
    if case.paused_at == before.clock.paused_at:
        return {}
    return {"paused": stamp(case.paused_at) if case.paused_at else None}


def _write(session: Session, case_id: int, run: int, values: dict[str, Any]) -> None:
    with session.no_autoflush:  # the case's own row is written once, at the end of the step
        session.execute(update(_STAGES).where(_STAGES.c.case_id == case_id, _STAGES.c.run == run).values(**values))


def _told_of(case: Case, whose: dict[str, Any]) -> dict[str, Any]:
    """Whose stage it is, for the ledger; the place only where it is not the event's own."""
    told = {name: whose[name] for name in ("department", "person_id") if whose[name] is not None}
    if whose["by_district"]:
        told["by_district"] = True
    lies = [whose[name] for name in ("district", "town", "street_grid")]
    place = place_of_case(case)
    return told if lies == [place.district, place.town, place.street_grid] else {**told, "place": lies}


def _whose(case: Case) -> dict[str, Any]:
    departments = case.due_stage in DEPARTMENTS
    person = case.assignee_id if departments else case.confirmer_id if case.due_stage == Stage.CONFIRM else None
    place = handling_place(case) if departments else place_of_case(case)
    return {"district": place.district, "town": place.town, "street_grid": place.street_grid,
            "department": case.department if departments else None, "person_id": person,
            "by_district": _by_district(case)}


def _by_district(case: Case) -> bool:
    """Whether the district ends the station's stage in its place: no station there, 回避, or the town handled it."""
    if case.due_stage in (Stage.CHECK, Stage.JUDGE):
        return judged_by_district(case)  # type: ignore[arg-type]
    return case.due_stage in (Stage.ACCEPT, Stage.FEEDBACK) and (case.town is None or case.recuse)
