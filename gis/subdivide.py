"""Cutting an area into cells of similar weight, and joining cells into connected groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import shapely
from shapely import Geometry, LineString, MultiPoint, MultiPolygon, Point, Polygon

from gis.coverage import from_plane, label_point, to_plane

_RELAXATIONS = 6


def share_out(total: int, weights: Sequence[float], at_least: int) -> list[int]:
    """Whole numbers that add up to `total`, as close to the weights as can be (largest remainder), none below
    `at_least`. Raises ValueError when the total is too small for that."""
    spare = total - at_least * len(weights)
    if spare < 0:
        raise ValueError(f"{total} cannot give {len(weights)} shares of at least {at_least}")
    whole = sum(weights)
    ideal = [max(0.0, total * weight / whole - at_least) for weight in weights]
    scaled = [spare * value / sum(ideal) for value in ideal] if sum(ideal) else [0.0] * len(weights)
    shares = [at_least + int(value) for value in scaled]
    by_remainder = sorted(range(len(weights)), key=lambda i: (int(scaled[i]) - scaled[i], i))
    for position in by_remainder[: total - sum(shares)]:
        shares[position] += 1
    return shares


def cell_lines(area: MultiPolygon, count: int, heart: Point) -> tuple[list[Geometry], list[Point]]:
    """Lines that cut the area into about `count` cells, and one seed point per cell, denser around `heart`.

    Separate islands are cut separately; each has at least one cell.
    """
    parts = sorted(shapely.get_parts(area).tolist(), key=lambda part: -part.area)
    shares = share_out(count, [part.area for part in parts], at_least=1)
    lines: list[Geometry] = []
    seeds: list[Point] = []
    for part, share in zip(parts, shares, strict=True):
        part_seeds = relaxed_seeds(part, share, heart)
        lines.extend(division_lines(part_seeds, part))
        seeds.extend(part_seeds)
    return lines, seeds


def relaxed_seeds(area: Polygon, count: int, heart: Point) -> list[Point]:
    """`count` points spread over the area: scattered, then moved to their cells' centres (Lloyd 1982)."""
    plane, plane_heart = to_plane(area), to_plane(heart)
    if count == 1:
        return [Point(label_point(MultiPolygon([area])))]
    seeds = _scatter(plane, count, plane_heart)
    shapely.prepare(plane)
    for _ in range(_RELAXATIONS):
        cells = shapely.intersection(_voronoi(seeds, plane), plane)
        seeds = [Point(label_point(_largest(cell))) for cell in cells]
    return [Point(round(p.x, 6), round(p.y, 6)) for p in from_plane(np.array(seeds)).tolist()]


def division_lines(seeds: Sequence[Point], area: Geometry) -> list[Geometry]:
    """The lines inside `area` that are equally far from their two nearest seeds."""
    if len(seeds) < 2:
        return []
    plane = to_plane(area)
    edges = shapely.voronoi_polygons(
        MultiPoint(to_plane(np.array(seeds)).tolist()), extend_to=plane, only_edges=True
    )
    inside = shapely.intersection(from_plane(edges), area)
    return [part for part in shapely.get_parts(inside).tolist() if isinstance(part, LineString)]


def group_cells(
    near: Mapping[int, Mapping[int, float]], weights: Mapping[int, float], count: int
) -> list[list[int]]:
    """Joins neighbouring cells until `count` connected groups of similar weight are left.

    The lightest group joins the neighbour that is light itself and shares a long line. Groups without a
    neighbour (islands) stay alone. Raises ValueError when fewer joins are possible than wanted.
    """
    groups = {cell: [cell] for cell in near}
    weight = dict(weights)
    shared = {cell: dict(lengths) for cell, lengths in near.items()}
    while len(groups) > count:
        joinable = [cell for cell in groups if shared[cell]]
        if not joinable:
            raise ValueError(f"{len(groups)} separate pieces cannot become {count} groups")
        light = min(joinable, key=lambda cell: (weight[cell], cell))
        other = min(shared[light], key=lambda cell: (weight[cell] / shared[light][cell] ** 0.5, cell))
        _join(light, other, groups, weight, shared)
    return [sorted(members) for _, members in sorted(groups.items())]


def _join(
    gone: int,
    kept: int,
    groups: dict[int, list[int]],
    weight: dict[int, float],
    shared: dict[int, dict[int, float]],
) -> None:
    groups[kept].extend(groups.pop(gone))
    weight[kept] += weight.pop(gone)
    for neighbour, length in shared.pop(gone).items():
        del shared[neighbour][gone]
        if neighbour != kept:
            shared[neighbour][kept] = shared[neighbour].get(kept, 0.0) + length
            shared[kept][neighbour] = shared[neighbour][kept]


def _scatter(area: Polygon, count: int, heart: Point) -> list[Point]:
    """Halton points of the bounding box that fall inside, thinned out with the distance from the heart."""
    west, south, east, north = area.bounds
    reach = 0.45 * float(np.sqrt(area.area))
    seeds: list[Point] = []
    for u, v, chance in _halton():
        point = Point(west + u * (east - west), south + v * (north - south))
        if chance < 1 / (1 + (point.distance(heart) / reach) ** 2) and area.contains(point):
            seeds.append(point)
            if len(seeds) == count:
                break
    return seeds


def _halton() -> Iterator[tuple[float, float, float]]:
    number = 0
    while True:
        number += 1
        yield _radical_inverse(number, 2), _radical_inverse(number, 3), _radical_inverse(number, 5)


def _radical_inverse(number: int, base: int) -> float:
    value, digit = 0.0, 1.0
    while number:
        digit /= base
        number, remainder = divmod(number, base)
        value += digit * remainder
    return value


def _voronoi(seeds: Sequence[Point], area: Polygon) -> np.ndarray[tuple[int, ...], np.dtype[np.object_]]:
    cells = shapely.voronoi_polygons(MultiPoint(list(seeds)), extend_to=area)
    return np.array(shapely.get_parts(cells))


def _largest(cell: Geometry) -> MultiPolygon:
    return MultiPolygon([max(shapely.get_parts(cell).tolist(), key=lambda part: float(part.area))])
