"""Scenes of evenings: restaurants, grills, squares. Each draws the place first and, unless `after`, the trouble."""

from __future__ import annotations

import math
from random import Random

from server.simulation.scenes_air import flames, plume
from server.simulation.scenes_backdrops import shadow, sky, skyline, tree
from server.simulation.scenes_light import mix, rgb
from server.simulation.scenes_litter import litter
from server.simulation.scenes_sheet import HEIGHT, WIDTH, Sheet
from server.simulation.scenes_town import SIGNS, lamp, person

WALLS = ("#b9a284", "#a87f66", "#9aa3a0", "#c2b49a", "#8d6a58")


def _front(sheet: Sheet, ground: float) -> None:
    """A row of three houses seen from across the lane: flats above, open kitchens below."""
    rng = sheet.chance("front")
    sky(sheet, 300)
    skyline(sheet, 300, 0.45, 170)
    left = -40.0
    while left < WIDTH:
        wide, top = rng.uniform(470, 620), rng.uniform(40, 190)
        wall = rng.choice(WALLS)
        sheet.block(left, top, wide, ground - top, sheet.tone(wall))
        sheet.block(left + wide - 26, top, 26, ground - top, sheet.tone(wall, 0, -0.25))
        sheet.block(left - 8, top - 14, wide + 16, 20, sheet.tone(wall, 0, -0.2))
        _windows(sheet, left, top, wide, ground, rng)
        _shop(sheet, left + 24, ground, wide - 60, rng)
        left += wide
    sheet.fade((0, ground, WIDTH, HEIGHT), [sheet.tone("#77736d"), sheet.tone("#55534f")])
    sheet.block(0, ground, WIDTH, 16, sheet.tone("#b8b1a4"))
    sheet.grit((0, ground, WIDTH, HEIGHT), 0.2)


