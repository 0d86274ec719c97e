"""Scenes of building and making. Each draws the place first and, unless `after`, what is wrong with it."""

from __future__ import annotations

from random import Random

from server.simulation.scenes_air import dust, lamp_cone, mist, plume
from server.simulation.scenes_backdrops import hills, leaves, shadow, sky, skyline, tree
from server.simulation.scenes_light import rgb
from server.simulation.scenes_litter import drum, litter
from server.simulation.scenes_machines import crane, digger, lorry
from server.simulation.scenes_sheet import HEIGHT, WIDTH, Sheet
from server.simulation.scenes_town import cone, fence, person

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
        sheet.oval(x, y, rng.uniform(80, 260), rng.uniform(8, 26), sheet.tone(soil, 0, rng.choice((-0.14, 0.1))), 0.5)
    for shift in (0, 70):
        for step in range(22):
            y = line + 60 + step * step * 1.15
            wide = 5 + step * 0.9
            sheet.oval(700 + shift * (0.5 + step * 0.12) - step * 24, y, wide * 1.7, wide * 0.55, sheet.tone(soil, 0, -0.24))
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
                sheet.veil([(x, y), (x + wide - 8, y), (x + wide - 8, y + high - 12), (x, y + high - 12)], net, 0.82)
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
        fence(sheet, 520, line + 330, 92, 6)
        return
    digger(sheet, rng.uniform(560, 760), line + 300, 66, rng.choice((-1, 1)))
    for x, aim in ((210, 0.5), (520, 0.35), (1090, -0.5)):
        foot = line + 210
        sheet.stroke([(x, foot), (x, line - 190)], sheet.tone("#8b9196"), 6)
        lamp_cone(sheet, x, line - 190, aim, 560, 230)
    sheet.glow(680, line + 300, 640, "#d9b878", 0.5)
    for _ in range(12):
        sheet.glow(rng.uniform(120, 900), line - rng.uniform(20, 330), 24, "#ffe0a0", 0.9)
    dust(sheet, 640, line + 350, 620, 170, rng, share=0.4)
    _workers(sheet, line + 60, rng)


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
            plume(sheet, x, line - tall, 180, 0.5, "#f4f6f6", sheet.chance("steam"), 0.7, 0.4)
        else:
            plume(sheet, x, line - tall + 10, 620, rng.uniform(0.5, 0.9), rng.choice(("#7d7468", "#5d5a5a", "#8a7a55")),
                  sheet.chance(f"plume{tall}"), 1.0, 0.85)
        for part in range(8):
            low, high = 34 - part * 1.6, 34 - (part + 1) * 1.6
            top, foot = line - tall * (part + 1) / 8, line - tall * part / 8
            colour = "#c8483a" if part >= 5 and part % 2 else "#e6e2d8"
            sheet.shape([(x - low, foot), (x - high, top), (x + high, top), (x + low, foot)], sheet.tone(colour, 0.05))
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
    for left, wide, tall, colour in ((120, 560, 190, "#7f98a8"), (650, 520, 230, "#a98f7a"), (1130, 380, 170, "#8fa08f")):
        sheet.block(left, line - tall, wide, tall + 24, sheet.tone(colour, 0.06))
        teeth = wide // 95
        for tooth in range(teeth):
            x = left + tooth * wide / teeth
            sheet.shape([(x, line - tall), (x, line - tall - 52), (x + wide / teeth, line - tall)], sheet.tone(colour, 0.06, -0.2))
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
            sheet.shape([(730 + lean * 90, 600), (730 + lean * 70, 590), (730 - lean * 90, 720), (730 - lean * 70, 730)],
                        sheet.tone("#f2efe2"))
        return
    sheet.glow(730, 700, 330, "#ffcf8a", 0.5)
    person(sheet, 640, ground + 20, 150, rng, "#4a78a8")
    plume(sheet, 860, 660, 420, 0.5, rng.choice(("#d9c7a0", "#c9a0a0", "#a9b9c9")), rng, 1.2, 0.55)
    for number, x in enumerate((1120, 1200, 1290, 1160, 1250)):
        drum(sheet, x, ground + 30 + 36 * (number // 3), 150, ("#2d6fa8", "#b8432f", "#4f5a60")[number % 3], leaking=number == 3)
    sheet.oval(760, ground + 150, 330, 50, sheet.tone("#3a3430"), 0.6)
    litter(sheet, 700, ground + 210, 560, 70, 36, 40, rng)


def drums(sheet: Sheet, after: bool) -> None:
    """Barrels of something dangerous left at the edge of a wood."""
    rng = sheet.chance("place")
    line = rng.uniform(560, 600)
    sky(sheet, line)
    hills(sheet, line, 3)
    for x in range(-60, WIDTH + 80, 110):
        tree(sheet, x + rng.uniform(-40, 40), line + rng.uniform(30, 60), rng.uniform(270, 400), rng, "#3d6b40", 0.12)
    sheet.fade((0, line + 40, WIDTH, HEIGHT), [sheet.tone("#7c8a50"), sheet.tone("#5f6b3c")])
    sheet.shape([(250, HEIGHT), (620, line + 60), (760, line + 60), (1250, HEIGHT)], sheet.tone("#a08a62"))
    sheet.grit((0, line + 40, WIDTH, HEIGHT), 0.3)
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
        points = [(px + rng.uniform(-1, -0.4) * size, y), (px + rng.uniform(-0.6, 0) * size, y - size * rng.uniform(0.5, 1)),
                  (px + rng.uniform(0.3, 0.9) * size, y - size * rng.uniform(0.4, 0.9)), (px + size, y)]
        sheet.shape(points, sheet.tone(colour))
        sheet.shape([points[2], points[3], (px + size * 0.2, y)], sheet.tone(colour, 0, -0.25))


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
    sheet.shape([(left - 26, foot - 88), (left + 30, foot - 150), (left + 370, foot - 150), (left + 426, foot - 88)],
                sheet.tone(roof))
    for x in range(-10, 420, 34):
        sheet.stroke([(left + x, foot - 88), (left + 200 + (x - 200) * 0.86, foot - 150)], sheet.tone(roof, 0, -0.2), 2)
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
    sheet.shape([(0, line), (0, line - 250), (380, line - 400), (900, line - 330), (1300, line - 130), (WIDTH, line - 60),
                 (WIDTH, line)], sheet.tone("#4b7545", 0.06))
    cut = [(330, line + 10), (410, line - 300), (640, line - 330), (960, line - 210), (1130, line + 10)]
    sheet.shape(cut, sheet.tone("#b99c6e" if not after else "#6f8a4a"))
    for step in range(4):
        y = line - 60 * step
        sheet.shape([(350 + step * 22, y), (1110 - step * 80, y), (1080 - step * 80, y - 22), (360 + step * 24, y - 18)],
                    sheet.tone("#96794f" if not after else "#5a7a3f"))
    sheet.fade((0, line, WIDTH, HEIGHT), [sheet.tone("#a58c62"), sheet.tone("#8a744f")])
    sheet.grit((0, line - 300, WIDTH, HEIGHT), 0.25)
    for _ in range(9):
        tree(sheet, rng.choice((rng.uniform(0, 300), rng.uniform(1200, 1600))), line + rng.uniform(-30, 60), rng.uniform(200, 330), rng)
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
