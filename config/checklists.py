"""Reads checklists.toml: how checks by lot are planned, what stands out, and what an assessor answers."""

from dataclasses import dataclass
from pathlib import Path

from config.rows import CatalogueError, Row, read_toml

FOLDER = Path(__file__).parent / "catalogue"
FILE = "checklists.toml"
KINDS = ("settled", "self_handled", "visit")
# name → least, most
PLAN = {"hours_per_week": (1, 60), "weeks": (1, 13), "look_back_days": (7, 366), "grid_days": (7, 366),
        "outlier_lots": (1, 20), "enough": (1, 100)}  # fmt: skip
OUTLIERS = {"days": (7, 366), "perfect_n": (1, 1000), "self_handled_n": (1, 1000), "self_handled_percent": (1, 100),
            "quick_n": (1, 1000), "quick_minutes": (1, 1440), "quick_percent": (1, 100), "one_person_n": (1, 1000),
            "one_person_percent": (1, 100)}  # fmt: skip


@dataclass(frozen=True)
class ChecklistItem:
    """One point to look at: yes gives the points, not applicable takes them out of the whole."""

    code: str
    text: str
    text_en: str
    points: int


@dataclass(frozen=True)
class Checklist:
    """What is asked of one kind of sample."""

    code: str
    name: str
    name_en: str
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True)
class CheckData:
    """Numbers of plans and of outliers by name, minutes by kind, checklists by kind."""

    plan: dict[str, int]
    outliers: dict[str, int]
    minutes: dict[str, int]
    checklists: dict[str, Checklist]


def read_checklists(folder: Path = FOLDER) -> CheckData:
    """Read and check the file. CatalogueError names row and key of the first mistake."""
    file = read_toml(folder, FILE)
    file.only(("plan", "minutes", "outliers", "checklists"))
    lists = {one.code: one for one in map(_checklist, file.rows("checklists"))}
    if set(lists) != set(KINDS):
        raise CatalogueError(f"{FILE}: checklists: exactly {', '.join(KINDS)} are needed")
    return CheckData(
        _numbers(file.table("plan"), PLAN),
        _numbers(file.table("outliers"), OUTLIERS),
        _numbers(file.table("minutes"), dict.fromkeys(KINDS, (1, 240))),
        lists,
    )


def _numbers(row: Row, bounds: dict[str, tuple[int, int]]) -> dict[str, int]:
    row.only(bounds)
    return {name: row.number(name, least, most) for name, (least, most) in bounds.items()}


def _checklist(row: Row) -> Checklist:
    row.only(("code", "name", "name_en", "items"))
    items = tuple(_item(item) for item in row.rows("items"))
    return Checklist(row.choice("code", KINDS), row.text("name"), row.text("name_en"), items)


def _item(row: Row) -> ChecklistItem:
    row.only(("code", "text", "text_en", "points"))
    return ChecklistItem(row.text("code"), row.text("text"), row.text("text_en"), row.number("points", 1, 100))
