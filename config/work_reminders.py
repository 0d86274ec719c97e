"""Reads work_reminders.toml: by which rules work reminders are raised, and how long there is to answer."""

from dataclasses import dataclass
from pathlib import Path

from config.catalogue_types import LimitData
from config.rows import CatalogueError, Row, read_toml

FOLDER = Path(__file__).parent / "catalogue"
FILE = "work_reminders.toml"
CODES = ("late_again", "source_unseen", "acceptance_late", "opinion_unanswered", "promise_open")


@dataclass(frozen=True)
class ReminderRule:
    """One rule; what `times` and `days` mean stands in the file beside it."""

    code: str
    to: str
    name: str
    name_en: str
    ask: str
    ask_en: str
    active: bool
    times: int
    days: int


@dataclass(frozen=True)
class ReminderData:
    """The rules in their order and the limit of an answer."""

    rules: tuple[ReminderRule, ...]
    answer: LimitData


def read_work_reminders(folder: Path = FOLDER) -> ReminderData:
    """Read and check the file. CatalogueError names row and key of the first mistake."""
    file = read_toml(folder, FILE)
    file.only(("answer", "rules"))
    rules = tuple(_rule(row) for row in file.rows("rules"))
    if {rule.code for rule in rules} != set(CODES):
        raise CatalogueError(f"{FILE}: rules: exactly {', '.join(CODES)} are needed")
    return ReminderData(rules, file.limit("answer"))


def _rule(row: Row) -> ReminderRule:
    row.only(ReminderRule.__dataclass_fields__)
    return ReminderRule(
        row.choice("code", CODES),
        row.choice("to", ("member", "station")),
        row.text("name"),
        row.text("name_en"),
        row.text("ask"),
        row.text("ask_en"),
        row.yes_no("active"),
        row.number("times", 1, 100),
        row.number("days", 1, 366),
    )
