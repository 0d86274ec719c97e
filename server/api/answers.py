"""Documented shapes of the answers, as JSON Schema (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}
TIME: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
EMPTY: Schema = {}


def nullable(schema: Schema) -> Schema:
    """The schema or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def record(optional: tuple[str, ...] = (), **properties: Schema) -> Schema:
    """An object: every property is required but the optional ones; clients must let new ones pass."""
    return {"type": "object", "properties": properties,
            "required": [name for name in properties if name not in optional]}


NAMED = record(code=STRING, name=STRING)
POST = record(role=STRING, role_name=STRING, division=STRING, division_name=STRING, department=nullable(STRING),
              department_name=nullable(STRING),
              post_id=INTEGER, stands_in_for=nullable(STRING), **{"from": TIME, "to": nullable(TIME)})
_WHO = record(id=INTEGER, name=STRING, posts=array(POST))
PERSON = record(("csrf_token",), person=_WHO, csrf_token=STRING)
SIGNED_IN = record(("csrf_token", "token"), person=_WHO, expires_at=TIME, csrf_token=STRING, token=STRING)
HEALTH = record(status={"enum": ["ok"]}, version=STRING, database={"enum": ["sqlite", "postgresql"]}, time=TIME)
PHOTO = record(id=INTEGER, purpose=STRING, small=STRING, large=STRING, width=INTEGER, height=INTEGER)
FIELD = record(name=STRING, kind=STRING, label=STRING, required=BOOLEAN,
               choices=array(record(value=STRING, label=STRING)))
WORKFLOW = record(
    states=array(record(code=STRING, name=STRING, phase=STRING, final=BOOLEAN, open=BOOLEAN)), phases=array(NAMED),
    actions=array(record(code=STRING, name=STRING, sources=array(nullable(STRING)), target=nullable(STRING),
                         roles=array(STRING), fields=array(FIELD), clock=STRING, why=STRING, why_en=STRING)),
    roles=array(NAMED), diagram=STRING)
CATEGORY = record(
    code=STRING, parent=nullable(STRING), root=STRING, name=STRING, public_name=STRING, name_en=STRING,
    public_name_en=STRING, pinyin=STRING, initials=STRING, public=BOOLEAN, severity=INTEGER, lead=STRING,
    lead_name=STRING, assist=array(STRING), level=STRING, evidence=array(STRING), look_for=STRING, law=STRING, limits={
        "type": "object", "additionalProperties": record(amount=INTEGER, unit=STRING, text=STRING)})
QUESTION = record(code=STRING, category=STRING, kind=STRING, text=STRING, text_en=STRING, unit=STRING, active=BOOLEAN,
                  choices=array(record(value=STRING, name=STRING, name_en=STRING)))
CATEGORIES = record(
    questions=array(QUESTION), premises=array(record(code=STRING, name=STRING, name_en=STRING)),
    roots=array(record(code=STRING, name=STRING, name_en=STRING)), categories=array(CATEGORY),
    sources=array(record(code=STRING, name=STRING, name_en=STRING, number_required=BOOLEAN, due_allowed=BOOLEAN)),
    decline_reasons=array(record(code=STRING, name=STRING, name_en=STRING, explain=STRING)))
DEPARTMENTS = record(departments=array(record(
    code=STRING, name=STRING, short_name=STRING, kind=STRING, level=STRING, division=STRING)))
PUBLIC_SETTINGS = record(
    city=record(code=STRING, name=STRING, centre=array(NUMBER), bbox=array(NUMBER)), simulated=BOOLEAN,
    base_map=nullable(record(url=STRING, attribution=STRING)), version=STRING, max_photos=INTEGER,
    max_photo_mb=INTEGER, sound=record(seconds=INTEGER, kilobytes=INTEGER, files=INTEGER, categories=array(STRING)))
PLACE = {level: nullable(NAMED) for level in ("district", "town", "street_grid", "sub_grid", "community")}
LOCATED = record(**PLACE, kind={"enum": ["land", "sea"]}, snapped_m=NUMBER)
GRIDS = record(type={"const": "FeatureCollection"}, schematic=BOOLEAN, note=STRING, features=array(record(
    type={"const": "Feature"}, geometry={"type": "object"}, properties=record(
        code=STRING, name=STRING, level=STRING, parent=nullable(STRING), community=nullable(STRING), kind=STRING,
        area_km2=NUMBER, centre=array(NUMBER)))))
DUPLICATE = record(case_id=INTEGER, number=STRING, category=NAMED, distance_m=INTEGER, reported_at=TIME,
                   state_name=STRING, reports=INTEGER, score=INTEGER, likely=BOOLEAN)
DECLINED = record(distance_m=INTEGER, declined_at=nullable(TIME), reason=STRING, explain=STRING)
# Why the own report is read later, until when, and whether a review can still be asked for.
RESTRICTED = nullable(record(
    on=STRING, on_name=STRING, until=TIME, reason=STRING, unit=STRING, text=STRING, appealed_at=nullable(TIME),
    can_appeal=BOOLEAN, outcome=nullable(STRING)))
RECEIPT = record(
    id=STRING, ticket=STRING, query_code=STRING, state=STRING, state_name=STRING, phase=nullable(STRING),
    grid=nullable(NAMED), place=nullable(record(**PLACE)), snapped_m=NUMBER, accepted_by=STRING,
    case_id=nullable(INTEGER), number=nullable(STRING), received_at=TIME, clock_skewed=BOOLEAN,
    possible_duplicates=array(DUPLICATE),
    declined_nearby=array(DECLINED), restricted=RESTRICTED)
