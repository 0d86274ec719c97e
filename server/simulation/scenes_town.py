"""What stands in streets: people, lamps, barriers, shop fronts, walls, bins' shelters."""

from __future__ import annotations

from random import Random

from server.simulation.scenes_backdrops import shadow
from server.simulation.scenes_camera import Camera
from server.simulation.scenes_light import mix, rgb
from server.simulation.scenes_sheet import Sheet

SHIRTS = ("#c95b4a", "#4a78a8", "#e3d9c2", "#5d7f5a", "#8a6aa0", "#d8a24a", "#3d4a5c")
SIGNS = ("#c23b2e", "#1f6f5c", "#1d4f8c", "#d98a1f", "#7a2f52")


def person(sheet: Sheet, x: float, y: float, k: float, rng: Random, vest: str | None = None, *,
           broom: bool = False, shirt: str | None = None) -> None:
    """Somebody 1.68 m tall; workers wear a `vest` with bands that shine."""
    shirt, step = vest or shirt or rng.choice(SHIRTS), rng.uniform(0.06, 0.16) * k
    shadow(sheet, x, y, 0.34 * k, 0.35)
    trousers = sheet.tone(rng.choice(("#2d3440", "#4a4f57", "#5a5348")))
    for side in (-1, 1):
        sheet.shape([(x + side * 0.02 * k, y - 0.82 * k), (x + side * 0.17 * k, y - 0.82 * k),
                     (x + side * (0.08 * k + step), y), (x + side * step - side * 0.06 * k, y)], trousers)
    sheet.block(x - 0.21 * k, y - 1.42 * k, 0.42 * k, 0.66 * k, sheet.tone(shirt), 0.1 * k)
    sheet.block(x + 0.06 * k, y - 1.38 * k, 0.15 * k, 0.6 * k, sheet.tone(shirt, 0, -0.18), 0.06 * k)
    for side in (-1, 1):
        sheet.stroke([(x + side * 0.22 * k, y - 1.34 * k), (x + side * 0.3 * k, y - 0.86 * k)],
                     sheet.tone(shirt, 0, -0.1), 0.11 * k)
    if vest:
        for up in (1.12, 0.92):
            sheet.block(x - 0.21 * k, y - up * k, 0.42 * k, 0.05 * k,
                        mix(sheet.tone("#f2f5d8"), (255, 255, 255), 0.4))
    sheet.oval(x, y - 1.56 * k, 0.105 * k, 0.13 * k, sheet.tone("#d9a884"))
    sheet.shape([(x - 0.12 * k, y - 1.6 * k), (x - 0.1 * k, y - 1.69 * k), (x, y - 1.73 * k),
                 (x + 0.1 * k, y - 1.69 * k),
                 (x + 0.12 * k, y - 1.6 * k), (x, y - 1.64 * k)], sheet.tone(vest or "#23262b"))
    if broom:
        sheet.stroke([(x + 0.34 * k, y - 1.3 * k), (x + 0.62 * k, y - 0.06 * k)], sheet.tone("#a9835a"), 0.035 * k)
        sheet.shape([(x + 0.56 * k, y - 0.16 * k), (x + 0.72 * k, y - 0.14 * k), (x + 0.8 * k, y),
                     (x + 0.5 * k, y)],
                    sheet.tone("#7fa04a"))


def cone(sheet: Sheet, x: float, y: float, k: float) -> None:
    """A traffic cone, 0.7 m."""
    shadow(sheet, x, y, 0.3 * k)
    sheet.shape([(x - 0.2 * k, y), (x - 0.03 * k, y - 0.7 * k), (x + 0.03 * k, y - 0.7 * k), (x + 0.2 * k, y)],
                sheet.tone("#e5552b"))
    sheet.shape([(x - 0.14 * k, y - 0.25 * k), (x - 0.09 * k, y - 0.45 * k), (x + 0.09 * k, y - 0.45 * k),
                 (x + 0.14 * k, y - 0.25 * k)], sheet.tone("#f3f2ec"))


def fence(sheet: Sheet, x: float, y: float, k: float, long: float) -> None:
    """A red and white barrier `long` metres from x to the right."""
    for bar in (0.45, 0.85):
        parts = max(2, round(long / 0.5))
        for part in range(parts):
            colour = sheet.tone("#d33f32" if part % 2 else "#f2efe6")
            wide = long * k / parts
            left = x + part * wide
            sheet.shape([(left, y - bar * k), (left + wide, y - bar * k), (left + wide, y - (bar + 0.18) * k),
                         (left, y - (bar + 0.18) * k)], colour)
    for post in (0.0, long):
        sheet.block(x + post * k - 0.04 * k, y - 1.1 * k, 0.08 * k, 1.1 * k, sheet.tone("#8e9296"))


