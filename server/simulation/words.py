"""Words of simulated people, read from words.toml: pick a sentence and fill in its place, unit and hour."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

UNCLEAR = "Z00"
SURNAMES = "陈林黄张李王吴刘蔡杨郑许谢郭洪曾邱周叶庄"


@cache
def phrases() -> Mapping[str, Any]:
    """The whole table: categories by code, and words that fit all of them by occasion."""
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        return tomllib.load(file)


def pick(rng: Random, section: str, name: str, **places: str) -> str:
    """One sentence of a section, filled in; sentences may be empty where people often say nothing."""
    return fill(rng.choice(phrases()[section][name]), rng, **places)


def fill(sentence: str, rng: Random, **places: str) -> str:
    """The sentence with its placeholders replaced; `when` is drawn unless given."""
    known = {"when": rng.choice(phrases()["when"]["words"]), "spot": "现场", "community": "这里", "unit": "责任单位"}
    return sentence.format(**{**known, **{name: text for name, text in places.items() if text}})


def spot_for(rng: Random, category: str) -> str:
    """Where exactly: words that follow the name of a community."""
    return str(rng.choice(phrases()[category]["spots"]))


def report_text(rng: Random, category: str, *, staff: bool, report_id: str, spot: str, community: str) -> str:
    """What a report says, in the voice of a citizen or of staff."""
    section = phrases()[category]
    if category == UNCLEAR:
        return fill(section["reports"][_unclear(report_id)], rng, spot=spot, community=community)
    return fill(rng.choice(section["found"] if staff else section["reports"]), rng, spot=spot, community=community)


def _unclear(report_id: str) -> int:
    return Random(f"unclear/{report_id}").randrange(len(phrases()[UNCLEAR]["reports"]))


def real_category(report_id: str) -> str:
    """What the station will find behind a report that could not tell its category."""
    return str(phrases()[UNCLEAR]["really"][_unclear(report_id)])


def somebody(rng: Random) -> tuple[str, str]:
    """An invented name and a telephone number that nobody has."""
    return rng.choice(SURNAMES) + rng.choice(("先生", "女士")), f"1000000{rng.randrange(10000):04d}"
