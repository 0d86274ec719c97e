"""Bodies and queries that the calls take. Nothing unknown passes; every error names its field."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, AwareDatetime, Field, ValidationInfo, field_validator, model_validator

from server.api.edge import Body, Query, Text
from server.queries.moments import is_plausible

When = TypeVar("When", bound=date)


def _plausible(when: When) -> When:
    if not is_plausible(when):
        raise ValueError("年份不对")
    return when


Datum = Literal["wgs84", "gcj02", "bd09"]
Lon = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Lat = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Code = Annotated[Text, Field(min_length=1, max_length=30)]
Moment = Annotated[AwareDatetime, AfterValidator(_plausible)]
Day = Annotated[date, AfterValidator(_plausible)]
Cursor = Annotated[Text, Field(max_length=200)]
Uuid = Annotated[Text, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
# One mailbox and nothing that could end a header line; whether it exists is learnt by writing to it.
MAILBOX = r"^([^\s@,;<>\"]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,5})?$"
Email = Annotated[Text, Field(max_length=120, pattern=MAILBOX)]
Limit = Annotated[int, Field(ge=1, le=200)]
Flag = Literal["true", "false"]


class SignInBody(Body):
    """POST /session."""

    username: Annotated[Text, Field(min_length=1, max_length=60)]
    password: Annotated[Text, Field(min_length=1, max_length=200)]
    kind: Literal["cookie", "token"] = "cookie"


class Contact(Body):
    """How the reporter may be reached; sealed apart from everything else."""

    name: Annotated[Text, Field(max_length=60)] = ""
    phone: Annotated[Text, Field(max_length=30)] = ""
    email: Email = ""
    by: Literal["", "sms", "wechat", "email"] = ""
    proof: Uuid | None = None


class ShotBody(Body):
    """What the phone says of one picture: the form field of its file, when the shutter was pressed and where."""

    field: Literal["photos", "before", "after", "document"] = "photos"
    taken_at: Moment
    lon: Lon | None = None
    lat: Lat | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)] | None = None


Shots = Annotated[list[ShotBody], Field(max_length=20)]
Given = (Annotated[Text, Field(max_length=500)] | bool | Annotated[int, Field(ge=0, le=2**53)]
         | Annotated[float, Field(ge=0, le=2**53, allow_inf_nan=False)])


class ReportBody(Body):
    """POST /reports: lon, lat is where the problem is, device_* where the phone was."""

    id: Uuid
    intent: Literal["complaint", "feedback", "suggestion"] = "complaint"
    category: Code
    description: Annotated[Text, Field(max_length=2000)] = ""
    lon: Lon | None = None
    lat: Lat | None = None
    datum: Datum = "wgs84"
    place_text: Annotated[Text, Field(max_length=200)] = ""
    device_lon: Lon | None = None
    device_lat: Lat | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)] | None = None
    occurred_at: Moment | None = None
    sent_at: Moment | None = None
    contact: Contact | None = None
    anonymous: bool = True
    recuse: bool = False
    photos_private: bool = False
    source: Annotated[Text, Field(min_length=1, max_length=20)] = "citizen"
    external_number: Annotated[Text, Field(max_length=60)] | None = None
    external_due_at: Moment | None = None
    premises: Code | None = None
    answers: Annotated[dict[Code, Given], Field(max_length=20)] = Field(default_factory=dict)
    wish: Annotated[Text, Field(max_length=500)] = ""
    shots: Shots = Field(default_factory=list)
    join_case: Annotated[int, Field(gt=0, lt=2**53)] | None = None

    @model_validator(mode="after")
    def _whole_point(self) -> ReportBody:
        if (self.lon is None) != (self.lat is None):
            raise ValueError("lon 和 lat 要同时给出")
        return self


class WordsBody(Body):
    """What a reporter adds: words, the case to join."""

    text: Annotated[Text, Field(max_length=2000)] = ""
    case_id: Annotated[int, Field(gt=0, lt=2**53)] | None = None


class RatingBody(Body):
    """POST /reports/{ticket}/rating."""

    solved: Literal["yes", "partly", "no"]
    satisfaction: Annotated[Annotated[int, Field(ge=1, le=5)] | None, Field(validate_default=True)] = None
    comment: Annotated[Text, Field(max_length=1000)] = ""

    @field_validator("satisfaction")
    @classmethod
    def _asked_unless_not_solved(cls, given: int | None, info: ValidationInfo) -> int | None:
        if given is None and info.data.get("solved") in ("yes", "partly"):
            raise ValueError("请选择是否满意；只有“没有解决”可以不选")
        return given


class PlaceBody(Body):
    """POST /cases/{id}/place: where the problem is."""

    lon: Lon
    lat: Lat
    datum: Datum = "wgs84"


class ReplyBody(Body):
    """POST /reports/{ticket}/reply: the answer to a suggestion or to feedback."""

    text: Annotated[Text, Field(min_length=1, max_length=2000)]
    adopted: bool | None = None


class OpinionsQuery(Query):
    """GET /opinions."""

    intent: Literal["feedback", "suggestion"] | None = None
    state: Literal["received", "answered"] | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class StepBody(Body):
    """Fields of a step, as /workflow names them; when it was done and sent, by the clock of the phone."""

    fields: dict[Text, Any] = Field(default_factory=dict)
    done_at: Moment | None = None
    sent_at: Moment | None = None
    shots: Shots = Field(default_factory=list)


class LocateQuery(Query):
    """GET /locate."""

    lon: Lon
    lat: Lat
    datum: Datum = "wgs84"


class GridsQuery(Query):
    """GET /grids."""

    level: Literal["city", "district", "town", "street_grid", "sub_grid", "community"]
    parent: Code | None = None
    bbox: Annotated[Text, Field(pattern=r"^-?\d{1,3}(\.\d{1,12})?(,-?\d{1,3}(\.\d{1,12})?){3}$")] | None = None


class CodeQuery(Query):
    """The query code of a ticket; the header X-Query-Code is better, because addresses are logged."""

    code: Annotated[Text, Field(max_length=40)] | None = None


class ReasonQuery(Query):
    """Why somebody looks at an identity."""

    reason: Annotated[Text, Field(min_length=1, max_length=200)]


class DepartmentsQuery(Query):
    """GET /departments."""

    division: Code | None = None


class CasesQuery(Query):
    """GET /cases: filters, order and place in the list."""

    state: Annotated[Text, Field(max_length=200)] | None = None
    phase: Literal["discover", "handle", "evaluate", "feedback"] | None = None
    stage: Code | None = None
    division: Code | None = None
    grid: Code | None = None
    department: Code | None = None
    category: Code | None = None
    source: Code | None = None
    assignee: Literal["me"] | None = None
    overdue: Flag | None = None
    late: Flag | None = None
    warning: Flag | None = None
    supervised: Flag | None = None
    escalated: Flag | None = None
    open: Flag | None = None
    closing: Literal["without-yes", "contested", "asked"] | None = None
    reported_on: date | None = None
    dispatched_on: date | None = None
    handled_on: date | None = None
    closed_on: date | None = None
    bbox: Annotated[Text, Field(pattern=r"^-?\d{1,3}(\.\d{1,12})?(,-?\d{1,3}(\.\d{1,12})?){3}$")] | None = None
    q: Annotated[Text, Field(max_length=60)] | None = None
    border: Flag | None = None
    updated_after: Moment | None = None
    recurring: Flag | None = None
    reported_since: Day | None = None
    low: Flag | None = None
    restriction: Annotated[int, Field(gt=0, lt=2**31)] | None = None
    law: Literal["waiting", "open", "settled", "sent", "filed", "not-filed", "penalty", "enforced"] | None = None
    order: Literal["newest", "oldest", "due"] = "newest"
    limit: Limit = 50
    cursor: Cursor | None = None


class EventsQuery(Query):
    """GET /events."""

    after: Annotated[int, Field(ge=0, lt=2**53)] = 0
    limit: Limit = 100
    division: Code | None = None
    department: Code | None = None


class OverviewQuery(Query):
    """GET /stats/overview."""

    division: Code | None = None
    department: Code | None = None


class GridStatsQuery(Query):
    """GET /stats/grids."""

    division: Code | None = None
    level: Literal["district", "town", "street_grid"] = "street_grid"


class PhotoQuery(Query):
    """The end and the signature of a photo link."""

    e: Annotated[Text, Field(max_length=12)]
    s: Annotated[Text, Field(max_length=64)]
    v: Annotated[Text, Field(max_length=8)] | None = None


class PublishedQuery(Query):
    """Which making of a public copy a link means."""

    v: Annotated[Text, Field(pattern=r"^[0-9a-f]{12}$")]
