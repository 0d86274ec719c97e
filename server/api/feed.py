"""The feed, the figures and the pictures."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, send_file

from server.actions.photo_covers import cover_photo
from server.actions.photos import file_of_link, file_of_published
from server.actions.publishing import release_photo
from server.api.answers import EMPTY, EVENTS, GRID_FIGURES, JPEG, OVERVIEW
from server.api.edge import endpoint, to_response
from server.api.intake_shapes import COVERED, CoverBody
from server.api.schemas import EventsQuery, GridStatsQuery, OverviewQuery, PhotoQuery, PublishedQuery
from server.auth import now
from server.queries.people import Actor
from server.queries.reading import read_events, read_grid_figures, read_overview

feed = Blueprint("feed", __name__, url_prefix="/api/v1")


@endpoint(feed, "GET", "/events", query=EventsQuery, answers={200: EVENTS})
def get_events(actor: Actor, query: EventsQuery) -> dict[str, Any]:
    """Events after a number; `next_after` is the only thing that moves a client's cursor"""
    return read_events(actor, now(), query.after, query.limit, query.division, query.department)


@endpoint(feed, "GET", "/stats/overview", query=OverviewQuery, answers={200: OVERVIEW})
def get_overview(actor: Actor, query: OverviewQuery) -> dict[str, Any]:
    """Figures of a division: each with definition, moment and the address of its list"""
    return read_overview(actor, query.division, query.department, now())


@endpoint(feed, "GET", "/stats/grids", query=GridStatsQuery, answers={200: GRID_FIGURES})
def get_grid_figures(actor: Actor, query: GridStatsQuery) -> dict[str, Any]:
    """Open and late cases per grid, for the map"""
    return read_grid_figures(actor, query.division, query.level, now())


@endpoint(feed, "GET", "/photos/<int:photo_id>/<int:size>.jpg", audience="all", query=PhotoQuery,
          answers={200: JPEG})
def get_photo(photo_id: int, size: int, query: PhotoQuery) -> Response:
    """A served picture, by a link that carries its own right"""
    response = send_file(file_of_link(photo_id, size, query.e, query.s, now()), mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@endpoint(feed, "GET", "/public/photos/<int:photo_id>/<int:size>.jpg", audience="all", query=PublishedQuery,
          answers={200: JPEG})
def get_published_photo(photo_id: int, size: int, query: PublishedQuery) -> Response:
    """The public copy of a released picture, with time, place and grid at its lower edge"""
    response = send_file(file_of_published(photo_id, size, query.v), mimetype="image/jpeg")
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@endpoint(feed, "POST", "/photos/<int:photo_id>/release", answers={204: EMPTY})
def release(photo_id: int, actor: Actor) -> Response:
    """Release a picture for the public: somebody of the station has looked at it"""
    release_photo(photo_id, actor, now())
    return to_response((None, 204))


@endpoint(feed, "POST", "/photos/<int:photo_id>/cover", body=CoverBody, answers={200: COVERED})
def cover(photo_id: int, actor: Actor, body: CoverBody) -> dict[str, Any]:
    """Cover faces and plates in a picture, or with no areas take the cover off while it is not released"""
    return cover_photo(photo_id, body.areas, actor, now())
