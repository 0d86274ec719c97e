"""Scenes of workshops and works. Each draws the place first and, unless `after`, what is wrong with it."""

from __future__ import annotations

from random import Random

from server.simulation.scenes_air import mist, plume
from server.simulation.scenes_backdrops import hills, leaves, sky, tree
from server.simulation.scenes_light import rgb
from server.simulation.scenes_litter import drum, litter
from server.simulation.scenes_sheet import HEIGHT, WIDTH, Sheet
from server.simulation.scenes_town import fence, person


def chimney(sheet: Sheet, after: bool) -> None:
    """A works with tall chimneys."""
    rng = sheet.chance("place")
    line = rng.uniform(760, 810)
    sky(sheet, line - 90)
    hills(sheet, line - 90, 2)
    sheet.fade((0, line - 90, WIDTH, HEIGHT), [sheet.tone("#8d8f7c", 0.25), sheet.tone("#77785f")])
    stacks = [(rng.uniform(430, 560), 560), (rng.uniform(800, 930), 470)]
    for x, tall in stacks:
        if after:
            plume(sheet, x, line - tall, 260, 0.6, "#f4f6f6", sheet.chance("steam"), 1.3, 0.45)
        else:
            plume(sheet, x, line - tall + 10, 620, rng.uniform(0.5, 0.9),
                  rng.choice(("#7d7468", "#5d5a5a", "#8a7a55")),
                  sheet.chance(f"plume{tall}"), 1.0, 0.85)
        for part in range(8):
            low, high = 34 - part * 1.6, 34 - (part + 1) * 1.6
            top, foot = line - tall * (part + 1) / 8, line - tall * part / 8
            colour = "#c8483a" if part >= 5 and part % 2 else "#e6e2d8"
            sheet.shape([(x - low, foot), (x - high, top), (x + high, top), (x + low, foot)],
                        sheet.tone(colour, 0.05))
            sheet.shape([(x + low * 0.3, foot), (x + high * 0.3, top), (x + high, top), (x + low, foot)],
                        sheet.tone(colour, 0.05, -0.22))
    _works(sheet, line, rng)
    sheet.fade((0, line + 20, WIDTH, HEIGHT), [sheet.tone("#8f8a7d"), sheet.tone("#77736a")])
    sheet.grit((0, line + 20, WIDTH, HEIGHT), 0.22)
    for x in range(-30, WIDTH, 100):
        sheet.block(x, line + 110, 90, 78, sheet.tone("#c7c2b4"))
        sheet.block(x + 90, line + 98, 14, 92, sheet.tone("#a9a396"))
    for x in (90, 1500):
        tree(sheet, x, line + 250, 400, rng)
    if not after:
        mist(sheet, 100, line, "#9b8f7c", 0.2)


