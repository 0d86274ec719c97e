"""Pairs of characters: whatever stands in a text without a gap is found by any part of it, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from workflows.bigrams import phrases, runs, tokens

texts = st.text(alphabet="烧垃圾海水aB2５。 ，", max_size=12)


def test_chinese_latin_and_full_width_are_cut_alike() -> None:
    assert tokens("烧垃圾，ＰＭ2.5") == ["烧垃", "垃圾", "圾", "pm", "m2", "2", "5"]
    assert phrases("垃圾 PM2") == [["垃圾"], ["pm", "m2"]]
    assert phrases("海") == [["海"]]
    assert phrases("！？") == tokens("——") == []


def _holds(text: str, phrase: list[str]) -> bool:
    """As both engines read an index: neighbours in their order, a single character as the beginning of a token."""
    kept = tokens(text)
    if len(phrase) == 1 and len(phrase[0]) == 1:
        return any(token.startswith(phrase[0]) for token in kept)
    return any(kept[at:at + len(phrase)] == phrase for at in range(len(kept)))


@given(texts, texts)
def test_a_phrase_is_found_where_it_stands_and_only_there(text: str, wanted: str) -> None:
    for word, phrase in zip(runs(wanted), phrases(wanted), strict=True):
        assert _holds(text, phrase) == any(word in run for run in runs(text))
