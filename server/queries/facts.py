"""What the rules need to know of a case and of whoever acts, gathered from the tables in three queries."""

from __future__ import annotations

from dataclasses import fields as fields_of
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, literal, null, select
from sqlalchemy.orm import Session

from server.models import Case, Emergency, Event, Rating, Recusal, Report
from server.queries.catalogue import category_of
from server.queries.closing import standard_of
from server.queries.confirmers import communities_of
from server.queries.duties import known_duties
from server.queries.joined_reports import answered_by
from server.queries.milestones import open_milestones
from server.queries.orders import order_facts
from server.queries.people import Actor
from server.queries.scope import is_asked, is_confirmer, place_of_case
from workflows.contested import LOOKED
from workflows.facts import ActorFacts, CaseFacts
from workflows.people import CONFIRMERS
from workflows.roles import CITY_SUFFIX, Post, Role, covers
from workflows.states import Action, State

# Reports from these sources are a citizen's, whoever typed them in: the citizen is asked for the rating.
CITIZEN_SOURCES = ("citizen", "12345")
# What stands in the column of the source for somebody who only stepped back, and for the district's emergency.
RECUSED, UNDER_EMERGENCY = "recused", "emergency"
NO_STAFF = (*CITIZEN_SOURCES, RECUSED, UNDER_EMERGENCY)


def _static_people() -> Any:
    """Who reported and how they rate this round, who is recused, the district's emergency: built once, sent with
    every step and twice."""
    reports, ratings, recusals, emergencies = (table.__table__ for table in (Report, Rating, Recusal, Emergency))
    reported = (select(reports.c.person_id, reports.c.source, ratings.c.solved)
                .join_from(reports, ratings, and_(ratings.c.report_id == reports.c.id,
                                                  ratings.c.round == bindparam("round")), isouter=True)
                .where(reports.c.case_id.in_(answered_by(bindparam("case"))), reports.c.state == "joined"))
    recused = select(recusals.c.person_id, literal(RECUSED), null()).where(recusals.c.case_id == bindparam("case"))
    running = select(emergencies.c.id, literal(UNDER_EMERGENCY), null()).where(
        emergencies.c.district == bindparam("district"), emergencies.c.ended_at.is_(None))
    return reported.union_all(recused, running)


_PEOPLE = _static_people()
_COPIED = tuple(field.name for field in fields_of(CaseFacts) if hasattr(Case, field.name))


def case_facts(session: Session, case: Case) -> CaseFacts:
    """Facts of a stored case: its own columns, its reports' answers and who is recused."""
    values = {name: getattr(case, name) for name in _COPIED}
    values["state"] = State(case.state)
    values["undo_action"] = Action(case.undo_action) if case.undo_action else None
    values["undo_state"] = State(case.undo_state) if case.undo_state else None
    return CaseFacts(**{
        **values, **known_duties(case), **_people(session, case), **order_facts(session, case), "case_id": case.id,
        "evidence": category_of(case.category).evidence,
        "standard": standard_of(case.category),
        "open_milestones": open_milestones(session, case) if case.milestones else (),
        "parties": _parties(session, case),
        "recused_communities": frozenset({case.community} if case.recuse and case.community else ())})


def _people(session: Session, case: Case) -> dict[str, Any]:
    """Staff who reported, who is recused; citizens' reports, those without an answer in this round, answers "no".

    The emergency that runs in the district comes along: its id in place of a person's, for no query of its own.
    """
    session.flush()  # a plain statement sees what has been written, not what is about to be
    rows = session.execute(_PEOPLE, {"case": case.id, "round": case.round, "district": case.district}).all()
    citizens = [row for row in rows if row.source in CITIZEN_SOURCES]
    return {
        "reporter_ids": frozenset(row.person_id for row in rows
                                  if row.person_id and row.source not in NO_STAFF),
        "district_emergency": next((row.person_id for row in rows if row.source == UNDER_EMERGENCY), None),
        # Who found it untrue against an enterprise's denial may not be the second who looks.
        "recused_ids": frozenset({row.person_id for row in rows if row.source == RECUSED}
                                 | ({case.looked_by} if case.contested == LOOKED else set())),
        "citizen_reports": len(citizens), "unanswered_reporters": sum(row.solved is None for row in citizens),
        "answers_no": sum(row.solved == "no" for row in citizens),
        "answers_yes": sum(row.solved == "yes" for row in citizens)}


def _parties(session: Session, case: Case) -> tuple[str, ...]:
    """Units that the case was ever handed to; asked of the ledger only where somebody gave it back."""
    if not case.returns:
        return ()
    rows = session.scalars(select(Event.department).distinct().where(
        Event.subject_kind == "case", Event.subject_id == str(case.id), Event.department.is_not(None)))
    return tuple(sorted(code for code in rows if code))


def actor_facts(actor: Actor, case: Case, now: datetime) -> ActorFacts:
    """The actor with the roles of those posts only that reach this case.

    Staff act by their posts: who reported something on duty is no reporter who is asked for a rating.
    """
    if actor.kind == "system":
        return ActorFacts(roles=frozenset({Role.SYSTEM}))
    if actor.kind == "reporter":
        return ActorFacts(roles=frozenset({Role.REPORTER}), is_reporter=True)
    posts = [post for post in actor.posts if _reaches(post, actor, case, now)]
    return ActorFacts(
        person_id=actor.person_id, roles=frozenset(post.role for post in posts),
        departments=frozenset(post.department for post in posts if post.department),
        towns=frozenset(town for post in posts if (town := _town(post))),
        levels=frozenset(_level(post.department or post.division or "") for post in posts),
        communities=frozenset().union(*(_communities(post) for post in posts)))


def _reaches(post: Post, actor: Actor, case: Case, now: datetime) -> bool:
    if covers(post, place_of_case(case), case.department, now):
        return True
    if is_confirmer(actor, case, now):
        return post.role in CONFIRMERS
    # The head of another station of the district is asked to look again at a refusal or at a second "no".
    return post.role is Role.STATION_HEAD and is_asked(actor, case, now)


def _town(post: Post) -> str | None:
    code = post.division or ""
    return code[:9] if len(code) >= 9 else None


def _communities(post: Post) -> frozenset[str]:
    code = post.division or ""
    return communities_of(code) if "G" in code or len(code) in (12, 15) else frozenset()


def _level(code: str) -> str:
    division = code.split("-")[0]
    if len(division) >= 9:
        return "town"
    return "city" if division.endswith(CITY_SUFFIX) else "district"

