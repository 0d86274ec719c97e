"""Every mistake in a catalogue file is refused in one line that names file, row and key."""

import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from config.reader import FOLDER, CatalogueError, read_catalogue

Complain = Callable[[str, str, str], str]


@pytest.fixture
def complain(complaint: Callable[..., str]) -> Complain:
    """What the catalogue's reader says of a changed file."""
    return partial(complaint, read_catalogue)


A01 = 'code = "A01"\nparent = "A"\n'


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (A01, 'code = "A1"\nparent = "A"\n', r"categories\[A1\]\.code: a capital letter and two digits"),
        (A01, 'code = "A01"\nparent = "X"\n', r"categories\[A01\]\.parent: 'X' is none of"),
        (A01, 'code = "A02"\nparent = "A"\n', r"categories: code A02 appears twice"),
        (A01, 'code = "A01"\n', r"categories\[A01\]\.parent: a text is needed"),
        (A01, A01 + 'colour = "red"\n', r"categories\[A01\]\.colour: unknown key"),
        ('lead = "ST"', 'lead = "QQ"', r"categories\[A01\]\.lead: 'QQ' is none of"),
        (
            'lead = "ST"',
            'lead = "ZZ"',
            r"categories\[A01\]\.level: department ZZ has no unit at district level",
        ),
        ('assist = ["ZZ"]', 'assist = ["ST"]', r"categories\[A01\]\.assist: ST already leads"),
        ('assist = ["ZZ"]', 'assist = ["ZZ", "ZZ"]', r"categories\[A01\]\.assist: a value is repeated"),
        ('assist = ["ZZ"]', "assist = 3", r"categories\[A01\]\.assist: a list of texts"),
        ('level = "district"', 'level = "village"', r"categories\[A01\]\.level: 'village' is none of"),
        ("severity = 2", "severity = 5", r"categories\[A01\]\.severity: a whole number from 1 to 4"),
        ("severity = 2", "severity = true", r"categories\[A01\]\.severity: a whole number"),
        ("public = true", "public = 1", r"categories\[A01\]\.public: true or false"),
        (
            'evidence = ["note", "document"]',
            "evidence = []",
            r"categories\[A01\]\.evidence: at least one kind",
        ),
        (
            'evidence = ["note", "document"]',
            'evidence = ["x"]',
            r"categories\[A01\]\.evidence: 'x' is none of",
        ),
        ('name = "工业废气、异味"', 'name = "  "', r"categories\[A01\]\.name: may not be blank"),
        (
            'unit = "natural_hours" }',
            'unit = "weeks" }',
            r"categories\[A01\]\.limits\.confirm\.unit: 'weeks'",
        ),
        ("limits.confirm", "limits.conform", r"categories\[A01\]\.limits\.conform: unknown key"),
        ("amount = 4", "amount = 0", r"limits\.confirm\.amount: a whole number from 1"),
        ("amount = 4, ", "", r"limits\.confirm\.amount: a whole number"),
        ('code = "Z00"', 'code = "Z01"\nparent = "A"', r"categories: Z00"),
        ('[[groups]]\ncode = "A"', '[[groups]]\ncode = "AA"', r"groups\[AA\]\.code: one capital letter"),
        ('[[roots]]\ncode = "other"', '[[roots]]\ncode = "ecology"', r"roots: code ecology appears twice"),
        ("[[roots]]", "[[roots", r"categories\.toml: "),
    ],
)
def test_a_mistake_in_the_category_tree(complain: Complain, old: str, new: str, words: str) -> None:
    complaint = complain("categories.toml", old, new)
    assert complaint.startswith("categories.toml: ")
    assert re.search(words, complaint), complaint


