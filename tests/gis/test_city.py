"""The built-in city: counts, codes, people, and layers that fit together exactly."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
import shapely

from gis.grid import Division
from gis.towns import TOWNS_FILE
from gis.xiamen import City

CENSUS = {
    "350203": 1_073_315,
    "350205": 582_519,
    "350206": 1_036_974,
    "350211": 1_036_987,
    "350212": 855_920,
    "350213": 578_255,
}
LAND_LAYERS = ("district", "town", "street_grid", "community", "sub_grid")


def layer(city: City, level: str, kind: str = "land") -> list[Division]:
    return [d for d in city.divisions if d.level == level and d.kind == kind]


def sea(city: City) -> list[Division]:
    return layer(city, "sub_grid", "sea")


def test_there_are_as_many_grids_as_the_city_has(city: City) -> None:
    assert len(layer(city, "city")) == 1
    assert len(layer(city, "district")) == 6
    assert len(layer(city, "town")) == 45
    assert len(layer(city, "street_grid")) == 600
    assert 480 <= len(layer(city, "community")) <= 500
    assert 1_100 <= len(layer(city, "sub_grid")) <= 1_300
    assert 24 <= len(sea(city)) <= 40


def test_towns_have_their_official_names_and_codes(city: City) -> None:
    names = {d.code: d.name for d in layer(city, "town")}
    assert names["350203012"] == "鼓浪屿街道"
    assert names["350213111"] == "内厝镇"
    assert Counter(name[-1] for name in names.values()) == {"道": 37, "镇": 8}


def test_codes_follow_the_scheme(city: City) -> None:
    for d in layer(city, "street_grid"):
        assert d.code[:10] == f"{d.parent}G"
        assert len(d.code) == 12
    for d in layer(city, "community"):
        assert d.code[:9] == d.parent
        assert d.code[9] == "9"
        assert len(d.code) == 12
    for d in layer(city, "sub_grid"):
        assert d.code[:12] == d.community
        assert d.parent is not None
        assert d.parent[:9] == d.code[:9]
        assert len(d.code) == 15
    for d in sea(city):
        assert d.code[:13] == f"{d.parent}0000006"
        assert d.parent == d.district
        assert d.community is None


def test_parents_come_before_children(city: City) -> None:
    seen: set[str] = set()
    for d in city.divisions:
        assert d.code not in seen
        assert {d.parent, d.community} - {None} <= seen
        seen.add(d.code)


def test_people_add_up_to_the_census(city: City) -> None:
    assert {d.code: d.population for d in layer(city, "district")} == CENSUS
    towns = tomllib.loads(TOWNS_FILE.read_text(encoding="utf-8"))["town"]
    assert {d.code: d.population for d in layer(city, "town")} == {t["code"]: t["population"] for t in towns}


@pytest.mark.parametrize("level", ["street_grid", "community", "sub_grid"])
def test_children_have_their_parents_people_and_area(city: City, level: str) -> None:
    by_code = {d.code: d for d in city.divisions}
    groups: dict[str, list[Division]] = {}
    for d in layer(city, level):
        groups.setdefault(str(d.parent), []).append(d)
    for parent, children in groups.items():
        assert sum(d.population for d in children) == by_code[parent].population
        assert sum(d.area_km2 for d in children) == pytest.approx(by_code[parent].area_km2, abs=0.01)


def test_denser_towns_have_smaller_grids(city: City) -> None:
    grids = Counter(d.parent for d in layer(city, "street_grid"))
    mean = {d.name: d.area_km2 / grids[d.code] for d in layer(city, "town")}
    assert mean["开元街道"] < 0.5 < 5 < mean["莲花镇"]


@pytest.mark.parametrize("level", LAND_LAYERS)
def test_neighbours_share_their_borders_exactly(city: City, level: str) -> None:
    areas = [d.geometry for d in layer(city, level)] + [d.geometry for d in sea(city)]
    assert shapely.is_valid(areas).all()
    assert shapely.coverage_is_valid(areas)


@pytest.mark.parametrize("level", LAND_LAYERS)
def test_every_layer_covers_the_city_without_gap_or_overlap(city: City, level: str) -> None:
    whole = layer(city, "city")[0].geometry
    areas = [d.geometry for d in layer(city, level)]
    assert shapely.area(areas).sum() == pytest.approx(whole.area, rel=1e-12)
    assert shapely.union_all(areas).symmetric_difference(whole).area == 0


def test_a_town_is_exactly_its_street_grids_and_its_communities(city: City) -> None:
    for town in layer(city, "town"):
        for level in ("street_grid", "community"):
            parts = [d.geometry for d in layer(city, level) if d.parent == town.code]
            assert shapely.union_all(parts).symmetric_difference(town.geometry).area == 0


@pytest.mark.parametrize("level", ["street_grid", "community", "sub_grid"])
def test_grids_are_in_one_piece_without_holes(city: City, level: str) -> None:
    for d in layer(city, level):
        assert len(d.geometry.geoms) == 1, d.code
        assert not d.geometry.geoms[0].interiors, d.code


def test_there_are_no_slivers(city: City) -> None:
    for d in [*layer(city, "sub_grid"), *sea(city)]:
        stretched = shapely.transform(d.geometry, lambda lonlat: lonlat * [0.91, 1.0])
        assert 4 * 3.1416 * stretched.area / stretched.length**2 > 0.3, d.code
        assert d.area_km2 > 0.05, d.code


def test_the_waters_are_not_land(city: City) -> None:
    land = layer(city, "city")[0].geometry
    for d in sea(city):
        assert d.geometry.intersection(land).area == 0


def test_centres_lie_inside(city: City) -> None:
    for d in city.divisions:
        assert shapely.contains_xy(d.geometry, *d.centre), d.code


def test_names_of_communities_are_unique(city: City) -> None:
    names = [d.name for d in layer(city, "community")]
    assert len(set(names)) == len(names)
    assert all(name.endswith(("社区", "村")) for name in names)


def digest(city: City) -> str:
    parts = [f"{d.code} {d.name} {d.parent} {d.population} {d.geometry.wkb_hex}" for d in city.divisions]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def test_the_city_is_the_same_every_time(city: City) -> None:
    program = (
        "from gis.xiamen import build_city\n"
        "from tests.gis.test_city import digest\n"
        "print(digest(build_city()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert done.stdout.strip() == digest(city)
