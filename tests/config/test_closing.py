"""What must be seen before closing, and the first texts: whole for every category, every mistake named."""

from pathlib import Path

import pytest

from config.closing import read_closing, read_first_templates
from config.reader import FOLDER, read_catalogue
from config.rows import CatalogueError
from workflows.templates import unknown_placeholders

OPINIONS = "M"


def test_every_kind_of_case_has_points_to_be_seen() -> None:
    kinds = {one.code for one in read_catalogue().categories if one.parent not in (None, OPINIONS)}
    standards = read_closing().standards
    assert set(standards) == kinds
    assert all(1 <= len(points) <= 4 for points in standards.values())


def test_the_first_texts_ask_for_nothing_that_is_not_there() -> None:
    first = read_first_templates()
    assert {one.action for one in first} == {"check-pass", "close", "decline", "ask-reporter"}
    assert not [one.name for one in first if unknown_placeholders(one.text)]


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('D02 = ["堆体已清运"', "D2 = [\"堆体已清运\"", "standards.D2"),
        ('"堆体已清运"', '""', "standards.D02"),
        ("[enterprise_link]", "[enterprise_links]", "enterprise_links"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, right: str, wrong: str, named: str) -> None:
    text = (FOLDER / "closing.toml").read_text("utf-8")
    assert right in text
    (tmp_path / "closing.toml").write_text(text.replace(right, wrong), "utf-8")
    with pytest.raises(CatalogueError, match=named):
        read_closing(tmp_path)