MISTAKES = [
    ("departments.toml", 'code = "ST"', 'code = "生态"', r"kinds\[生态\]\.code: two to four capital"),
    (
        "departments.toml",
        'short_city = "市生态环境局"\n',
        "",
        r"kinds\[ST\]\.short_city: a text is needed",
    ),
    ("departments.toml", '350203001 = "', '35020300 = "', r"towns\.35020300: 9 digits"),
    ("departments.toml", '350203 = "思明区"', "350203 = 3", r"districts\.350203: a text"),
    ("departments.toml", "[districts]", "[district]", r"departments\.toml: .*district: unknown key"),
    (
        "sources.toml",
        "number_required = true",
        'number_required = "yes"',
        r"sources\[12345\]\.number_req",
    ),
    ("sources.toml", 'code = "citizen"', 'code = "12345"', r"sources: code 12345 appears twice"),
    ("decline_reasons.toml", 'name_en = "Found untrue"\n', "", r"reasons\[untrue\]\.name_en: a text"),
    ("roles.toml", "[leader]", "[lord]", r"lord: unknown key"),
    ("roles.toml", 'zh = "领导"', "", r"leader\.zh: a text is needed"),
    ("limits.toml", "sign = { amount = 4", "sing = { amount = 4", r"stages\.sing: unknown key"),
    ("limits.toml", 'check = { amount = 1, unit = "working_days" }\n', "", r"stages: check missing"),
    ("limits.toml", "undo_minutes = 30", "undo_minutes = -1", r"undo_minutes: a whole number from 0"),
    ("limits.toml", "warning_percent = 80", "warning_percent = 100", r"warning_percent: a whole number"),
    ("calendar.toml", '["08:30", "12:00"]', '["12:00", "08:30"]', r"hours: hours must follow"),
    ("calendar.toml", '["14:30", "17:30"]', '["11:30", "17:30"]', r"hours: hours must follow"),
    ("calendar.toml", '["14:30", "17:30"]', '["14:30"]', r"hours: pairs such as"),
    ("calendar.toml", '["14:30", "17:30"]', '["14:30", 3]', r"hours: pairs such as"),
    ("calendar.toml", 'summer_to = "09-30"', 'summer_to = "09-31"', r"summer_to: a day such as"),
    ("calendar.toml", 'summer_to = "09-30"\n', "", r"summer_to: a text is needed"),
    ("calendar.toml", 'night = ["22:00", "06:00"]', "", r"night: a pair such as"),
    ("calendar.toml", '["22:00", "06:00"]', '["22:00", "22:00"]', r"night: a pair such as"),
    ("calendar.toml", '["22:00", "06:00"]', '["22:00", "6 Uhr"]', r"night: a pair such as"),
    ("calendar.toml", '["22:00", "06:00"]', '["22:00"]', r"night: a pair such as"),
    ("calendar.toml", '["22:00", "06:00"]', '"22:00"', r"night: a pair such as"),
    (
        "calendar.toml",
        "provisional_years = [2027]",
        "provisional_years = 2027",
        r"provisional_years: a list",
    ),
    (
        "calendar.toml",
        "provisional_years = [2027]",
        'provisional_years = []\n[[extra_holidays]]\non = "2026-09-08"\nname = "x"',
        r"extra_holidays\[1\]\.on: a date",
    ),
    (
        "calendar.toml",
        "provisional_years = [2027]",
        "provisional_years = []\n[[extra_holidays]]\non = 2026-09-08\nname = 'x'\n"
        "[[extra_workdays]]\non = 2026-09-08\nname = 'y'",
        r"extra_workdays: 2026-09-08 is also",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "words"), MISTAKES)
def test_a_mistake_in_another_file(complain: Complain, name: str, old: str, new: str, words: str) -> None:
    complaint = complain(name, old, new)
    assert complaint.startswith(f"{name}: ")
    assert re.search(words, complaint), complaint


def test_a_missing_file_and_one_in_another_encoding_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(FOLDER, folder)
    (folder / "roles.toml").write_bytes("[citizen]\nzh = '市民'\n".encode("gbk"))
    with pytest.raises(CatalogueError, match=r"^roles\.toml: "):
        read_catalogue(folder)
    (folder / "roles.toml").unlink()
    with pytest.raises(CatalogueError, match=r"^roles\.toml: the file is missing"):
        read_catalogue(folder)


def test_overrides_of_days_and_names_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(FOLDER, folder)
    calendar = folder / "calendar.toml"
    holiday = "\n[[extra_holidays]]\non = 2026-09-08\nname = '投洽会'\n"
    workday = "\n[[extra_workdays]]\non = 2026-09-12\nname = '调休'\n"
    calendar.write_text(calendar.read_text("utf-8") + holiday + workday, "utf-8")
    departments = folder / "departments.toml"
    text = departments.read_text("utf-8")
    named = 'code = "CG"\nnames = { 350203 = "思明城管" }'
    departments.write_text(text.replace('code = "CG"', named, 1), "utf-8")
    catalogue = read_catalogue(folder)
    assert catalogue.calendar.extra_holidays[0][1] == "投洽会"
    assert catalogue.calendar.extra_workdays[0][0].isoformat() == "2026-09-12"
    assert {unit.name for unit in catalogue.units if unit.code == "350203-CG"} == {"思明城管"}
