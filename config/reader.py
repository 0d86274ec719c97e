"""Reads config/catalogue/*.toml into one checked value. Nothing else in the project reads these files."""

import re
from pathlib import Path

from config.catalogue_types import (
    CalendarData,
    Catalogue,
    Category,
    DepartmentKind,
    LimitData,
    Reason,
    Root,
    Source,
    StageLimits,
    Unit,
)
from config.rows import STAGES, CatalogueError, Row, read_toml
from config.units import LEVELS, units_for

__all__ = [
    "CalendarData",
    "Catalogue",
    "CatalogueError",
    "Category",
    "DepartmentKind",
    "LimitData",
    "Reason",
    "Root",
    "Source",
    "StageLimits",
    "Unit",
    "read_catalogue",
    "units_for",
]

FOLDER = Path(__file__).parent / "catalogue"
ROOTS = ("sanitation", "ecology", "other")
EVIDENCE = ("photo", "measurement", "document", "note")
UNCLEAR = "Z00"
ROLES = (
    "citizen", "assistant", "grid_member", "community_head", "station_officer", "station_head",
    "district_dispatcher", "city_dispatcher", "coordinator", "department_officer", "leader", "assessor",
    "auditor", "administrator", "grid_head", "area_cadre", "police_officer", "environment_supervisor",
    "waste_guide", "community_worker", "volunteer", "reporter", "system",
)  # fmt: skip
CATEGORY_KEYS = frozenset(Category.__dataclass_fields__)


