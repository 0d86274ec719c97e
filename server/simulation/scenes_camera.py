"""Where things stand: a pinhole camera over flat ground, so that sizes and lines agree with each other."""

from __future__ import annotations

from dataclasses import dataclass

from server.simulation.scenes_light import Points


@dataclass(frozen=True)
class Camera:
    """`horizon` in units from the top, `height` of the eye in metres, `focus` in units, `centre` the vanishing point.

    Places are metres: x to the right of the eye, z ahead of it, y above the ground.
    """

    horizon: float = 520
    height: float = 1.6
    focus: float = 1250
    centre: float = 800

    def at(self, x: float, z: float) -> tuple[float, float, float]:
        """A place on the ground on the sheet, and how many units a metre has there."""
        k = self.focus / z
        return self.centre + x * k, self.horizon + self.height * k, k

    def point(self, x: float, y: float, z: float) -> tuple[float, float]:
        """Any place on the sheet."""
        sx, sy, k = self.at(x, z)
        return sx, sy - y * k

    def flat(self, left: float, right: float, near: float, far: float, y: float = 0) -> Points:
        """A horizontal rectangle at height `y`."""
        return [self.point(left, y, near), self.point(left, y, far), self.point(right, y, far),
                self.point(right, y, near)]

    def wall(self, x: float, near: float, far: float, foot: float, top: float) -> Points:
        """A wall along the line of sight at `x`."""
        return [self.point(x, foot, near), self.point(x, top, near), self.point(x, top, far),
                self.point(x, foot, far)]
