"""Special inspections over HTTP: plan, go, record, open cases, results. Next: server/actions/inspections.py"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from server.actions.inspection_cases import open_case
from server.actions.inspection_places import add_places, remove_place
from server.actions.inspection_records import Picture, record_place, skip_place
from server.actions.inspections import change_inspection, close_inspection, plan_inspection, start_inspection
from server.actions.photos import take_in
from server.actions.shots import with_shots
from server.api.edge import endpoint, idempotency_key
from server.api.inspections_shapes import (
    INSPECTED,
    INSPECTION,
    INSPECTIONS,
    OF_CASE,
    RESULTS,
    RESULTS_FILE,
    TEMPLATES,
    CaseBody,
    CloseBody,
    InspectionBody,
    InspectionsQuery,
    PlacesBody,
    RecordBody,
    ResultsFileQuery,
    SkipBody,
)
from server.api.reports import is_simulated, said_of
from server.auth import now
from server.errors import invalid
from server.queries.inspection_forms import read_templates
from server.queries.inspection_places import finding_of_case, read_place
from server.queries.inspection_results import export_results, read_results
from server.queries.inspections import read_inspection, read_inspections
from server.queries.people import Actor
from server.queries.reading import settings
from server.queries.sheet_files import FILE_TYPES

inspections = Blueprint("inspections", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this change"}


@endpoint(inspections, "GET", "/inspections", query=InspectionsQuery, answers={200: INSPECTIONS})
def list_inspections(actor: Actor, query: InspectionsQuery) -> dict[str, Any]:
    """Special inspections that the person may see, the newest first"""
    return read_inspections(actor, query.state, now(), query.limit, query.cursor)


@endpoint(inspections, "GET", "/inspection-forms", answers={200: TEMPLATES})
def get_forms(actor: Actor) -> dict[str, Any]:
    """Forms to begin a special inspection with"""
    return read_templates()


@endpoint(inspections, "POST", "/inspections", body=InspectionBody, answers={201: INSPECTION}, headers=KEY)
def post_inspection(actor: Actor, body: InspectionBody) -> tuple[dict[str, Any], int]:
    """Plan a special inspection"""
    return plan_inspection(body.given(), actor, idempotency_key(), now(), simulated=is_simulated()), 201


@endpoint(inspections, "GET", "/inspections/<int:inspection_id>", answers={200: INSPECTION})
def get_one_inspection(inspection_id: int, actor: Actor) -> dict[str, Any]:
    """One inspection with its form, who goes, and the places that the person may know of"""
    return read_inspection(inspection_id, actor, now())


@endpoint(inspections, "POST", "/inspections/<int:inspection_id>", body=InspectionBody, answers={200: INSPECTION},
          headers=KEY)
def post_change(inspection_id: int, actor: Actor, body: InspectionBody) -> dict[str, Any]:
    """Change the plan; of one that runs only the last day and who goes"""
    return change_inspection(inspection_id, body.given(), actor, idempotency_key(), now())


@endpoint(inspections, "POST", "/inspections/<int:inspection_id>/start", answers={200: INSPECTION}, headers=KEY)
def post_start(inspection_id: int, actor: Actor) -> dict[str, Any]:
    """Begin: from now on the form stays as it is"""
    return start_inspection(inspection_id, actor, idempotency_key(), now())


@endpoint(inspections, "POST", "/inspections/<int:inspection_id>/close", body=CloseBody, answers={200: INSPECTION},
          headers=KEY)
def post_close(inspection_id: int, actor: Actor, body: CloseBody) -> dict[str, Any]:
    """Close with a summary"""
    return close_inspection(inspection_id, body.summary, actor, idempotency_key(), now())


@endpoint(inspections, "POST", "/inspections/<int:inspection_id>/places", body=PlacesBody, answers={200: INSPECTION},
          headers=KEY)
def post_places(inspection_id: int, actor: Actor, body: PlacesBody) -> dict[str, Any]:
    """Add places: by rule over the register, by source, or a spot on the map"""
    return add_places(inspection_id, body.wanted(), actor, idempotency_key(), now())


@endpoint(inspections, "POST", "/inspections/<int:inspection_id>/places/<int:place_id>/remove",
          answers={200: INSPECTION}, headers=KEY)
def post_remove(inspection_id: int, place_id: int, actor: Actor) -> dict[str, Any]:
    """Take out a place that nobody has been to"""
    return remove_place(inspection_id, place_id, actor, idempotency_key(), now())


@endpoint(inspections, "GET", "/inspections/<int:inspection_id>/places/<int:place_id>", answers={200: INSPECTED})
def get_place_of(inspection_id: int, place_id: int, actor: Actor) -> dict[str, Any]:
    """One place with what was found, pictures and cases"""
    return read_place(inspection_id, place_id, actor, now())


@endpoint(inspections, "POST", "/inspections/<int:inspection_id>/places/<int:place_id>/record", body=RecordBody,
          multipart="record", answers={200: INSPECTED}, headers=KEY)
def post_record(inspection_id: int, place_id: int, actor: Actor, body: RecordBody) -> dict[str, Any]:
    """Keep what was found on site, with the pictures as multipart/form-data"""
    pictures = _pictures(body)
    return record_place(inspection_id, place_id, body.given(), pictures, actor, idempotency_key(), now())


def _pictures(body: RecordBody) -> list[Picture]:
    """Each file with the item that it shows; more of them than a report may have are taken in by turns."""
    files = request.files.getlist("photos") if request.mimetype == "multipart/form-data" else []
    if set(request.files) - {"photos"}:
        raise invalid(sorted(set(request.files) - {"photos"})[0], "没有这个文件字段")
    if len(files) != len(body.photos):
        raise invalid("photos", "照片的张数和说明的不一致")
    most = settings().max_photos
    uploads = [upload for first in range(0, len(files), most)
               for upload in take_in([("check", file.read()) for file in files[first:first + most]])]
    uploads = with_shots(uploads, ["photos"] * len(uploads), said_of(body.shots), body.sent_at, now())
    return [Picture(code, upload) for code, upload in zip(body.photos, uploads, strict=True)]


@endpoint(inspections, "POST", "/inspections/<int:inspection_id>/places/<int:place_id>/skip", body=SkipBody,
          answers={200: INSPECTED}, headers=KEY)
def post_skip(inspection_id: int, place_id: int, actor: Actor, body: SkipBody) -> dict[str, Any]:
    """Say why a place could not be looked at"""
    return skip_place(inspection_id, place_id, body.reason, body.note, actor, idempotency_key(), now())


@endpoint(inspections, "POST", "/inspections/<int:inspection_id>/places/<int:place_id>/items/<code>/case",
          body=CaseBody, answers={200: INSPECTED})
def post_case(inspection_id: int, place_id: int, code: str, actor: Actor, body: CaseBody) -> dict[str, Any]:
    """Open a case of a finding; asking again opens no second one"""
    return open_case(inspection_id, place_id, code, body.given(), actor, now())


@endpoint(inspections, "GET", "/inspections/<int:inspection_id>/results", answers={200: RESULTS})
def get_results(inspection_id: int, actor: Actor) -> dict[str, Any]:
    """Results per town, grid and item, each with n"""
    return read_results(inspection_id, actor, now())


@endpoint(inspections, "GET", "/inspections/<int:inspection_id>/results/export", query=ResultsFileQuery,
          answers={200: RESULTS_FILE})
def export_file(inspection_id: int, actor: Actor, query: ResultsFileQuery) -> Response:
    """The results as a table"""
    response = Response(export_results(inspection_id, query.format, actor, now()),
                        content_type=FILE_TYPES[query.format])
    response.headers["Content-Disposition"] = f'attachment; filename="inspection-{inspection_id}.{query.format}"'
    return response


@endpoint(inspections, "GET", "/cases/<int:case_id>/inspection", answers={200: OF_CASE})
def get_of_case(case_id: int, actor: Actor) -> dict[str, Any]:
    """The special inspection that a case came from"""
    return finding_of_case(case_id, actor, now())
