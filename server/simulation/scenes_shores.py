"""Scenes by the river and the sea. Each draws the place first and, unless `after`, what is wrong with it."""

from __future__ import annotations

from random import Random

from server.simulation.scenes_air import flames, plume
from server.simulation.scenes_backdrops import hills, leaves, palm, shadow, sky, skyline, tree, water
from server.simulation.scenes_litter import heap, litter, scrap
from server.simulation.scenes_machines import boat, gull
from server.simulation.scenes_sheet import HEIGHT, WIDTH, Sheet
from server.simulation.scenes_town import cone, person

VEST = "#f08a2c"


def _river(sheet: Sheet, near: float, colour: str = "#56777a") -> float:
    """A river with the town on the far bank; returns where the water begins. Land follows from `near` down."""
    rng = sheet.chance("river")
    line = rng.uniform(500, 560)
    sky(sheet, line)
    hills(sheet, line - 20, 3)
    skyline(sheet, line - 16, 0.4, 190)
    for x in range(-40, WIDTH + 60, 90):
        leaves(sheet, x + rng.uniform(-40, 40), line - rng.uniform(26, 44), rng.uniform(34, 66), "#446f49",
               rng, 0.3)
    sheet.block(0, line - 22, WIDTH, 24, sheet.tone("#9b978c", 0.3))
    if rng.random() < 0.55:
        _bridge(sheet, line, rng)
    water(sheet, line, near, colour)
    if sheet.lively:
        for _ in range(rng.randint(1, 4)):
            gull(sheet, rng.uniform(200, 1400), rng.uniform(200, line - 40), rng.uniform(10, 20),
                 rng.uniform(0.3, 0.7))
    return line


def _bridge(sheet: Sheet, line: float, rng: Random) -> None:
    start, tone, dark = rng.choice((-100.0, 700.0)), sheet.tone("#c4bfb2", 0.25), sheet.tone("#8d897f", 0.25)
    for span in range(5):
        x = start + span * 210
        sheet.block(x, line - 70, 22, 74, dark)
    sheet.block(start - 40, line - 86, 1080, 20, tone)
    sheet.block(start - 40, line - 68, 1080, 5, dark)
    for post in range(54):
        sheet.block(start - 40 + post * 20, line - 100, 3, 14, dark)


def _bank(sheet: Sheet, near: float, colour: str, part: str = "bank") -> None:
    """The viewer's side of the water: a ragged edge, earth, grass."""
    rng = sheet.chance(part)
    edge = [(x, near + rng.uniform(-12, 12)) for x in range(0, WIDTH + 1, 40)]
    sheet.shape([(0, HEIGHT), *[(x, y - 8) for x, y in edge], (WIDTH, HEIGHT)], sheet.tone(colour, 0, -0.4))
    sheet.fade((0, near + 12, WIDTH, HEIGHT), [sheet.tone(colour, 0, -0.1), sheet.tone(colour, 0, -0.25)])
    sheet.shape([(0, near + 40), *edge, (WIDTH, near + 40)], sheet.tone(colour))
    sheet.grit((0, near, WIDTH, HEIGHT), 0.3)
    for _ in range(150):
        x, y = rng.uniform(0, WIDTH), near + (HEIGHT - near) * rng.random()
        if rng.random() < 0.75 - 0.5 * abs(x - 800) / 800 and part != "meadow":
            continue
        tall = 14 + 42 * (y - near) / (HEIGHT - near + 1)
        for lean in (-0.5, -0.1, 0.35):
            sheet.shape([(x - 3, y), (x + lean * tall, y - tall * rng.uniform(0.7, 1)), (x + 4, y)],
                        sheet.tone(rng.choice(("#5b7f3d", "#6d8f45", "#47703a")), 0, rng.uniform(-0.15, 0.1)))


def burning(sheet: Sheet, after: bool) -> None:
    """Rubbish burnt in the open beside a river."""
    rng = sheet.chance("place")
    near = rng.uniform(800, 850)
    _river(sheet, near)
    _bank(sheet, near, "#8a7550")
    tree(sheet, rng.choice((150, 1480)), near + 90, 560, rng)
    x, y = rng.uniform(620, 980), near + 180
    sheet.oval(x, y + 10, 250, 52, sheet.tone("#2b2621"), 0.75 if not after else 0.5)
    if after:
        person(sheet, x - 320, y + 70, 200, rng, VEST, broom=True)
        return
    problem = sheet.chance("problem")
    wind = problem.choice((-1, 1)) * problem.uniform(0.25, 0.6)
    plume(sheet, x, y - 50, 760, wind, "#4a4644", problem, 1.15, 0.85)
    heap(sheet, x, y + 6, 330, 120, problem)
    flames(sheet, x - 10, y - 20, 150, problem)
    flames(sheet, x + 95, y + 6, 80, problem)
    if sheet.lively:
        person(sheet, x + (360 if wind < 0 else -360), y + 30, 190, rng)


