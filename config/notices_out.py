"""Reads notices_out.toml and restrictions.toml: what reporters are told, how long a restriction may last."""

import re
from dataclasses import dataclass
from pathlib import Path

from config.reader import FOLDER
from config.rows import Row, read_toml

KINDS = ("accepted", "dispatched", "answered", "closed", "question", "declined", "reopened", "replied", "code")
PLACES = frozenset(("ticket", "category", "unit", "due", "reason", "link"))
CODE_PLACES = frozenset(("code", "minutes"))
SUBJECTS = ("device", "contact", "address")
SENDING = ("longest_delay_hours", "code_minutes", "code_tries", "proof_hours")


@dataclass(frozen=True)
class NoticeText:
    """One kind of notice."""

    kind: str
    name: str
    on: bool
    text: str


@dataclass(frozen=True)
class NoticesOut:
    """All kinds, and the numbers of sending."""

    kinds: dict[str, NoticeText]
    longest_delay_hours: int
    code_minutes: int
    code_tries: int
    proof_hours: int


@dataclass(frozen=True)
class RestrictionLimits:
    """Most days of a restriction by its subject, and how long a report's origin is kept."""

    longest_days: dict[str, int]
    origin_days: int


def read_notices_out(folder: Path = FOLDER) -> NoticesOut:
    """Read and check notices_out.toml. CatalogueError names file, row and key of the first mistake."""
    file = read_toml(folder, "notices_out.toml")
    file.only(("sending", "notices"))
    sending = file.table("sending")
    sending.only(SENDING)
    kinds = {row.choice("code", KINDS): _text(row) for row in file.rows("notices")}
    if set(kinds) != set(KINDS):
        raise file.error("notices", f"exactly {', '.join(KINDS)} are needed")
    return NoticesOut(kinds, *(sending.number(name, 1, 1000) for name in SENDING))


def _text(row: Row) -> NoticeText:
    row.only(("code", "name", "on", "text"))
    code, text = row.text("code"), row.text("text")
    unknown = set(re.findall(r"\{(\w*)\}", text)) - (CODE_PLACES if code == "code" else PLACES)
    if unknown:
        raise row.error("text", f"nothing is known as {', '.join(sorted(unknown))}")
    return NoticeText(code, row.text("name"), row.yes_no("on"), text)


def read_restriction_limits(folder: Path = FOLDER) -> RestrictionLimits:
    """Read and check restrictions.toml."""
    file = read_toml(folder, "restrictions.toml")
    file.only(("longest_days", "kept"))
    days, kept = file.table("longest_days"), file.table("kept")
    days.only(SUBJECTS)
    kept.only(("origin_days",))
    return RestrictionLimits({subject: days.number(subject, 1, 366) for subject in SUBJECTS},
                             kept.number("origin_days", 1, 366))
