"""Chinese words without a dictionary: text is cut into runs, runs into pairs of neighbours, and a search asks for the
pairs of its words in their order. A single character is found too: every character begins a pair or ends a run."""

from __future__ import annotations

import unicodedata
from itertools import groupby, pairwise

MOST_TOKENS = 5000  # of one text: far above what a report may hold, far below what an index takes


def runs(text: str) -> list[str]:
    """Stretches of letters, digits and characters, full width and capitals made one: 'ＰＭ2.5' → ['pm2', '5']."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return ["".join(part) for is_word, part in groupby(plain, str.isalnum) if is_word]


def tokens(text: str) -> list[str]:
    """What the index keeps of a text, in order: '烧垃圾' → ['烧垃', '垃圾', '圾']."""
    found = [token for run in runs(text) for token in [*(a + b for a, b in pairwise(run)), run[-1]]]
    return found[:MOST_TOKENS]


def phrases(wanted: str) -> list[list[str]]:
    """What a search asks for: all of these, each a row of neighbours; one character stands alone and begins a token."""
    return [[a + b for a, b in pairwise(run)] or [run] for run in runs(wanted)]