def river_litter(sheet: Sheet, after: bool) -> None:
    """Weed and rubbish drifting along an embankment."""
    line = _river(sheet, HEIGHT, "#4f6f66")
    rng = sheet.chance("place")
    rail = rng.uniform(960, 1000)
    if after:
        boat(sheet, rng.uniform(450, 1100), line + 210, 62, net=True)
    else:
        problem = sheet.chance("problem")
        for _ in range(9):
            x, y = problem.uniform(0, WIDTH), problem.triangular(line + 60, rail - 20, rail - 100)
            depth = (y - line) / (rail - line)
            _weed(sheet, x, y, 70 + 260 * depth, depth, problem)
        for _ in range(90):
            y = problem.triangular(line + 50, rail, rail - 60)
            scrap(sheet, problem.uniform(0, WIDTH), y, 6 + 40 * (y - line) / (rail - line), problem)
    _railing(sheet, rail)


def _weed(sheet: Sheet, x: float, y: float, wide: float, depth: float, rng: Random) -> None:
    """A raft of duckweed and foam."""
    for _ in range(16):
        sheet.oval(x + rng.uniform(-0.5, 0.5) * wide, y + rng.uniform(-0.5, 0.5) * wide * 0.16,
                   wide * rng.uniform(0.08, 0.2),
                   wide * 0.035, sheet.tone(rng.choice(("#5f7d35", "#6f8a3c", "#4c6a33")), 0.3 * (1 - depth)), 0.9)
    for _ in range(10):
        sheet.oval(x + rng.uniform(-0.5, 0.5) * wide, y + rng.uniform(-0.5, 0.5) * wide * 0.14, wide * 0.025,
                   wide * 0.012, sheet.tone("#dfe3d2"))


def _railing(sheet: Sheet, top: float) -> None:
    """The embankment that the viewer stands on, with its stone railing."""
    sheet.fade((0, top + 130, WIDTH, HEIGHT), [sheet.tone("#a9a294"), sheet.tone("#8f897d")])
    sheet.block(0, top + 118, WIDTH, 18, sheet.tone("#cfc8b8"))
    for x in range(-60, WIDTH + 60, 240):
        sheet.block(x, top - 36, 46, 172, sheet.tone("#cbc4b4"))
        sheet.block(x + 30, top - 36, 16, 172, sheet.tone("#a49d8f"))
        sheet.block(x - 6, top - 52, 58, 22, sheet.tone("#ddd6c7"), 5)
        for bar in range(5):
            sheet.block(x + 66 + bar * 34, top + 10, 10, 110, sheet.tone("#b5ae9f"))
    sheet.block(0, top - 8, WIDTH, 22, sheet.tone("#d8d1c1"))
    sheet.block(0, top + 12, WIDTH, 6, sheet.tone("#978f82"))


def outfall(sheet: Sheet, after: bool) -> None:
    """A pipe in the embankment that lets coloured water into the river."""
    rng = sheet.chance("place")
    near = HEIGHT - 120.0
    line = _river(sheet, HEIGHT, "#56777a")
    top = line + 60
    wall = [(WIDTH, top - 40), (WIDTH, HEIGHT), (rng.uniform(640, 720), HEIGHT), (1080, top + 20)]
    sheet.shape(wall, sheet.tone("#9c9587"))
    for row in range(1, 9):
        share = row / 9
        sheet.stroke([(1080 + (wall[2][0] - 1080) * share, top + 20 + (HEIGHT - top) * share),
                      (WIDTH, top - 40 + (HEIGHT - top + 90) * share)], sheet.tone("#7f786c"), 3)
    x, y, r = 1130.0, near - 250, 92.0
    if not after:
        colour = rng.choice(("#5a2f4a", "#27221c", "#7a5b1e", "#3f5f2f"))
        _stream(sheet, x, y, r, colour, sheet.chance("problem"))
    sheet.oval(x, y, r * 1.12, r * 1.18, sheet.tone("#77736b"))
    sheet.oval(x - 8, y + 4, r * 0.92, r, sheet.tone("#1d1f22"))
    if after:
        sheet.oval(x - 8, y + 4, r * 0.9, r * 0.97, sheet.tone("#59646b"))
        for bar in range(-2, 3):
            sheet.stroke([(x - 8 + bar * 34, y - r * 0.85), (x - 8 + bar * 34, y + r * 0.85)],
                         sheet.tone("#39424a"), 5)
    else:
        sheet.oval(x - 12, y + r * 0.55, r * 0.75, r * 0.34, sheet.tone(colour))
    for _ in range(14):
        leaves(sheet, rng.uniform(1250, 1640), rng.uniform(top - 60, top + 30), rng.uniform(34, 60), "#4f7d42", rng)


