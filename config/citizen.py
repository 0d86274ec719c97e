"""Reads config/catalogue/citizen.toml: sounds, the public map, what is told before somebody reports."""

from dataclasses import dataclass
from pathlib import Path

from config.reader import FOLDER
from config.routing_data import read_premises
from config.rows import read_toml


@dataclass(frozen=True)
class CitizenData:
    """Numbers of the citizen's page: metres, days, seconds, kilobytes."""

    sound_seconds: int
    sound_kilobytes: int
    sound_files: int
    sound_categories: tuple[str, ...]
    map_days: int
    blur_m: int
    spread_m: int
    snap_m: int
    open_premises: frozenset[str]
    near_round_m: int


def read_citizen(folder: Path = FOLDER) -> CitizenData:
    """Read and check the file. CatalogueError names row and key of the first mistake."""
    file = read_toml(folder, "citizen.toml")
    file.only(("sound", "map", "near"))
    sound, on_map, near = file.table("sound"), file.table("map"), file.table("near")
    sound.only(("seconds", "kilobytes", "files", "categories"))
    on_map.only(("days", "blur_m", "spread_m", "snap_m", "open_premises"))
    near.only(("round_m",))
    known = {one.code for one in read_premises(folder)}
    return CitizenData(
        sound.number("seconds", 1, 60), sound.number("kilobytes", 10, 5000), sound.number("files", 1, 5),
        sound.texts("categories"),
        on_map.number("days", 1, 366), on_map.number("blur_m", 50, 1000), on_map.number("spread_m", 0, 1000),
        on_map.number("snap_m", 1, 500), frozenset(on_map.texts("open_premises", known)),
        near.number("round_m", 1, 200))
