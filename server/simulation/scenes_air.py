"""Fire, smoke, steam, dust and lamps: what has no edges."""

from __future__ import annotations

import math
from random import Random

from server.simulation.scenes_light import mix, rgb
from server.simulation.scenes_sheet import HEIGHT, WIDTH, Sheet


def plume(sheet: Sheet, x: float, y: float, tall: float, wind: float, colour: str, rng: Random,
          thick: float = 1.0, share: float = 0.8) -> None:
    """Smoke rising from (x, y), bent by `wind` (−1…1), wider and thinner as it goes; lit on its sunny side."""
    puffs = []
    for step in range(64):
        up = (step + rng.random()) / 64
        r = tall * (0.02 + 0.105 * up ** 0.8) * thick * rng.uniform(0.55, 1.15)
        px = x + wind * tall * up ** 1.6 * 0.9 + rng.uniform(-1, 1) * r * 1.1
        strength = share * (1 - 0.7 * up ** 1.3) * rng.uniform(0.72, 1.1)
        puffs.append((px, y - tall * up + rng.uniform(-0.5, 0.5) * r, r, min(1.0, strength)))
    rng.shuffle(puffs)
    tone = mix(sheet.tone(colour), rgb(sheet.light.haze), 0.12)
    sheet.cloud(puffs, mix(tone, (0, 0, 0), 0.3), tall * 0.014)
    lit = [(px - r * 0.3, py - r * 0.34, r * 0.52, strength * 0.62) for px, py, r, strength in puffs[::2]]
    sheet.cloud(lit, mix(tone, (255, 255, 255), 0.22), tall * 0.012)


def flames(sheet: Sheet, x: float, y: float, size: float, rng: Random) -> None:
    """An open fire, `size` wide at its foot, and the light that it throws."""
    sheet.glow(x, y - size * 0.3, size * (2.6 + sheet.light.night), "#ff7a1e", 0.45 + 0.3 * sheet.light.night)
    for colour, share in (("#c8321a", 1.0), ("#f2701d", 0.78), ("#ffb02e", 0.52), ("#fff0a8", 0.28)):
        for _ in range(7):
            px, tall = x + rng.uniform(-0.5, 0.5) * size * share, size * share * rng.uniform(0.7, 1.35)
            lean, wide = rng.uniform(-0.16, 0.2) * size, size * share * 0.16
            sheet.shape([(px - wide, y), (px - wide * 1.1, y - tall * 0.3), (px + lean * 0.4, y - tall * 0.62),
                         (px + lean, y - tall), (px + wide * 0.8 + lean * 0.3, y - tall * 0.45), (px + wide, y)],
                        rgb(colour))
    for _ in range(26):
        up = rng.random()
        sheet.oval(x + rng.uniform(-1, 1) * size * (0.4 + up), y - size * (0.6 + 2.0 * up), 1.6, 1.6,
                   rgb("#ffc35a"))


def dust(sheet: Sheet, x: float, y: float, wide: float, tall: float, rng: Random, colour: str = "#c9ad82",
         share: float = 0.7) -> None:
    """A low cloud of dust over the ground."""
    puffs = []
    for _ in range(40):
        across = rng.triangular(-1, 1, 0)
        r = tall * rng.uniform(0.16, 0.42) * (1.1 - 0.6 * abs(across))
        py = y - tall * rng.random() ** 1.5 * (1 - abs(across)) * 0.9
        puffs.append((x + across * wide / 2, py, r, share * rng.uniform(0.4, 1)))
    tone = sheet.tone(colour)
    sheet.cloud(puffs, tone, tall * 0.09)
    sheet.cloud([(px - r * 0.2, py - r * 0.35, r * 0.55, s * 0.5) for px, py, r, s in puffs],
                mix(tone, (255, 255, 255), 0.25), tall * 0.06)


def mist(sheet: Sheet, top: float, foot: float, colour: str, share: float) -> None:
    """A thin layer over everything between two heights."""
    tone = sheet.tone(colour)
    for step in range(8):
        height = (foot - top) / 8
        y = top + height * step
        sheet.veil([(0, y), (WIDTH, y), (WIDTH, y + height), (0, y + height)], tone,
                   share * math.sin(math.pi * (step + 0.5) / 8))


def lamp_cone(sheet: Sheet, x: float, y: float, aim: float, long: float, wide: float,
              colour: str = "#fff3c9") -> None:
    """The visible beam of a flood lamp at (x, y), pointing to the side `aim` (−1…1) and down."""
    foot_x, foot_y = x + aim * long, min(float(HEIGHT), y + long * (1.1 - abs(aim) * 0.5))
    for part in (1.0, 0.55):
        sheet.veil([(x - 3, y), (foot_x - wide * part, foot_y), (foot_x + wide * part, foot_y), (x + 3, y)],
                   rgb(colour), 0.08)
    sheet.glow(x, y, 120, colour, 1.0)
    sheet.oval(x, y, 7, 5, rgb("#ffffff"))