def _windows(sheet: Sheet, left: float, top: float, wide: float, ground: float, rng: Random) -> None:
    for y in range(round(top) + 50, round(ground) - 520, 165):
        for column in range(int(wide // 150)):
            x = left + 40 + column * 150
            lit = sheet.light.night > 0.3 and rng.random() < 0.45
            sheet.block(x - 6, y - 6, 96, 112, sheet.tone("#d8d0c0"))
            sheet.block(x, y, 84, 100, rgb("#ffd58a") if lit else sheet.tone("#37444f"))
            sheet.block(x + 40, y, 4, 100, sheet.tone("#d8d0c0"))
            if rng.random() < 0.55:
                sheet.block(x + 4, y + 112, 62, 38, sheet.tone("#dfe2df"), 4)
                sheet.oval(x + 26, y + 131, 15, 15, sheet.tone("#9aa09f"))


def _shop(sheet: Sheet, left: float, ground: float, wide: float, rng: Random) -> None:
    """An open restaurant with its sign, lanterns and guests."""
    night = sheet.light.night > 0.3
    sheet.block(left, ground - 330, wide, 330, rgb("#ffce7c") if night else sheet.tone("#c9ad84"))
    sheet.fade((left, ground - 330, left + wide, ground - 190),
               [rgb("#fff0c4"), rgb("#ffce7c")] if night else [sheet.tone("#8f8470"), sheet.tone("#c9ad84")])
    for row in range(2):
        sheet.block(left + wide * 0.08, ground - 270 + row * 44, wide * 0.3, 8, sheet.tone("#7a5132"))
        for bottle in range(6):
            sheet.block(left + wide * 0.1 + bottle * 22, ground - 292 + row * 44, 10, 22,
                        rgb(rng.choice(("#3f7d5b", "#8a3b2d", "#c9982e"))))
    for _ in range(rng.randint(2, 4)):
        person(sheet, left + rng.uniform(0.15, 0.9) * wide, ground - 8, 122, rng)
    for part in (0.2, 0.55, 0.85):
        sheet.block(left + wide * part - 48, ground - 82, 96, 11, sheet.tone("#6d432a"))
        sheet.block(left + wide * part - 5, ground - 76, 10, 76, sheet.tone("#4c3020"))
    sign = rng.choice(SIGNS)
    sheet.block(left - 12, ground - 432, wide + 24, 102, rgb(sign) if night else sheet.tone(sign), 8)
    glyph = rgb("#ffe9b0") if night else sheet.tone("#f3e3bd")
    count = max(3, int(wide // 120))
    for number in range(count):
        _glyph(sheet, left + wide * (number + 0.5) / count, ground - 381, 30, glyph, rng)
    if night:
        sheet.glow(left + wide / 2, ground - 300, wide * 0.75, "#ffb45a", 0.5)
    for part in (0.05, 0.95):
        sheet.oval(left + wide * part, ground - 290, 21, 26, rgb("#d9372b") if night else sheet.tone("#c23b2e"))
        sheet.block(left + wide * part - 3, ground - 264, 6, 22, rgb("#e8b23c"))


def _glyph(sheet: Sheet, x: float, y: float, r: float, colour: tuple[int, int, int], rng: Random) -> None:
    """Strokes that look like writing and say nothing."""
    sheet.block(x - r, y - r, r * 2, 6, colour)
    sheet.block(x - 3, y - r, 6, r * 2, colour)
    for up in rng.sample((-0.4, 0.0, 0.35, 0.75), 2):
        sheet.block(x - r * rng.uniform(0.5, 0.95), y + up * r, r * rng.uniform(1.1, 1.8), 6, colour)
    if rng.random() < 0.6:
        sheet.stroke([(x - 3, y), (x - r * 0.9, y + r)], colour, 5)
        sheet.stroke([(x + 3, y), (x + r * 0.9, y + r)], colour, 5)


def restaurant_fumes(sheet: Sheet, after: bool) -> None:
    """Kitchen fumes blown out under people's windows."""
    rng = sheet.chance("place")
    ground = rng.uniform(900, 940)
    _front(sheet, ground)
    x = rng.uniform(560, 980)
    _duct(sheet, x, ground, cleaner=after)
    _shine(sheet, ground)
    if after:
        plume(sheet, x + 10, 150, 150, 0.4, "#e4e8ea", rng, 0.7, 0.2)
        return
    problem = sheet.chance("problem")
    for wind, tall, colour in ((problem.uniform(0.3, 0.7), 560, "#8f887b"),
                               (problem.uniform(-0.3, 0.2), 430, "#a8a091")):
        plume(sheet.lamplit(), x + 120, 450, tall, wind, colour, problem, 1.8, 0.85)
    for _ in range(9):
        drip = x + problem.uniform(70, 140)
        sheet.stroke([(drip, 500), (drip, 500 + problem.uniform(30, 150))], sheet.tone("#5a4a32"), 4)


def _duct(sheet: Sheet, x: float, ground: float, *, cleaner: bool) -> None:
    """A tin pipe up the wall; a `cleaner` box and a tall outlet replace the hole at the windows."""
    tin, dark, bright = sheet.tone("#a9b0b4"), sheet.tone("#6e767b"), sheet.tone("#d9dfe2")
    top = 150 if cleaner else 430
    sheet.block(x - 34, top, 68, ground - 430 - top, tin)
    sheet.block(x + 12, top, 22, ground - 430 - top, dark)
    sheet.block(x - 26, top, 8, ground - 430 - top, bright)
    for y in range(top + 40, round(ground) - 440, 90):
        sheet.block(x - 40, y, 80, 9, dark)
    if cleaner:
        sheet.block(x - 96, ground - 600, 192, 130, sheet.tone("#c3cacd"), 8)
        for slat in range(5):
            sheet.block(x - 80, ground - 584 + slat * 20, 110, 7, dark)
        sheet.oval(x + 66, ground - 566, 12, 12, rgb("#3fae6a"))
        sheet.shape([(x - 50, 150), (x + 50, 150), (x + 34, 116), (x - 34, 116)], dark)
    else:
        sheet.shape([(x - 34, 430), (x - 34, 380), (x + 110, 380), (x + 110, 480), (x + 34, 480)], tin)
        sheet.oval(x + 112, 430, 18, 50, sheet.tone("#26231f"))
        sheet.oval(x + 112, 500, 60, 40, sheet.tone("#4a3d2a"), 0.5)


def _shine(sheet: Sheet, ground: float) -> None:
    """Wet ground that gives the lights back."""
    if sheet.light.night < 0.3:
        return
    rng = sheet.chance("shine")
    for _ in range(36):
        x, y, long = rng.uniform(0, WIDTH), rng.uniform(ground + 30, HEIGHT), rng.uniform(30, 130)
        sheet.veil([(x, y), (x + long / 2, y - 4), (x + long, y), (x + long / 2, y + 4)], rgb("#ffc877"), 0.3)


def barbecue(sheet: Sheet, after: bool) -> None:
    """A grill with coals in the lane."""
    rng = sheet.chance("place")
    ground = rng.uniform(880, 920)
    _front(sheet, ground)
    _shine(sheet, ground)
    x, y = rng.uniform(640, 960), ground + 170
    if after:
        sheet.oval(x, y, 260, 40, sheet.tone("#3f3c38"), 0.5)
        person(sheet, x - 160, y + 30, 210, rng, "#f08a2c", broom=True)
        return
    problem = sheet.chance("problem")
    shadow(sheet, x, y + 10, 270, 0.4)
    for side in (-190, 180):
        sheet.block(x + side, y - 150, 12, 160, sheet.tone("#3a3b3d"))
    sheet.block(x - 220, y - 200, 440, 62, sheet.tone("#4b4d50"), 6)
    sheet.block(x - 208, y - 206, 416, 14, rgb("#e8602a"))
    sheet.glow(x, y - 210, 330, "#ff8a3a", 0.6)
    flames(sheet, x - 90, y - 198, 46, problem)
    flames(sheet, x + 110, y - 198, 38, problem)
    for number in range(13):
        px = x - 190 + number * 31
        sheet.stroke([(px, y - 236), (px + 12, y - 176)], sheet.tone("#c9a878"), 3)
        sheet.block(px - 4, y - 232, 18, 36, sheet.tone("#8a4327"), 5)
    person(sheet, x + 30, y - 30, 205, problem, "#e9e6dc")
    plume(sheet, x, y - 220, 640, problem.uniform(-0.5, 0.5), "#c2beb6", problem, 1.25, 0.7)
    for side in (-420, 400):
        sheet.block(x + side - 70, y - 70, 150, 14, sheet.tone("#c8423a"))
        sheet.block(x + side, y - 60, 10, 80, sheet.tone("#7c2a25"))
        person(sheet, x + side + 90, y + 20, 180, problem)
    litter(sheet, x, y + 90, 560, 60, 30, 40, problem)


def square(sheet: Sheet, after: bool) -> None:
    """Dancing on a square with a loudspeaker under the flats; after, quiet strolling."""
    rng = sheet.chance("place")
    line = rng.uniform(560, 610)
    sky(sheet, line)
    skyline(sheet, line, 0.22, 470)
    for x in range(-60, WIDTH + 100, 210):
        tree(sheet, x + rng.uniform(-50, 50), line + 50, rng.uniform(210, 290), rng, far=0.1)
    sheet.fade((0, line, WIDTH, HEIGHT), [sheet.tone("#b5a68f", 0.1), sheet.tone("#8f8371")])
    for row in range(8):
        y = line + 50 + row * row * 9
        sheet.stroke([(0, y), (WIDTH, y)], sheet.tone("#80755f"), 2)
    for column in range(-10, 11):
        sheet.stroke([(800 + column * 46, line + 32), (800 + column * 260, HEIGHT)], sheet.tone("#80755f"), 2)
    sheet.grit((0, line + 30, WIDTH, HEIGHT), 0.15)
    for x in (210, 1390):
        lamp(sheet, x, line + 160, 62, 1 if x < 800 else -1)
    if after:
        for _ in range(4):
            person(sheet, rng.uniform(250, 1350), line + rng.uniform(150, 330), rng.uniform(110, 150), rng)
        return
    problem = sheet.chance("problem")
    for row in range(3):
        for column in range(6 - row % 2):
            k = 92 + row * 26
            person(sheet, 330 + column * (150 + row * 18) + row * 8, line + 130 + row * 105, k, problem,
                   shirt=problem.choice(("#d9486a", "#c93a4a", "#e0679a")))
    x, y = 1250.0, line + 430
    shadow(sheet, x, y, 100)
    sheet.block(x - 75, y - 270, 150, 270, sheet.tone("#24272b"), 8)
    for up, r in ((80, 54), (190, 42)):
        sheet.oval(x, y - up, r, r, sheet.tone("#4a4f55"))
        sheet.oval(x, y - up, r * 0.45, r * 0.45, sheet.tone("#16181a"))
    tone = mix(rgb("#ffd23f"), sheet.tone("#ffd23f"), 0.3)
    for ring in range(3):
        reach = 120 + ring * 52
        arc = [(x - reach * math.cos(turn / 10), y - 150 - reach * math.sin(turn / 10)) for turn in range(-6, 8)]
        sheet.stroke(arc, tone, 9 - ring * 2)
