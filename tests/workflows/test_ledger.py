"""The ledger's arithmetic: one text for one content, and any change breaks the chain."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.ledger import GENESIS, canonical, link, seal

words = st.text(alphabet='ab"\\\n 垃圾🚮é\x00', max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
contents = st.dictionaries(words, values, max_size=5)


def test_the_text_is_sorted_tight_and_chinese() -> None:
    assert canonical({"b": [1, None, True], "a": "立案"}) == '{"a":"立案","b":[1,null,true]}'


@given(contents)
def test_the_order_of_keys_does_not_matter(content: dict[str, object]) -> None:
    turned = dict(reversed(list(content.items())))
    assert canonical(content) == canonical(turned)


@pytest.mark.parametrize("loose", [1.0, float("nan"), b"x", {1: "x"}, object(), [[2.5]], {"x": {"y": 0.1}}])
def test_what_two_engines_could_write_differently_is_refused(loose: object) -> None:
    with pytest.raises(TypeError):
        canonical({"value": loose})


def test_seal_and_link_are_the_standard_ones() -> None:
    assert seal("某人", b"salt") == hmac.new(b"salt", "某人".encode(), hashlib.sha256).hexdigest()
    assert seal("某人", b"salt") != seal("某人", b"other")
    assert link(GENESIS, "{}") == hashlib.sha256((GENESIS + "\n{}").encode()).hexdigest()


@given(st.lists(contents, min_size=2, max_size=6, unique_by=canonical), st.data())
def test_a_changed_missing_or_reordered_row_breaks_the_chain(
    rows: list[dict[str, object]], data: st.DataObject
) -> None:
    texts = [canonical(row) for row in rows]

    def head(chain: list[str]) -> str:
        hash_so_far = GENESIS
        for text in chain:
            hash_so_far = link(hash_so_far, text)
        return hash_so_far

    place = data.draw(st.integers(0, len(texts) - 1))
    changed = [*texts[:place], texts[place] + " ", *texts[place + 1 :]]
    missing = [*texts[:place], *texts[place + 1 :]]
    reordered = [*texts[1:], texts[0]]
    assert len({head(texts), head(changed), head(missing), head(reordered)}) >= 3
    assert head(texts) not in (head(changed), head(missing), head(reordered))
