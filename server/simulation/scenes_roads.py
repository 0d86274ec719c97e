"""Scenes in streets and lanes. Each draws the place first and, unless `after`, what is wrong with it."""

from __future__ import annotations

from random import Random

from server.simulation.scenes_air import dust, mist, plume
from server.simulation.scenes_backdrops import hills, leaves, sky, skyline, tree
from server.simulation.scenes_camera import Camera
from server.simulation.scenes_light import mix, rgb
from server.simulation.scenes_litter import BINS, bag, bin_with_lid, heap, litter
from server.simulation.scenes_machines import car_end_on, lorry_from_behind
from server.simulation.scenes_sheet import HEIGHT, WIDTH, Sheet
from server.simulation.scenes_town import bricks, cone, fence, lamp, person, shops

VEST = "#f08a2c"


def _street(sheet: Sheet) -> Camera:
    """An old town's street running away from the viewer."""
    rng = sheet.chance("street")
    camera = Camera(horizon=rng.uniform(470, 540), centre=rng.uniform(640, 960), height=1.65)
    sky(sheet, camera.horizon)
    hills(sheet, camera.horizon, 1)
    skyline(sheet, camera.horizon, 0.6, 110)
    sheet.fade((0, camera.horizon, WIDTH, HEIGHT), [sheet.tone("#a8a298", 0.4), sheet.tone("#b3aa9c")])
    sheet.shape(camera.flat(-3.6, 3.6, 0.8, 120), sheet.tone("#5d6166"))
    for side in (-1, 1):
        sheet.shape(camera.flat(side * 3.6, side * 3.9, 0.8, 120), sheet.tone("#d5cfc2"))
    for z in range(2, 60, 4):
        sheet.shape(camera.flat(-0.08, 0.08, z, z + 2), sheet.tone("#e7e2d2", min(0.7, z / 60)))
    sheet.grit((0, camera.horizon, WIDTH, HEIGHT), 0.16)
    for side in (-1, 1):
        shops(sheet, camera, side * 6.6, 5.5, 46, rng)
    for z in (30, 19, 11):
        side = rng.choice((-1, 1))
        x, y, k = camera.at(side * 5.0, z)
        tree(sheet, x, y, 6.2 * k, rng, far=min(0.4, z / 80))
    x, y, k = camera.at(rng.choice((-1, 1)) * 4.3, 8)
    lamp(sheet, x, y, k, 1 if x < camera.centre else -1)
    if sheet.lively:
        _passers(sheet, camera, rng)
    return camera


def _passers(sheet: Sheet, camera: Camera, rng: Random) -> None:
    for z in sorted((rng.uniform(9, 26) for _ in range(5)), reverse=True):
        person(sheet, *camera.at(rng.choice((-1, 1)) * rng.uniform(4.2, 5.4), z), rng)


def street(sheet: Sheet, after: bool) -> None:
    """An ordinary street; before, a hole in the road behind a hurried barrier."""
    camera = _street(sheet)
    rng = sheet.chance("problem")
    x, y, k = camera.at(rng.uniform(-1.4, 1.4), 5)
    if after:
        sheet.shape(camera.flat((x - camera.centre) / k - 1.1, (x - camera.centre) / k + 1.1, 4.2, 6.2),
                    sheet.tone("#43474c"))
        return
    sheet.oval(x, y, 1.3 * k, 0.3 * k, sheet.tone("#3b352d"))
    sheet.oval(x, y + 0.04 * k, 1.05 * k, 0.2 * k, sheet.tone("#1f1c19"))
    litter(sheet, x, y, 1.9 * k, 0.4 * k, 34, 0.2 * k, rng)
    fence(sheet, x - 1.4 * k, y - 0.1 * k, k, 2.4)
    for side in (-1.7, 1.6):
        cone(sheet, x + side * k, y + 0.2 * k, k)