def _stream(sheet: Sheet, x: float, y: float, r: float, colour: str, rng: Random) -> None:
    tone, foot = sheet.tone(colour), y + 330
    for part, share in ((1.0, 0.5), (0.7, 0.6), (0.42, 0.75)):
        for _ in range(16):
            away = rng.random()
            sheet.oval(x - 60 - away * 620 * part, foot + rng.uniform(-40, 60) * (0.5 + away),
                       60 + 150 * part * rng.random(),
                       18 + 22 * part, tone, share * (1 - 0.55 * away))
    sheet.shape([(x - r * 0.85, y + r * 0.3), (x - r * 1.5, y + 170), (x - r * 1.75, foot), (x - r * 0.2, foot),
                 (x - r * 0.25, y + 150), (x + r * 0.55, y + r * 0.5)], tone)
    for _ in range(7):
        start = x + rng.uniform(-0.7, 0.3) * r
        sheet.stroke([(start, y + r * 0.5), (start - r * 0.5, y + 180), (start - r * 0.6, foot - 10)],
                     sheet.tone(colour, 0, 0.25), 3)
    for _ in range(26):
        sheet.oval(x - r + rng.uniform(-130, 110), foot + rng.uniform(-16, 24), rng.uniform(6, 24),
                   rng.uniform(3, 8),
                   sheet.tone("#e4e1d4"), 0.8)


def beach_litter(sheet: Sheet, after: bool) -> None:
    """What the tide left on a beach."""
    rng = sheet.chance("place")
    line, edge = rng.uniform(450, 500), rng.uniform(690, 740)
    sky(sheet, line)
    hills(sheet, line, 2, "#5b7d7a")
    skyline(sheet, line, 0.6, 120)
    water(sheet, line, edge + 60, "#4f98ab", 0.6)
    _surf(sheet, line, edge)
    for side in (60, 1540):
        if rng.random() < 0.7:
            palm(sheet, side + rng.uniform(-60, 60), edge + rng.uniform(130, 200), rng.uniform(560, 680), rng)
    if rng.random() < 0.7:
        boat(sheet, rng.uniform(300, 1300), line + 70, 20, rng.choice(("#2f6f9f", "#b5482f", "#4b7a54")))
    if after:
        for x in range(120, 1600, 46):
            sheet.stroke([(x, edge + 170), (x + 60, HEIGHT)], sheet.tone("#c2a877"), 3)
        person(sheet, 1150, edge + 260, 190, rng, VEST, broom=True)
        heap_x = rng.uniform(420, 620)
        for number in range(4):
            from_left = heap_x + number * 58
            shadow(sheet, from_left, edge + 330, 40)
            sheet.oval(from_left, edge + 292, 36, 42, sheet.tone("#2f7d5b", 0, -0.1 * (number % 2)))
        return
    problem = sheet.chance("problem")
    for row in range(3):
        y = edge + 90 + row * 130
        litter(sheet, problem.uniform(500, 1100), y, 900, 42 + row * 14, 46 - row * 8, 26 + row * 17, problem)
    for _ in range(6):
        _float(sheet, problem.uniform(120, 1480), problem.uniform(edge + 110, 1120), problem)
    _net(sheet, problem.uniform(350, 1250), edge + 330, problem)


