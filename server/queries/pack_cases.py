"""Cases of a community as its weekly meeting talks about them: late now, come back, come in, settled; grid by grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from server.models import Case, CaseStage
from server.queries.case_items import items_of
from server.queries.cases import is_late
from server.queries.city import city_index
from server.queries.evidence_rules import thresholds
from server.queries.moments import CITY_ZONE, city_day, day_start
from workflows.assessment.packs import COUNTED, PART_NAMES, Part
from workflows.states import Stage, State

MOST = 200  # rows of one part; a community has some six cases a week
BACK_DAYS = 30
DISTRICT = 6  # digits of a district's code, with which codes below it begin
WORK = (Stage.HANDLE, Stage.REWORK)
DEFINITIONS = {
    Part.LATE: "截至此刻，本社区未结、办理时限已过、且不是在等反映人评价的案件，以及轮到谁",
    Part.CAME_IN: "本周上报、地点在本社区的案件；已并入别案的、已撤回的不另列",
    Part.SETTLED: "本周结案的案件",
}


@dataclass(frozen=True)
class Week:
    """A community and the days (both included) that its meeting looks back on, seen from `now`."""

    community: str
    first: date
    last: date
    now: datetime

    @property
    def begin(self) -> datetime:
        return day_start(self.first)

    @property
    def end(self) -> datetime:
        return day_start(self.last + timedelta(days=1))


def talked_about(community: str) -> ColumnElement[bool]:
    """Cases that a meeting of the community may hear of: none from which its people are recused, nothing sealed."""
    return and_(Case.community == community, Case.district == community[:DISTRICT], Case.recuse.is_(False),
                Case.sealed.is_(False))


def case_parts(session: Session, week: Week) -> dict[Part, dict[str, Any]]:
    """The four parts that consist of cases, with one statement for what stands on the lines."""
    ids = {Part.LATE: _late(session, week), Part.CAME_BACK: _came_back(session, week),
           Part.CAME_IN: _came_in(session, week), Part.SETTLED: _settled(session, week)}
    items = {item["id"]: item for item in items_of(session, sorted({one for few in ids.values() for one in few}),
                                                   week.now)}
    return {part: part_of(part, [_row(part, items[one], week.now) for one in few if one in items], definition(part))
            for part, few in ids.items()}


def part_of(part: Part, rows: Sequence[dict[str, Any]], said: str) -> dict[str, Any]:
    """A part as it is kept: its rows, how many there are in all, and what exactly was counted."""
    return {"key": part.value, "title": PART_NAMES[part], "definition": said, "n": len(rows),
            "rows": list(rows[:MOST])}


def definition(part: Part) -> str:
    """What exactly a part of cases counts."""
    if part is Part.CAME_BACK:
        known = thresholds()
        return (f"近 {BACK_DAYS} 天内：在已结案件 {known['recurrence_m']} 米以内、同一类别、结案后"
                f" {known['recurrence_days']} 天内又有人上报的，以及办结后因反映人说没解决而重办的")
    return f"{DEFINITIONS[part]}；回避和封存的案件不在会上列出"


def row(part: Part, name: str, title: str, **more: Any) -> dict[str, Any]:
    """One line: every part has the same ones, so that screen, paper and sheet show the same."""
    return {"ref": f"{part.value}:{name}", "title": title, "grid": "", "text": "", "who": "", "value": "",
            "case_id": None, "source_id": None, "late": False, **more}


def moment_words(moment: datetime | None) -> str:
    """11月20日 17:30 in the city."""
    if moment is None:
        return ""
    local = moment.astimezone(CITY_ZONE)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def day_words(day: date | None) -> str:
    """11月20日."""
    return f"{day.month}月{day.day}日" if day else ""


def _late(session: Session, week: Week) -> list[int]:
    return _ids(session, is_late(week.now), week, Case.due_at)


def _came_in(session: Session, week: Week) -> list[int]:
    return _ids(session, and_(Case.reported_on.between(week.first, week.last),
                              Case.state.not_in((State.MERGED, State.WITHDRAWN))), week, Case.id)


def _settled(session: Session, week: Week) -> list[int]:
    return _ids(session, Case.closed_on.between(week.first, week.last), week, Case.closed_at)


def _came_back(session: Session, week: Week) -> list[int]:
    """Again at the same spot, or again in work because somebody said that it is not solved."""
    since = city_day(week.now) - timedelta(days=BACK_DAYS - 1)
    again = _ids(session, and_(Case.recurrence > 0, Case.reported_on >= since, Case.state != State.MERGED), week,
                 Case.id)
    newest = (select(CaseStage.case_id, func.max(CaseStage.started_at).label("at")).where(
        CaseStage.case_id.in_(select(Case.id).where(talked_about(week.community), Case.reopens > 0)),
        CaseStage.stage.in_(WORK)).group_by(CaseStage.case_id).subquery())
    reopened = session.scalars(
        select(newest.c.case_id).where(newest.c.at >= day_start(since)).order_by(newest.c.case_id))
    return list(dict.fromkeys((*again, *reopened)))


def _ids(session: Session, condition: ColumnElement[bool], week: Week, order: Any) -> list[int]:
    return list(session.scalars(select(Case.id).where(talked_about(week.community), condition)
                                .order_by(order, Case.id)))


def _row(part: Part, item: dict[str, Any], now: datetime) -> dict[str, Any]:
    turn = item["whose_turn"]
    who = " ".join(filter(None, (turn["unit"], turn["name"]))) if part in (Part.LATE, Part.CAME_BACK) else ""
    return row(part, str(item["id"]), item["category"]["name"], grid=(item["street_grid"] or {}).get("name", ""),
               text=" · ".join(filter(None, (item["number"], item["place_text"], _told(part, item)))), who=who,
               value=_since(item["due_at"], now) if part is Part.LATE else item["state_name"], case_id=item["id"],
               late=item["late"])


def _since(due_at: datetime | None, now: datetime) -> str:
    """超 5 天, 超 3 小时."""
    hours = int((now - due_at) / timedelta(hours=1)) if due_at else 0
    return f"超 {hours // 24} 天" if hours >= 24 else f"超 {hours} 小时" if hours else "刚超"


def _told(part: Part, item: dict[str, Any]) -> str:
    if part is Part.LATE:
        return f"{item['due_stage_name']}应于 {moment_words(item['due_at'])} 完成"
    if part is Part.SETTLED:
        return f"共 {item['reports']} 人次反映" if item["reports"] > 1 else ""
    return f"{moment_words(item['reported_at'])}上报"


def grid_rows(week: Week, parts: dict[Part, dict[str, Any]]) -> list[dict[str, Any]]:
    """Each grid by its name with what the other parts say of it; never an order by who is better."""
    index = city_index()
    names = [index.name(code) for code in sorted(grids_of(week.community))]
    found = []
    for name in names:
        counts = {part.value: sum(one["grid"] == name for one in parts[part]["rows"]) for part in COUNTED}
        found.append(row(Part.GRIDS, name, name, grid=name, counts=counts, text=_counted_words(counts.items())))
    return found


def _counted_words(counts: Iterable[tuple[str, int]]) -> str:
    return "，".join(f"{COUNTED[Part(key)]} {number}" for key, number in counts)


def grids_of(community: str) -> dict[str, tuple[str, ...]]:
    """{street-level grid: its parts that lie in the community}."""
    index = city_index()
    found: dict[str, tuple[str, ...]] = {}
    for code in index.children(community):
        parent = index.division(code).parent
        if parent:
            found[parent] = (*found.get(parent, ()), code)
    return found
