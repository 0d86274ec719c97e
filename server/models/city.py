"""The city as rows: divisions of every level with their geometry, and the units that work in them."""

from __future__ import annotations

from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import Model, one_of

LEVELS = ("city", "district", "town", "street_grid", "sub_grid", "community")


class DivisionRow(Model):
    """One division or grid. Boundaries are versioned: a case keeps the version stamped at intake."""

    __tablename__ = "divisions"
    __table_args__ = (one_of("level", LEVELS), one_of("kind", ("land", "sea")), Index(None, "level", "parent"))

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    level: Mapped[str] = mapped_column(String(12))
    parent: Mapped[str | None] = mapped_column(ForeignKey("divisions.code"), index=True)
    district: Mapped[str | None] = mapped_column(String(6), index=True)
    community: Mapped[str | None] = mapped_column(String(12), index=True)
    kind: Mapped[str] = mapped_column(String(4))
    area_km2: Mapped[float]
    population: Mapped[int]
    lon: Mapped[float]
    lat: Mapped[float]
    version: Mapped[int] = mapped_column(default=1)
    schematic: Mapped[bool] = mapped_column(default=True)
    geom: Mapped[Any] = mapped_column(Geometry("MULTIPOLYGON", srid=4326, spatial_index=False))


class Department(Model):
    """A unit that handles cases: a bureau of the city or of a district, or a town's own team."""

    __tablename__ = "departments"

    code: Mapped[str] = mapped_column(String(30), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    name: Mapped[str] = mapped_column(String(80))
    short_name: Mapped[str] = mapped_column(String(40))
    level: Mapped[str] = mapped_column(String(12))
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"), index=True)


class CategoryRow(Model):
    """A category of the tree; `details` holds names, limits, evidence and law as the catalogue gives them."""

    __tablename__ = "categories"

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    parent: Mapped[str | None] = mapped_column(ForeignKey("categories.code"))
    name: Mapped[str] = mapped_column(String(60))
    severity: Mapped[int]
    position: Mapped[int]
    details: Mapped[str]
