"""Bodies, queries and documented answers of routing: rules, sandbox, precedents, parties, borders, sources, bulk."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from server.api.answers import BOOLEAN, DAY, INTEGER, NAMED, PLACE, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Datum, Lat, Limit, Lon, Moment

Words = Annotated[Text, Field(min_length=1, max_length=200)]
Codes = Annotated[list[Code], Field(max_length=60)]
Clock = Annotated[Text, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
MonthDay = Annotated[Text, Field(pattern=r"^\d\d-\d\d$")]
Id = Annotated[int, Field(gt=0, lt=2**53)]


class WhenBody(Body):
    """Conditions of a rule; those that are left out always hold."""

    categories: Codes = []
    divisions: Codes = []
    premises: Codes = []
    sources: Codes = []
    hours: Annotated[list[Clock], Field(min_length=2, max_length=2)] | None = None
    days: Annotated[list[MonthDay], Field(min_length=2, max_length=2)] | None = None
    working: Literal["during", "outside"] | None = None


class TargetBody(Body):
    """Who leads: a kind at a level, one unit, or what another rule says. `assist` are kinds."""

    kind: Code | None = None
    level: Literal["town", "district", "city"] = "district"
    unit: Code | None = None
    same_as: Id | None = None
    assist: Codes = []

    @model_validator(mode="after")
    def _one_lead(self) -> TargetBody:
        if sum(given is not None for given in (self.kind, self.unit, self.same_as)) != 1:
            raise ValueError("kind、unit、same_as 三选一")
        return self


class RuleBody(Body):
    """POST /routing/rules and /routing/rules/{id}."""

    name: Annotated[Text, Field(min_length=1, max_length=60, pattern=r"\S")]
    active: bool = True
    when: WhenBody = WhenBody()
    target: TargetBody
    reason: Annotated[Text, Field(min_length=1, max_length=200, pattern=r"\S")]


class OrderBody(Body):
    """POST /routing/order."""

    ids: Annotated[list[Id], Field(max_length=500)]


class TryBody(Body):
    """POST /routing/try: a point or a division."""

    category: Code
    lon: Lon | None = None
    lat: Lat | None = None
    datum: Datum = "wgs84"
    division: Code | None = None
    premises: Code | None = None
    source: Code | None = None
    at: Moment | None = None

    @model_validator(mode="after")
    def _some_place(self) -> TryBody:
        if (self.lon is None) != (self.lat is None) or (self.lon is None) == (self.division is None):
            raise ValueError("给出 lon、lat，或给出 division")
        return self


class RulingsQuery(Query):
    """GET /rulings: precedents by words, category, premises; `like` sorts those first that are like a case."""

    q: Annotated[Text, Field(max_length=60)] | None = None
    category: Code | None = None
    like: Annotated[int, Field(gt=0, lt=2**53)] | None = None
    limit: Limit = 20
    cursor: Annotated[int, Field(gt=0, lt=2**53)] | None = None


class PartyBody(Body):
    """POST /cases/{id}/parties: an enterprise or a person that answers for the case."""

    party: Literal["enterprise", "person"]
    name: Annotated[Text, Field(min_length=1, max_length=80, pattern=r"\S")]


class PremisesBody(Body):
    """POST /cases/{id}/premises; null takes the kind of premises away."""

    premises: Code | None


class BorderBody(Body):
    """POST /cases/{id}/border: which of the two towns keeps the case."""

    town: Code


class SourceBody(Body):
    """POST /cases/{id}/source: where it comes from."""

    lon: Lon
    lat: Lat
    datum: Datum = "wgs84"


class BulkItem(Body):
    """One case of a bulk step with the version that was seen."""

    id: Id
    version: Annotated[int, Field(ge=1, lt=10**9)]


class BulkBody(Body):
    """POST /cases/bulk."""

    action: Literal["dispatch", "merge", "undo"]
    items: Annotated[list[BulkItem], Field(min_length=1, max_length=50)]
    fields: dict[Text, Any] = Field(default_factory=dict)


_WHEN = {"type": "object"}
RULE = record(
    id=INTEGER, position=INTEGER, name=STRING, active=BOOLEAN, when=_WHEN, target={"type": "object"}, reason=STRING,
    divisions=array(NAMED), unit=nullable(NAMED), broken=nullable(STRING), changed_at=TIME, changed_by=nullable(STRING))
RULES = record(
    items=array(RULE), may_edit=BOOLEAN, premises=array(record(code=STRING, name=STRING, name_en=STRING)),
    kinds=array(record(code=STRING, name=STRING, name_en=STRING, levels=array(STRING))))
_ROUTE = {
    "lead": nullable(NAMED), "assist": array(nullable(NAMED)), "rule": STRING, "reason": STRING,
    "rule_id": nullable(INTEGER), "rule_name": STRING, "desk": nullable(STRING), "skipped": INTEGER,
    "tried": array(record(rule=INTEGER, name=STRING, outcome={"enum": ["holds", "skipped", "off", "broken"]},
                          why=STRING))}
CHAIN = record(**_ROUTE)
TRIED = record(**_ROUTE, place=record(**PLACE), duty_place=nullable(NAMED), duty_unit=nullable(NAMED),
               border_town=nullable(NAMED))
RULINGS = record(items=array(record(
    id=INTEGER, case=record(id=INTEGER, number=STRING, readable=BOOLEAN), category=NAMED, place=STRING,
    premises=nullable(STRING), units=array(NAMED), decided=nullable(NAMED), responsible=nullable(STRING), reason=STRING,
    on=DAY, like=array(STRING))), next=nullable(STRING))
PARTIES = record(place=nullable(NAMED), industry=nullable(NAMED), others=array(record(
    id=INTEGER, party=STRING, party_name=STRING, name=nullable(STRING), at=TIME)), may_edit=BOOLEAN,
    premises=nullable(NAMED), choices=array(NAMED), may_set_premises=BOOLEAN)
BULK = record(results=array(record(
    ("state", "version", "undo_until", "problem"), id=INTEGER, ok=BOOLEAN, state=STRING, version=INTEGER,
    undo_until=nullable(TIME), problem=record(type=STRING, detail=STRING, fields={"type": "object"}))),
    done=INTEGER, failed=INTEGER)
