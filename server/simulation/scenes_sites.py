"""Scenes of building sites. Each draws the place first and, unless `after`, what is wrong with it."""

from __future__ import annotations

from random import Random

from server.simulation.scenes_air import dust, lamp_cone, mist, plume
from server.simulation.scenes_backdrops import hills, shadow, sky, skyline, tree
from server.simulation.scenes_light import rgb
from server.simulation.scenes_machines import crane, digger, lorry
from server.simulation.scenes_sheet import HEIGHT, WIDTH, Sheet
from server.simulation.scenes_town import fence, person

HELMET = "#e8c22c"


def _site(sheet: Sheet, soil: str = "#b08d5f") -> float:
    """A building site: cranes, shells of concrete, bare soil; returns the height where the soil begins."""
    rng = sheet.chance("site")
    line = rng.uniform(600, 660)
    sky(sheet, line)
    skyline(sheet, line, 0.6, 190)
    for _ in range(rng.randint(1, 2)):
        crane(sheet, rng.uniform(250, 1350), line, rng.uniform(430, 540), rng.choice((-1, 1)))
    left = rng.uniform(60, 260)
    _shell(sheet, left, line + 20, rng.randint(5, 7), rng.randint(4, 5), rng)
    _shell(sheet, left + rng.uniform(640, 800), line + 20, rng.randint(3, 5), 4, rng)
    sheet.fade((0, line + 14, WIDTH, HEIGHT), [sheet.tone(soil, 0.15), sheet.tone(soil, 0, -0.08)])
    for _ in range(9):
        x, y = rng.uniform(0, WIDTH), rng.uniform(line + 60, HEIGHT)
        sheet.oval(x, y, rng.uniform(80, 260), rng.uniform(8, 26),
                   sheet.tone(soil, 0, rng.choice((-0.14, 0.1))), 0.5)
    for shift in (0, 70):
        for step in range(22):
            y = line + 60 + step * step * 1.15
            wide = 5 + step * 0.9
            sheet.oval(700 + shift * (0.5 + step * 0.12) - step * 24, y, wide * 1.7, wide * 0.55,
                       sheet.tone(soil, 0, -0.24))
    sheet.grit((0, line + 14, WIDTH, HEIGHT), 0.32)
    return line


def _shell(sheet: Sheet, left: float, foot: float, floors: int, bays: int, rng: Random) -> None:
    """A building without walls yet; green netting hangs on some of it."""
    high, wide = 66, 112
    tone, dark = sheet.tone("#b9b5ab", 0.12), sheet.tone("#4a4a4b", 0.15)
    sheet.block(left, foot - floors * high, bays * wide, floors * high, dark)
    for floor in range(floors + 1):
        sheet.block(left - 8, foot - floor * high, bays * wide + 16, 11, tone)
        for bay in range(bays + 1):
            if floor < floors:
                sheet.block(left + bay * wide - 6, foot - (floor + 1) * high, 12, high, sheet.tone("#a19d94", 0.12))
    net = sheet.tone("#3c8a63", 0.1)
    for floor in range(floors):
        for bay in range(bays):
            if (floor + bay) % 3 != 1 and floor < floors - 1 and rng.random() < 0.62:
                x, y = left + bay * wide + 4, foot - (floor + 1) * high + 10
                sheet.veil([(x, y), (x + wide - 8, y), (x + wide - 8, y + high - 12), (x, y + high - 12)],
                           net, 0.82)
    for bay in range(bays * 2):
        sheet.block(left + bay * wide / 2, foot - floors * high - 26, 2.5, 26, sheet.tone("#8a7b62", 0.1))
    sheet.block(left, foot - floors * high - 20, bays * wide, 2.5, sheet.tone("#8a7b62", 0.1))


def _workers(sheet: Sheet, line: float, rng: Random) -> None:
    if sheet.lively:
        for _ in range(3):
            person(sheet, rng.uniform(100, 1500), line + rng.uniform(70, 150), rng.uniform(56, 84), rng, HELMET)


def construction_dust(sheet: Sheet, after: bool) -> None:
    """A site without watering: lorries raise dust. After: soil under nets, wet roads."""
    line = _site(sheet)
    rng = sheet.chance("problem")
    _workers(sheet, line, sheet.chance("workers"))
    x, turn = rng.uniform(620, 980), rng.choice((-1, 1))
    if after:
        for left in (-60, 1040):
            _netted(sheet, left, line + 330, 640, 190, rng)
        sheet.oval(780, line + 330, 420, 70, sheet.tone("#5d4d38"), 0.5)
        lorry(sheet, x, line + 260, 62, turn, "#2f8a6a", None)
        return
    _soil(sheet, rng.uniform(60, 260), line + 240, 560, 210)
    _soil(sheet, rng.uniform(1250, 1450), line + 210, 460, 170)
    dust(sheet, x - turn * 250, line + 330, 760, 330, rng)
    lorry(sheet, x, line + 310, 78, turn, rng.choice(("#d8572a", "#2b6aa3", "#d7a726")))
    dust(sheet, x - turn * 430, line + 380, 800, 300, rng, share=0.75)
    mist(sheet, line - 260, HEIGHT, "#cdb48a", 0.3)


