"""Concrete departments from kinds and divisions: 350211 + CG → 350211-CG 厦门市集美区城市管理局."""

from collections.abc import Iterable

from config.catalogue_types import DepartmentKind, Unit

LEVELS = ("city", "district", "town")


def units_for(kinds: Iterable[DepartmentKind], divisions: Iterable[tuple[str, str, str]]) -> tuple[Unit, ...]:
    """Every unit of the given divisions (code, name, level), kind by kind where the level has a template."""
    places = tuple(divisions)
    return tuple(
        _unit(kind, code, name, level)
        for kind in kinds
        for code, name, level in places
        if level in kind.templates
    )


def _unit(kind: DepartmentKind, code: str, name: str, level: str) -> Unit:
    words = {"{district}": name, "{town}": name, "{stem}": name.removesuffix("区")}
    full, short = kind.templates[level], kind.short_templates[level]
    for word, value in words.items():
        full, short = full.replace(word, value), short.replace(word, value)
    return Unit(f"{code}-{kind.code}", kind.code, kind.names.get(code, full), short, level, code)