def _works(sheet: Sheet, line: float, rng: Random) -> None:
    """Halls with saw-tooth roofs and tanks."""
    for left, wide, tall, colour in ((120, 560, 190, "#7f98a8"), (650, 520, 230, "#a98f7a"),
                                     (1130, 380, 170, "#8fa08f")):
        sheet.block(left, line - tall, wide, tall + 24, sheet.tone(colour, 0.06))
        teeth = wide // 95
        for tooth in range(teeth):
            x = left + tooth * wide / teeth
            sheet.shape([(x, line - tall), (x, line - tall - 52), (x + wide / teeth, line - tall)],
                        sheet.tone(colour, 0.06, -0.2))
        for column in range(int(wide // 70)):
            glass = rgb("#ffdb95") if sheet.light.night > 0.3 and rng.random() < 0.6 else sheet.tone("#47565f", 0.05)
            sheet.block(left + 20 + column * 70, line - tall + 44, 44, 34, glass)
        sheet.block(left + wide * 0.42, line - 88, 96, 112, sheet.tone("#4d555b"))
    for x in (1240, 1400):
        sheet.block(x - 62, line - 250, 124, 262, sheet.tone("#d3d6d4", 0.05))
        sheet.block(x + 18, line - 250, 44, 262, sheet.tone("#a7acac", 0.05))
        sheet.oval(x, line - 250, 62, 17, sheet.tone("#e9ebe8", 0.05))


def workshop(sheet: Sheet, after: bool) -> None:
    """A backyard workshop under a tin roof that sprays paint in the open."""
    rng = sheet.chance("place")
    ground = rng.uniform(780, 830)
    sky(sheet, 380)
    hills(sheet, 400, 2)
    for x in range(-40, WIDTH + 60, 120):
        leaves(sheet, x + rng.uniform(-30, 30), 430, rng.uniform(90, 130), "#42774a", rng)
    sheet.fade((0, 500, WIDTH, ground), [sheet.tone("#9a9384"), sheet.tone("#8a8375")])
    sheet.fade((0, ground, WIDTH, HEIGHT), [sheet.tone("#8c8474"), sheet.tone("#716a5d")])
    roof = rng.choice(("#5b7f9c", "#9a5a44", "#6f7f6a"))
    sheet.block(230, 420, 1140, ground - 400, sheet.tone("#b7ad9a"))
    for x in range(230, 1370, 38):
        sheet.block(x, 420, 3, ground - 400, sheet.tone("#978d7b"))
    sheet.block(420, 520, 620, ground - 500, sheet.tone("#2b2c2e"))
    sheet.shape([(170, 430), (260, 330), (1340, 330), (1430, 430)], sheet.tone(roof))
    for x in range(190, 1420, 44):
        sheet.stroke([(x, 430), (800 + (x - 800) * 0.88, 330)], sheet.tone(roof, 0, -0.2), 3)
    sheet.grit((0, ground, WIDTH, HEIGHT), 0.26)
    if after:
        sheet.block(420, 520, 620, ground - 500, sheet.tone("#a6aeb2"))
        for y in range(534, round(ground), 26):
            sheet.block(420, y, 620, 3, sheet.tone("#848c91"))
        for lean in (-1, 1):
            sheet.shape([(730 + lean * 90, 600), (730 + lean * 70, 590), (730 - lean * 90, 720),
                         (730 - lean * 70, 730)],
                        sheet.tone("#f2efe2"))
        return
    sheet.glow(730, 700, 330, "#ffcf8a", 0.5)
    person(sheet, 640, ground + 20, 150, rng, "#4a78a8")
    plume(sheet, 860, 660, 420, 0.5, rng.choice(("#d9c7a0", "#c9a0a0", "#a9b9c9")), rng, 1.2, 0.55)
    for number, x in enumerate((1120, 1200, 1290, 1160, 1250)):
        drum(sheet, x, ground + 30 + 36 * (number // 3), 150, ("#2d6fa8", "#b8432f", "#4f5a60")[number % 3],
             leaking=number == 3)
    sheet.oval(760, ground + 150, 330, 50, sheet.tone("#3a3430"), 0.6)
    litter(sheet, 700, ground + 210, 560, 70, 36, 40, rng)


def drums(sheet: Sheet, after: bool) -> None:
    """Barrels of something dangerous left at the edge of a wood."""
    rng = sheet.chance("place")
    line = rng.uniform(560, 600)
    sky(sheet, line)
    hills(sheet, line, 3)
    back = [(x + rng.uniform(-40, 40), line + rng.uniform(14, 60), rng.uniform(270, 400))
            for x in range(-60, 1680, 100)]
    sheet.fade((0, line + 10, WIDTH, HEIGHT), [sheet.tone("#7c8a50"), sheet.tone("#5f6b3c")])
    sheet.shape([(250, HEIGHT), (620, line + 60), (760, line + 60), (1250, HEIGHT)], sheet.tone("#a08a62"))
    sheet.grit((0, line + 40, WIDTH, HEIGHT), 0.3)
    for x, foot, tall in sorted(back, key=lambda one: one[1]):
        tree(sheet, x, foot, tall, rng, rng.choice(("#3d6b40", "#4a7a45", "#35603d")), 0.12)
    if after:
        sheet.oval(1010, line + 330, 320, 60, sheet.tone("#8f7d58"))
        fence(sheet, 760, line + 330, 100, 4)
        person(sheet, 620, line + 380, 175, rng, "#e9ecf0")
        return
    problem = sheet.chance("problem")
    sheet.oval(1000, line + 350, 380, 74, sheet.tone("#4b3a1a"), 0.75)
    spots = [(problem.uniform(740, 1290), line + problem.uniform(220, 400)) for _ in range(9)]
    for number, (x, y) in enumerate(sorted(spots, key=lambda spot: spot[1])):
        drum(sheet, x, y, 150 + (y - line) * 0.12, problem.choice(("#2d6fa8", "#b8432f", "#3f7a52", "#d2a52c")),
             leaking=number % 3 == 0)
