"""The catalogue as delivered: complete, consistent, and true to the flow."""

import pytest

from config.reader import Category, read_catalogue
from workflows.checks import CATEGORY, DEPARTMENT, level_of
from workflows.deadlines import UNITS, Limit
from workflows.evidence import EVIDENCE_NAMES
from workflows.roles import ROLE_NAMES, Place, Role
from workflows.routing import Unit, suggest
from workflows.states import Stage

CATALOGUE = read_catalogue()
LEAVES = [category for category in CATALOGUE.categories if len(category.code) == 3]
PLACE = Place("350211", "350211103", "350211103G01", "350211103901001", "350211103901")
# Domain reference: groups and how many kinds of problem each has.
TREE = {
    "A": 7, "B": 6, "C": 4, "D": 4, "E": 1, "F": 1, "G": 2, "H": 2, "I": 1, "J": 1, "K": 1, "L": 1, "M": 5,
}  # fmt: skip
URGENT = {"B01", "B06", "D03", "D04", "K01"}


def test_the_whole_tree_is_there() -> None:
    groups = [category.code for category in CATALOGUE.categories if len(category.code) == 1]
    assert groups == list(TREE)
    for group, size in TREE.items():
        assert len([leaf for leaf in LEAVES if leaf.parent == group]) == size, group
    assert len({category.code for category in CATALOGUE.categories}) == len(CATALOGUE.categories)
    assert {leaf.code for leaf in LEAVES if leaf.severity == 1} == URGENT


def test_citizens_find_two_doors_and_one_for_whoever_cannot_tell() -> None:
    assert [root.name for root in CATALOGUE.roots] == ["环境卫生", "生态环保", "说不清"]
    public = [leaf for leaf in LEAVES if leaf.public]
    assert {leaf.root for leaf in public} == {"sanitation", "ecology", "other"}
    assert [leaf.code for leaf in public if leaf.root == "other"] == ["Z00"]
    names = [leaf.public_name for leaf in public]
    assert len(set(names)) == len(names)
    assert max(len(name) for name in names) <= 9
    for name in ("露天焚烧", "乱倒垃圾", "餐饮油烟", "夜间施工噪声", "污水冒溢", "海漂垃圾"):
        assert name in names


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.code)
def test_every_category_is_usable_by_the_flow(leaf: Category) -> None:
    assert CATEGORY.fullmatch(leaf.code)
    assert set(leaf.evidence) <= set(EVIDENCE_NAMES)
    assert set(leaf.limits) == {"confirm", "handle"}
    assert leaf.name_en.isascii()
    assert leaf.public_name_en.isascii()
    assert leaf.look_for.endswith("。")
    units = [Unit(unit.code, unit.kind, unit.level, unit.division, unit.name) for unit in CATALOGUE.units]
    found = suggest(leaf.lead, leaf.assist, leaf.level, PLACE, units)
    assert found.rule == "own-level"
    assert len(found.assist) == len(leaf.assist)


def test_handling_never_asks_for_nothing_and_the_urgent_for_more_than_a_photo() -> None:
    for leaf in LEAVES:
        assert leaf.evidence
        if leaf.code in URGENT:
            assert set(leaf.evidence) - {"photo"}


def test_every_town_has_its_own_unit_and_every_district_its_departments() -> None:
    by_level = {
        level: [unit for unit in CATALOGUE.units if unit.level == level] for level in ("town", "district")
    }
    assert len(by_level["town"]) == 45
    assert {unit.name for unit in by_level["town"]} >= {"灌口镇综合执法队", "鼓浪屿街道综合执法队"}
    per_district = {unit.division for unit in by_level["district"]}
    assert len(per_district) == 6
    for unit in CATALOGUE.units:
        assert DEPARTMENT.fullmatch(unit.code)
        assert level_of(unit.code) == unit.level
        assert unit.code == f"{unit.division}-{unit.kind}"
        assert "{" not in unit.name + unit.short_name
    names = [unit.name for unit in CATALOGUE.units]
    assert len(set(names)) == len(names)
    assert "厦门市集美区城市管理局" in names
    assert "厦门市集美生态环境局" in names


def test_stages_roles_and_units_of_time_are_those_of_the_flow() -> None:
    assert set(CATALOGUE.limits.stages) == {stage.value for stage in Stage}
    assert set(CATALOGUE.roles) == set(CATALOGUE.roles_en) == {role.value for role in Role} == set(ROLE_NAMES)
    tables = [CATALOGUE.limits.stages, CATALOGUE.limits.urgent]
    tables += [leaf.limits for leaf in LEAVES] + [source.limits for source in CATALOGUE.sources]
    for table in tables:
        for limit in table.values():
            assert Limit(limit.amount, limit.unit).unit in UNITS
    assert all(limit.unit == "natural_hours" for limit in CATALOGUE.limits.urgent.values())
    assert CATALOGUE.limits.stages["answer"].unit == "natural_days"


def test_sources_and_reasons() -> None:
    sources = {source.code: source for source in CATALOGUE.sources}
    assert list(sources) == ["grid_member", "citizen", "12345", "supervision", "inspection", "department"]
    assert [code for code, source in sources.items() if source.number_required] == ["12345", "supervision"]
    assert {"untrue", "gone"} <= {reason.code for reason in CATALOGUE.decline_reasons}
    assert "不等于不属实" in {reason.code: reason.explain for reason in CATALOGUE.decline_reasons}["gone"]


def test_the_calendar_has_the_citys_hours() -> None:
    calendar = CATALOGUE.calendar
    assert [(f"{begin:%H:%M}", f"{end:%H:%M}") for begin, end in calendar.hours] == [
        ("08:30", "12:00"),
        ("14:30", "17:30"),
    ]
    assert calendar.summer == ((7, 1), (9, 30))
    assert calendar.provisional_years == (2027,)


def test_the_night_is_that_of_the_law() -> None:
    assert [f"{moment:%H:%M}" for moment in CATALOGUE.calendar.night] == ["22:00", "06:00"]