def _soil(sheet: Sheet, x: float, foot: float, wide: float, tall: float, colour: str = "#a37f50") -> None:
    """A heap of bare soil."""
    shadow(sheet, x, foot, wide * 0.55, 0.3)
    rng = sheet.chance(f"soil{round(x)}")
    ridge = [(x - wide / 2, foot), (x - wide * 0.3, foot - tall * 0.55), (x - wide * 0.08, foot - tall),
             (x + wide * 0.1, foot - tall * 0.92), (x + wide * 0.32, foot - tall * 0.5), (x + wide / 2, foot)]
    sheet.shape(ridge, sheet.tone(colour))
    sheet.shape([ridge[3], ridge[4], ridge[5], (x + wide * 0.12, foot), (x - wide * 0.02, foot - tall * 0.5)],
                sheet.tone(colour, 0, -0.2))
    for _ in range(40):
        px = x + rng.uniform(-0.4, 0.4) * wide
        sheet.oval(px, foot - tall * rng.random() * (1 - 2 * abs(px - x) / wide) * 0.8, rng.uniform(4, 13),
                   rng.uniform(2, 6), sheet.tone(colour, 0, rng.choice((-0.25, 0.16))))


def _netted(sheet: Sheet, left: float, foot: float, wide: float, tall: float, rng: Random) -> None:
    """Soil under a green net."""
    ridge = [(left + wide * step / 12, foot - tall * (1 - abs(step - 6) / 6) ** 0.7 * rng.uniform(0.85, 1))
             for step in range(13)]
    sheet.shape([(left, foot), *ridge, (left + wide, foot)], sheet.tone("#3f8a5f"))
    for start, end in zip(ridge, ridge[2:], strict=False):
        sheet.stroke([start, (end[0] - wide * 0.06, foot)], sheet.tone("#2f6d4a"), 2.5)


def night_construction(sheet: Sheet, after: bool) -> None:
    """Work under flood lamps beside flats where people want to sleep."""
    line = _site(sheet, "#8f7a5b")
    rng = sheet.chance("problem")
    _flats(sheet, 1240, line + 60, sheet.chance("flats"), awake=not after)
    if after:
        fence(sheet, 420, line + 330, 92, 6)
        digger(sheet, 720, line + 250, 66, 1, reach=0.2)
        return
    sheet.glow(660, line + 300, 900, "#c9a566", 0.75)
    _workers(sheet.lamplit(), line, rng)
    digger(sheet.lamplit(), rng.uniform(560, 760), line + 300, 78, rng.choice((-1, 1)))
    for x, aim in ((210, 0.5), (520, 0.35), (1090, -0.5)):
        foot = line + 210
        sheet.stroke([(x, foot), (x, line - 190)], sheet.tone("#8b9196"), 6)
        lamp_cone(sheet, x, line - 190, aim, 560, 230)
    for _ in range(12):
        sheet.glow(rng.uniform(120, 900), line - rng.uniform(20, 330), 24, "#ffe0a0", 0.9)
    dust(sheet, 640, line + 350, 620, 170, rng, share=0.4)


