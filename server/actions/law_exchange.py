"""The line to law enforcement's platform. No public interface of it is known: the one here is SIMULATED.

It leaves packages in a folder and takes answers out of another, as an exchange by files would; a real line is a
class with the same two functions.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from server.extensions import db

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Returned:
    """One answer of the authority: the case's number and the fields of the step `law-return`."""

    number: str
    fields: dict[str, str]
    file: Path


class LawExchange(Protocol):
    """What a line to the authority does."""

    name: str
    simulated: bool

    def send(self, number: str, package: bytes) -> str:
        """Hand a package over; returns the authority's receipt."""
        ...

    def collect(self) -> list[Returned]:
        """What came back and was not yet taken."""
        ...


class SimulatedExchange:
    """Folders `law/out` and `law/in` beside the data; receipts begin with SIM."""

    name = "执法平台（模拟）"
    simulated = True

    def __init__(self, root: Path) -> None:
        self._out, self._in = root / "out", root / "in"

    def send(self, number: str, package: bytes) -> str:
        """Write the package, whole or not at all."""
        self._out.mkdir(parents=True, exist_ok=True)
        beside = self._out / f".{number}.part"
        beside.write_bytes(package)
        beside.rename(self._out / f"{number}.zip")
        return f"SIM-{number}-{hashlib.sha256(package).hexdigest()[:8].upper()}"

    def collect(self) -> list[Returned]:
        """The answers in `law/in`, one JSON file each: {number, law_status, document, decided_on, text}."""
        found = []
        for file in sorted(self._in.glob("*.json")) if self._in.is_dir() else ():
            try:
                given = json.loads(file.read_text("utf-8"))
                fields = {name: str(value) for name, value in given.items() if name != "number" and value}
                found.append(Returned(str(given["number"]), fields, file))
            except (ValueError, KeyError, AttributeError, OSError):
                log.exception("%s is no answer of law enforcement", file.name)
                set_aside(file, "unreadable")
        return found


def set_aside(file: Path, why: str) -> None:
    """Move an answer out of the way, so that it is not looked at again."""
    folder = file.parent / why
    folder.mkdir(exist_ok=True)
    file.rename(folder / file.name)


def law_exchange() -> LawExchange:
    """The line of this installation."""
    return SimulatedExchange(Path(db.settings.data_dir) / "law")
