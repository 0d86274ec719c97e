"""The public map, and sounds for whoever accepts a report. Next: server/queries/public_cases.py"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, request, send_file

from server.actions.sounds import sound_of_link
from server.api.citizen_shapes import PUBLIC_CASES, SOUND, PublicCasesQuery, SoundQuery
from server.api.edge import endpoint, to_response
from server.auth import now
from server.errors import invalid
from server.queries.public_cases import read_public_cases

citizen = Blueprint("citizen", __name__, url_prefix="/api/v1")


@endpoint(citizen, "GET", "/public/cases", audience="all", query=PublicCasesQuery, answers={200: PUBLIC_CASES})
def list_public_cases(query: PublicCasesQuery) -> Response:
    """Cases of the last weeks in a viewport, for everybody: blurred places, released pictures, nobody's words"""
    west, south, east, north = (float(part) for part in query.bbox.split(","))
    if west > east or south > north:
        raise invalid("bbox", "bbox 应为 西,南,东,北")
    found = read_public_cases((west, south, east, north), now(), query.limit, query.cursor)
    given = query.model_dump(exclude_unset=True) | {"cursor": found["next"]}
    response = to_response({**found, "next": f"{request.path}?{urlencode(given)}" if found["next"] else None})
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


@endpoint(citizen, "GET", "/sounds/<int:sound_id>", audience="all", query=SoundQuery, answers={200: SOUND})
def get_sound(sound_id: int, query: SoundQuery) -> Response:
    """A recording, by a link that only the accepting unit is given"""
    path, media_type = sound_of_link(sound_id, query.e, query.s, now())
    response = send_file(path, mimetype=media_type, conditional=True)
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
