"""The reminder ladder that a new installation starts with, read from escalation.toml."""

from dataclasses import dataclass
from pathlib import Path

from config.reader import FOLDER
from config.rows import STAGES, Row, read_toml

RUNG_STAGES = ("any", *(stage for stage in STAGES if stage not in ("answer", "contact")), "order")
TO = ("assignee", "unit", "superior", "coordinator", "leader", "issuer")
KEYS = ("code", "stage", "percent", "before", "after", "to", "name", "text")


@dataclass(frozen=True)
class RungData:
    """One rung as the file has it; `unit` is None for a percentage of the limit."""

    code: str
    stage: str
    relation: str
    amount: int
    unit: str | None
    addressee: str
    name: str
    text: str


def read_ladder(folder: Path = FOLDER) -> tuple[RungData, ...]:
    """All rungs in the order of the file. CatalogueError names file, row and key of the first mistake."""
    file = read_toml(folder, "escalation.toml")
    file.only(("rungs",))
    return tuple(_rung(row) for row in file.rows("rungs"))


def _rung(row: Row) -> RungData:
    row.only(KEYS)
    named = [key for key in ("percent", "before", "after") if key in row.data]
    if len(named) != 1:
        raise row.error("percent", "exactly one of percent, before, after is needed")
    relation, unit = named[0], None
    if relation == "percent":
        amount = row.number("percent", 1, 1000)
    else:
        span = row.limit(relation)
        amount, unit = span.amount, span.unit
    return RungData(row.text("code"), row.choice("stage", RUNG_STAGES), relation, amount, unit,
                    row.choice("to", TO), row.text("name"), row.text("text"))
