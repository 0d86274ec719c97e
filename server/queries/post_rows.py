"""Posts with their holders, absences and substitutes at a moment: one statement, and the shapes of all three."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import Session, aliased

from server.models import Absence, Person, PersonPost
from server.queries.catalogue import catalogue
from server.queries.city import codes_above, named, named_unit
from server.queries.people import Actor, runs
from server.queries.phones import phone_sight
from server.queries.seats import is_away
from workflows.directory import looks_up_everybody
from workflows.managing import may_manage
from workflows.roles import Role
from workflows.roster import AWAY_NAMES
from workflows.standing_in import Acting, Seat, acting_for


@dataclass(frozen=True)
class HeldPost:
    """A post with its holder; `deputy` is named by the post, `stand_in` by the absence that runs.

    `ready` is False when whoever should stand in is away or switched off. `seen` are the people of the row whose
    phones the viewer sees.
    """

    post: PersonPost
    holder: Person
    absence: Absence | None
    deputy: Person | None
    stand_in: Person | None
    ready: bool
    seen: frozenset[int]

    @property
    def substitute(self) -> Person | None:
        """Who should act while the holder is away."""
        return self.stand_in or self.deputy

    @property
    def acting(self) -> Acting | None:
        """Who acts now; None while the holder is away and nobody stands in."""
        return acting_for(self.seat)

    @property
    def seat(self) -> Seat:
        """The rules' view."""
        substitute = self.substitute
        return Seat(self.post.id, self.holder.id, self.absence is not None, substitute.id if substitute else None,
                    self.ready)

    def person(self, person_id: int | None) -> dict[str, Any] | None:
        """The shape of the holder or of the substitute with this id."""
        found = next((one for one in (self.holder, self.stand_in, self.deputy) if one and one.id == person_id), None)
        return person_card(found, found.id in self.seen) if found else None


def held_posts(session: Session, actor: Actor, where: ColumnElement[bool], at: datetime, now: datetime, *,
               running: bool = True) -> list[HeldPost]:
    """The posts that ran at `at` and meet a condition, in the order of their numbers; phones as of `now`.

    With `running` False past and future posts too; an absence belongs to a post only while the post runs.
    """
    rows = session.execute(_statement(actor, where, at, now, running)).all()
    found: dict[int, HeldPost] = {}
    for row in rows:
        post, holder, absence, deputy, stand_in, deputy_ready, stand_in_ready, *seen = row
        people = (holder, deputy, stand_in)
        held = HeldPost(post, holder, absence, deputy, stand_in, bool(stand_in_ready if stand_in else deputy_ready),
                        frozenset(one.id for one, visible in zip(people, seen, strict=True) if one and visible))
        # Two absences at once: the one that somebody stands in for.
        if post.id not in found or found[post.id].acting is None:
            found[post.id] = held
    return list(found.values())


def _statement(actor: Actor, where: ColumnElement[bool], at: datetime, now: datetime, running: bool) -> Select[Any]:
    holder, deputy, stand_in = aliased(Person), aliased(Person), aliased(Person)
    # People are switched off from now on: what they held before, they held.
    working = [person.active if at >= now else true() for person in (holder, deputy, stand_in)]
    away = and_(Absence.person_id == PersonPost.person_id, runs(Absence, at), runs(PersonPost, at))
    seen = phone_sight(actor, now)
    return (select(PersonPost, holder, Absence, deputy, stand_in,
                   and_(working[1], ~is_away(deputy.id, at)), and_(working[2], ~is_away(stand_in.id, at)),
                   *(seen(person.id) for person in (holder, deputy, stand_in)))
            .join(holder, holder.id == PersonPost.person_id).outerjoin(Absence, away)
            .outerjoin(deputy, deputy.id == PersonPost.substitute_id)
            .outerjoin(stand_in, stand_in.id == Absence.substitute_id)
            .where(where, working[0], runs(PersonPost, at) if running else true())
            .order_by(PersonPost.id, Absence.id))


def person_card(person: Person, with_phone: bool) -> dict[str, Any]:
    """`person`: the personal phone only for those who work with them."""
    return {"id": person.id, "name": person.name, "staff_no": person.staff_no,
            "phone": person.phone if with_phone else None, "office_phone": person.office_phone,
            "simulated": person.simulated}


def role_name(role: str) -> str:
    """The name of a role as the catalogue has it."""
    return catalogue().roles[role]


def absence_shape(absence: Absence | None) -> dict[str, Any] | None:
    """Why and how long somebody is away, or None."""
    return absence and {"id": absence.id, "kind": absence.kind, "kind_name": AWAY_NAMES[absence.kind],
                        "from": absence.starts_at, "to": absence.ends_at}


def post_shape(held: HeldPost, actor: Actor, now: datetime) -> dict[str, Any]:
    """`post` without its person."""
    post, acting = held.post, held.acting
    away = absence_shape(held.absence)
    doing = held.person(acting.person_id) if acting else None
    # Who only looks up heads is not told who would stand in, only who does.
    everybody = looks_up_everybody(actor.posts, now)
    stands_in = held.person(held.seat.substitute_id) if everybody else doing
    return {
        "id": post.id, "role": post.role, "role_name": role_name(post.role), "division": named(post.division),
        "department": named_unit(post.department), "from": post.starts_at, "to": post.ends_at,
        "substitute": held.person(post.substitute_id) if everybody else None,
        "away": away and {**away, "substitute": stands_in}, "acting": doing,
        "may_manage": may_manage(actor.posts, Role(post.role), (post.division, *codes_above(post.division)), now)}
