"""Light of an hour: the sky's colours, the tint on everything below it, and the haze that hides what is far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from PIL import ImageColor

Rgb = tuple[int, int, int]
Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Light:
    """Sky from top to horizon, `tint` multiplies surfaces, `haze` is where distance leads, `sun` its colour.

    `height` of the sun over the horizon is 0–1 (below 0: none), `night` 0–1 says how much lamps and windows shine.
    """

    sky: tuple[str, str, str]
    tint: tuple[float, float, float]
    haze: str
    sun: str
    height: float
    night: float = 0.0


DAWN = Light(("#6f86b8", "#c9b3c4", "#ffd9b0"), (0.86, 0.80, 0.86), "#e6c4b4", "#ffe2b0", 0.10, 0.25)
MORNING = Light(("#5fa3dc", "#a5cff0", "#e8f1ee"), (1.0, 0.98, 0.94), "#cfe0e8", "#fff4d6", 0.45)
NOON = Light(("#3f8fd6", "#86bdea", "#dcecf4"), (1.04, 1.03, 1.0), "#cbdfeb", "#ffffff", 0.85)
AFTERNOON = Light(("#5b9bd0", "#a9cbe0", "#f3ead2"), (1.03, 0.97, 0.87), "#dcdccf", "#fff0c8", 0.40)
GOLDEN = Light(("#5d7fae", "#d9b08c", "#ffc773"), (1.02, 0.84, 0.66), "#f0c08a", "#ffe9a8", 0.14)
DUSK = Light(("#2c3a63", "#7a5d86", "#f08a5d"), (0.66, 0.56, 0.62), "#a56f72", "#ffb070", 0.03, 0.6)
NIGHT = Light(("#0b1226", "#16233f", "#31395a"), (0.40, 0.45, 0.62), "#2b365a", "#dfe6ff", -1.0, 1.0)
GREY = Light(("#9fb0bd", "#c0ccd3", "#dfe4e4"), (0.90, 0.92, 0.94), "#cfd7da", "#ffffff", -1.0)

_CLOCK = ((5, NIGHT), (7, DAWN), (10, MORNING), (14, NOON), (17, AFTERNOON), (18, GOLDEN), (19, DUSK), (24, NIGHT))


def light_at(hour: float, rng: Random) -> Light:
    """The light of an hour (0–24) in Xiamen; by day it is sometimes grey, and no two skies are quite the same."""
    light = next(found for end, found in _CLOCK if hour < end)
    if light.night == 0 and rng.random() < 0.22:
        light = GREY
    warm = rng.uniform(-0.035, 0.035)
    red, green, blue = light.tint
    return replace(light, tint=(red + warm, green, blue - warm))


def mix(first: Rgb, second: Rgb, share: float) -> Rgb:
    """`share` 0 gives the first colour, 1 the second."""
    a, b, c = (round(one + (two - one) * share) for one, two in zip(first, second, strict=True))
    return a, b, c


def rgb(colour: str) -> Rgb:
    """A colour's numbers, from `#rrggbb`."""
    found = ImageColor.getrgb(colour)
    return found[0], found[1], found[2]


def under(light: Light, colour: str, far: float = 0.0, lift: float = 0.0) -> Rgb:
    """A surface's colour in this light: `far` 0–1 fades it into the haze, `lift` −1…1 turns it from or to the sun."""
    base = mix(rgb(colour), (255, 255, 255) if lift > 0 else (16, 18, 30), abs(lift))
    lit = tuple(min(255, round(value * tint)) for value, tint in zip(base, light.tint, strict=True))
    return mix((lit[0], lit[1], lit[2]), rgb(light.haze), far)
