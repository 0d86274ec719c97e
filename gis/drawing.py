"""Draws the city's cells: from the outline over the towns to sub-grids, their groups, and the sea grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely import Geometry, MultiPolygon, Point, Polygon, STRtree

from gis.coverage import area_km2, cut_faces, gather, join_areas, label_point, neighbour_lengths, noise
from gis.outline import SeaHeart, read_outline
from gis.subdivide import cell_lines, division_lines, group_cells, share_out
from gis.towns import District, Town, draw_towns, nearest, read_towns

SUB_GRIDS = 1200
STREET_GRIDS = 600
_PEOPLE_SHARE = 0.72  # how much a town's people count against its area when grids are shared out


@dataclass(frozen=True)
class DrawnTown:
    """A town's sub-grids in reading order, with their people, and two ways of grouping them (positions)."""

    town: Town
    cells: tuple[MultiPolygon, ...]
    people: tuple[int, ...]
    street_grids: tuple[tuple[int, ...], ...]
    communities: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class DrawnSea:
    """One sea grid."""

    heart: SeaHeart
    area: MultiPolygon


def draw_city() -> tuple[tuple[District, ...], list[DrawnTown], list[DrawnSea]]:
    """The whole city, neighbours sharing their corners exactly."""
    districts, towns = read_towns()
    outline = read_outline()
    areas = draw_towns(outline.districts, towns)
    weights = _weights(towns, areas)
    counts = share_out(SUB_GRIDS, weights, at_least=4)
    lines: list[Geometry] = list(shapely.boundary([*areas, outline.waters]))
    seeds: list[list[Point]] = []
    for town, area, count in zip(towns, areas, counts, strict=True):
        town_lines, town_seeds = cell_lines(area, count, town.centre)
        lines.extend(town_lines)
        seeds.append(town_seeds)
    hearts = [heart.at for heart in outline.sea_hearts]
    lines.extend(division_lines(hearts, outline.waters))
    cells = _cells(cut_faces(lines), areas, [*seeds, hearts], outline.waters)
    street_grids = share_out(STREET_GRIDS, weights, at_least=2)
    communities = _community_counts(districts, towns, weights)
    drawn = [
        _drawn_town(town, cells[position], street_grids[position], communities[position])
        for position, town in enumerate(towns)
    ]
    sea = [DrawnSea(h, area) for h, area in zip(outline.sea_hearts, cells[-1], strict=True)]
    return districts, drawn, sea


def _weights(towns: Sequence[Town], areas: Sequence[MultiPolygon]) -> list[float]:
    people = sum(town.population for town in towns)
    sizes = [area_km2(area) for area in areas]
    return [
        _PEOPLE_SHARE * town.population / people + (1 - _PEOPLE_SHARE) * size / sum(sizes)
        for town, size in zip(towns, sizes, strict=True)
    ]


def _community_counts(
    districts: Sequence[District], towns: Sequence[Town], weights: Sequence[float]
) -> list[int]:
    counts: list[int] = []
    for district in districts:
        own = [w for town, w in zip(towns, weights, strict=True) if town.district == district.code]
        counts.extend(share_out(district.communities, own, at_least=2))
    return counts


def _cells(
    faces: Sequence[Polygon],
    areas: Sequence[MultiPolygon],
    seeds: Sequence[Sequence[Point]],
    waters: MultiPolygon,
) -> list[list[MultiPolygon]]:
    """Per territory (the towns in order, then the waters) one cell for each of its seeds."""
    tree = STRtree([*areas, waters])
    starts = [sum(map(len, seeds[:territory])) for territory in range(len(seeds))]
    count = sum(map(len, seeds))
    kept: list[Polygon] = []
    owners: list[int] = []
    for face in faces:
        inner = face.point_on_surface()
        for territory in tree.query(inner, predicate="within").tolist():
            kept.append(face)
            owners.append(starts[territory] + nearest(inner, seeds[territory]))
    territories = [territory for territory, own in enumerate(seeds) for _ in own]
    owners = gather(kept, owners, count, territories)
    members: list[list[Polygon]] = [[] for _ in range(count)]
    for face, owner in zip(kept, owners, strict=True):
        members[owner].append(face)
    return [
        [join_areas(members[start + position]) for position in range(len(own))]
        for start, own in zip(starts, seeds, strict=True)
    ]


def _drawn_town(
    town: Town, unordered: Sequence[MultiPolygon], street_grids: int, communities: int
) -> DrawnTown:
    order = reading_order([label_point(cell) for cell in unordered])
    cells = tuple(unordered[position] for position in order)
    people = share_out(town.population, [0.6 + 0.8 * noise("people", *label_point(c)) for c in cells], 0)
    near = neighbour_lengths(cells)
    crowd = dict(enumerate(map(float, people)))
    mean = area_km2(join_areas(cells)) / len(cells)
    typical = town.population / len(cells)
    spread = {i: area_km2(cell) / mean + crowd[i] / typical for i, cell in enumerate(cells)}
    return DrawnTown(
        town,
        cells,
        tuple(people),
        tuple(map(tuple, group_cells(near, spread, street_grids))),
        tuple(map(tuple, group_cells(near, crowd, communities))),
    )


def reading_order(points: Sequence[tuple[float, float]]) -> list[int]:
    """Positions of (lon, lat) points in rows from north to south, each row from west to east."""
    lats = [lat for _, lat in points]
    rows = max(1, round(len(points) ** 0.5))
    height = (max(lats) - min(lats)) / rows or 1.0
    return sorted(
        range(len(points)),
        key=lambda i: (min(rows - 1, int((max(lats) - points[i][1]) / height)), points[i][0]),
    )
