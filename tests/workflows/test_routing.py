"""Who is responsible, and the reason that comes with every answer."""

import pytest

from workflows.roles import Place
from workflows.routing import Unit, suggest

LAND = Place("350211", "350211103", "350211103G01", "350211103901001", "350211103901")
SEA = Place("350211", sub_grid="350211000000601")
UNITS = (
    Unit("350200-CG", "CG", "city", "350200", "市城管"),
    Unit("350211-CG", "CG", "district", "350211", "集美城管"),
    Unit("350203-CG", "CG", "district", "350203", "思明城管"),
    Unit("350211-SZ", "SZ", "district", "350211", "集美市政园林"),
    Unit("350200-HY", "HY", "city", "350200", "市海洋"),
    Unit("350211103-ZZ", "ZZ", "town", "350211103", "后溪镇执法队"),
    Unit("350211102-ZZ", "ZZ", "town", "350211102", "灌口镇执法队"),
)


@pytest.mark.parametrize(
    ("kind", "level", "place", "lead", "rule"),
    [
        ("CG", "district", LAND, "350211-CG", "own-level"),
        ("CG", "city", LAND, "350200-CG", "own-level"),
        ("CG", "district", Place("350203", "350203001"), "350203-CG", "own-level"),
        ("ZZ", "town", LAND, "350211103-ZZ", "own-level"),
        ("HY", "district", LAND, "350200-HY", "other-level"),
        ("CG", "district", Place("350212", "350212105"), "350200-CG", "other-level"),
        ("CG", "town", SEA, "350211-CG", "sea"),
        ("ZZ", "district", LAND, "350211103-ZZ", "other-level"),
        ("ZZ", "town", SEA, None, "no-unit"),
        ("XX", "district", LAND, None, "no-unit"),
    ],
)
def test_the_unit_of_the_place_at_the_categorys_level(
    kind: str, level: str, place: Place, lead: str | None, rule: str
) -> None:
    found = suggest(kind, (), level, place, UNITS)
    assert (found.lead, found.rule) == (lead, rule)
    assert found.reason.endswith("。")
    if lead is not None:
        assert next(unit.name for unit in UNITS if unit.code == lead) in found.reason


def test_assistants_are_the_nearest_units_each_once_and_never_the_lead() -> None:
    found = suggest("CG", ("SZ", "HY", "ZZ", "CG", "XX", "SZ"), "district", LAND, UNITS)
    assert found.assist == ("350211-SZ", "350200-HY", "350211103-ZZ")
