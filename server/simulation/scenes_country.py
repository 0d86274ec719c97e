"""Scenes of fields, ponds and hills. Each draws the place first and, unless `after`, what is wrong with it."""

from __future__ import annotations

from random import Random

from server.simulation.scenes_air import mist
from server.simulation.scenes_backdrops import hills, sky, tree
from server.simulation.scenes_light import mix, rgb
from server.simulation.scenes_litter import litter
from server.simulation.scenes_machines import digger
from server.simulation.scenes_sheet import HEIGHT, WIDTH, Sheet
from server.simulation.scenes_town import cone


def farm(sheet: Sheet, after: bool) -> None:
    """Pigsties in a valley where none may be, with their pool of slurry."""
    rng = sheet.chance("place")
    line = rng.uniform(470, 520)
    sky(sheet, line)
    hills(sheet, line + 20, 3, "#4c7449")
    sheet.fade((0, line + 16, WIDTH, HEIGHT), [sheet.tone("#86a05a", 0.25), sheet.tone("#64803f")])
    for row in range(9):
        y = line + 60 + row * row * 7
        sheet.stroke([(0, y), (WIDTH, y + rng.uniform(-12, 12))], sheet.tone("#5d7a3c", 0.1), 2 + row * 0.5)
    sheet.grit((0, line + 16, WIDTH, HEIGHT), 0.25)
    for number, left in enumerate((140, 560, 980)):
        y = line + 190 + 26 * number
        if after and number < 2:
            sheet.block(left, y - 8, 420, 20, sheet.tone("#a08c6a"))
            litter(sheet, left + 210, y + 16, 210, 14, 22, 22, rng)
            continue
        _sty(sheet, left, y, rng, empty=after)
    pool = [(480, line + 330), (1180, line + 315), (1380, line + 470), (330, line + 500)]
    sheet.shape([(x + (-18 if x < 800 else 18), y + 12) for x, y in pool], sheet.tone("#7f6a45"))
    sheet.shape(pool, sheet.tone("#8f7d58" if after else "#3d2f1c"))
    if not after:
        for _ in range(30):
            sheet.oval(rng.uniform(450, 1250), line + rng.uniform(345, 470), rng.uniform(20, 90), rng.uniform(3, 9),
                       sheet.tone(rng.choice(("#5a482c", "#2a2013", "#6f5d3c"))), 0.7)
        mist(sheet, line + 180, line + 420, "#a9a05e", 0.18)
    else:
        for _ in range(70):
            x, y = rng.uniform(400, 1300), line + rng.uniform(340, 480)
            sheet.shape([(x, y), (x + 5, y - 24), (x + 10, y)], sheet.tone("#5f9a45"))
    tree(sheet, 1490, line + 330, 430, rng)


def _sty(sheet: Sheet, left: float, foot: float, rng: Random, *, empty: bool) -> None:
    sheet.block(left, foot - 92, 400, 92, sheet.tone("#c2b8a2"))
    sheet.block(left, foot - 60, 400, 34, sheet.tone("#332f2a"))
    for x in range(0, 400, 40):
        sheet.block(left + x, foot - 60, 7, 34, sheet.tone("#b0a58f"))
    roof = rng.choice(("#8d4f3d", "#6d7f8c", "#9b6a48"))
    sheet.shape([(left - 26, foot - 88), (left + 30, foot - 150), (left + 370, foot - 150),
                 (left + 426, foot - 88)],
                sheet.tone(roof))
    for x in range(-10, 420, 34):
        sheet.stroke([(left + x, foot - 88), (left + 200 + (x - 200) * 0.86, foot - 150)],
                     sheet.tone(roof, 0, -0.2), 2)
    if not empty:
        for _ in range(4):
            x = left + rng.uniform(20, 370)
            sheet.oval(x, foot - 36, 22, 13, sheet.tone("#e2aa9c"))
            sheet.oval(x + 19, foot - 40, 9, 8, sheet.tone("#e2aa9c"))


