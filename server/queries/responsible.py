"""Who is responsible for a place, at a moment, for a category, and who stands in: posts in one statement, duty in
another. Next: workflows/standing_in.py, workflows/directory.py
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.queries.catalogue import category_name, find_case_category, working_calendar
from server.queries.city import all_departments, city_index, named, named_unit
from server.queries.confirmers import ELSEWHERE, circles_around
from server.queries.desks import Desk, read_shifts, who_answers
from server.queries.people import Actor
from server.queries.place_posts import Question, codes_of, desks_of, posts_around
from server.queries.post_rows import HeldPost, absence_shape, held_posts, role_name
from server.queries.reading import readable_case
from server.queries.routing import route_for
from server.queries.scope import place_of_case
from workflows import directory
from workflows.directory import Headship
from workflows.roles import COLUMNS, Role
from workflows.standing_in import Ring, choose


def read_responsible(actor: Actor, asked: Question, now: datetime) -> dict[str, Any]:
    """The answer. Raises territory-forbidden for those who only look up the heads above themselves."""
    with db.reading() as session:
        codes = set(codes_of(asked.place).values())
        if not directory.looks_up_everybody(actor.posts, now) and not codes & {post.division for post in actor.posts}:
            raise Problem("territory-forbidden", "您的岗位只能查本辖区的网格长")
        return _answer(session, actor, asked, now)


def read_case_responsible(case_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The answer for a case's place and category. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        case = readable_case(session, case_id, actor, now)
        answer = _answer(session, actor, Question(place_of_case(case), now, case.category), now)
    if case.recuse:  # nobody of the place looks into what concerns them
        answer["acting"] = {"person": None, "role_name": "", "reason": ELSEWHERE}
    return answer


def _answer(session: Session, actor: Actor, asked: Question, now: datetime) -> dict[str, Any]:
    everybody = directory.looks_up_everybody(actor.posts, now)
    desks, (lead, why) = desks_of(asked.place), _lead(asked)
    held = held_posts(session, actor, posts_around(asked, lead), asked.at, now)
    seats = [row for seat in directory.headships(asked.place) for row in _seat(seat, held, asked)]
    chain, missing = [row for row, _ in seats], [text for _, texts in seats for text in texts]
    answer = {
        "place": {level: named(codes_of(asked.place).get(level)) for level in COLUMNS}, "at": asked.at,
        "category": {"code": asked.category, "name": category_name(asked.category)} if asked.category else None,
        "chain": chain, "missing": missing}
    if not everybody:
        return {**answer, "members": [], "lead": {"department": named_unit(lead), "on_duty": None, "reason": why},
                "on_duty": {**_untold(), "unit": desks[0].name, "second": None,
                            "working_hours": working_calendar().is_open(asked.at)},
                "acting": {**_untold(), "role_name": ""}}
    units = _desks_of_unit(lead, desks) if lead else []
    planned = read_shifts(session, actor, {*desks, *units}, asked.at, now)
    duty = who_answers(desks, held, planned, asked.at)
    handling = who_answers(units, held, planned, asked.at) if units else {"person": None, "reason": ""}
    members = _members(held, {asked.place.sub_grid, asked.place.street_grid})
    acting = _acting(asked, held, duty)
    return {
        **answer, "members": [_row(row) for row in members],
        "lead": {"department": named_unit(lead), "on_duty": handling["person"],
                 "reason": "".join((why, handling["reason"]))},
        "on_duty": duty, "acting": acting,
        "missing": [*missing, *_missing_members(asked, held, members, acting),
                    *([] if duty["person"] else [duty["reason"]])]}


def _untold() -> dict[str, Any]:
    return {"person": None, "reason": "您的岗位只能查网格长"}


def _desks_of_unit(lead: str, desks: Sequence[Desk]) -> list[Desk]:
    """The department first, then the desks of its own division and above."""
    home = all_departments()[lead].division
    return [Desk(home, lead), *desks[[desk.division for desk in desks].index(home):]]


def _lead(asked: Question) -> tuple[str | None, str]:
    """(department, reason) for the category asked about; Z00 and feedback have none before the station decides."""
    if asked.category is None:
        return None, "没有指明类别"
    if find_case_category(asked.category) is None:
        return None, "这一类没有对应的责任部门"
    found = route_for(asked.category, asked.place, asked.at)
    return found.lead, found.reason


def _seat(seat: Headship, held: Sequence[HeldPost], asked: Question) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """The row of one head and what is missing there. Of several holders the last who began is the head."""
    own = sorted((row for row in held if (row.post.role, row.post.division) == (seat.role, seat.division)),
                 key=lambda row: (row.post.starts_at, row.post.id))
    turn, title = _turn(seat.role, asked, seat.level, held), role_name(seat.role)
    where = city_index().name(seat.division)
    if not own:
        empty = {"level": seat.level, "division": named(seat.division), "role": seat.role.value, "role_name": title,
                 "post_id": None, "holder": None, "away": None, "stands_in": None, "acting": None,
                 "reason": f"{where}没有在任的{title}"}
        yield empty, [f"{where}没有在任的{title}，请{turn}配备"]
        return
    head, missing = own[-1], []
    if len(own) > 1:
        missing.append(f"{where}同时有 {len(own)} 名{title}，请{turn}更正")
    if head.acting is None:
        missing.append(f"{where}{title}{_away(head)}，无人代岗，请{turn}指定代岗人")
    yield _row(head), missing


def _row(held: HeldPost) -> dict[str, Any]:
    """A row of `chain` or `members`."""
    acting = held.acting
    stands_in = held.person(acting.person_id) if acting and held.absence else None
    away = absence_shape(held.absence)
    return {
        "level": city_index().division(held.post.division).level, "division": named(held.post.division),
        "role": held.post.role, "role_name": role_name(held.post.role), "post_id": held.post.id,
        "holder": held.person(held.holder.id), "away": away and {name: away[name] for name in (
            "kind", "kind_name", "from", "to")},
        "stands_in": stands_in, "acting": held.person(acting.person_id) if acting else None,
        "reason": _reason(held)}


def _reason(held: HeldPost) -> str:
    if held.absence is None:
        return f"{held.holder.name}在岗"
    substitute = held.substitute
    if substitute is None:
        return f"{_away(held)}，没有指定代岗人"
    if held.acting is None:
        return f"{_away(held)}，指定的代岗人{substitute.name}也不在岗"
    return f"{_away(held)}，由{substitute.name}代岗"


def _away(held: HeldPost) -> str:
    return directory.away_words(held.holder.name, held.absence.kind, held.absence.ends_at) if held.absence else ""


def _turn(role: Role, asked: Question, level: str, held: Sequence[HeldPost]) -> str:
    """Whoever fills a seat: 后溪镇工作站站长吴站长."""
    who, division = directory.filled_by(role, asked.place, level)
    names = [row.holder.name for row in held if (row.post.role, row.post.division) == (who, division)]
    return f"{city_index().name(division)}{role_name(who)}{names[0] if names else ''}"


def _members(held: Sequence[HeldPost], grids: Collection[str]) -> list[HeldPost]:
    """Members of these grids, in the order in which they are asked."""
    return [row for row in held if row.post.role == Role.GRID_MEMBER and row.post.division in grids]


def _acting(asked: Question, held: Sequence[HeldPost], duty: dict[str, Any]) -> dict[str, Any]:
    """Who goes there: the member who would be asked to confirm, at last the desk on duty."""
    found = choose(Ring([row.seat for row in _members(held, grids)], words)
                   for grids, words in circles_around(asked.place))
    if found is not None:
        post = next(row for row in held if row.post.id == found.post_id)
        where = city_index().name(post.post.division)
        return {"person": post.person(found.person_id), "role_name": role_name(post.post.role),
                "reason": f"{where}：{found.reason_zh}"}
    reason = f"附近没有网格员在岗，由{duty['unit']['name']}承担：{duty['reason']}"
    return {"person": duty["person"], "role_name": "值班", "reason": reason}


def _missing_members(asked: Question, held: Sequence[HeldPost], members: Sequence[HeldPost],
                     acting: dict[str, Any]) -> list[str]:
    grid = asked.place.street_grid or asked.place.sub_grid
    if grid is None or any(row.acting for row in members):
        return []
    turn, where = _turn(Role.GRID_MEMBER, asked, "street_grid", held), city_index().name(grid)
    person = acting["person"]
    meanwhile = f"，暂由{person['name']}承担" if person else "，此刻无人承担"
    if not members:
        return [f"{where}没有在任的网格员{meanwhile}，请{turn}配备"]
    return [f"{where}的网格员都不在岗且无人代岗{meanwhile}，请{turn}指定代岗人"]