def _surf(sheet: Sheet, line: float, edge: float) -> None:
    """Waves coming in, wet sand, dry sand."""
    rng = sheet.chance("surf")
    for row in range(6):
        share = (row + 1) / 7
        y = line + (edge - line) * share ** 1.5
        for _ in range(5):
            x, long, thin = rng.uniform(-100, 1500), rng.uniform(120, 420), 1.5 + 6 * share
            sheet.veil([(x, y), (x + long * 0.3, y - thin), (x + long * 0.7, y - thin * 0.8), (x + long, y + 1),
                        (x + long / 2, y + thin * 0.6)], sheet.tone("#f4f8f6"), 0.7)
    wave = [(x, edge + 16 * ((x // 160) % 3 - 1) + rng.uniform(-9, 9)) for x in range(0, WIDTH + 1, 40)]
    for shift, colour, share in ((0, "#f6faf7", 1.0), (14, "#8f8259", 1.0), (66, "#b8a171", 1.0)):
        sheet.veil([(0, HEIGHT), *[(x, y + shift) for x, y in wave], (WIDTH, HEIGHT)], sheet.tone(colour), share)
    dry = [(x, y + 118 + rng.uniform(-8, 8)) for x, y in wave]
    sheet.shape([(0, HEIGHT), *dry, (WIDTH, HEIGHT)], sheet.tone("#d9c290"))
    sheet.grit((0, edge + 20, WIDTH, HEIGHT), 0.3)


def _float(sheet: Sheet, x: float, y: float, rng: Random) -> None:
    """A buoy or a block of foam from a fish farm."""
    r = 16 + 42 * (y - 700) / 500
    shadow(sheet, x, y, r * 1.1)
    if rng.random() < 0.5:
        sheet.oval(x, y - r * 0.8, r, r * 0.85, sheet.tone(rng.choice(("#e0622c", "#2d6fa8", "#e9e6da"))))
        sheet.oval(x - r * 0.3, y - r * 1.1, r * 0.3, r * 0.22, sheet.tone("#ffffff"), 0.5)
    else:
        sheet.shape([(x - r, y), (x - r * 0.8, y - r * 1.1), (x + r * 1.2, y - r * 0.9),
                     (x + r * 1.3, y + r * 0.1)],
                    sheet.tone("#f1f0ea"))
        sheet.shape([(x - r, y), (x + r * 1.3, y + r * 0.1), (x + r * 1.25, y - r * 0.35),
                     (x - r * 0.9, y - r * 0.5)],
                    sheet.tone("#c9cbc8"))


def _net(sheet: Sheet, x: float, y: float, rng: Random) -> None:
    tone = sheet.tone("#2f6a5c")
    for _ in range(34):
        points = [(x + rng.uniform(-150, 150), y + rng.uniform(-34, 34)) for _ in range(3)]
        sheet.stroke(points, tone if rng.random() < 0.7 else sheet.tone("#4f8a78"), 2.2)


def spill(sheet: Sheet, after: bool) -> None:
    """Dead fish and an oily film: an emergency at the water."""
    line = _river(sheet, HEIGHT, "#4d6a70")
    rng = sheet.chance("problem")
    if after:
        boat(sheet, 700, line + 260, 70, "#c24a2f")
    else:
        for colour in ("#6a4a8a", "#3f7fa0", "#9a8a3a", "#2a2a30"):
            for _ in range(10):
                y = rng.triangular(line + 90, 1080, 900)
                sheet.oval(rng.uniform(0, WIDTH), y, 60 + 0.35 * (y - line), 8 + 0.05 * (y - line),
                           sheet.tone(colour), 0.3)
        for _ in range(46):
            y = rng.triangular(line + 70, 1060, 980)
            _fish(sheet, rng.uniform(0, WIDTH), y, 8 + 34 * (y - line) / 500, rng)
    for x in range(-20, WIDTH, 92):
        sheet.oval(x, 1096, 56, 22, sheet.tone("#e8762c"))
        sheet.oval(x - 8, 1088, 34, 8, sheet.tone("#ffb07a"), 0.8)
    sheet.fade((0, 1130, WIDTH, HEIGHT), [sheet.tone("#8f8778"), sheet.tone("#7b7466")])
    cone(sheet, 260, 1180, 150)
    person(sheet, 1300, 1190, 210, rng, "#d8e04a")


def _fish(sheet: Sheet, x: float, y: float, size: float, rng: Random) -> None:
    turn = rng.choice((-1, 1))
    sheet.oval(x, y, size, size * 0.32, sheet.tone("#cfd4d3"))
    sheet.oval(x, y + size * 0.12, size * 0.85, size * 0.16, sheet.tone("#8d979b"))
    sheet.shape([(x - turn * size * 0.8, y), (x - turn * size * 1.4, y - size * 0.3),
                 (x - turn * size * 1.4, y + size * 0.3)],
                sheet.tone("#aeb6b8"))
