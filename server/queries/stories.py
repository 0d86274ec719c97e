"""What happened to a clock, as the tables keep it: a list of [kind, from, to, note] in one text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from workflows.pauses import Happening


def story_text(story: Iterable[Happening]) -> str | None:
    """The story as text; None when nothing happened."""
    rows = [[one.kind, _text(one.begin), _text(one.end), one.note] for one in story]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else None


def story_of(text: str | None) -> tuple[Happening, ...]:
    """The story as the rules want it."""
    if not text:
        return ()
    return tuple(Happening(kind, datetime.fromisoformat(begin), datetime.fromisoformat(end), note)
                 for kind, begin, end, note in json.loads(text))


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
