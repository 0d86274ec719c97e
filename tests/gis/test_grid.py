"""Points find exactly one grid; codes find their relatives."""

from __future__ import annotations

import random

import pytest
import shapely
from shapely import MultiPolygon, STRtree, box

from gis.cells import CellLookup
from gis.coordinates import distance_m
from gis.grid import Division, GridIndex
from gis.xiamen import City


def sub_grids(city: City) -> list[Division]:
    return sorted((d for d in city.divisions if d.level == "sub_grid"), key=lambda d: (d.kind, d.code))


def random_points(count: int) -> list[tuple[float, float]]:
    source = random.Random(20)
    return [(source.uniform(117.85, 118.45), source.uniform(24.36, 24.93)) for _ in range(count)]


def test_every_point_of_the_city_belongs_to_exactly_one_grid(city: City, index: GridIndex) -> None:
    grids = sub_grids(city)
    points = random_points(20_000)
    which, touched = STRtree([d.geometry for d in grids]).query(
        shapely.points(points), predicate="intersects"
    )
    expected = dict(zip(which.tolist(), touched.tolist(), strict=True))
    assert len(expected) == len(which) > 8_000
    for position, point in enumerate(points):
        found = index.locate(*point, snap_m=0)
        if position in expected:
            assert found is not None
            assert found.sub_grid == grids[expected[position]].code
        else:
            assert found is None


def test_a_point_on_a_shared_border_gets_land_before_sea_and_the_lowest_code(
    city: City, index: GridIndex
) -> None:
    grids = sub_grids(city)
    tree = STRtree([d.geometry for d in grids])
    corners = shapely.get_coordinates([d.geometry for d in grids])[::11]
    shared = 0
    for lon, lat in corners.tolist():
        touching = sorted(tree.query(shapely.Point(lon, lat), predicate="intersects").tolist())
        shared += len(touching) > 1
        found = index.locate(lon, lat)
        assert found is not None
        assert found.sub_grid == grids[touching[0]].code
        assert found.snapped_m == 0
    assert shared > 500


def test_all_levels_of_a_point_agree(city: City, index: GridIndex) -> None:
    for lon, lat in random_points(2_000):
        found = index.locate(lon, lat)
        if found is None or found.kind == "sea":
            continue
        path = index.path(found.sub_grid)
        assert path == (found.sub_grid, found.street_grid, found.town, found.district, "350200")
        assert index.division(found.sub_grid).community == found.community


def test_the_sea_has_a_district_and_a_grid_of_its_own(index: GridIndex) -> None:
    found = index.locate(118.1785, 24.545)
    assert found is not None
    assert (found.kind, found.district, found.town, found.street_grid, found.community) == (
        "sea",
        "350206",
        None,
        None,
        None,
    )
    assert index.name(found.sub_grid) == "五缘湾海域"
    assert index.path(found.sub_grid) == (found.sub_grid, "350206", "350200")


def test_well_known_places_are_in_their_districts(index: GridIndex) -> None:
    places = {
        "中山公园": (118.0865, 24.4605, "350203"),
        "鼓浪屿日光岩": (118.0625, 24.4475, "350203"),
        "高崎机场": (118.128, 24.544, "350206"),
        "集美学村": (118.098, 24.572, "350211"),
        "海沧区政府": (118.033, 24.485, "350205"),
        "同安区政府": (118.152, 24.723, "350212"),
        "马巷": (118.245, 24.662, "350213"),
        "大嶝岛": (118.325, 24.557, "350213"),
    }
    for name, (lon, lat, district) in places.items():
        found = index.locate(lon, lat)
        assert found is not None, name
        assert (found.district, found.kind, found.snapped_m) == (district, "land", 0.0), name


def test_just_outside_the_land_snaps_to_the_nearest_grid_and_says_how_far(index: GridIndex) -> None:
    border = index.division("350205").geometry
    west, lat = min(shapely.get_coordinates(border).tolist())
    found = index.locate(west - 0.003, lat)
    assert found is not None
    assert found.district == "350205"
    assert 0 < found.snapped_m <= distance_m(west - 0.003, lat, west, lat) + 0.01
    assert index.locate(west - 0.003, lat, snap_m=found.snapped_m - 1) is None
    assert index.locate(west - 0.003, lat, snap_m=found.snapped_m + 1) == found


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        (118.32, 24.45),  # Kinmen
        (118.06, 24.38),  # Zhangzhou
        (118.35, 24.505),  # a little beyond the median, nowhere near land
        (0.0, 0.0),
        (float("nan"), 24.5),
        (float("inf"), float("-inf")),
        (1e300, -1e300),
    ],
)
def test_points_beyond_the_city_have_no_grid(index: GridIndex, lon: float, lat: float) -> None:
    assert index.locate(lon, lat) is None


def test_a_viewport_lists_what_it_touches(city: City, index: GridIndex) -> None:
    viewport = (118.06, 24.44, 118.11, 24.48)
    expected = [
        d.code for d in city.divisions if d.level == "street_grid" and d.geometry.intersects(box(*viewport))
    ]
    assert index.within(viewport, "street_grid") == sorted(expected)
    assert index.within((0, 0, 1, 1), "town") == []
    assert len(index.within((117, 24, 119, 25), "sub_grid")) == len(sub_grids(city))


def test_children_are_the_level_below(index: GridIndex) -> None:
    assert len(index.children("350200")) == 6
    below = [index.division(code) for code in index.children("350203012")]
    assert {d.level for d in below} == {"street_grid", "community"}
    community = next(d for d in below if d.level == "community")
    assert all(index.division(c).community == community.code for c in index.children(community.code))
    assert index.children("no such code") == ()


def test_an_unknown_code_is_a_key_error(index: GridIndex) -> None:
    for ask in (index.division, index.name, index.path):
        with pytest.raises(KeyError):
            ask("999999")


def test_a_broken_tree_is_refused(city: City) -> None:
    first = city.divisions[0]
    with pytest.raises(ValueError, match="twice"):
        GridIndex([first, first])
    with pytest.raises(ValueError, match="350200"):
        GridIndex(city.divisions[1:])


def test_an_empty_city_locates_nothing() -> None:
    assert GridIndex([]).locate(118.1, 24.48) is None


def test_overlapping_areas_answer_with_the_first() -> None:
    areas = [MultiPolygon([box(0, 0, 2, 2)]), MultiPolygon([box(1, 1, 3, 3)])]
    lookup = CellLookup(areas, cell_degrees=0.13)
    for x, y, expected in ((0.5, 0.5, 0), (1.5, 1.5, 0), (2.0, 2.0, 0), (2.5, 2.5, 1), (2.5, 0.5, -1)):
        assert lookup.find(x, y) == expected
