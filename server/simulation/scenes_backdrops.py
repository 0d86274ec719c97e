"""What stands behind: sky, hills, the city on the horizon, trees, water."""

from __future__ import annotations

import math
from random import Random

from server.simulation.scenes_light import Points, mix, rgb
from server.simulation.scenes_sheet import HEIGHT, WIDTH, Sheet


def sky(sheet: Sheet, horizon: float) -> None:
    """The sky down to the horizon with its sun or moon, and clouds."""
    light, rng = sheet.light, sheet.chance("sky")
    small = Sheet(sheet.name, light, lively=False, fine=0.3)
    small.fade((0, 0, WIDTH, horizon + 4), [rgb(colour) for colour in light.sky])
    x, y = rng.uniform(250, 1350), horizon * (1 - max(light.height, 0.7 * light.night))
    if light.height > 0:
        small.glow(x, y, 620, light.sun, 0.55)
        small.glow(x, y, 150, light.sun, 0.9)
    elif light.night:
        small.glow(x, y, 260, "#8fa6d8", 0.35)
    _clouds(small, horizon, rng)
    sheet.enlarge(small, horizon + 4)
    if light.night == 1:
        sheet.oval(x, y, 22, 22, rgb("#eef1e2"))
        for _ in range(70):
            sheet.oval(rng.uniform(0, WIDTH), rng.uniform(0, horizon * 0.8), 1.1, 1.1, rgb("#aab6d6"))


def _clouds(sheet: Sheet, horizon: float, rng: Random) -> None:
    low, bright = rgb(sheet.light.sky[2]), mix(rgb(sheet.light.sky[1]), (255, 255, 255), 0.62)
    if sheet.light.night == 1:
        bright, low = rgb("#2b3757"), rgb("#1c2744")
    for _ in range(rng.randint(2, 5)):
        x, y, long = rng.uniform(-100, 1700), horizon * rng.uniform(0.1, 0.75), rng.uniform(90, 300)
        puffs = []
        for _ in range(16):
            away = rng.uniform(-1, 1)
            r = (8 + long * 0.17 * (1 - away * away)) * rng.uniform(0.6, 1.1)
            puffs.append((x + away * long, y - r * rng.uniform(0.5, 1), r, 0.8))
        sheet.cloud([(px, py + r * 0.35, r * 0.9, 0.5) for px, py, r, _ in puffs], low, 9)
        sheet.cloud([(px, py - r * 0.12, r * 0.8, s) for px, py, r, s in puffs], bright, 7)


def hills(sheet: Sheet, horizon: float, rows: int = 3, colour: str = "#4f6f52") -> None:
    """Ridges one behind another, the farther the paler."""
    rng = sheet.chance("hills")
    for row in range(rows):
        far = 0.82 - 0.62 * row / max(1, rows)
        tall = rng.uniform(70, 150) * (1 - 0.45 * row / rows)
        waves = [(rng.uniform(0.002, 0.006), rng.uniform(0, 7), rng.uniform(0.4, 1)) for _ in range(3)]
        ridge: Points = []
        for x in range(0, WIDTH + 1, 20):
            height = sum(weight * math.sin(x * step + start) for step, start, weight in waves)
            ridge.append((x, horizon - tall * (0.75 + 0.32 * height) - rng.uniform(0, 4)))
        sheet.shape([(0, horizon + 8), *ridge, (WIDTH, horizon + 8)], sheet.tone(colour, far))


def skyline(sheet: Sheet, horizon: float, far: float = 0.55, tall: float = 150) -> None:
    """A city on the horizon, sometimes with the two sail-shaped towers by the harbour."""
    rng = sheet.chance("skyline")
    x = -20.0
    while x < WIDTH:
        wide, height = rng.uniform(26, 74), tall * rng.triangular(0.25, 1, 0.4)
        _block_of_flats(sheet, x, horizon, wide, height, far + rng.uniform(-0.08, 0.08), rng)
        x += wide + rng.choice((0, 0, 4, 16))
    if rng.random() < 0.6:
        where = rng.uniform(250, 1250)
        for x, turn in ((where, -1), (where + min(tall * 0.75, 130), 1)):
            _sail(sheet, x, horizon, min(tall * 1.9, 330), turn, far)