def lamp(sheet: Sheet, x: float, y: float, k: float, turn: int = 1) -> None:
    """A street lamp of 6 m; it burns when it is dark."""
    metal = sheet.tone("#5c646b")
    sheet.stroke([(x, y), (x, y - 5.6 * k), (x + turn * 0.5 * k, y - 6 * k), (x + turn * 1.3 * k, y - 6.05 * k)],
                 metal, max(2.0, 0.1 * k))
    sheet.block(x + turn * 1.3 * k - 0.3 * k, y - 6.12 * k, 0.6 * k, 0.16 * k, metal, 0.05 * k)
    if sheet.light.night > 0.3:
        sheet.glow(x + turn * 1.3 * k, y - 5.9 * k, 3.4 * k, "#ffd27a", 0.9)
        sheet.glow(x + turn * 1.3 * k, y, 2.6 * k, "#a8752e", 0.35)


def shops(sheet: Sheet, camera: Camera, x: float, near: float, far: float, rng: Random) -> None:
    """A row of houses with shops along one side of a street, from `near` to `far` metres ahead."""
    z = far
    while z > near:
        deep = min(rng.uniform(5, 8), z - near) or 1.0
        _house(sheet, camera, x, z - deep, z, rng)
        z -= deep


def _house(sheet: Sheet, camera: Camera, x: float, near: float, far_end: float, rng: Random) -> None:
    colour, floors = rng.choice(("#d8c6a4", "#c9a68a", "#b8bdb6", "#cf9d77", "#e0d8c6",
                                 "#b5675a")), rng.randint(3, 5)
    tall, away = 3.8 + 3.1 * floors, min(0.6, far_end / 90)
    side = -0.12 if x > 0 else 0.02
    sheet.shape(camera.wall(x, near, far_end, 0, tall), sheet.tone(colour, away, side))
    sheet.shape(camera.wall(x, near, far_end, tall - 0.5, tall), sheet.tone(colour, away, side - 0.22))
    lit = sheet.light.night > 0.3
    deep = far_end - near
    for floor in range(floors):
        foot = 4.4 + 3.1 * floor
        for part in (0.12, 0.56):
            glass = rgb("#ffd894") if lit and rng.random() < 0.5 else sheet.tone("#40525f", away)
            sheet.shape(camera.wall(x, near + deep * part, near + deep * (part + 0.3), foot, foot + 1.6), glass)
            sheet.shape(camera.wall(x, near + deep * (part - 0.03), near + deep * (part + 0.33), foot - 0.25,
                                    foot - 0.05),
                        sheet.tone(colour, away, -0.3))
    opening = rgb("#ffdf9e") if lit else sheet.tone("#39424a", away)
    sheet.shape(camera.wall(x, near + deep * 0.08, near + deep * 0.92, 0, 2.7), opening)
    if lit:
        sheet.shape(camera.wall(x, near + deep * 0.3, near + deep * 0.62, 0, 1.8), rgb("#c98f4a"))
    sign = rng.choice(SIGNS)
    sheet.shape(camera.wall(x, near + deep * 0.05, near + deep * 0.95, 2.8, 3.7),
                rgb(sign) if lit else sheet.tone(sign, away))
    for part in (0.2, 0.38, 0.56, 0.72):
        sheet.shape(camera.wall(x, near + deep * part, near + deep * (part + 0.1), 3.02, 3.48),
                    mix(rgb("#fff3d0"), rgb(sheet.light.haze), 0 if lit else away))
    reach = -1 if x > 0 else 1
    start, end = near + deep * 0.05, near + deep * 0.95
    awning = [camera.point(x, 2.8, start), camera.point(x, 2.8, end),
              camera.point(x + reach * 1.1, 2.35, end), camera.point(x + reach * 1.1, 2.35, start)]
    sheet.shape(awning, sheet.tone(rng.choice(("#7d3b33", "#2f6b5a", "#d9d2c0", "#34597f")), away))


def bricks(sheet: Sheet, left: float, top: float, wide: float, tall: float, colour: str, rng: Random,
           row: float = 26) -> None:
    """A wall of bricks, no two quite alike."""
    sheet.block(left, top, wide, tall, sheet.tone(colour, 0, -0.25))
    for number in range(int(tall // row)):
        x = left - (row if number % 2 else 0)
        while x < left + wide:
            start, end = max(left, x), min(left + wide, x + row * 2 - 2.5)
            if end - start > 3:
                sheet.block(start, top + number * row, end - start, row - 2.5,
                            sheet.tone(colour, 0, rng.uniform(-0.12, 0.12)))
            x += row * 2
