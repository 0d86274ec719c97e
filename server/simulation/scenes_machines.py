"""Lorries, diggers, cranes, boats: things with engines. `k` is units per metre, (x, y) the middle of the foot."""

from __future__ import annotations

import math

from server.simulation.scenes_backdrops import shadow
from server.simulation.scenes_light import rgb
from server.simulation.scenes_sheet import Sheet


def _wheel(sheet: Sheet, x: float, y: float, r: float) -> None:
    sheet.oval(x, y - r, r, r, sheet.tone("#1c1e22"))
    sheet.oval(x, y - r, r * 0.52, r * 0.52, sheet.tone("#9a9fa5"))
    sheet.oval(x, y - r, r * 0.2, r * 0.2, sheet.tone("#3b3f45"))


def lorry(sheet: Sheet, x: float, y: float, k: float, turn: int = 1, colour: str = "#d8572a",
          load: str | None = "#9a7b52") -> None:
    """A tipper lorry 7.5 m long that drives to the right (`turn` 1) or left (−1), heaped with `load`."""
    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + turn * dx * k, y - dy * k

    shadow(sheet, x, y, 4.0 * k, 0.4)
    tone, dark = sheet.tone(colour), sheet.tone(colour, 0, -0.3)
    sheet.shape([at(-3.7, 0.75), at(-3.7, 1.0), at(3.6, 1.0), at(3.6, 0.75)], sheet.tone("#2a2d31"))
    if load:
        sheet.shape([at(-3.4, 2.3), at(-2.2, 2.9), at(-0.6, 3.1), at(0.9, 2.8), at(1.5, 2.3)], sheet.tone(load))
        sheet.shape([at(-0.6, 3.1), at(0.9, 2.8), at(1.5, 2.3), at(-0.2, 2.3)], sheet.tone(load, 0, -0.2))
    sheet.shape([at(-3.75, 2.4), at(1.6, 2.4), at(1.4, 1.0), at(-3.55, 1.0)], tone)
    for rib in range(6):
        sheet.shape([at(-3.3 + rib * 0.85, 2.4), at(-3.16 + rib * 0.85, 2.4), at(-3.12 + rib * 0.82, 1.0),
                     at(-3.26 + rib * 0.82, 1.0)], dark)
    sheet.shape([at(1.75, 0.55), at(1.75, 2.75), at(3.0, 2.75), at(3.75, 1.75), at(3.75, 0.55)],
                sheet.tone("#e8e4da"))
    sheet.shape([at(2.25, 1.75), at(2.25, 2.55), at(2.95, 2.55), at(3.5, 1.75)], sheet.tone("#4f6d80"))
    sheet.shape([at(2.25, 1.75), at(2.25, 2.55), at(2.5, 2.55), at(2.7, 1.75)], sheet.tone("#7e9aac"))
    sheet.shape([at(1.75, 0.55), at(1.75, 1.1), at(3.75, 1.1), at(3.75, 0.55)], dark)
    for dx in (-2.9, -1.75, 2.75):
        _wheel(sheet, *at(dx, 0), 0.52 * k)
    if sheet.light.night > 0.3:
        sheet.glow(*at(3.8, 1.0), 1.6 * k, "#fff0c0", 0.8)


def lorry_from_behind(sheet: Sheet, x: float, y: float, k: float, colour: str, load: str = "#9a7b52") -> None:
    """A tipper lorry that drives away, heaped too high."""
    shadow(sheet, x, y, 1.6 * k, 0.4)
    sheet.shape([(x - 1.2 * k, y - 2.5 * k), (x - 0.7 * k, y - 3.1 * k), (x + 0.1 * k, y - 3.35 * k),
                 (x + 0.8 * k, y - 3.0 * k), (x + 1.2 * k, y - 2.5 * k)], sheet.tone(load))
    sheet.block(x - 1.25 * k, y - 2.6 * k, 2.5 * k, 1.65 * k, sheet.tone(colour))
    sheet.block(x - 1.05 * k, y - 2.4 * k, 2.1 * k, 1.2 * k, sheet.tone(colour, 0, -0.2))
    for rib in (-0.55, 0.0, 0.55):
        sheet.block(x + (rib - 0.05) * k, y - 2.4 * k, 0.1 * k, 1.2 * k, sheet.tone(colour))
    sheet.block(x - 1.15 * k, y - 0.95 * k, 2.3 * k, 0.3 * k, sheet.tone("#26282c"))
    for side in (-1, 1):
        sheet.block(x + side * 0.85 * k - 0.27 * k, y - 0.85 * k, 0.54 * k, 0.85 * k, sheet.tone("#17191c"),
                    0.1 * k)
        sheet.block(x + side * 1.0 * k - 0.12 * k, y - 0.92 * k, 0.24 * k, 0.14 * k, rgb("#d8382c"))
    sheet.block(x - 0.3 * k, y - 0.92 * k, 0.6 * k, 0.2 * k, sheet.tone("#d9b93a"))