def _block_of_flats(sheet: Sheet, x: float, horizon: float, wide: float, height: float, far: float,
                    rng: Random) -> None:
    body = rng.choice(("#8b93a0", "#a89c90", "#76808f", "#b3aaa0"))
    sheet.block(x, horizon - height, wide, height + 6, sheet.tone(body, far))
    sheet.block(x + wide * 0.66, horizon - height, wide * 0.34, height + 6, sheet.tone(body, far, -0.16))
    lit = sheet.light.night > 0.4
    for row in range(int(height // 13)):
        for column in range(int(wide // 10)):
            shines = lit and rng.random() < 0.42
            if shines or (row + column) % 2 == 0:
                tone = rgb("#ffd98f") if shines else sheet.tone("#4c5a6b", min(1.0, far + 0.12))
                sheet.block(x + 3 + column * 10, horizon - height + 5 + row * 13, 4.5, 6, tone)


def _sail(sheet: Sheet, x: float, horizon: float, tall: float, turn: int, far: float) -> None:
    wide = tall * 0.2
    edge = [(x + turn * wide * math.sin(math.pi * (0.3 + 0.66 * step / 12)), horizon - tall * step / 12)
            for step in range(13)]
    back = [(x - turn * wide * 0.3 * (1 - step / 12), horizon - tall * step / 12) for step in range(12, -1, -1)]
    sheet.shape(edge + back, sheet.tone("#8fa9bd", far, 0.1))
    sheet.shape([(x + turn * wide * 0.3, horizon), *edge[1:], (x, horizon - tall * 0.7)],
                sheet.tone("#6e8ca6", far))


def leaves(sheet: Sheet, x: float, y: float, size: float, colour: str, rng: Random, far: float = 0.0) -> None:
    """A crown of leaves around (x, y), lit from above."""
    for lift, shift, count, least in ((-0.45, 0.22, 14, 0.26), (-0.2, 0.06, 18, 0.2), (0.02, -0.12, 18, 0.13),
                                      (0.18, -0.3, 14, 0.08)):
        tone = sheet.tone(colour, far, lift)
        for _ in range(count):
            turn, away = rng.uniform(0, math.tau), math.sqrt(rng.random()) * 0.75 * size
            r = size * rng.uniform(least, least * 1.6)
            sheet.oval(x + math.cos(turn) * away - shift * size * 0.3,
                       y + math.sin(turn) * away * 0.72 + shift * size,
                       r, r * 0.82, tone)


def tree(sheet: Sheet, x: float, foot: float, tall: float, rng: Random, colour: str = "#3f7a45",
         far: float = 0.0) -> None:
    """A broad tree whose trunk stands at (x, foot)."""
    trunk, wide = sheet.tone("#5b4636", far), tall * 0.035
    shadow(sheet, x, foot, tall * 0.32)
    sheet.shape([(x - wide, foot), (x - wide * 0.6, foot - tall * 0.55), (x + wide * 0.7, foot - tall * 0.55),
                 (x + wide * 1.2, foot)], trunk)
    for side in (-1, 1):
        sheet.stroke([(x, foot - tall * 0.4), (x + side * tall * 0.16, foot - tall * 0.62)], trunk, wide)
    leaves(sheet, x, foot - tall * 0.7, tall * 0.33, colour, rng, far)


def palm(sheet: Sheet, x: float, foot: float, tall: float, rng: Random, far: float = 0.0) -> None:
    """A coconut palm, as along the island's ring road."""
    lean, wide = rng.uniform(-0.12, 0.12) * tall, tall * 0.022
    middle = [(x + lean * (step / 10) ** 2, foot - tall * step / 10) for step in range(11)]
    shadow(sheet, x, foot, tall * 0.16)
    sheet.shape([(px - wide * (1.5 - 0.07 * n), py) for n, (px, py) in enumerate(middle)]
                + [(px + wide * (1.5 - 0.07 * n), py) for n, (px, py) in reversed(list(enumerate(middle)))],
                sheet.tone("#8a7660", far))
    top_x, top_y = middle[-1]
    for number in range(11):
        turn = math.pi * (0.06 + number / 10 * 0.88) + rng.uniform(-0.1, 0.1)
        long = tall * rng.uniform(0.3, 0.4)
        tip = top_x + math.cos(turn) * long, top_y - math.sin(turn) * long * 0.35 + long * 0.42 * abs(math.cos(turn))
        bend = top_x + math.cos(turn) * long * 0.5, top_y - math.sin(turn) * long * 0.55 - long * 0.06
        sheet.shape([(top_x, top_y), (bend[0], bend[1] - tall * 0.02), tip, (bend[0], bend[1] + tall * 0.045)],
                    sheet.tone("#4c7f3f", far, (-0.25, 0.0, 0.16)[number % 3]))


def shadow(sheet: Sheet, x: float, y: float, wide: float, share: float = 0.3) -> None:
    """The dark below a thing that stands on the ground."""
    sheet.oval(x, y, wide, wide * 0.2, (12, 14, 24), share * (0.5 if sheet.light.night else 1))


def water(sheet: Sheet, line: float, foot: float = HEIGHT, colour: str = "#4f7f8f", calm: float = 0.55) -> None:
    """Water from its far edge to `foot`, mirroring what is above, with glints that grow towards the viewer."""
    rng = sheet.chance("water")
    sheet.mirror(line, foot, sheet.tone(colour), calm)
    near, bright = sheet.tone(colour, 0, -0.25), mix(sheet.tone(colour), rgb(sheet.light.sky[2]), 0.55)
    for _ in range(150):
        depth = rng.random() ** 1.6
        y, long = line + depth * (foot - line), 8 + 90 * depth * rng.random()
        x, thin = rng.uniform(-50, WIDTH), 0.7 + 3.2 * depth
        sheet.veil([(x, y), (x + long / 2, y - thin), (x + long, y), (x + long / 2, y + thin)],
                   bright if rng.random() < 0.55 else near, 0.34)
