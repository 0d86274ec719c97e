"""Rubbish in all its forms, and what holds it."""

from __future__ import annotations

import math
from random import Random

from server.simulation.scenes_backdrops import shadow
from server.simulation.scenes_sheet import Sheet

BAGS = ("#23272b", "#2c3033", "#1d4f7a", "#d8d9d2", "#b8322f", "#3c6e57", "#e3e0d4")
BINS = {"kitchen": "#2f7d4f", "recyclable": "#2a63a8", "harmful": "#b23a34", "other": "#4b5054"}


def bag(sheet: Sheet, x: float, y: float, r: float, colour: str, rng: Random) -> None:
    """A tied rubbish bag of radius `r` that sits at (x, y)."""
    tone, dark, bright = sheet.tone(colour), sheet.tone(colour, 0, -0.35), sheet.tone(colour, 0, 0.28)
    outline = []
    for step in range(14):
        turn = math.tau * step / 14
        wide = r * (1 + rng.uniform(-0.08, 0.08)) * (1.12 if math.sin(turn) > 0 else 0.95)
        outline.append((x + math.cos(turn) * wide, y - r * 0.8 + math.sin(turn) * wide * 0.8))
    sheet.shape(outline, tone)
    sheet.shape([(px + r * 0.1, max(py, y - r * 0.62)) for px, py in outline[:8]], dark)
    sheet.shape([(x - r * 0.16, y - r * 1.5), (x - r * 0.34, y - r * 2.0), (x, y - r * 1.75),
                 (x + r * 0.3, y - r * 2.02), (x + r * 0.16, y - r * 1.5)], tone)
    for lean in (-0.45, -0.15):
        sheet.stroke([(x + r * lean, y - r * 1.3), (x + r * (lean - 0.12), y - r * 0.75)], bright,
                     max(1.0, r * 0.07))


def carton(sheet: Sheet, x: float, y: float, size: float, rng: Random) -> None:
    """An open cardboard box."""
    tone, side = sheet.tone("#b88a56"), sheet.tone("#b88a56", 0, -0.28)
    lean, tall = rng.uniform(-0.15, 0.15) * size, size * rng.uniform(0.5, 0.85)
    sheet.shape([(x - size / 2, y), (x - size / 2 + lean, y - tall), (x + size * 0.2 + lean, y - tall * 1.05),
                 (x + size * 0.2, y)], tone)
    sheet.shape([(x + size * 0.2, y), (x + size * 0.2 + lean, y - tall * 1.05),
                 (x + size * 0.5 + lean, y - tall * 0.9),
                 (x + size * 0.5, y - tall * 0.08)], side)
    sheet.shape([(x - size / 2 + lean, y - tall), (x - size * 0.62 + lean, y - tall * 1.25),
                 (x + size * 0.06 + lean, y - tall * 1.3), (x + size * 0.2 + lean, y - tall * 1.05)],
                sheet.tone("#cfa470"))


def scrap(sheet: Sheet, x: float, y: float, size: float, rng: Random) -> None:
    """One small thing thrown away: bottle, paper, lunch box, can."""
    turn, colour = rng.uniform(-0.5, 0.5), rng.choice(("#e9ece8", "#9fc4d2", "#d9d3bd", "#c94f43", "#5a9a6a",
                                                       "#e0b94a"))
    dx, dy = math.cos(turn) * size / 2, math.sin(turn) * size / 4
    thick = size * rng.uniform(0.14, 0.3)
    sheet.oval(x, y + thick * 0.5, size * 0.55, thick * 0.45, (14, 16, 22), 0.3)
    sheet.shape([(x - dx, y - dy), (x - dx * 0.9, y - dy - thick), (x + dx * 0.8, y + dy - thick),
                 (x + dx, y + dy)],
                sheet.tone(colour))
    sheet.shape([(x + dx * 0.3, y + dy * 0.3 - thick), (x + dx * 0.3, y + dy * 0.3), (x + dx, y + dy),
                 (x + dx * 0.8, y + dy - thick)], sheet.tone(colour, 0, -0.22))