def felled(sheet: Sheet, after: bool) -> None:
    """A hillside cut open for stone."""
    rng = sheet.chance("place")
    line = rng.uniform(640, 690)
    sky(sheet, line - 150)
    hills(sheet, line - 60, 3, "#456f47")
    sheet.shape([(0, line), (0, line - 250), (380, line - 400), (900, line - 330), (1300, line - 130),
                 (WIDTH, line - 60),
                 (WIDTH, line)], sheet.tone("#4b7545", 0.06))
    cut = [(330, line + 10), (410, line - 300), (640, line - 330), (960, line - 210), (1130, line + 10)]
    sheet.shape(cut, sheet.tone("#b99c6e" if not after else "#6f8a4a"))
    for step in range(4):
        y = line - 60 * step
        sheet.shape([(350 + step * 22, y), (1110 - step * 80, y), (1080 - step * 80, y - 22),
                     (360 + step * 24, y - 18)],
                    sheet.tone("#96794f" if not after else "#5a7a3f"))
    sheet.fade((0, line, WIDTH, HEIGHT), [sheet.tone("#a58c62"), sheet.tone("#8a744f")])
    sheet.grit((0, line - 300, WIDTH, HEIGHT), 0.25)
    for _ in range(9):
        tree(sheet, rng.choice((rng.uniform(0, 300), rng.uniform(1200, 1600))), line + rng.uniform(-30, 60),
             rng.uniform(200, 330), rng)
    if after:
        for _ in range(16):
            tree(sheet, rng.uniform(330, 1150), line + rng.uniform(0, 330), rng.uniform(90, 130), rng, "#5f9a4f")
        return
    for _ in range(14):
        x, y = rng.uniform(150, 1450), line + rng.uniform(60, 420)
        size = 18 + (y - line) * 0.09
        sheet.block(x - size, y - size * 0.8, size * 2, size * 0.9, sheet.tone("#7a5a3c"))
        sheet.oval(x, y - size * 0.8, size, size * 0.36, sheet.tone("#d8b582"))
    digger(sheet, 760, line + 150, 62, rng.choice((-1, 1)))
    cone(sheet, 300, line + 380, 130)


def ponds(sheet: Sheet, after: bool) -> None:
    """Fish ponds whose water runs off through a ditch."""
    rng = sheet.chance("place")
    line = rng.uniform(450, 500)
    sky(sheet, line)
    hills(sheet, line, 3)
    sheet.fade((0, line, WIDTH, HEIGHT), [sheet.tone("#7f9a58", 0.3), sheet.tone("#6f8247")])
    sheet.grit((0, line, WIDTH, HEIGHT), 0.22)
    murky, shine = ("#5f93a0", 0.3) if after else ("#5f5f22", 0.1)
    for top, foot, left, right in ((line + 26, line + 90, 180, 1420), (line + 120, line + 260, -60, 760),
                                   (line + 120, line + 260, 850, 1700)):
        inset = (foot - top) * 0.5
        corner = [(left + inset, top), (right - inset, top), (right, foot), (left, foot)]
        sheet.shape([(px + (-12 if px < 800 else 12), py + 8) for px, py in corner], sheet.tone("#8c7a55"))
        sheet.shape(corner, mix(sheet.tone(murky), rgb(sheet.light.sky[2]), shine))
        for _ in range(12):
            x = rng.uniform(left + inset, right - inset)
            sheet.oval(x, rng.uniform(top + 6, foot - 6), 30, 2.5,
                       mix(sheet.tone(murky), (255, 255, 255), 0.4), 0.5)
        wheel = (left + right) / 2
        sheet.oval(wheel, (top + foot) / 2, 26, 9, sheet.tone("#f3f6f2"))
    ditch = [(770, line + 270), (840, line + 270), (1150, HEIGHT), (430, HEIGHT)]
    sheet.shape([(680, line + 290), (930, line + 290), (1330, HEIGHT), (250, HEIGHT)], sheet.tone("#7d6a48"))
    sheet.shape(ditch, mix(sheet.tone("#6fa0a8" if after else "#3f3a18"), rgb(sheet.light.sky[2]), shine))
    if not after:
        for _ in range(50):
            y = rng.uniform(line + 300, HEIGHT)
            half = 35 + 325 * (y - line - 270) / (HEIGHT - line - 270)
            sheet.oval(800 + rng.uniform(-0.85, 0.85) * half, y, 10 + half * 0.09, 4 + half * 0.02,
                       sheet.tone("#dcd9bd"), 0.75)
        mist(sheet, line + 250, HEIGHT, "#9a9a58", 0.14)
    for x in (130, 1440):
        tree(sheet, x, line + 330, 330, rng)
