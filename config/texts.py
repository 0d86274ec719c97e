"""The texts that a new installation starts with: handbook, duty list, rewards, and two districts' own editions."""

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from config.reader import FOLDER
from config.rows import Row, read_toml

PARTS = ("lead", "assist")
SCOPES = ("in", "out")
RULES = ("reward", "penalty", "bound")


@dataclass(frozen=True)
class HandbookEntry:
    """What to look for and photograph in one category; in a district's edition a blank means: as in the city's text."""

    category: str
    look: str
    photograph: str
    note: str


@dataclass(frozen=True)
class DutyItem:
    """One duty; part: lead, assist; scope: in, or out for what must not be asked of villages and members."""

    code: str
    item: str
    basis: str
    part: str
    scope: str


@dataclass(frozen=True)
class RewardRule:
    """One rule; kind: reward, penalty, or bound for what the rules must not do."""

    code: str
    kind: str
    text: str


TextRow = HandbookEntry | DutyItem | RewardRule


@dataclass(frozen=True)
class FirstText:
    """One edition to publish first; `division` None is the city. kind: handbook, duties, rewards."""

    kind: str
    division: str | None
    title: str
    simulated: bool
    key: str
    rows: tuple[TextRow, ...]

    @property
    def body(self) -> dict[str, list[dict[str, str]]]:
        """As an edition keeps it: {"entries": […]}, {"items": […]} or {"rules": […]}."""
        return {self.key: [asdict(row) for row in self.rows]}


def read_texts(categories: Collection[str], folder: Path = FOLDER) -> tuple[FirstText, ...]:
    """All first texts, the city's before the districts'. `categories` are those that a case may have.

    CatalogueError names file, row and key of the first mistake; every category must have its handbook entry.
    """
    handbook = read_toml(folder, "handbook.toml")
    handbook.only(("title", "entries"))
    entries = tuple(_entry(row, categories, whole=True) for row in handbook.rows("entries"))
    lacking = sorted(set(categories) - {entry.category for entry in entries})
    if lacking:
        raise handbook.error("entries", f"{', '.join(lacking)} missing")
    return (
        FirstText("handbook", None, handbook.text("title"), False, "entries", entries),
        _city_text(read_toml(folder, "duty_list.toml"), "duties", "items", _duty, simulated=False),
        _city_text(read_toml(folder, "rewards.toml"), "rewards", "rules", _rule, simulated=True),
        *_districts(read_toml(folder, "district_editions.toml"), categories),
    )


def _city_text(file: Row, kind: str, key: str, read: Callable[[Row], TextRow], simulated: bool) -> FirstText:
    file.only(("title", key))
    return FirstText(kind, None, file.text("title"), simulated, key, tuple(read(row) for row in file.rows(key)))


def _districts(file: Row, categories: Collection[str]) -> tuple[FirstText, ...]:
    file.only(("handbook", "duties"))
    found = []
    for kind, key in (("handbook", "entries"), ("duties", "items")):
        for row in file.rows(kind):
            row.only(("code", "title", key))
            rows: tuple[TextRow, ...] = tuple(
                _entry(part, categories, whole=False) if kind == "handbook" else _duty(part)
                for part in row.rows(key)
            )
            found.append(FirstText(kind, row.text("code"), row.text("title"), True, key, rows))
    return tuple(found)


def _entry(row: Row, categories: Collection[str], whole: bool) -> HandbookEntry:
    row.only(("code", "look", "photograph", "note"))
    texts = [row.text(key) if whole else row.text(key, "") for key in ("look", "photograph")]
    note = row.text("note", "")
    if not any((*texts, note)):
        raise row.error("note", "an entry without any text")
    return HandbookEntry(row.choice("code", categories), texts[0], texts[1], note)


def _duty(row: Row) -> DutyItem:
    row.only(DutyItem.__dataclass_fields__)
    words = row.text("code"), row.text("item"), row.text("basis")
    return DutyItem(*words, row.choice("part", PARTS), row.choice("scope", SCOPES))


def _rule(row: Row) -> RewardRule:
    row.only(RewardRule.__dataclass_fields__)
    return RewardRule(row.text("code"), row.choice("kind", RULES), row.text("text"))
