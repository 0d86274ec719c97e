"""Thresholds of duplicates, doubts and re-checks as read from config/catalogue/evidence.toml."""

from dataclasses import dataclass
from pathlib import Path

from config.rows import CatalogueError, read_toml

FOLDER = Path(__file__).parent / "catalogue"
FILE = "evidence.toml"


@dataclass(frozen=True)
class Threshold:
    """One number with its group and the bounds within which an administrator may set it."""

    name: str
    group: str
    least: int
    most: int
    value: int


# name → group, least, most
BOUNDS: dict[str, tuple[str, int, int]] = {
    "suggest_m": ("duplicates", 10, 2000),
    "suggest_days": ("duplicates", 1, 365),
    "suggest_score": ("duplicates", 1, 100),
    "recurrence_m": ("recurrence", 5, 500),
    "recurrence_days": ("recurrence", 1, 365),
    "declined_m": ("declined", 5, 1000),
    "declined_days": ("declined", 1, 365),
    "declined_reports": ("declined", 1, 100),
    "same_bits": ("photos", 0, 20),
    "similar_bits": ("photos", 0, 30),
    "far_m": ("photos", 10, 100_000),
    "reporter_far_m": ("photos", 10, 100_000),
    "clock_minutes": ("photos", 1, 1440),
    "speed_kmh": ("people", 20, 1000),
    "speed_m": ("people", 50, 100_000),
    "cluster_cases": ("people", 2, 100),
    "cluster_days": ("people", 1, 90),
    "cluster_m": ("people", 10, 10_000),
    "recheck_percent": ("recheck", 0, 100),
}


def read_thresholds(folder: Path = FOLDER) -> dict[str, Threshold]:
    """Every threshold by name. CatalogueError names the first mistake."""
    file = read_toml(folder, FILE)
    file.only({group for group, _, _ in BOUNDS.values()})
    found = {}
    for name, (group, least, most) in BOUNDS.items():
        row = file.table(group)
        row.only({other for other, (its, _, _) in BOUNDS.items() if its == group})
        found[name] = Threshold(name, group, least, most, row.number(name, least, most))
    if found["same_bits"].value > found["similar_bits"].value:
        raise CatalogueError(f"{FILE}: photos.same_bits: may not exceed similar_bits")
    return found