def read_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Read and check the whole catalogue. CatalogueError names file, row and key of the first mistake."""
    kinds, divisions = _departments(read_toml(folder, "departments.toml"))
    categories = read_toml(folder, "categories.toml")
    roles, roles_en = _roles(read_toml(folder, "roles.toml"))
    return Catalogue(
        roots=_roots(categories),
        categories=_categories(categories, kinds),
        departments=kinds,
        units=units_for(kinds, divisions),
        sources=_sources(read_toml(folder, "sources.toml")),
        decline_reasons=_reasons(read_toml(folder, "decline_reasons.toml")),
        roles=roles,
        roles_en=roles_en,
        calendar=_calendar(read_toml(folder, "calendar.toml")),
        limits=_limits(read_toml(folder, "limits.toml")),
    )


def _roots(file: Row) -> tuple[Root, ...]:
    rows = file.rows("roots")
    found = tuple(Root(row.choice("code", ROOTS), row.text("name"), row.text("name_en")) for row in rows)
    if {root.code for root in found} != set(ROOTS):
        raise file.error("roots", f"exactly {', '.join(ROOTS)} are needed")
    return found


def _categories(file: Row, kinds: tuple[DepartmentKind, ...]) -> tuple[Category, ...]:
    file.only(("roots", "groups", "categories"))
    groups = tuple(_group(row) for row in file.rows("groups"))
    parents = {group.code for group in groups}
    by_code = {kind.code: kind for kind in kinds}
    leaves = tuple(_category(row, parents, by_code) for row in file.rows("categories"))
    if UNCLEAR not in {leaf.code for leaf in leaves}:
        raise file.error("categories", f"{UNCLEAR} (说不清) is needed")
    return groups + leaves


def _group(row: Row) -> Category:
    row.only(("code", "root", "name", "name_en"))
    code, name, name_en = row.text("code"), row.text("name"), row.text("name_en")
    if not re.fullmatch(r"[A-Z]", code):
        raise row.error("code", "one capital letter is needed")
    root = row.choice("root", ROOTS)
    return Category(code, None, root, name, name, name_en, name_en, False, 3, "", (), "district", (), "", "")


def _category(row: Row, parents: set[str], kinds: dict[str, DepartmentKind]) -> Category:
    row.only(CATEGORY_KEYS)
    code, lead, level = row.text("code"), row.choice("lead", kinds), row.choice("level", LEVELS)
    if not re.fullmatch(r"[A-Z]\d{2}", code):
        raise row.error("code", "a capital letter and two digits are needed")
    parent = None if code == UNCLEAR else row.choice("parent", parents)
    if level not in kinds[lead].templates:
        raise row.error("level", f"department {lead} has no unit at {level} level")
    assist = row.texts("assist", kinds)
    if lead in assist:
        raise row.error("assist", f"{lead} already leads")
    evidence = row.texts("evidence", EVIDENCE)
    if not evidence:
        raise row.error("evidence", "at least one kind is needed")
    return Category(
        code=code,
        parent=parent,
        root=row.choice("root", ROOTS),
        name=row.text("name"),
        public_name=row.text("public_name"),
        name_en=row.text("name_en"),
        public_name_en=row.text("public_name_en"),
        public=row.yes_no("public"),
        severity=row.number("severity", 1, 4),
        lead=lead,
        assist=assist,
        level=level,
        evidence=evidence,
        look_for=row.text("look_for"),
        law=row.text("law", empty=True),
        limits=row.limits("limits"),
    )


def _departments(file: Row) -> tuple[tuple[DepartmentKind, ...], tuple[tuple[str, str, str], ...]]:
    file.only(("kinds", "cities", "districts", "towns"))
    kinds = tuple(_kind(row) for row in file.rows("kinds"))
    divisions: list[tuple[str, str, str]] = []
    for key, level, digits in (("cities", "city", 6), ("districts", "district", 6), ("towns", "town", 9)):
        table = file.table(key)
        for code in table.data:
            if not re.fullmatch(rf"\d{{{digits}}}", code):
                raise table.error(code, f"{digits} digits are needed")
            divisions.append((code, table.text(code), level))
    return kinds, tuple(divisions)


def _kind(row: Row) -> DepartmentKind:
    shorts = tuple(f"short_{level}" for level in LEVELS)
    row.only(("code", "name", "name_en", "names", *LEVELS, *shorts))
    if not re.fullmatch(r"[A-Z]{2,4}", row.text("code")):
        raise row.error("code", "two to four capital letters are needed")
    levels = [level for level in LEVELS if level in row.data]
    if not levels:
        raise row.error("city", "a name at one level at least is needed")
    names = row.table("names") if "names" in row.data else Row(row.file, row.label, {})
    return DepartmentKind(
        code=row.text("code"),
        name=row.text("name"),
        name_en=row.text("name_en"),
        templates={level: row.text(level) for level in levels},
        short_templates={level: row.text(f"short_{level}") for level in levels},
        names={division: names.text(division) for division in names.data},
    )


def _sources(file: Row) -> tuple[Source, ...]:
    file.only(("sources",))
    found = []
    for row in file.rows("sources"):
        row.only(Source.__dataclass_fields__)
        names = row.text("code"), row.text("name"), row.text("name_en")
        own = row.yes_no("number_required"), row.yes_no("due_allowed")
        found.append(Source(*names, *own, row.limits("limits")))
    return tuple(found)


def _reasons(file: Row) -> tuple[Reason, ...]:
    file.only(("reasons",))
    return tuple(
        Reason(row.text("code"), row.text("name"), row.text("name_en"), row.text("explain"))
        for row in file.rows("reasons")
    )


def _roles(file: Row) -> tuple[dict[str, str], dict[str, str]]:
    file.only(ROLES)
    rows = {role: file.table(role) for role in ROLES}
    chinese = {role: row.text("zh") for role, row in rows.items()}
    return chinese, {role: row.text("en") for role, row in rows.items()}


def _limits(file: Row) -> StageLimits:
    file.only(("stages", "urgent", "warning_percent", "undo_minutes", "reopen"))
    stages = file.limits("stages")
    missing = [stage for stage in STAGES if stage not in stages]
    if missing:
        raise file.error("stages", f"{', '.join(missing)} missing")
    return StageLimits(
        stages=stages,
        urgent=file.limits("urgent"),
        undo_minutes=file.number("undo_minutes", 0, 24 * 60),
        reopen=file.limit("reopen"),
        warning_percent=file.number("warning_percent", 1, 99),
    )


def _calendar(file: Row) -> CalendarData:
    keys = ("hours", "summer_hours", "summer_from", "summer_to", "provisional_years")
    file.only((*keys, "night", "extra_holidays", "extra_workdays"))
    has_summer = "summer_from" in file.data or "summer_to" in file.data
    years = file.data.get("provisional_years")
    if not isinstance(years, list) or not all(isinstance(year, int) and 2000 < year < 2200 for year in years):
        raise file.error("provisional_years", "a list of years is needed")
    days = {
        key: tuple((row.day("on"), row.text("name")) for row in file.rows(key, optional=True))
        for key in ("extra_holidays", "extra_workdays")
    }
    both = {day for day, _ in days["extra_holidays"]} & {day for day, _ in days["extra_workdays"]}
    if both:
        raise file.error("extra_workdays", f"{min(both)} is also an extra holiday")
    return CalendarData(
        hours=file.spans("hours"),
        summer_hours=file.spans("summer_hours"),
        summer=(file.month_day("summer_from"), file.month_day("summer_to")) if has_summer else None,
        extra_holidays=days["extra_holidays"],
        extra_workdays=days["extra_workdays"],
        provisional_years=tuple(years),
        night=file.clock_pair("night"),
    )
