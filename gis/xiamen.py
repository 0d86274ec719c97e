"""The built-in city: Xiamen as a schematic model (示意，非法定边界), drawn from public facts.

6 districts, 45 towns, 600 street-level grids, 489 communities, 1,200 sub-grids on land and the sea grids.
Sub-grids are drawn first; communities and, separately, street-level grids are unions of whole sub-grids.
The same program draws the same city every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gis.coverage import area_km2, join_areas, label_point
from gis.drawing import DrawnSea, DrawnTown, draw_city, reading_order
from gis.grid import Division
from gis.place_names import NamePool

CITY_CODE = "350200"
CITY_NAME = "厦门市"
NOTE = "示意，非法定边界"


@dataclass(frozen=True)
class City:
    """All divisions, parents before children; `note` goes wherever the map is shown."""

    code: str
    name: str
    note: str
    divisions: tuple[Division, ...]


def build_city() -> City:
    """Draws the city; takes a few seconds."""
    districts, towns, sea = draw_city()
    names = NamePool({drawn.town.name.rstrip("街道镇") for drawn in towns})
    below = [division for drawn in towns for division in _town_layers(drawn, names)]
    district_layer = [
        _union(d.code, d.name, "district", CITY_CODE, [t for t in below if t.parent == d.code])
        for d in districts
    ]
    layers = [_union(CITY_CODE, CITY_NAME, "city", None, district_layer), *district_layer]
    for level in ("town", "street_grid", "community", "sub_grid"):
        layers.extend(division for division in below if division.level == level)
    return City(CITY_CODE, CITY_NAME, NOTE, (*layers, *_sea_grids(sea)))


def _town_layers(drawn: DrawnTown, names: NamePool) -> list[Division]:
    """The town, its street-level grids, its communities and its sub-grids."""
    town = drawn.town
    street_codes = {
        cell: f"{town.code}G{number:02d}"
        for number, group in enumerate(drawn.street_grids, start=1)
        for cell in group
    }
    communities = {
        f"{town.code}{900 + number}": (names.take(town.rural), group)
        for number, group in enumerate(drawn.communities, start=1)
    }
    sub_grids = [
        _sub_grid(drawn, cell, f"{community}{number:03d}", f"{name}{number:03d}网格", street_codes[cell])
        for community, (name, group) in communities.items()
        for number, cell in enumerate(group, start=1)
    ]
    street_layer = [
        _union(
            code,
            f"{town.name}第{code[-2:]}网格",
            "street_grid",
            town.code,
            [s for s in sub_grids if s.parent == code],
        )
        for code in sorted(set(street_codes.values()))
    ]
    community_layer = [
        _union(code, name, "community", town.code, [s for s in sub_grids if s.community == code])
        for code, (name, _) in communities.items()
    ]
    whole = _union(town.code, town.name, "town", town.district, sub_grids)
    return [whole, *street_layer, *community_layer, *sub_grids]


def _sub_grid(drawn: DrawnTown, cell: int, code: str, name: str, street_grid: str) -> Division:
    area = drawn.cells[cell]
    return Division(
        code=code,
        name=name,
        level="sub_grid",
        parent=street_grid,
        district=drawn.town.district,
        community=code[:12],
        kind="land",
        area_km2=round(area_km2(area), 4),
        population=drawn.people[cell],
        centre=label_point(area),
        geometry=area,
    )


def _union(code: str, name: str, level: str, parent: str | None, members: Sequence[Division]) -> Division:
    """A division made of whole smaller ones; area and people are their sums."""
    area = join_areas([member.geometry for member in members])
    return Division(
        code=code,
        name=name,
        level=level,
        parent=parent,
        district=None if level == "city" else code[:6],
        community=None,
        kind="land",
        area_km2=round(sum(member.area_km2 for member in members), 4),
        population=sum(member.population for member in members),
        centre=label_point(area),
        geometry=area,
    )


def _sea_grids(sea: Sequence[DrawnSea]) -> list[Division]:
    """Exclusive grids (6xx) of the waters, numbered in reading order within their district."""
    grids: list[Division] = []
    for district in sorted({drawn.heart.district for drawn in sea}):
        own = [drawn for drawn in sea if drawn.heart.district == district]
        order = reading_order([label_point(drawn.area) for drawn in own])
        for number, drawn in enumerate((own[position] for position in order), start=1):
            grids.append(_sea_grid(drawn, f"{district}000000{600 + number}"))
    return grids


def _sea_grid(drawn: DrawnSea, code: str) -> Division:
    return Division(
        code=code,
        name=drawn.heart.name,
        level="sub_grid",
        parent=drawn.heart.district,
        district=drawn.heart.district,
        community=None,
        kind="sea",
        area_km2=round(area_km2(drawn.area), 4),
        population=0,
        centre=label_point(drawn.area),
        geometry=drawn.area,
    )
