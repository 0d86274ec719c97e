"""How Chinese names are spelt by somebody who types letters: whole syllables, and their first letters."""

from __future__ import annotations

from functools import cache

from pypinyin import Style, lazy_pinyin


@cache
def spelling(words: str) -> dict[str, str]:
    """`{pinyin: "lutianfenshao", initials: "ltfs"}` of 露天焚烧; letters and digits of the words stay."""
    return {"pinyin": _plain(lazy_pinyin(words)), "initials": _plain(lazy_pinyin(words, style=Style.FIRST_LETTER))}


def _plain(parts: list[str]) -> str:
    return "".join(letter for letter in "".join(parts).lower() if letter.isascii() and letter.isalnum())
