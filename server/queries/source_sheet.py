"""The register of sources as a file, in the columns that the import takes."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from server.errors import Problem
from server.extensions import db
from server.models import PollutionSource
from server.queries.patrol_rules import kind_name
from server.queries.people import Actor
from server.queries.sheet_files import Row, as_file
from server.queries.sources import inside, may_register, readable
from workflows.patrol import RISKS


class SourceColumns(NamedTuple):
    """Names as they stand in the first row."""

    code: str = "编号"
    name: str = "名称"
    kind: str = "类别"
    risk: str = "风险"
    operator: str = "经营单位"
    address: str = "地址"
    lon: str = "经度"
    lat: str = "纬度"
    datum: str = "坐标系"
    first: str = "启用日"
    last: str = "停用日"
    external: str = "外部编号"


COLUMN = SourceColumns()
REQUIRED = (COLUMN.name, COLUMN.kind, COLUMN.risk, COLUMN.lon, COLUMN.lat)
WIDTHS = (18, 24, 20, 10, 24, 28, 12, 12, 10, 12, 12, 16)


def export_sources(actor: Actor, division: str | None, kind: str, now: datetime) -> bytes:
    """Open and closed sources as CSV or Excel. Raises role-forbidden for whoever keeps no register, validation."""
    where = [readable(actor, now), *([inside(PollutionSource, division)] if division else [])]
    if not may_register(actor, division, now):
        raise Problem("role-forbidden", "污染源由工作站、区协调员或系统管理员导出")
    with db.reading() as session:
        rows = session.scalars(select(PollutionSource).where(*where).order_by(PollutionSource.code)).all()
    return as_file(kind, "污染源", COLUMN, [_cells(row) for row in rows], WIDTHS)


def _cells(row: PollutionSource) -> Row:
    return (row.code, row.name, kind_name(row.kind), RISKS[row.risk], row.operator, row.address, f"{row.lon:.6f}",
            f"{row.lat:.6f}", "wgs84", row.active_from.isoformat(), row.active_to.isoformat() if row.active_to else "",
            row.external_id or "")
