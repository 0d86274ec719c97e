"""Handbook, duty list and rewards as delivered: whole, usable, and free of what is written elsewhere."""

import re
from collections.abc import Callable
from functools import partial

import pytest

from config.reader import CatalogueError, read_catalogue
from config.texts import DutyItem, FirstText, HandbookEntry, RewardRule, read_texts

CATALOGUE = read_catalogue()
CATEGORIES = [
    leaf.code for leaf in CATALOGUE.categories if leaf.code == "Z00" or (leaf.parent and leaf.parent != "M")
]
TEXTS = read_texts(CATEGORIES)
HANDBOOK, DUTIES, REWARDS = TEXTS[:3]
ENTRIES = [row for row in HANDBOOK.rows if isinstance(row, HandbookEntry)]
DANGEROUS = ("B01", "B04", "B06", "D03", "D04", "I01", "J01", "K01", "C01", "A05")


def test_every_category_of_a_case_has_its_entry() -> None:
    assert [entry.category for entry in ENTRIES] == CATEGORIES
    assert (HANDBOOK.kind, HANDBOOK.division, HANDBOOK.simulated) == ("handbook", None, False)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.category)
def test_an_entry_is_short_and_ends_its_sentences(entry: HandbookEntry) -> None:
    for text in (entry.look, entry.photograph, entry.note):
        assert not text or text.endswith("。")
    assert 1 <= entry.look.count("。") <= 4
    assert 30 <= len(entry.look) <= 160
    assert 10 <= len(entry.photograph) <= 120


def test_what_is_computed_is_not_typed_again() -> None:
    words = " ".join(f"{entry.look}{entry.photograph}{entry.note}" for entry in ENTRIES)
    assert "《" not in words, "the law stands in categories.toml"
    assert not re.search(r"工作日|处置时限|主责", words)


def test_where_it_is_dangerous_the_note_says_so() -> None:
    notes = {entry.category: entry.note for entry in ENTRIES}
    assert not [code for code in DANGEROUS if not re.search("不|110|119", notes[code])]
    assert "两个人" in notes["C01"], "nobody goes alone at night"


def test_the_duty_list_says_what_may_and_what_must_not_be_asked() -> None:
    items = [row for row in DUTIES.rows if isinstance(row, DutyItem)]
    refused = [row for row in items if row.scope == "out"]
    assert 20 <= len(items) <= 40
    assert len(refused) >= 6
    assert {row.part for row in items if row.scope == "in"} == {"lead", "assist"}
    for words in ("行政处罚", "强制措施", "单独外出"):
        assert [row for row in refused if words in row.item], words
    assert all(row.item.startswith("不得") for row in refused)


def test_the_rewards_are_a_demonstration_and_count_no_fines() -> None:
    rules = [row for row in REWARDS.rows if isinstance(row, RewardRule)]
    assert REWARDS.simulated
    assert "演示" in REWARDS.title
    assert {rule.kind for rule in rules} == {"reward", "penalty", "bound"}
    assert [rule for rule in rules if rule.kind == "bound" and "罚款" in rule.text]


def test_districts_add_to_the_citys_texts() -> None:
    districts = {(text.kind, text.division): text for text in TEXTS if text.division}
    assert set(districts) == {("handbook", "350211"), ("handbook", "350213"), ("duties", "350211")}
    assert all(text.simulated and "模拟" in text.title for text in districts.values())
    home = districts["handbook", "350211"].body["entries"]
    assert {row["category"] for row in home} >= {"A07", "B05"}
    assert [row for row in home if not row["look"] and row["note"]], "a blank keeps the city's words"


Complain = Callable[[str, str, str], str]


@pytest.fixture
def complain(complaint: Callable[..., str]) -> Complain:
    """What the reader of the texts says of a changed file."""
    return partial(complaint, partial(read_texts, CATEGORIES))


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("handbook.toml", 'code = "A02"', 'code = "A01"', "handbook.toml: .entries: code A01 appears twice"),
        ("handbook.toml", 'code = "A02"', 'code = "M01"', r"entries\[M01\].code: 'M01' is none of"),
        ("handbook.toml", 'code = "A01"\n', 'code = "A01"\nlaw = "x"\n', r"entries\[A01\].law: unknown key"),
        ("handbook.toml", 'code = "A01"\nlook', 'code = "A01"\nlooks', r"entries\[A01\].looks: unknown key"),
        ("handbook.toml", "title =", "titel =", "handbook.toml: .titel: unknown key"),
        ("duty_list.toml", 'part = "lead"', 'part = "main"', r"items\[ZZ01\].part: 'main' is none of"),
        ("duty_list.toml", '\nscope = "in"', '\nscope = "all"', r"items\[ZZ01\].scope: 'all' is none of"),
        ("duty_list.toml", "basis =", "bases =", r"items\[ZZ01\].bases: unknown key"),
        ("rewards.toml", 'kind = "reward"', 'kind = "gift"', r"rules\[JL01\].kind: 'gift' is none of"),
        ("district_editions.toml", 'code = "A07"', 'code = "A77"', r"entries\[A77\].code: 'A77' is none of"),
    ],
)
def test_mistakes_name_file_row_and_key(complain: Complain, name: str, old: str, new: str, words: str) -> None:
    told = complain(name, old, new)
    assert told.startswith(name)
    assert re.search(words, told), told


def test_a_category_without_an_entry_is_named() -> None:
    with pytest.raises(CatalogueError, match=r"handbook.toml: \.entries: X99 missing"):
        read_texts([*CATEGORIES, "X99"])


def test_a_body_is_what_an_edition_keeps() -> None:
    text = FirstText("rewards", None, "t", True, "rules", (RewardRule("A1", "bound", "x"),))
    assert text.body == {"rules": [{"code": "A1", "kind": "bound", "text": "x"}]}