def heap(sheet: Sheet, x: float, y: float, wide: float, tall: float, rng: Random) -> None:
    """A heap of bags, cartons and small things, `wide` across at its foot (x, y) and `tall` in the middle."""
    shadow(sheet, x, y, wide * 0.62, 0.4)
    rows = 5
    for row in range(rows):
        up = 1 - row / (rows - 1)
        reach = wide / 2 * (1 - 0.75 * up)
        for place in range(3 + 2 * row):
            px = x + reach * (2 * (place + rng.uniform(0.1, 0.9)) / (3 + 2 * row) - 1)
            py = y - tall * 0.72 * up * (1 - ((px - x) / wide) ** 2) + wide * 0.03 * row
            size = wide * rng.uniform(0.055, 0.085)
            kind = rng.random()
            if kind < 0.6:
                bag(sheet, px, py, size, rng.choice(BAGS), rng)
            elif kind < 0.8:
                carton(sheet, px, py, size * 2.3, rng)
            else:
                scrap(sheet, px, py, size * 1.6, rng)
    litter(sheet, x, y + wide * 0.1, wide * 0.75, wide * 0.09, 26, wide * 0.05, rng)


def litter(sheet: Sheet, x: float, y: float, wide: float, deep: float, count: int, size: float,
           rng: Random) -> None:
    """Small things scattered over an ellipse on the ground."""
    spots = [(rng.uniform(-1, 1), rng.uniform(-1, 1)) for _ in range(count)]
    for across, down in sorted(spots, key=lambda spot: spot[1]):
        scrap(sheet, x + across * wide * (1 - 0.4 * abs(down)), y + down * deep, size * rng.uniform(0.5, 1.1), rng)


def bin_with_lid(sheet: Sheet, x: float, y: float, k: float, kind: str, *, full: bool, rng: Random) -> None:
    """A wheeled sorting bin, 1.1 m tall; a full one cannot be shut."""
    colour = BINS[kind]
    tone, dark, wide, tall = sheet.tone(colour), sheet.tone(colour, 0, -0.3), 0.32 * k, 1.0 * k
    shadow(sheet, x, y, wide * 1.4)
    sheet.shape([(x - wide * 0.82, y), (x - wide, y - tall), (x + wide, y - tall), (x + wide * 0.82, y)], tone)
    sheet.shape([(x + wide * 0.4, y), (x + wide * 0.5, y - tall), (x + wide, y - tall), (x + wide * 0.82, y)], dark)
    sheet.block(x - wide * 0.42, y - tall * 0.66, wide * 0.7, wide * 0.7, sheet.tone("#eef0ea"), wide * 0.1)
    sheet.oval(x - wide * 0.07, y - tall * 0.66 + wide * 0.35, wide * 0.2, wide * 0.2, tone)
    for side in (-1, 1):
        sheet.oval(x + side * wide * 0.6, y, wide * 0.16, wide * 0.16, sheet.tone("#1e2124"))
    if full:
        for lean in (-0.5, 0.45, 0):
            bag(sheet, x + lean * wide, y - tall * 0.94, wide * 0.55, rng.choice(BAGS), rng)
        sheet.shape([(x - wide * 1.05, y - tall), (x - wide * 1.2, y - tall * 1.55),
                     (x - wide * 0.9, y - tall * 1.6),
                     (x - wide * 0.8, y - tall)], dark)
    else:
        sheet.shape([(x - wide * 1.1, y - tall), (x - wide * 0.9, y - tall * 1.12),
                     (x + wide * 0.9, y - tall * 1.12),
                     (x + wide * 1.1, y - tall)], sheet.tone(colour, 0, 0.12))


def drum(sheet: Sheet, x: float, y: float, k: float, colour: str, *, leaking: bool = False) -> None:
    """A 200-litre drum, 0.9 m tall."""
    wide, tall = 0.3 * k, 0.9 * k
    shadow(sheet, x, y, wide * 1.3, 0.4)
    if leaking:
        sheet.oval(x + wide * 0.6, y + wide * 0.2, wide * 2.4, wide * 0.5, sheet.tone("#3b2c12"), 0.8)
    sheet.oval(x, y, wide, wide * 0.32, sheet.tone(colour, 0, -0.3))
    sheet.block(x - wide, y - tall, wide * 2, tall, sheet.tone(colour))
    sheet.block(x + wide * 0.35, y - tall, wide * 0.65, tall, sheet.tone(colour, 0, -0.28))
    sheet.block(x - wide * 0.75, y - tall, wide * 0.22, tall, sheet.tone(colour, 0, 0.22))
    for part in (0.33, 0.66):
        sheet.stroke([(x - wide, y - tall * part), (x + wide, y - tall * part)], sheet.tone(colour, 0, -0.4),
                     k * 0.02)
    sheet.oval(x, y - tall, wide, wide * 0.32, sheet.tone(colour, 0, 0.18))
    sheet.oval(x + wide * 0.3, y - tall, wide * 0.16, wide * 0.07, sheet.tone("#20242a"))
