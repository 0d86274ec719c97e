"""How likely two reports tell of one matter: a score of 0–100 made of parts that a person can follow.

A suggestion, never a decision: a person merges. What is unknown (no picture, no words) leaves the sum, so that a
report without a picture is not thought to be different because of that.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

LINKS = ("duplicate_of", "part_of", "recurs", "related")
LINK_NAMES = {"duplicate_of": "重复", "part_of": "属于其中一部分", "recurs": "复发", "related": "相关"}
SUGGESTED = 60
# Bits of 128 in which the prints of two pictures may differ, see server/media_prints.py.
SAME_BITS, SIMILAR_BITS, STRANGE_BITS = 4, 12, 40
BAND_BITS = 16
# Weights of the parts; they count relative to the parts that are known.
WEIGHTS = {"distance": 35, "time": 15, "category": 15, "photo": 30, "text": 20}
NAMES = {"distance": "距离", "time": "时间", "category": "类别", "photo": "照片", "text": "文字"}
NEAR_M, FAR_M = 15, 150
SOON, LATE = timedelta(hours=12), timedelta(days=20)
STOP = frozenset("的了在是有和就都也很不没请吗啊呢一这那，。！？、；：（）“”,.!?;:() \n\t")


@dataclass(frozen=True)
class Matter:
    """What is known of one report or case: when, what kind, its words, the prints of its pictures (128 bits)."""

    occurred_at: datetime
    category: str
    group: str
    text: str = ""
    prints: tuple[int, ...] = ()


@dataclass(frozen=True)
class Part:
    """One reason for or against, 0–100, with its weight among the known parts and in words."""

    code: str
    name: str
    score: int
    weight: int
    words: str


@dataclass(frozen=True)
class Likeness:
    """The whole, and the parts it is made of, the heaviest first."""

    score: int
    parts: tuple[Part, ...]

    @property
    def suggested(self) -> bool:
        """Whether it is worth a person's look."""
        return self.score >= SUGGESTED


def compare(one: Matter, other: Matter, metres: float | None) -> Likeness:
    """The likeness of two matters that lie `metres` apart (None: a place is unknown). Symmetric."""
    gap = abs(one.occurred_at - other.occurred_at)
    bits = closest(one.prints, other.prints)
    words = same_words(one.text, other.text)
    found = [
        _part("distance", None if metres is None else _falling(metres, NEAR_M, FAR_M), f"相距约 {metres or 0:.0f} 米"),
        _part("time", _falling(gap / SOON, 1, LATE / SOON), f"相隔 {_span(gap)}"),
        _part("category", _same_kind(one, other), _kind_words(one, other)),
        _part("photo", None if bits is None else _falling(bits, SIMILAR_BITS, STRANGE_BITS), _photo_words(bits)),
        _part("text", words, f"用词相近 {words}%" if words is not None else ""),
    ]
    parts = tuple(sorted((part for part in found if part is not None), key=lambda part: -part.weight))
    total = sum(part.weight for part in parts)
    score = sum(part.score * part.weight for part in parts) // total if total else 0
    if bits is not None and bits <= SAME_BITS and (metres is None or metres <= FAR_M):
        score = max(score, 95)  # the same picture of the same place needs no further reason
    return Likeness(score, parts)


def closest(one: tuple[int, ...], other: tuple[int, ...]) -> int | None:
    """The fewest differing bits between any picture of one and any of the other; None without pictures."""
    return min(((a ^ b).bit_count() for a in one for b in other), default=None)


def bands_of(prints: str) -> tuple[int, ...]:
    """Eight numbers, four of each print: copies agree in at least one of them, strangers hardly ever.

    A pair that differs in up to three bits of either print agrees in a whole band of sixteen for certain.
    """
    step = BAND_BITS // 4
    return tuple(place << BAND_BITS | int(prints[place * step:(place + 1) * step], 16) for place in range(8))


def same_words(one: str, other: str) -> int | None:
    """Share of common pairs of characters in the shorter text, 0–100; None where one side says too little."""
    a, b = bigrams(one), bigrams(other)
    if min(len(a), len(b)) < 3:
        return None
    # Twice the common share of the shorter text is enough to be called the same: people choose other words.
    return min(100, 200 * len(a & b) // min(len(a), len(b)))


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, without the words that every sentence has."""
    kept = "".join(" " if letter in STOP else letter for letter in text.lower())
    return frozenset(pair for run in kept.split() for pair in map("".join, pairwise(run)))


def _part(code: str, score: int | None, words: str) -> Part | None:
    return None if score is None else Part(code, NAMES[code], score, WEIGHTS[code], words)


def _falling(value: float, full: float, none: float) -> int:
    """100 up to `full`, 0 from `none` on, a straight line between."""
    return round(100 * min(1.0, max(0.0, (none - value) / (none - full))))


def _same_kind(one: Matter, other: Matter) -> int:
    if one.category == other.category:
        return 100
    return 40 if one.group == other.group else 0


def _kind_words(one: Matter, other: Matter) -> str:
    if one.category == other.category:
        return "类别相同"
    return "同一大类" if one.group == other.group else "类别不同"


def _photo_words(bits: int | None) -> str:
    if bits is None:
        return ""
    if bits <= SAME_BITS:
        return "照片是同一张"
    return "照片相近" if bits <= SIMILAR_BITS else "照片不同"


def _span(gap: timedelta) -> str:
    if gap >= timedelta(days=1):
        return f"{gap.days} 天"
    hours, rest = divmod(int(gap.total_seconds()) // 60, 60)
    return f"{hours} 小时" if hours else f"{rest} 分钟"
