"""How good the suggestions of duplicates are, on simulated pairs and non-pairs whose truth is known.

    python -m tests.load.duplicates [--pairs 200] [--seed 7]

A pair: two people report one matter (other words, other hour, other hand, positions that differ as phones do). A
non-pair: two matters that lie close together, half of them of the very same kind. Precision depends on how many
non-pairs there are for each pair: two here. Pictures are drawn and words are invented, so the figures say what the
score can tell apart, not what a city will see.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from random import Random

from PIL import Image

from server.media_prints import prints_of_served
from server.simulation.pictures import draw_scene, scene_for
from server.simulation.words import report_text, spot_for
from workflows.likeness import SUGGESTED, Matter, compare

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
KINDS = ("A02", "A03", "A04", "A05", "B03", "B04", "B05", "C01", "D01", "D02", "E01", "G02")
SIZE = (480, 360)
LEAST_PRECISION, LEAST_RECALL = 0.85, 0.75


@dataclass(frozen=True)
class Sample:
    """Two matters, how far apart, and whether they are one."""

    one: Matter
    other: Matter
    metres: float
    same: bool


def told(rng: Random, category: str, place: str, spot: str, at: datetime, *, photo: bool) -> Matter:
    """One report of one matter: `place` is what stands there, seen by somebody at some hour."""
    text = report_text(rng, category, staff=False, report_id=f"{rng.random()}", spot=spot, community="吕厝社区")
    prints = (drawn(category, place, at),) if photo else ()
    return Matter(at, category, category[0], "" if rng.random() < 0.15 else text, prints)


def drawn(category: str, place: str, at: datetime) -> int:
    """Prints of a picture of that place as a phone takes it at that hour."""
    picture = Image.open(BytesIO(draw_scene(scene_for(category), place, size=SIZE, taken_at=at)))
    picture.thumbnail((320, 320))
    target = BytesIO()
    picture.save(target, "JPEG", quality=80)
    return int(prints_of_served(target.getvalue()).text, 16)


def pair(rng: Random, number: int) -> Sample:
    """Two people, one matter."""
    category = rng.choice(KINDS)
    near = [kind for kind in KINDS if kind[0] == category[0]]
    other = rng.choice(near) if rng.random() < 0.1 else category
    spot, place, photo = spot_for(rng, category), f"pair/{number}", rng.random() < 0.6
    later = NOW + min(timedelta(days=rng.expovariate(1 / 1.5)), timedelta(days=20))
    metres = abs(rng.gauss(0, 25)) + abs(rng.gauss(0, 12))
    return Sample(told(rng, category, place, spot, NOW, photo=photo),
                  told(rng, other, place, spot, later, photo=photo), metres, same=True)


def non_pair(rng: Random, number: int) -> Sample:
    """Two matters that lie close together."""
    category, sort = rng.choice(KINDS), rng.random()
    same_group = [kind for kind in KINDS if kind[0] == category[0] and kind != category]
    far_group = [kind for kind in KINDS if kind[0] != category[0]]
    if sort < 0.5:
        other, metres = category, rng.uniform(40, 200)
    else:
        other = rng.choice(same_group if sort < 0.75 and same_group else far_group)
        metres = rng.uniform(5, 120)
    photo, later = rng.random() < 0.6, NOW + timedelta(days=rng.uniform(0, 30))
    return Sample(told(rng, category, f"one/{number}", spot_for(rng, category), NOW, photo=photo),
                  told(rng, other, f"two/{number}", spot_for(rng, other), later, photo=photo), metres, same=False)


def rates(samples: Sequence[Sample], least: int) -> tuple[float, float]:
    """Precision and recall when everything from `least` on is suggested."""
    suggested = [sample for sample in samples if compare(sample.one, sample.other, sample.metres).score >= least]
    right = sum(sample.same for sample in suggested)
    return right / max(1, len(suggested)), right / max(1, sum(sample.same for sample in samples))


def main() -> int:
    """Print the table; not zero when the score in force misses its bars."""
    parser = argparse.ArgumentParser(description="precision and recall of duplicate suggestions on the simulation")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    rng = Random(given.seed)
    samples = [pair(rng, number) for number in range(given.pairs)]
    samples += [non_pair(rng, number) for number in range(2 * given.pairs)]
    print(f"{given.pairs} pairs, {2 * given.pairs} non-pairs (simulated, seed {given.seed})\nscore  precision  recall")
    for least in sorted({40, 50, 55, SUGGESTED, 65, 70, 80}):
        precision, recall = rates(samples, least)
        print(f"{least:5}  {precision:9.3f}  {recall:6.3f}{'  <- suggested' if least == SUGGESTED else ''}")
    precision, recall = rates(samples, SUGGESTED)
    return 0 if precision >= LEAST_PRECISION and recall >= LEAST_RECALL else 1


if __name__ == "__main__":
    sys.exit(main())
