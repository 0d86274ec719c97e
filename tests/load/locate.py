"""How fast GridIndex.locate is against a bare Shapely STRtree query, in the same run.

    .venv/bin/python -m tests.load.locate [--points N]

Bar: at least 0.7 × the floor. The floor is one `tree.query(point, predicate="intersects")` per point over the
same sub-grids, with the points made beforehand. Rounds alternate, the best round of each counts.
"""

from __future__ import annotations

import argparse
import random
from time import perf_counter

import shapely
from shapely import Point, STRtree

from gis.grid import GridIndex
from gis.xiamen import build_city

BAR = 0.7
ROUNDS = 5


def points_in(area: shapely.Geometry, count: int, seed: int = 1) -> list[tuple[float, float]]:
    """`count` (lon, lat) points spread evenly over the area."""
    west, south, east, north = area.bounds
    shapely.prepare(area)
    source = random.Random(seed)
    found: list[tuple[float, float]] = []
    while len(found) < count:
        point = (source.uniform(west, east), source.uniform(south, north))
        if shapely.intersects_xy(area, *point):
            found.append(point)
    return found


def floor_per_second(tree: STRtree, points: list[Point]) -> float:
    """Bare tree queries per second."""
    started = perf_counter()
    for point in points:
        tree.query(point, predicate="intersects")
    return len(points) / (perf_counter() - started)


def locates_per_second(index: GridIndex, points: list[tuple[float, float]]) -> float:
    """Single calls of locate per second."""
    started = perf_counter()
    for lon, lat in points:
        index.locate(lon, lat)
    return len(points) / (perf_counter() - started)


def compare(title: str, index: GridIndex, tree: STRtree, points: list[tuple[float, float]]) -> None:
    """Prints one line with both rates and their ratio."""
    made = [Point(lon, lat) for lon, lat in points]
    floors, rates = [], []
    for _ in range(ROUNDS):
        floors.append(floor_per_second(tree, made))
        rates.append(locates_per_second(index, points))
    ratio = max(rates) / max(floors)
    verdict = "ok" if ratio >= BAR else "BELOW THE BAR"
    print(f"{title}: locate {max(rates):,.0f}/s, floor {max(floors):,.0f}/s, ratio {ratio:.2f} {verdict}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=100_000)
    count = parser.parse_args().points

    started = perf_counter()
    city = build_city()
    drawn = perf_counter()
    index = GridIndex(city.divisions)
    indexed = perf_counter()
    print(f"build_city {drawn - started:.2f} s, GridIndex {indexed - drawn:.2f} s")

    sub_grids = [division for division in city.divisions if division.level == "sub_grid"]
    tree = STRtree([division.geometry for division in sub_grids])
    compare("land of the whole city", index, tree, points_in(index.division(city.code).geometry, count))
    compare("思明区, the smallest grids", index, tree, points_in(index.division("350203").geometry, count))


if __name__ == "__main__":
    main()