def sewage(sheet: Sheet, after: bool) -> None:
    """A manhole that overflows into a street."""
    camera = _street(sheet)
    rng = sheet.chance("problem")
    x, y, k = camera.at(rng.uniform(-0.9, 0.9), 5.2)
    sheet.oval(x, y, 0.5 * k, 0.115 * k, sheet.tone("#34373b"))
    sheet.oval(x, y, 0.4 * k, 0.09 * k, sheet.tone("#6a6e73"))
    if after:
        sheet.oval(x, y + 0.1 * k, 1.8 * k, 0.4 * k, sheet.tone("#4d5156"), 0.5)
        cone(sheet, x + 1.2 * k, y, k)
        person(sheet, x - 1.3 * k, y + 0.05 * k, k, rng, VEST, broom=True)
        return
    for part, colour in ((1.0, "#4b4a33"), (0.8, "#3d3d29"), (0.5, "#58563a")):
        for _ in range(12):
            sheet.oval(x + rng.uniform(-1.6, 2.3) * k * part, y + rng.uniform(0, 0.62) * k * part,
                       rng.uniform(0.5, 1.2) * k * part, rng.uniform(0.08, 0.2) * k * part,
                       sheet.tone(colour), 0.85)
    shine = mix(rgb(sheet.light.sky[2]), sheet.tone("#58563a"), 0.35)
    for _ in range(26):
        px, py, long = x + rng.uniform(-1.9, 2.3) * k, y + rng.uniform(0, 0.66) * k, rng.uniform(0.1, 0.5) * k
        sheet.veil([(px, py), (px + long / 2, py - 2), (px + long, py), (px + long / 2, py + 2)], shine, 0.6)
    for ring in range(5):
        sheet.oval(x, y - 0.02 * k, (1.1 - 0.2 * ring) * k, (0.25 - 0.045 * ring) * k,
                   sheet.tone(("#4b4a33", "#6a6848")[ring % 2]), 0.8)
    for _ in range(16):
        lean, up = rng.uniform(-0.5, 0.5), rng.uniform(0.18, 0.5)
        sheet.shape([(x + lean * 0.3 * k - 4, y), (x + lean * 0.8 * k, y - up * k), (x + lean * 0.35 * k + 5, y)],
                    sheet.tone(rng.choice(("#6f6d4c", "#8a8863", "#57553a"))))
        sheet.oval(x + lean * 1.4 * k, y - up * rng.uniform(0.7, 1.3) * k, 5, 5, sheet.tone("#8a8863"))
    litter(sheet, x + 0.4 * k, y + 0.35 * k, 1.7 * k, 0.3 * k, 16, 0.16 * k, rng)
    fence(sheet, x - 2.6 * k, y - 0.5 * k, k * 0.9, 1.8)
    cone(sheet, x + 2.2 * k, y + 0.7 * k, k * 1.1)


def road_dust(sheet: Sheet, after: bool) -> None:
    """A lorry that loses its load along the street."""
    camera = _street(sheet)
    rng = sheet.chance("problem")
    if after:
        sheet.veil(camera.flat(-3.4, 3.4, 1, 30), sheet.tone("#2e3338"), 0.35)
        person(sheet, *camera.at(-2.2, 7), rng, VEST, broom=True)
        person(sheet, *camera.at(2.4, 9), rng, VEST, broom=True)
        return
    for z in (16, 11, 7.5, 5, 3.6):
        x, y, k = camera.at(rng.uniform(-1.6, 0.6), z)
        sheet.oval(x, y, 1.5 * k, 0.22 * k, sheet.tone("#8d7148"), 0.75)
        litter(sheet, x, y, 1.6 * k, 0.25 * k, 12, 0.12 * k, rng)
    x, y, k = camera.at(rng.uniform(1.2, 1.8), 9)
    dust(sheet, x - 1.5 * k, y, 9 * k, 2.4 * k, rng)
    lorry_from_behind(sheet, x, y, k, rng.choice(("#d8572a", "#2b6aa3", "#c9a32b")))
    dust(sheet, x - 1.2 * k, y + 0.3 * k, 7 * k, 1.6 * k, rng, share=0.75)
    litter(sheet, x, y + 0.5 * k, 1.5 * k, 0.3 * k, 26, 0.16 * k, rng)


def dumped_rubbish(sheet: Sheet, after: bool) -> None:
    """A lane with a brick wall; rubbish dumped against it."""
    rng = sheet.chance("lane")
    ground = rng.uniform(760, 830)
    sky(sheet, 330)
    skyline(sheet, 330, 0.5, 120)
    for _ in range(4):
        leaves(sheet, rng.uniform(0, WIDTH), rng.uniform(300, 350), rng.uniform(110, 170), "#437a44", rng)
    brick, plaster = rng.choice((("#a9553f", "#d9d2c2"), ("#9c7d66", "#c9d0cd"), ("#b5674a", "#e2d6bd")))
    sheet.block(0, 345, WIDTH, ground - 345, sheet.tone(plaster))
    sheet.grit((0, 345, WIDTH, ground), 0.12)
    for left in (-40, rng.uniform(420, 900)):
        bricks(sheet, left, 420 + rng.uniform(0, 60), rng.uniform(330, 560), ground - 470, brick, rng)
    sheet.block(0, 332, WIDTH, 26, sheet.tone("#8a5140"))
    sheet.block(0, ground - 46, WIDTH, 46, sheet.tone("#6f6a61"))
    sheet.fade((0, ground, WIDTH, HEIGHT), [sheet.tone("#8f887c"), sheet.tone("#6f6a62")])
    sheet.grit((0, ground, WIDTH, HEIGHT), 0.25)
    post = rng.uniform(120, 300)
    lamp(sheet, post, ground + 30, 105)
    middle = rng.uniform(760, 980)
    if after:
        sheet.oval(middle, ground + 90, 420, 70, sheet.tone("#5a5750"), 0.5)
        _notice(sheet, middle + 120, ground)
        if sheet.lively:
            person(sheet, middle - 260, ground + 150, 225, rng, VEST, broom=True)
        return
    heap(sheet, middle, ground + 110, 760, 330, sheet.chance("heap"))
    heap(sheet, middle - 430, ground + 190, 330, 130, sheet.chance("second heap"))
    litter(sheet, middle, ground + 260, 640, 90, 40, 40, rng)