def digger(sheet: Sheet, x: float, y: float, k: float, turn: int = 1, colour: str = "#e8a91f",
           reach: float = 1.0) -> tuple[float, float]:
    """A tracked excavator about 8 m long with its arm out; returns where its exhaust pipe ends."""
    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + turn * dx * k, y - dy * k

    tone, dark, iron = sheet.tone(colour), sheet.tone(colour, 0, -0.28), sheet.tone("#26282c")
    shadow(sheet, x, y, 3.0 * k, 0.42)
    sheet.block(x - 2.0 * k, y - 0.85 * k, 4.0 * k, 0.85 * k, iron, 0.42 * k)
    for number in range(5):
        sheet.oval(x + (number - 2) * 0.78 * k, y - 0.42 * k, 0.24 * k, 0.24 * k, sheet.tone("#54585e"))
    sheet.block(x - 0.7 * k, y - 1.15 * k, 1.4 * k, 0.35 * k, sheet.tone("#3a3d42"))
    sheet.shape([at(-2.3, 1.1), at(-2.3, 2.2), at(-1.9, 2.5), at(0.1, 2.5), at(0.1, 1.1)], tone)
    sheet.shape([at(-2.3, 1.1), at(-2.3, 1.45), at(1.4, 1.45), at(1.4, 1.1)], dark)
    sheet.shape([at(0.1, 1.1), at(0.1, 3.0), at(1.1, 3.0), at(1.5, 2.0), at(1.5, 1.1)], tone)
    sheet.shape([at(0.28, 1.8), at(0.28, 2.8), at(1.0, 2.8), at(1.32, 1.8)], sheet.tone("#46606e"))
    sheet.shape([at(0.28, 1.8), at(0.28, 2.8), at(0.5, 2.8), at(0.7, 1.8)], sheet.tone("#7f99a6"))
    sheet.shape([at(-1.5, 2.5), at(-1.5, 3.05), at(-1.32, 3.05), at(-1.32, 2.5)], iron)
    knee, wrist = (3.0 + reach * 0.6, 4.3), (4.6 + reach, 2.2)
    sheet.shape([at(0.9, 1.5), at(2.0, 3.7), at(*knee), at(knee[0] + 0.2, knee[1] - 0.5), at(2.3, 3.1),
                 at(1.4, 1.3)], tone)
    sheet.shape([at(knee[0] - 0.4, knee[1] + 0.1), at(knee[0] + 0.3, knee[1] + 0.15), at(wrist[0] + 0.2, wrist[1]),
                 at(wrist[0] - 0.15, wrist[1] - 0.1)], dark)
    sheet.stroke([at(1.4, 2.2), at(2.5, 3.5)], sheet.tone("#c9ced2"), 0.12 * k)
    sheet.shape([at(wrist[0] - 0.2, wrist[1]), at(wrist[0] + 0.3, wrist[1]), at(wrist[0] + 0.5, wrist[1] - 0.8),
                 at(wrist[0] - 0.3, wrist[1] - 1.15), at(wrist[0] - 0.75, wrist[1] - 0.7)], iron)
    return at(-1.4, 3.1)


def crane(sheet: Sheet, x: float, foot: float, tall: float, turn: int, far: float = 0.3) -> None:
    """A tower crane; `tall` in units, its jib to the right (`turn` 1) or left."""
    tone, wide = sheet.tone("#d9a52a", far), tall * 0.018
    top = foot - tall
    for side in (-1, 1):
        sheet.stroke([(x + side * wide, foot), (x + side * wide, top)], tone, 3)
    for step in range(16):
        y, up = foot - tall * step / 16, foot - tall * (step + 1) / 16
        sheet.stroke([(x - wide, y), (x + wide, up)], tone, 1.6)
        sheet.stroke([(x + wide, y), (x - wide, up)], tone, 1.6)
    tip, back, head = x + turn * tall * 0.62, x - turn * tall * 0.24, top - tall * 0.12
    sheet.stroke([(back, top), (tip, top)], tone, 4)
    sheet.stroke([(x, top - tall * 0.035), (tip, top - 3)], tone, 2)
    for step in range(20):
        at = x + (tip - x) * step / 20
        sheet.stroke([(at, top), (at + (tip - x) / 40, top - tall * 0.034 * (1 - step / 20)),
                      (at + (tip - x) / 20, top)], tone, 1.4)
    sheet.stroke([(back, top), (x, head), (x + (tip - x) * 0.6, top - tall * 0.015)], tone, 1.6)
    sheet.stroke([(x, top), (x, head)], tone, 4)
    sheet.block(min(back, back + turn * tall * 0.07), top, tall * 0.07, tall * 0.05, sheet.tone("#6d7075", far))
    sheet.block(x - wide * 1.6, top - tall * 0.045, wide * 3.2, tall * 0.045, sheet.tone("#e8e6df", far))
    hook = x + (tip - x) * 0.72
    sheet.stroke([(hook, top), (hook, top + tall * 0.42)], sheet.tone("#2b2d31", far), 1.4)
    sheet.block(hook - tall * 0.03, top + tall * 0.42, tall * 0.06, tall * 0.02, sheet.tone("#8b6b45", far))
    if sheet.light.night > 0.3:
        for lamp in (x, tip, back):
            sheet.glow(lamp, top, 26, "#ff4a3a", 1.0)