_WORDS = record(("adopted",), text=STRING, unit=STRING, at=TIME, photos=array(PHOTO), adopted=nullable(BOOLEAN))
STATUS = record(
    ("reopen_asked", "question", "refusal", "closed_without_yes"), ticket=STRING, intent=STRING, category=NAMED,
    state=STRING, state_name=STRING,
    phase=nullable(STRING), number=nullable(STRING), received_at=TIME, place_text=STRING, description=STRING,
    photos=array(PHOTO), grid=nullable(NAMED), responsible=nullable(record(name=STRING)),
    next_deadline=nullable(record(at=TIME, text=STRING)),
    timeline=array(record(at=TIME, title=STRING, text=STRING, unit=STRING, photos=array(PHOTO))),
    answer=nullable(_WORDS), feedback=nullable(_WORDS), can=array(STRING),
    rating=nullable(record(("current",), solved=STRING, satisfaction=nullable(INTEGER), comment=STRING, at=TIME,
                           current=BOOLEAN)),
    reports=INTEGER, rate_until=nullable(TIME), reopen_until=nullable(TIME), reopen_asked=BOOLEAN,
    question=nullable(record(text=STRING, unit=STRING, asked_at=TIME, due_at=TIME, reminded=BOOLEAN)),
    refusal=nullable(record(reason=STRING, explain=STRING, words=array(STRING), review=STRING)),
    closed_without_yes=BOOLEAN, restricted=RESTRICTED)
OPINIONS = record(items=array(record(
    ticket=STRING, intent=STRING, state=STRING, received_at=TIME, category=NAMED, district=nullable(NAMED),
    town=nullable(NAMED), description=STRING, place_text=STRING, anonymous=BOOLEAN,
    reply=nullable(record(text=STRING, adopted=nullable(BOOLEAN), at=TIME)))), next=nullable(STRING), as_of=TIME)
REPLIED = record(ticket=STRING, state=STRING, answered_at=TIME)
IDENTITY = record(name=STRING, phone=STRING)
_ITEM: dict[str, Schema] = {
    "id": INTEGER, "number": STRING, "version": INTEGER, "state": STRING, "state_name": STRING, "phase": STRING,
    "category": NAMED, "severity": INTEGER, "source": STRING, "source_name": STRING, **PLACE,
    "lon": nullable(NUMBER), "lat": nullable(NUMBER), "place_text": STRING, "department": nullable(NAMED),
    "assignee": nullable(record(id=INTEGER, name=STRING)),
    "companion": nullable(record(id=INTEGER, name=STRING)), "reported_at": TIME, "updated_at": TIME,
    "due_at": nullable(TIME), "warn_at": nullable(TIME), "due_stage": nullable(STRING),
    "due_stage_name": nullable(STRING), "late": BOOLEAN, "put_off": BOOLEAN, "thumb": nullable(STRING),
    "flags": array(NAMED), "whose_turn": record(name=STRING, unit=STRING, role_name=STRING)}
CASE_ITEM = record(**_ITEM, reports=INTEGER)
CASES = record(items=array(CASE_ITEM), next=nullable(STRING), as_of=TIME)
CASE = record(
    **_ITEM, reports=array({"type": "object"}), description=STRING,
    explanation=record(routing=record(
        lead=nullable(NAMED), assist=array(nullable(NAMED)), rule=STRING, reason=STRING, rule_id=nullable(INTEGER),
        rule_name=STRING, desk=nullable(STRING), skipped=INTEGER), deadline=STRING),
    refused_actions=array(record(action=STRING, name=STRING, reason=STRING)),
    allowed_actions=array(record(action=STRING, name=STRING, primary=BOOLEAN, key=STRING, why=STRING,
                                 fields=array(FIELD))),
    photos=array(PHOTO), notes=array({"type": "object"}), ratings=array({"type": "object"}),
    orders=array({"type": "object"}), confirmation=nullable(STRING), nearby=array(CASE_ITEM),
    recurrence=INTEGER, doubts=INTEGER, times={"type": "object"})
EVENT = record(
    seq=INTEGER, n=INTEGER, subject=record(kind=STRING, id=STRING), name=STRING, title=STRING, at=TIME,
    actor=record(kind=STRING, name=STRING, unit=STRING), district=STRING, town=nullable(STRING),
    street_grid=nullable(STRING), department=nullable(STRING), data={"type": "object"})
EVENTS = record(events=array(EVENT), next_after=INTEGER)
CASE_EVENTS = record(events=array(EVENT))
FIGURE = record(value=INTEGER, definition=STRING, link=STRING)
OVERVIEW = record(
    division=record(code=STRING, name=STRING, level=STRING), as_of=TIME, seq=INTEGER, simulated=BOOLEAN,
    phases=array(record(phase=STRING, name=STRING, stock=FIGURE, today=FIGURE, late=FIGURE, states=array(record(
        state=STRING, name=STRING, value=INTEGER, late=INTEGER, link=STRING)))),
    stock=FIGURE, late=FIGURE, warning=FIGURE, supervised=FIGURE, escalated=FIGURE, recurring=FIGURE, low=FIGURE,
    today=record(reported=FIGURE, closed=FIGURE),
    trend=array(record(date=DAY, reported=INTEGER, closed=INTEGER)))
GRID_FIGURES = record(as_of=TIME, level=STRING, definition=STRING, items=array(record(
    code=STRING, open=INTEGER, late=INTEGER, per_km2=NUMBER)))
PROBLEM = record(("errors",), type=STRING, title=STRING, status=INTEGER, detail=STRING, request_id=STRING,
                 errors=array(record(field=STRING, detail=STRING)))
JPEG: Schema = {"type": "string", "contentMediaType": "image/jpeg"}
