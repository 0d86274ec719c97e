"""Weekly meeting packs over HTTP. Next: server/actions/packs.py"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from server.actions.pack_files import pack_file
from server.actions.pack_items import Wanted, drop_item, finish_item, plan_item, return_item, withdraw_item
from server.actions.packs import Edit, edit_pack, open_pack, refresh_pack, sign_pack, supplement_pack
from server.api.edge import endpoint, expected_version, idempotency_key
from server.api.packs_shapes import (
    FILE,
    ITEM,
    OWN_ITEMS,
    PACK,
    PACKS,
    EditBody,
    FileQuery,
    ItemBody,
    OpenBody,
    PacksQuery,
    WordsBody,
)
from server.api.reports import uploaded
from server.auth import now
from server.queries.pack_items import read_own_items
from server.queries.pack_list import read_packs
from server.queries.packs import read_pack
from server.queries.people import Actor
from workflows.assessment.packs import OwnerKind

packs = Blueprint("packs", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this change"}
CHANGE = {**ONCE, "If-Match": "version of the pack that the person saw"}


@endpoint(packs, "GET", "/meeting-packs", query=PacksQuery, answers={200: PACKS})
def get_packs(actor: Actor, query: PacksQuery) -> dict[str, Any]:
    """Communities of the own territory with their packs of a week, and who has not signed"""
    return read_packs(actor, query.division, query.week, now(), query.limit, query.cursor)


@endpoint(packs, "POST", "/meeting-packs", body=OpenBody, answers={200: PACK, 201: PACK})
def post_pack(actor: Actor, body: OpenBody) -> tuple[dict[str, Any], int]:
    """Open the community's pack of the week that has ended; it is prepared unless it is there"""
    answer, made = open_pack(body.community, actor, now())
    return answer, 201 if made else 200


@endpoint(packs, "GET", "/meeting-packs/<int:pack_id>", answers={200: PACK})
def get_pack(pack_id: int, actor: Actor) -> dict[str, Any]:
    """One pack: a draft with everything that may be shown, a signed one as it was shown"""
    return read_pack(pack_id, actor, now())


@endpoint(packs, "POST", "/meeting-packs/<int:pack_id>", body=EditBody, answers={200: PACK}, headers=CHANGE)
def post_edit(pack_id: int, actor: Actor, body: EditBody) -> dict[str, Any]:
    """Change what is shown, in which order, the chosen cases and the words"""
    return edit_pack(pack_id, _edit(body), expected_version(), actor, idempotency_key(), now())


def _edit(body: EditBody) -> Edit:
    layout = (body.layout.order, body.layout.hidden, body.layout.notes) if body.layout else None
    given = body.model_dump(exclude={"layout"}, exclude_unset=True)
    return Edit(layout, {name: value.strip() if isinstance(value, str) else value for name, value in given.items()
                         if value is not None or name.endswith("_id")})


@endpoint(packs, "POST", "/meeting-packs/<int:pack_id>/refresh", answers={200: PACK})
def post_refresh(pack_id: int, actor: Actor) -> dict[str, Any]:
    """Read the facts of a draft anew"""
    return refresh_pack(pack_id, actor, now())


@endpoint(packs, "POST", "/meeting-packs/<int:pack_id>/sign", answers={200: PACK}, headers=CHANGE)
def post_sign(pack_id: int, actor: Actor) -> dict[str, Any]:
    """Sign off: frozen as it is shown, and what was agreed becomes tracked work"""
    return sign_pack(pack_id, expected_version(), actor, idempotency_key(), now())


@endpoint(packs, "POST", "/meeting-packs/<int:pack_id>/supplements", body=WordsBody, answers={201: PACK}, headers=ONCE)
def post_supplement(pack_id: int, actor: Actor, body: WordsBody) -> tuple[dict[str, Any], int]:
    """Add words to a signed pack, which stays as it was shown"""
    return supplement_pack(pack_id, body.text.strip(), actor, idempotency_key(), now()), 201


@endpoint(packs, "GET", "/meeting-packs/<int:pack_id>/file", query=FileQuery, answers={200: FILE})
def get_file(pack_id: int, actor: Actor, query: FileQuery) -> Response:
    """The pack as PDF or Excel"""
    data, name, kind = pack_file(pack_id, query.format, actor, now())
    response = Response(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@endpoint(packs, "POST", "/meeting-packs/<int:pack_id>/items", body=ItemBody, answers={201: PACK}, headers=ONCE)
def post_item(pack_id: int, actor: Actor, body: ItemBody) -> tuple[dict[str, Any], int]:
    """Write down an action with its owner and its day; it becomes open work with the sign-off"""
    wanted = Wanted(body.words.strip(), OwnerKind(body.kind), body.code, body.person_id, body.due_on)
    return plan_item(pack_id, wanted, actor, idempotency_key(), now()), 201


@endpoint(packs, "DELETE", "/meeting-packs/<int:pack_id>/items/<int:item_id>", answers={200: PACK}, headers=ONCE)
def delete_item(pack_id: int, item_id: int, actor: Actor) -> dict[str, Any]:
    """Take a planned action back before the sign-off"""
    return drop_item(pack_id, item_id, actor, idempotency_key(), now())


@endpoint(packs, "GET", "/meeting-items", answers={200: OWN_ITEMS})
def get_items(actor: Actor) -> dict[str, Any]:
    """What was agreed in meetings and is the own turn"""
    return read_own_items(actor, now())


@endpoint(packs, "POST", "/meeting-items/<int:item_id>/done", body=WordsBody, multipart="done", answers={200: ITEM},
          headers=ONCE)
def post_done(item_id: int, actor: Actor, body: WordsBody) -> dict[str, Any]:
    """Tell that it is done, with words and perhaps a photo"""
    return finish_item(item_id, body.text.strip(), uploaded("photos"), actor, idempotency_key(), now())


@endpoint(packs, "POST", "/meeting-items/<int:item_id>/withdraw", body=WordsBody, answers={200: ITEM}, headers=ONCE)
def post_withdraw(item_id: int, actor: Actor, body: WordsBody) -> dict[str, Any]:
    """The head takes an open action back, with the reason"""
    return withdraw_item(item_id, body.text.strip(), actor, idempotency_key(), now())


@endpoint(packs, "POST", "/meeting-items/<int:item_id>/return", body=WordsBody, answers={200: ITEM}, headers=ONCE)
def post_return(item_id: int, actor: Actor, body: WordsBody) -> dict[str, Any]:
    """The head does not accept what was told as done: it is open again"""
    return return_item(item_id, body.text.strip(), actor, idempotency_key(), now())