def boat(sheet: Sheet, x: float, y: float, k: float, colour: str = "#2f6f9f", *, net: bool = False) -> None:
    """A small working boat, 6 m long, seen from the side; with a litter net at the bow when it collects."""
    sheet.veil([(x - 3.2 * k, y + 0.1 * k), (x + 3.2 * k, y + 0.1 * k), (x + 2.4 * k, y + 0.7 * k),
                (x - 2.6 * k, y + 0.7 * k)], sheet.tone("#1c2b33"), 0.4)
    sheet.shape([(x - 3 * k, y - 0.7 * k), (x + 3.4 * k, y - 0.85 * k), (x + 2.5 * k, y + 0.1 * k),
                 (x - 2.6 * k, y + 0.1 * k)], sheet.tone(colour))
    sheet.shape([(x - 3 * k, y - 0.7 * k), (x + 3.4 * k, y - 0.85 * k), (x + 3.3 * k, y - 0.65 * k),
                 (x - 2.95 * k, y - 0.5 * k)], sheet.tone("#efece2"))
    sheet.block(x - 1.9 * k, y - 2.0 * k, 1.7 * k, 1.35 * k, sheet.tone("#eeeae0"), 0.1 * k)
    sheet.block(x - 1.7 * k, y - 1.8 * k, 1.3 * k, 0.55 * k, sheet.tone("#3d5a6b"))
    sheet.stroke([(x + 0.6 * k, y - 0.7 * k), (x + 0.6 * k, y - 2.6 * k)], sheet.tone("#6d6357"), 0.08 * k)
    sheet.shape([(x + 0.6 * k, y - 2.6 * k), (x + 1.5 * k, y - 2.4 * k), (x + 0.6 * k, y - 2.15 * k)],
                rgb("#d8402f"))
    if net:
        sheet.stroke([(x + 3.3 * k, y - 0.8 * k), (x + 4.6 * k, y), (x + 4.2 * k, y + 0.25 * k)],
                     sheet.tone("#3f4a50"), 0.1 * k)


def car_end_on(sheet: Sheet, x: float, y: float, k: float, colour: str, *, towards: bool) -> None:
    """A passenger car from the front (`towards` the viewer) or from behind, 1.8 m wide."""
    shadow(sheet, x, y, 1.1 * k, 0.45)
    for side in (-1, 1):
        sheet.block(x + side * 0.72 * k - 0.13 * k, y - 0.5 * k, 0.26 * k, 0.5 * k, sheet.tone("#17191c"), 0.06 * k)
    sheet.shape([(x - 0.66 * k, y - 0.9 * k), (x - 0.5 * k, y - 1.45 * k), (x + 0.5 * k, y - 1.45 * k),
                 (x + 0.66 * k, y - 0.9 * k)], sheet.tone(colour))
    sheet.shape([(x - 0.58 * k, y - 0.92 * k), (x - 0.45 * k, y - 1.37 * k), (x + 0.45 * k, y - 1.37 * k),
                 (x + 0.58 * k, y - 0.92 * k)], sheet.tone("#3f5767"))
    sheet.block(x - 0.9 * k, y - 0.92 * k, 1.8 * k, 0.62 * k, sheet.tone(colour), 0.12 * k)
    sheet.block(x - 0.9 * k, y - 0.5 * k, 1.8 * k, 0.2 * k, sheet.tone(colour, 0, -0.3), 0.06 * k)
    sheet.block(x - 0.24 * k, y - 0.56 * k, 0.48 * k, 0.14 * k, sheet.tone("#2f6fb5"))
    for side in (-1, 1):
        sheet.block(x + side * 0.7 * k - 0.15 * k, y - 0.82 * k, 0.3 * k, 0.16 * k,
                    rgb("#fff6d8" if towards else "#c8342c"), 0.05 * k)
        if sheet.light.night > 0.3:
            sheet.glow(x + side * 0.7 * k, y - 0.74 * k, 0.9 * k, "#fff0c0" if towards else "#ff4a3a", 0.8)


def gull(sheet: Sheet, x: float, y: float, size: float, lift: float) -> None:
    """An egret or gull on the wing."""
    sheet.shape([(x - size, y - size * lift), (x - size * 0.3, y - size * 0.1), (x, y + size * 0.12),
                 (x + size * 0.3, y - size * 0.1), (x + size, y - size * lift), (x + size * 0.25, y + size * 0.04),
                 (x, y + size * 0.3 * math.copysign(1, lift)), (x - size * 0.25, y + size * 0.04)],
                sheet.tone("#f7f7f2"))
