"""An arrival as a submission: who sends it, what stands in it, which pictures go along."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from gis.grid import Located
from server.queries.people import REPORTER, Actor
from server.simulation.arrivals import CITIZENS, Arrival
from server.simulation.roster import Roster
from workflows.roles import Role


def sender_of(arrival: Arrival, located: Located, roster: Roster) -> tuple[Actor, str] | None:
    """Who reports, and from which source; None when nobody is there to do it."""
    rng = Random(f"sender/{arrival.id}")
    if arrival.source == "citizen":
        return REPORTER, "citizen"
    if arrival.source == "grid_member":
        found = roster.of(Role.GRID_MEMBER, located.street_grid or located.sub_grid)
    else:
        found = (roster.of(Role.STATION_OFFICER, located.town) if located.town
                 else roster.of(Role.DISTRICT_DISPATCHER, located.district))
    return (rng.choice(found), arrival.source) if found else None


def body_of(arrival: Arrival, source: str) -> dict[str, Any]:
    """The fields of POST /reports, times as they are."""
    rng = Random(f"body/{arrival.id}")
    name, phone = arrival.contact or ("", "")
    on_site = source == "grid_member" or (source in CITIZENS and arrival.photos > 0)
    return {
        "id": arrival.id, "intent": "complaint", "category": arrival.category, "description": arrival.description,
        "lon": arrival.lon, "lat": arrival.lat, "place_text": arrival.place_text, "source": source,
        "device_lon": _beside(arrival.lon, rng) if on_site else None,
        "device_lat": _beside(arrival.lat, rng) if on_site else None,
        "accuracy_m": float(rng.choice((5, 8, 12, 20, 35))) if on_site else None,
        "occurred_at": arrival.at - timedelta(minutes=rng.randrange(1, 9)), "sent_at": arrival.at,
        "contact_name": name, "contact_phone": phone, "anonymous": arrival.contact is None,
        "recuse": arrival.recuse, "photos_private": arrival.private,
        "external_number": arrival.external_number, "external_due_at": arrival.external_due_at,
    }


def _beside(degrees: float, rng: Random) -> float:
    return round(degrees + rng.uniform(-0.0003, 0.0003), 6)
