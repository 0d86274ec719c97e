"""The sheet that scenes are drawn on: 1600 × 1200 units, finer inside, so that edges come out smooth.

Everything is Pillow: flat shapes, vertical gradients, soft clouds painted small and enlarged, and light that adds.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from server.simulation.scenes_light import Light, Points, Rgb, mix, rgb, under

WIDTH, HEIGHT = 1600, 1200
FINE = 1.5
"""Pixels per unit while drawing a picture of 1600 × 1200."""

Box = tuple[float, float, float, float]
Blob = tuple[float, float, float, float]
"""x, y, radius in units and strength 0–1."""


class Sheet:
    """A picture in the making, with its light and named streams of chance.

    Each part of a scene asks for its own stream, so that what is there before and after stands in the same place.
    """

    def __init__(self, name: str, light: Light, *, lively: bool, fine: float = FINE) -> None:
        self.name, self.light, self.lively, self.fine = name, light, lively, fine
        self.image = Image.new("RGB", (round(WIDTH * fine), round(HEIGHT * fine)), rgb(light.haze))
        self._pen = ImageDraw.Draw(self.image)
        self._glaze = ImageDraw.Draw(self.image, "RGBA")

    def chance(self, part: str) -> Random:
        """The random stream of one part of this scene."""
        return Random(f"{self.name}/{part}")

    def lamplit(self) -> Sheet:
        """The same sheet for things that stand in the light of lamps."""
        near = copy(self)
        if self.light.night > 0.3:
            near.light = replace(self.light, tint=(1.0, 0.9, 0.7), haze="#b59a6a")
        return near

    def tone(self, colour: str, far: float = 0.0, lift: float = 0.0) -> Rgb:
        """A surface's colour in this scene's light (see `under`)."""
        return under(self.light, colour, far, lift)

    def shape(self, points: Points, colour: Rgb) -> None:
        """A filled polygon."""
        self._pen.polygon([(x * self.fine, y * self.fine) for x, y in points], fill=colour)

    def veil(self, points: Points, colour: Rgb, share: float) -> None:
        """A polygon that lets `1 - share` of what is below shine through."""
        self._glaze.polygon([(x * self.fine, y * self.fine) for x, y in points], fill=(*colour, round(share * 255)))

    def block(self, x: float, y: float, width: float, height: float, colour: Rgb, round_by: float = 0) -> None:
        """A rectangle from its upper left corner, with rounded corners when asked."""
        box = (x * self.fine, y * self.fine, (x + max(width, 0.7)) * self.fine, (y + max(height, 0.7)) * self.fine)
        if round_by:
            self._pen.rounded_rectangle(box, round_by * self.fine, fill=colour)
        else:
            self._pen.rectangle(box, fill=colour)

    def oval(self, x: float, y: float, across: float, down: float, colour: Rgb, share: float = 1.0) -> None:
        """An ellipse around its centre; `across` and `down` are half its size."""
        box = ((x - across) * self.fine, (y - down) * self.fine, (x + across) * self.fine, (y + down) * self.fine)
        if share < 1:
            self._glaze.ellipse(box, fill=(*colour, round(share * 255)))
        else:
            self._pen.ellipse(box, fill=colour)

    def stroke(self, points: Points, colour: Rgb, width: float = 2) -> None:
        """A line through the points."""
        self._pen.line([(x * self.fine, y * self.fine) for x, y in points], fill=colour,
                       width=max(1, round(width * self.fine)), joint="curve" if width > 3 else None)

    def fade(self, box: Box, colours: list[Rgb]) -> None:
        """A vertical gradient through `colours` from the top of the box to its foot."""
        left, top, right, foot = (round(value * self.fine) for value in box)
        strip = Image.new("RGB", (1, 64))
        steps = len(colours) - 1
        for y in range(64):
            at = y / 63 * steps
            first = min(int(at), steps - 1)
            strip.putpixel((0, y), mix(colours[first], colours[first + 1], at - first))
        self.image.paste(strip.resize((max(1, right - left), max(1, foot - top)), Image.Resampling.BILINEAR),
                         (left, top))

    def cloud(self, blobs: list[Blob], colour: Rgb, soften: float = 14) -> None:
        """Smoke, dust, steam: round blobs melted into each other by `soften` units."""
        grain = max(4.0, soften / 2)
        left = max(0.0, min(x - r for x, y, r, _ in blobs) - 3 * soften)
        top = max(0.0, min(y - r for x, y, r, _ in blobs) - 3 * soften)
        right = min(float(WIDTH), max(x + r for x, y, r, _ in blobs) + 3 * soften)
        foot = min(float(HEIGHT), max(y + r for x, y, r, _ in blobs) + 3 * soften)
        if right - left < grain or foot - top < grain:
            return
        layer = Image.new("L", (round((right - left) / grain), round((foot - top) / grain)))
        pen = ImageDraw.Draw(layer)
        for x, y, r, strength in blobs:
            where = [(x - r - left) / grain, (y - r - top) / grain, (x + r - left) / grain, (y + r - top) / grain]
            pen.ellipse(where, fill=round(255 * strength))
        mask = layer.filter(ImageFilter.GaussianBlur(soften / grain))
        size = round((right - left) * self.fine), round((foot - top) * self.fine)
        self.image.paste(colour, (round(left * self.fine), round(top * self.fine)),
                         mask.resize(size, Image.Resampling.BILINEAR))

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 1.0) -> None:
        """Light that adds to what is there and ends at `radius`."""
        left, top = round((x - radius) * self.fine), round((y - radius) * self.fine)
        side = round(2 * radius * self.fine)
        box = (max(0, left), max(0, top), min(self.image.width, left + side), min(self.image.height, top + side))
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        ball = _ball()
        bands = [ball.point([round(step * value * strength / 255) for step in range(256)]) for value in rgb(colour)]
        grain = ball.width / side
        part = tuple((edge - start) * grain for edge, start in zip(box, (left, top, left, top), strict=True))
        size = box[2] - box[0], box[3] - box[1]
        light = Image.merge("RGB", bands).resize(size, Image.Resampling.BILINEAR, box=part)
        self.image.paste(ImageChops.screen(self.image.crop(box), light), box[:2])

    def enlarge(self, small: Sheet, foot: float) -> None:
        """Take over what was painted on a coarser sheet, from the top down to `foot`: cheap for what is soft."""
        part = small.image.crop((0, 0, small.image.width, round(foot * small.fine)))
        self.image.paste(part.resize((self.image.width, round(foot * self.fine)), Image.Resampling.BILINEAR))

    def mirror(self, line: float, foot: float, colour: Rgb, share: float) -> None:
        """Water from `line` down to `foot`: what stands above it upside down, `share` of it hidden by `colour`."""
        top, end = round(line * self.fine), round(foot * self.fine)
        tall = min(top, round((end - top) * 1.3))
        few = self.image.width // 4, max(1, (end - top) // 3)
        above = self.image.crop((0, top - tall, self.image.width, top)).resize(few, Image.Resampling.BOX)
        above = Image.blend(above.transpose(Image.Transpose.FLIP_TOP_BOTTOM), Image.new("RGB", few, colour), share)
        self.image.paste(above.resize((self.image.width, end - top), Image.Resampling.BILINEAR), (0, top))

    def grit(self, box: Box, share: float) -> None:
        """Roughness of asphalt, sand or plaster inside the box."""
        left, top, right, foot = (round(value * self.fine) for value in box)
        part = self.image.crop((left, top, right, foot))
        rough = _noise((round(WIDTH * self.fine), round(HEIGHT * self.fine)), round(share * 50))
        self.image.paste(ImageChops.add(part, rough.crop((0, 0, part.width, part.height)), 1, -128), (left, top))


@lru_cache(maxsize=1)
def _ball() -> Image.Image:
    """A round light, bright in the middle and nothing at the edge."""
    far = Image.radial_gradient("L").resize((64, 64), Image.Resampling.BOX)
    return far.point([round(255 * max(0.0, 1 - step / 181) ** 2.2) for step in range(256)])


@lru_cache(maxsize=16)
def _noise(size: tuple[int, int], share: int) -> Image.Image:
    """Grain around 128, `share` hundredths of full contrast, three bands of the same; the same every time."""
    rng = Random(0)
    few = size[0] // 6 + 1, size[1] // 6 + 1
    coarse = Image.frombytes("L", few, rng.randbytes(few[0] * few[1])).resize(size, Image.Resampling.BICUBIC)
    tile = Image.frombytes("L", (400, 400), rng.randbytes(160_000))
    fine = Image.new("L", size)
    for x in range(0, size[0], tile.width):
        for y in range(0, size[1], tile.height):
            fine.paste(tile, (x, y))
    grey = Image.blend(coarse, fine, 0.72).point([128 + round((step - 128) * share / 100) for step in range(256)])
    return Image.merge("RGB", (grey, grey, grey))
