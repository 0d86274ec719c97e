"""周例会 in the home town: heads of communities prepare, choose, agree and sign on Mondays; most promises are kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from server.actions.demo_accounts import HOME_TOWN
from server.actions.demo_cast import codes_of
from server.actions.pack_items import Wanted, finish_item, plan_item
from server.actions.packs import Edit, edit_pack, open_pack, sign_pack
from server.queries.people import Actor
from server.queries.simulation_duties import open_items
from server.simulation.duties import Duty
from server.simulation.pace import local_day
from server.simulation.roster import Roster
from server.simulation.terms import Terms, at
from server.simulation.words import phrases
from workflows.assessment.packs import OwnerKind
from workflows.roles import Role

WEEKS, WEEKS_AT_HOME = 2, 7  # Mondays before the opening on which communities met; that of the demo account
KEPT, LATE = 0.72, 0.13  # promises that are kept in time; some days later; the rest stays open
MONDAY = 0


def duties(days: Iterable[date], terms: Terms) -> list[Duty]:
    """Meetings on Mondays; what was agreed is seen to on every day."""
    found, communities = [], codes_of("community", HOME_TOWN)
    for day in days:
        found.append(Duty(at(day, 17.3), "promises", lambda roster, now: _keep(roster, communities, now)))
        weeks = (terms.opened - day).days // 7
        if day.weekday() != MONDAY or day <= terms.begins or weeks >= WEEKS_AT_HOME:
            continue
        for place, code in enumerate(communities if weeks < WEEKS else communities[:1]):
            # The head whose account visitors get leaves this week's pack to them.
            signs = place > 0 or weeks > 0
            found.append(Duty(at(day, 9 + place * 0.02), "meeting", lambda roster, now, code=code, signs=signs:
                              _meet(roster, code, now, signs=signs)))
    return found


def _meet(roster: Roster, community: str, now: datetime, *, signs: bool) -> None:
    for head in roster.of(Role.COMMUNITY_HEAD, community)[:1]:
        pack, _ = open_pack(community, head, now)
        if signs:
            _sign(pack, head, Random(f"meeting/{community}/{local_day(now)}"), now)


def _sign(pack: dict[str, Any], head: Actor, rng: Random, now: datetime) -> None:
    words = phrases()["meetings"]
    owners = [one for one in pack["owners"] if one["kind"] == OwnerKind.GRID]
    for _ in range(rng.choice((0, 1, 1, 2)) if owners else 0):
        owner, due = rng.choice(owners), local_day(now) + timedelta(days=rng.randint(3, 9))
        pack = plan_item(pack["id"], Wanted(rng.choice(words["items"]), OwnerKind(owner["kind"]), owner["code"],
                                            owner["person_id"], due), head, None, now)
    fields: dict[str, Any] = {"review": rng.choice(words["reviews"])}
    for kind in ("good", "bad"):
        for case in pack["suggestions"][kind][:1]:
            fields |= {f"{kind}_case_id": case["case_id"], f"{kind}_note": rng.choice(words[kind])}
    pack = edit_pack(pack["id"], Edit(None, fields), pack["version"], head, None, now)
    sign_pack(pack["id"], pack["version"], head, None, now)


def _keep(roster: Roster, communities: list[str], now: datetime) -> None:
    for one in open_items(communities):
        rng = Random(f"promise/{one.id}")
        lot = rng.random()
        day = one.due_on - timedelta(days=1) if lot < KEPT else one.due_on + timedelta(days=4)
        if lot >= KEPT + LATE or local_day(now) < day:
            continue
        actors = roster.known(one.person_id) or [
            actor for code in one.divisions for actor in roster.of(Role.GRID_MEMBER, code)]
        if actors:
            finish_item(one.id, rng.choice(phrases()["meetings"]["done"]), (), actors[0], None, now)
