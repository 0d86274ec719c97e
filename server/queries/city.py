"""The city in memory: divisions are read once and answer every question about places."""

from __future__ import annotations

import json

import shapely
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis.coordinates import to_wgs84
from gis.grid import BBox, Division, GridIndex, Located
from server.extensions import db
from server.models import Department, DivisionRow
from workflows.roles import Place


def _read_index() -> GridIndex:
    with db.reading() as session:
        rows = session.execute(
            select(DivisionRow.code, DivisionRow.name, DivisionRow.level, DivisionRow.parent, DivisionRow.district,
                   DivisionRow.community, DivisionRow.kind, DivisionRow.area_km2, DivisionRow.population,
                   DivisionRow.lon, DivisionRow.lat, DivisionRow.geom)).all()
    order = {level: position for position, level in
             enumerate(("city", "district", "town", "street_grid", "community", "sub_grid"))}
    rows = sorted(rows, key=lambda row: (order[row.level], row.code))
    shapes = shapely.from_wkb([bytes.fromhex(str(row.geom.desc)) for row in rows])
    return GridIndex(
        Division(row.code, row.name, row.level, row.parent, row.district, row.community, row.kind, row.area_km2,
                 row.population, (row.lon, row.lat), shape)
        for row, shape in zip(rows, shapes, strict=True))


def city_index() -> GridIndex:
    """The grid of the whole city; read at first use and kept for the life of the process."""
    return db.cached("city", _read_index)


def city_is_empty(session: Session) -> bool:
    """True before `seed` has written a city."""
    return session.scalar(select(func.count()).select_from(DivisionRow)) == 0


def city_code() -> str:
    """Six-digit code of the city itself."""
    return db.cached("city_code", lambda: next(
        code for code in city_index().path(city_index().within((-180, -90, 180, 90), "district")[0])[-1:]))


def district_codes() -> tuple[str, ...]:
    """Every value that a row's district may have: the districts, and the city until a place is found."""
    return (city_code(), *city_index().children(city_code()))


def locate(lon: float, lat: float) -> Located | None:
    """Grid of a WGS-84 point; a point just outside land and waters snaps (settings.snap_m)."""
    return city_index().locate(lon, lat, db.settings.snap_m)


def place_of(located: Located | None) -> Place:
    """The rules' view of a place; without one the case belongs to the city until the place is found."""
    if located is None:
        return Place(city_code())
    return Place(located.district, located.town, located.street_grid, located.sub_grid, located.community)


def named(code: str | None) -> dict[str, str] | None:
    """`{code, name}` of a division, or None."""
    return {"code": code, "name": city_index().name(code)} if code else None


def all_departments() -> dict[str, Department]:
    """Units by code; read once."""
    def read() -> dict[str, Department]:
        with db.reading() as session:
            return {row.code: row for row in session.scalars(select(Department).order_by(Department.code))}
    return db.cached("departments", read)


def named_unit(code: str | None) -> dict[str, str] | None:
    """`{code, name}` of a department, or None."""
    unit = all_departments().get(code or "")
    return {"code": unit.code, "name": unit.name} if unit else None


def unit_name(code: str | None) -> str:
    """Public name of a department or of a division's station; empty when there is none."""
    if not code:
        return ""
    unit = all_departments().get(code)
    if unit:
        return unit.name
    try:
        name = city_index().name(code)
    except KeyError:
        return ""
    return f"{name}环保工作站" if len(code) == 9 else name


OUTSIDE = ("这个地点不在厦门市范围内。金门、漳州、泉州等地的问题请向当地反映；"
           "紧急情况请拨 110、119，海上遇险请拨 12395，全国生态环境举报电话 12369。")


def locate_from(lon: float, lat: float, datum: str) -> Located | None:
    """Grid of a point given in any known datum."""
    return locate(*to_wgs84(lon, lat, datum))


def feature_collection(level: str, parent: str | None, bbox: BBox | None) -> str:
    """GeoJSON text of the divisions of a level; whole levels are kept, because every map asks for them."""
    if bbox is None and parent is None:
        return db.cached(f"geojson:{level}", lambda: _collect(city_index().within((-180, -90, 180, 90), level)))
    index = city_index()
    codes = index.within(bbox or (-180, -90, 180, 90), level)
    return _collect([code for code in codes if parent is None or parent in codes_above(code)])


def codes_below(code: str) -> tuple[str, ...]:
    """Everything inside a division, down to the sub-grids, without itself. KeyError for an unknown code."""
    return _below(city_index(), code)


def _below(index: GridIndex, code: str) -> tuple[str, ...]:
    below = index.children(code)
    return (*below, *(inner for child in below for inner in _below(index, child)))


def codes_above(code: str) -> tuple[str, ...]:
    """Everything that contains a division, its community among them; not itself. KeyError for an unknown code."""
    index = city_index()
    community = index.division(code).community
    return (*index.path(code)[1:], *((community,) if community else ()))


def codes_near(code: str) -> tuple[str, ...]:
    """Everything that contains a division, and what crosses it: communities and street-level grids share ground."""
    index = city_index()
    level = index.division(code).level
    crossing: set[str | None] = set()
    if level == "street_grid":
        crossing = {index.division(part).community for part in index.children(code)}
    elif level == "community":
        crossing = {index.division(part).parent for part in index.children(code)}
    return (*codes_above(code), *sorted(near for near in crossing if near))


def _collect(codes: list[str]) -> str:
    features = [_feature(city_index().division(code)) for code in codes]
    return json.dumps({"type": "FeatureCollection", "schematic": True, "note": "示意，非法定边界",
                       "features": features}, ensure_ascii=False, separators=(",", ":"))


def _feature(item: Division) -> dict[str, object]:
    # Six decimals are 11 cm; more would only be longer.
    shape = shapely.set_precision(item.geometry, 1e-6, mode="pointwise")
    return {"type": "Feature", "id": item.code, "geometry": json.loads(shapely.to_geojson(shape)), "properties": {
        "code": item.code, "name": item.name, "level": item.level, "parent": item.parent,
        "community": item.community, "kind": item.kind, "area_km2": round(item.area_km2, 4),
        "centre": [round(item.centre[0], 6), round(item.centre[1], 6)]}}
