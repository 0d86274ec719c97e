"""Fill an empty installation: the built-in city, the catalogue, and invented people for the demonstration."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from geoalchemy2.elements import WKTElement
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from gis.xiamen import build_city
from server.actions.answer_templates import write_first_templates
from server.actions.demo_people import demo_people, write_people
from server.actions.first_calendar import write_first_calendar
from server.actions.first_scheme import write_first_scheme
from server.actions.first_sources import write_first_sources
from server.actions.first_texts import write_first_texts
from server.actions.ladder import write_first_ladder
from server.actions.questions import write_first_questions
from server.actions.roster_filling import write_first_rosters
from server.actions.routing_rules import write_first_rules
from server.actions.search_words import index_all
from server.actions.sources import follow_plan
from server.extensions import db
from server.models import CategoryRow, Department, DivisionRow, Person
from server.queries.catalogue import catalogue
from server.queries.city import city_is_empty
from server.transaction import transaction

Progress = Callable[[str], None]


def fill(now: datetime, say: Progress, keep: Callable[[dict[str, str]], None] | None) -> None:
    """Write what is missing; with `keep`, demo people too, and their {username: password} is kept before the commit,
    so that no account exists whose password nobody knows."""
    with db.reading() as session:
        empty = city_is_empty(session)
    if empty:
        say("建立城市：6 区、45 镇街、600 网格（示意边界）")
        with transaction() as tx:
            _write_city(tx.session)
    with transaction() as tx:
        _write_catalogue(tx.session)
    for name in ("city", "city_code", "departments", "categories"):
        db.forget(name)
    with transaction() as tx:
        write_first_ladder(tx.session)
        write_first_questions(tx.session)
        write_first_calendar(tx.session)
        write_first_rules(tx.session, now)
        write_first_texts(tx.session, keep is not None, now)
        write_first_sources(tx.session, keep is not None, now)
        follow_plan(tx.session)
        write_first_templates(tx.session, now)
        write_first_scheme(tx.session, keep is not None, now)
        index_all(tx.session)
    with db.reading() as session:
        nobody = session.scalar(select(func.count()).select_from(Person)) == 0
    if keep is None or not nobody:
        return
    say("登记人员（虚构姓名，仅供演示）")
    with transaction() as tx:
        keep(write_people(tx.session, demo_people(), now))
        write_first_rosters(tx.session, now)


def _write_city(session: Session) -> None:
    session.execute(insert(DivisionRow), [
        {"code": item.code, "name": item.name, "level": item.level, "parent": item.parent,
         "district": item.district, "community": item.community, "kind": item.kind, "area_km2": item.area_km2,
         "population": item.population, "lon": item.centre[0], "lat": item.centre[1], "version": 1,
         "schematic": True, "geom": WKTElement(item.geometry.wkt, srid=4326)}
        for item in build_city().divisions])


def _write_catalogue(session: Session) -> None:
    """Insert or renew categories and departments; what is no longer in the catalogue stays for old cases."""
    known = {row.code: row for row in session.scalars(select(CategoryRow))}
    for position, item in enumerate(catalogue().categories):
        row = known.get(item.code) or CategoryRow(code=item.code)
        row.parent, row.name, row.severity, row.position = item.parent, item.name, item.severity, position
        row.details = json.dumps(asdict(item), ensure_ascii=False)
        session.add(row)
    units = {row.code: row for row in session.scalars(select(Department))}
    for unit in catalogue().units:
        row_of_unit = units.get(unit.code) or Department(code=unit.code)
        row_of_unit.kind, row_of_unit.name, row_of_unit.short_name = unit.kind, unit.name, unit.short_name
        row_of_unit.level, row_of_unit.division = unit.level, unit.division
        session.add(row_of_unit)
