"""A grid or place beside the others of its peer group: each line between the lowest, the middle and the highest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import AssessmentLine, AssessmentScore
from server.queries.people import Actor
from server.queries.score_lines import line_names
from server.queries.score_page import Opened
from server.queries.score_shapes import names_of, written
from server.queries.score_sight import DISPLAYED, may_open
from workflows.assessment.facts import Level
from workflows.assessment.result import LineState

FEWEST = 5  # in a smaller group everybody could be told from the figures
PERSONS, FEW, NO_GROUP = "对个人不作比较", "同类组不足 5 个，不作比较", "没有同类组"


def read_peers(session: Session, actor: Actor, opened: Opened) -> dict[str, Any]:
    """The comparison, or in words why there is none. Others are named once displayed, or in the own territory."""
    score = opened.score
    answer = {"group": score.peer_group, "why_not": None, "n": 0, "items": [], "lines": []}
    if score.level == Level.MEMBER:
        return answer | {"why_not": PERSONS}
    if score.peer_group is None and score.level != Level.DISTRICT:
        return answer | {"why_not": NO_GROUP}
    same = [AssessmentScore.assessment_id == opened.assessment.id, AssessmentScore.level == score.level,
            AssessmentScore.points.is_not(None)]
    if score.peer_group is not None:
        same.append(AssessmentScore.peer_group == score.peer_group)
    rows = list(session.scalars(select(AssessmentScore).where(*same).order_by(
        AssessmentScore.points.desc(), AssessmentScore.id)))
    if len(rows) < FEWEST:
        return answer | {"why_not": FEW, "n": len(rows)}
    return answer | {"n": len(rows), "items": _items(session, actor, opened, rows),
                     "lines": _lines(session, opened, [row.id for row in rows])}


def _items(session: Session, actor: Actor, opened: Opened, rows: Sequence[AssessmentScore]) -> list[dict[str, Any]]:
    public, now = opened.assessment.state in DISPLAYED, opened.whose.now
    names = names_of(session, rows)
    found = []
    for row in rows:
        known = public or may_open(actor, Level(row.level), row.owner, row.district, row.town, now)
        found.append({"id": row.id if known else None, "own": row.owner == opened.score.owner,
                      "name": names.get((row.level, row.owner), row.owner) if known else None,
                      "total": written(row.total), "points": row.points, "n": row.n})
    return found


def _lines(session: Session, opened: Opened, ids: list[int]) -> list[dict[str, Any]]:
    """Of every line that could be counted: the shares (thousandths of its weight) of the group and the own one."""
    of_group: dict[str, list[int]] = defaultdict(list)
    own: dict[str, int] = {}
    rows = session.execute(select(AssessmentLine.code, AssessmentLine.score_id, AssessmentLine.points,
                                  AssessmentLine.used).where(
        AssessmentLine.score_id.in_(ids), AssessmentLine.state != LineState.FEW.value))
    for code, score_id, points, used in rows:
        share = _share(points, used)
        of_group[code].append(share)
        if score_id == opened.score.id:
            own[code] = share
    found = []
    for line in opened.lines:
        shares = sorted(of_group.get(line.code, []))
        if len(shares) >= FEWEST:
            name, name_en = line_names(line.code)
            found.append({"code": line.code, "name": name, "name_en": name_en, "n": len(shares), "low": shares[0],
                          "middle": shares[len(shares) // 2], "high": shares[-1], "own": own.get(line.code)})
    return found


def _share(points: int, used: str) -> int:
    """Thousandths of the weight that were earned; `used` is the exact weight as "200/7"."""
    top, _, bottom = used.partition("/")
    return points * int(bottom or "1") // int(top) if int(top) else 0
