"""Reads source_kinds.toml and notices.toml: kinds of pollution sources, how often each is looked at, 告知书."""

import re
from dataclasses import dataclass
from pathlib import Path

from config.reader import FOLDER
from config.routing_data import read_premises
from config.rows import Row, read_toml

RISKS = ("high", "medium", "low")
PLACEHOLDERS = frozenset({"source", "operator", "place", "day", "grid", "member", "told", "words", "points"})


@dataclass(frozen=True)
class SourceKind:
    """One kind of source; `categories` is what to look for there, the first one most of all."""

    code: str
    name: str
    name_en: str
    premises: str | None
    categories: tuple[str, ...]


@dataclass(frozen=True)
class NoticeText:
    """One 告知书; `kinds` empty means that it fits every place."""

    code: str
    title: str
    title_en: str
    kinds: tuple[str, ...]
    points: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class PatrolData:
    """Kinds, the default intervals in days by (kind or None, risk), and the notices."""

    kinds: tuple[SourceKind, ...]
    every: dict[tuple[str | None, str], int]
    notices: tuple[NoticeText, ...]


def read_patrols(folder: Path = FOLDER) -> PatrolData:
    """Read and check both files. CatalogueError names row and key of the first mistake."""
    file = read_toml(folder, "source_kinds.toml")
    file.only(("kinds", "plan"))
    premises = {one.code for one in read_premises(folder)}
    kinds = tuple(_kind(row, premises) for row in file.rows("kinds"))
    codes = {kind.code for kind in kinds}
    return PatrolData(kinds, _plan(file.table("plan"), codes), _notices(read_toml(folder, "notices.toml"), codes))


def _kind(row: Row, premises: set[str]) -> SourceKind:
    row.only(("code", "name", "name_en", "premises", "categories"))
    if not re.fullmatch(r"[a-z]{2,20}", row.text("code")):
        raise row.error("code", "two to twenty small letters are needed")
    return SourceKind(
        row.text("code"),
        row.text("name"),
        row.text("name_en"),
        row.choice("premises", premises) if "premises" in row.data else None,
        row.texts("categories"),
    )


def _plan(row: Row, kinds: set[str]) -> dict[tuple[str | None, str], int]:
    row.only((*RISKS, "kinds"))
    found: dict[tuple[str | None, str], int] = {(None, risk): row.number(risk, 1, 366) for risk in RISKS}
    if "kinds" not in row.data:
        return found
    own = row.table("kinds")
    own.only(kinds)
    for kind in own.data:
        table = own.table(kind)
        table.only(RISKS)
        found |= {(kind, risk): table.number(risk, 1, 366) for risk in RISKS if risk in table.data}
    return found


def _notices(file: Row, kinds: set[str]) -> tuple[NoticeText, ...]:
    file.only(("notices",))
    return tuple(_notice(row, kinds) for row in file.rows("notices"))


def _notice(row: Row, kinds: set[str]) -> NoticeText:
    row.only(("code", "title", "title_en", "kinds", "points", "body"))
    unknown = set(re.findall(r"\{(\w*)\}", row.text("body"))) - PLACEHOLDERS
    if unknown:
        raise row.error("body", f"no placeholder {{{min(unknown)}}}")
    return NoticeText(
        row.text("code"),
        row.text("title"),
        row.text("title_en"),
        row.texts("kinds", kinds),
        row.texts("points"),
        row.text("body"),
    )