def _flats(sheet: Sheet, left: float, foot: float, rng: Random, *, awake: bool) -> None:
    """The block next door; lit windows are people who cannot sleep."""
    sheet.block(left, 150, 420, foot - 150, sheet.tone("#a99f94"))
    sheet.block(left, 150, 26, foot - 150, sheet.tone("#7c746c"))
    for row in range(int((foot - 190) // 62)):
        for column in range(4):
            bright = rng.random() < 0.6 and awake and sheet.light.night > 0.3
            x, y = left + 46 + column * 92, 182 + row * 62
            sheet.block(x, y, 60, 38, rgb("#ffdf9c") if bright else sheet.tone("#3f4b57"))
            sheet.block(x + 28, y, 3, 38, sheet.tone("#d8d2c6"))
            sheet.block(x - 6, y + 38, 72, 7, sheet.tone("#c9c0b2"))


def black_smoke(sheet: Sheet, after: bool) -> None:
    """A digger whose engine smokes black."""
    line = _site(sheet, "#a98a60")
    rng = sheet.chance("problem")
    turn = rng.choice((-1, 1))
    _soil(sheet, 800 + turn * 480, line + 330, 520, 190)
    x, y = 800 - turn * 160, line + 370
    pipe = digger(sheet, x, y, 96, turn, rng.choice(("#e8a91f", "#d9722a", "#c9b32a")))
    _workers(sheet, line, sheet.chance("workers"))
    if after:
        plume(sheet, pipe[0], pipe[1], 90, -turn * 0.3, "#c9ced2", rng, 0.8, 0.25)
        return
    plume(sheet, pipe[0], pipe[1], 560, -turn * rng.uniform(0.3, 0.8), "#1f1d1d", rng, 1.1, 0.95)


def debris(sheet: Sheet, after: bool) -> None:
    """Building rubble tipped out on waste land."""
    rng = sheet.chance("place")
    line = rng.uniform(560, 620)
    sky(sheet, line)
    hills(sheet, line, 2)
    skyline(sheet, line, 0.5, 170)
    sheet.fade((0, line, WIDTH, HEIGHT), [sheet.tone("#97935f", 0.15), sheet.tone("#80784c")])
    sheet.grit((0, line, WIDTH, HEIGHT), 0.3)
    for x in (150, 1450):
        tree(sheet, x + rng.uniform(-50, 50), line + 90, 330, rng)
    if after:
        sheet.oval(760, line + 300, 520, 90, sheet.tone("#9a8a5c"))
        for _ in range(60):
            x, y = rng.uniform(300, 1220), line + rng.uniform(240, 370)
            sheet.shape([(x, y), (x + 5, y - 26), (x + 10, y)], sheet.tone("#5f9a45"))
        return
    problem = sheet.chance("problem")
    lorry(sheet, 1180, line + 190, 70, -1, "#2b6aa3", None)
    for x, wide in ((520, 620), (900, 560), (700, 820)):
        _rubble(sheet, x, line + 330 + (wide - 560) * 0.25, wide, wide * 0.32, problem)
    dust(sheet, 900, line + 300, 560, 210, problem, share=0.4)


def _rubble(sheet: Sheet, x: float, foot: float, wide: float, tall: float, rng: Random) -> None:
    shadow(sheet, x, foot, wide * 0.55, 0.35)
    sheet.shape([(x - wide / 2, foot), (x - wide * 0.2, foot - tall * 0.8), (x + wide * 0.06, foot - tall),
                 (x + wide / 2, foot)], sheet.tone("#8f877b"))
    for _ in range(90):
        across = rng.uniform(-0.5, 0.5)
        y, size = foot - tall * rng.random() * (1 - 2 * abs(across)), rng.uniform(10, 46)
        colour, px = rng.choice(("#b8b2a6", "#9f988c", "#b0664e", "#7d776e", "#d0cabd")), x + across * wide
        points = [(px + rng.uniform(-1, -0.4) * size, y),
                  (px + rng.uniform(-0.6, 0) * size, y - size * rng.uniform(0.5, 1)),
                  (px + rng.uniform(0.3, 0.9) * size, y - size * rng.uniform(0.4, 0.9)), (px + size, y)]
        sheet.shape(points, sheet.tone(colour))
        sheet.shape([points[2], points[3], (px + size * 0.2, y)], sheet.tone(colour, 0, -0.25))


def mast(sheet: Sheet, after: bool) -> None:
    """A radio mast on the roof beside flats; after, with its measured values on a board."""
    rng = sheet.chance("place")
    sky(sheet, 760)
    skyline(sheet, 760, 0.5, 240)
    _flats(sheet, 1130, 1010, sheet.chance("flats"), awake=True)
    sheet.block(0, 800, WIDTH, 400, sheet.tone("#a8a196"))
    sheet.block(0, 780, WIDTH, 34, sheet.tone("#c9c2b4"))
    sheet.grit((0, 800, WIDTH, HEIGHT), 0.2)
    x, metal = rng.uniform(560, 700), sheet.tone("#7c848a")
    for side in (-1, 1):
        sheet.stroke([(x + side * 70, 1000), (x + side * 9, 190)], metal, 7)
    for step in range(11):
        y, half = 1000 - step * 72, 70 - step * 5.6
        sheet.stroke([(x - half, y), (x + half - 5, y - 72), (x - half + 5, y - 72), (x + half, y)], metal, 3)
    for y in (230, 330):
        for side in (-62, -20, 30):
            sheet.block(x + side, y, 30, 84, sheet.tone("#eef0ee"), 6)
    shadow(sheet, x, 1004, 130)
    if after:
        sheet.block(x + 170, 830, 240, 150, sheet.tone("#f2f0e6"), 8)
        for row in range(4):
            sheet.block(x + 192, 856 + row * 30, 190 - 30 * (row % 2), 10, sheet.tone("#4d7f5c"))
        person(sheet, x - 190, 1080, 190, rng, HELMET)
