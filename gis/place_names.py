"""Invented names for communities (社区 in streets, 村 in rural towns), no statement about real ones."""

from __future__ import annotations

from collections.abc import Collection

from gis.coverage import noise

_STREET_FIRST = "海云锦康文和福安玉新明春秀瑞景悦翠嘉鹭祥凤龙碧星兰桂松"
_STREET_SECOND = "湖岸屿泰乐园苑桥林溪亭浦晖华庭坊欣宁润盛"
_VILLAGE_FIRST = "上下前后东西南北内外新大"
_VILLAGE_SECOND = "埔坂厝宅园坑溪塘林洋埕寮洲垵井亭湖岭墩崎"


class NamePool:
    """Hands out each name once, in an order that is mixed but always the same."""

    def __init__(self, taken: Collection[str]) -> None:
        """`taken` are names without their endings that must not come up."""
        self._streets = _mixed(_STREET_FIRST, _STREET_SECOND, taken)
        self._villages = _mixed(_VILLAGE_FIRST, _VILLAGE_SECOND, taken)

    def take(self, rural: bool) -> str:
        """The next name. Raises IndexError when the pool is empty."""
        return f"{self._villages.pop()}村" if rural else f"{self._streets.pop()}社区"


def _mixed(first: str, second: str, taken: Collection[str]) -> list[str]:
    names = [a + b for a in first for b in second if a + b not in taken]
    return sorted(names, key=lambda name: (noise("name", name), name))