def _notice(sheet: Sheet, x: float, ground: float) -> None:
    """A notice on the wall: no dumping."""
    sheet.block(x, ground - 330, 190, 130, sheet.tone("#f2f0e6"), 8)
    sheet.block(x, ground - 330, 190, 34, sheet.tone("#b8342c"), 8)
    for row in range(3):
        sheet.block(x + 18, ground - 280 + row * 24, 154 - row * 30, 9, sheet.tone("#55595e"))


def full_bins(sheet: Sheet, after: bool) -> None:
    """A shelter with the four sorting bins."""
    rng = sheet.chance("place")
    camera = Camera(horizon=480, centre=800, height=1.55, focus=1300)
    sky(sheet, camera.horizon)
    skyline(sheet, camera.horizon, 0.35, 330)
    for x in range(-60, WIDTH + 100, 130):
        leaves(sheet, x + rng.uniform(-40, 40), camera.horizon + 40, rng.uniform(90, 140), "#3f7d48", rng, 0.1)
    sheet.fade((0, camera.horizon + 60, WIDTH, HEIGHT), [sheet.tone("#b9b2a4"), sheet.tone("#9a958b")])
    for row in range(9):
        x, y, k = camera.at(0, 1.9 + row * 0.75)
        sheet.stroke([(0, y), (WIDTH, y)], sheet.tone("#8d887e"), 2)
    for column in range(-9, 10):
        sheet.stroke([camera.point(column * 0.8, 0, 1.7), camera.point(column * 0.8, 0, 12)],
                     sheet.tone("#8d887e"), 2)
    sheet.grit((0, camera.horizon + 60, WIDTH, HEIGHT), 0.14)
    x, y, k = camera.at(rng.uniform(-0.9, 0.9), 6.2)
    sheet.block(x - 2.3 * k, y - 2.6 * k, 4.6 * k, 2.5 * k, sheet.tone("#d7e2dc"))
    sheet.block(x - 2.3 * k, y - 2.1 * k, 4.6 * k, 0.5 * k, sheet.tone("#2f7d5b"))
    for number, colour in enumerate(BINS.values()):
        sheet.block(x + (number - 1.72) * 1.08 * k, y - 2.0 * k, 0.5 * k, 0.3 * k, sheet.tone(colour, 0, 0.35), 6)
    sheet.shape([(x - 2.7 * k, y - 2.55 * k), (x - 2.3 * k, y - 3.0 * k), (x + 2.3 * k, y - 3.0 * k),
                 (x + 2.7 * k, y - 2.55 * k)], sheet.tone("#2a5f4a"))
    for side in (-2.35, 2.25):
        sheet.block(x + side * k, y - 2.6 * k, 0.1 * k, 2.65 * k, sheet.tone("#7c8784"))
    if sheet.light.night > 0.3:
        sheet.glow(x, y - 2.4 * k, 2.8 * k, "#ffe6ae", 0.7)
    for number, kind in enumerate(BINS):
        bin_with_lid(sheet, x + (number - 1.5) * 1.08 * k, y + 0.12 * k, k, kind, full=not after, rng=rng)
    if after:
        person(sheet, x + 3.0 * k, y + 0.3 * k, k, rng, VEST, broom=True)
        return
    problem = sheet.chance("problem")
    for _ in range(13):
        across = problem.uniform(-2.3, 2.4)
        bag(sheet, x + across * k, y + problem.uniform(0.3, 0.62) * k, problem.uniform(0.2, 0.3) * k,
            problem.choice(("#23272b", "#2c3033", "#d8d9d2", "#3c6e57")), problem)
    litter(sheet, x, y + 0.75 * k, 2.6 * k, 0.25 * k, 40, 0.18 * k, problem)


def traffic(sheet: Sheet, after: bool) -> None:
    """A street with more cars than it bears; after, a calm one."""
    camera = _street(sheet)
    rng = sheet.chance("problem")
    rows = (34, 27, 21, 16.5, 12.5, 9, 6.4) if not after else (26,)
    for z in rows:
        for lane in (-1, 1):
            x, y, k = camera.at(lane * rng.uniform(1.5, 2.0), z + rng.uniform(-1, 1))
            car_end_on(sheet, x, y, k, rng.choice(("#b8bcc0", "#7a2f2a", "#2f4d6e", "#e5e2da", "#3c4045")),
                       towards=lane < 0)
            if not after and z < 15 and lane > 0:
                plume(sheet, x - 0.5 * k, y - 0.25 * k, 1.2 * k, -0.4, "#8f9296", rng, 1.3, 0.5)
    if not after:
        mist(sheet, camera.horizon - 160, camera.horizon + 190, "#b9ab94", 0.32)
