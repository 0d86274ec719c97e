"""Tell whoever an agreed action belongs to: that it was given, that its day comes, that it has passed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.messages import Addressee, Told, send
from server.models import MeetingPack, PackItem
from server.queries.city import all_departments, city_index
from workflows.assessment.packs import OwnerKind
from workflows.roles import Role

SENTENCES = {
    "pack.item_given": "{place}例会交办您一件事，{day}到期。",
    "pack.item_due": "{place}例会交办的一件事明天（{day}）到期。",
    "pack.item_late": "{place}例会交办的一件事已过期（{day}到期），请办完后写明结果。",
    "pack.item_returned": "{place}例会交办的一件事被退回，请看退回的原因。",
}
WHERE = "请在「考核 · 周例会」的「交办给我的」里看。"


def tell_owner(session: Session, item: PackItem, pack: MeetingPack, name: str, now: datetime) -> None:
    """One message each to everybody whose turn it is; the same thing is never told twice."""
    text = SENTENCES[name].format(place=city_index().name(item.community), day=f"{item.due_on:%-m月%-d日}") + WHERE
    for number, to in enumerate(_addressees(item)):
        # A returned action may be returned again: its moment makes the name of the message.
        again = f":{int(now.timestamp())}" if name == "pack.item_returned" else ""
        send(session, to, Told(f"{name}:{item.id}:{number}{again}", name, text, pack.district), now)


def tell_head(session: Session, item: PackItem, pack: MeetingPack, name: str, text: str, now: datetime) -> None:
    """The community's head hears that something is done or late."""
    send(session, Addressee(role=Role.COMMUNITY_HEAD, division=item.community), Told(
        f"{name}:head:{item.id}:{now:%Y%m%d%H%M%S}", name, text, pack.district), now)


def _addressees(item: PackItem) -> list[Addressee]:
    if item.owner_kind == OwnerKind.PERSON:
        return [Addressee(person_id=item.person_id)]
    code = item.owner or ""
    if item.owner_kind == OwnerKind.GRID:
        places = (code, *city_index().children(code))
        return [*(Addressee(role=Role.GRID_MEMBER, division=place) for place in places),
                Addressee(role=Role.GRID_HEAD, division=code)]
    if code in all_departments():
        return [Addressee(role=Role.DEPARTMENT_OFFICER, division=all_departments()[code].division, department=code)]
    return [Addressee(role=Role.STATION_HEAD, division=code)]
