"""Hand out people and posts as a file: the file holds personal phones, so the ledger keeps who took it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from server.actions.arranging import tell
from server.queries.people import Actor
from server.queries.people_export import export_people
from server.transaction import transaction


def hand_out_people(actor: Actor, division: str | None, kind: str, now: datetime) -> bytes:
    """The file of `export_people`, its hash in the ledger under the person who took it. Raises what that raises."""
    data = export_people(actor, division, kind, now)
    with transaction() as tx:
        tell(tx, "person.register_taken", actor.person_id or 0, division or actor.posts[0].division, None, actor, now,
             {"format": kind, "division": division, "sha256": hashlib.sha256(data).hexdigest()})
    return data
