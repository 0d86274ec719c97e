"""How often honest evidence is doubted, and how much tampering is found, on a simulation whose truth is known.

    python -m tests.load.flags [--cases 150] [--seed 7]

An installation of its own in a temporary folder: cases with pictures are written, the real job judges them. Honest
people have phones whose position is off by tens of metres (now and then by more) and clocks by minutes, come back
to the same places, and drive between them; each kind of tampering is labelled. What is drawn is simpler than the
world, so the figures are a lower bound of what people will be asked.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageEnhance
from sqlalchemy import select
from sqlalchemy.orm import Session

from config.settings import Settings
from server import cli
from server.actions.judging import judge_photos
from server.extensions import db
from server.media_prints import prints_of_served
from server.models import Case, EvidenceFlag, Person, Photo, PhotoEvidence, Report
from server.queries.city import city_index
from server.queries.moments import city_day
from server.simulation.pictures import draw_scene, scene_for
from server.transaction import transaction
from workflows.doubts import CODE_NAMES
from workflows.states import State

START = datetime(2026, 10, 1, 0, 0, tzinfo=UTC)
KINDS = ("D01", "E01", "A03", "B03", "A05")
METRE = 1 / 111_320
MOST_FALSE = 0.02


@dataclass
class Told:
    """What was written: for each case what was tampered with, if anything."""

    truth: dict[int, str] = field(default_factory=dict)
    pictures: int = 0


def picture(category: str, place: str, phase: str, at: datetime) -> Image.Image:
    """A drawing of a place, as a phone takes it."""
    data = draw_scene(scene_for(category), place, size=(480, 360), phase=phase, taken_at=at)  # type: ignore[arg-type]
    return Image.open(BytesIO(data)).convert("RGB")


def prints(image: Image.Image, quality: int = 80) -> str:
    """The prints of a picture as it is served."""
    small = image.copy()
    small.thumbnail((320, 320))
    target = BytesIO()
    small.save(target, "JPEG", quality=quality)
    return prints_of_served(target.getvalue()).text


class Scene:
    """Writes cases and pictures into an empty installation."""

    def __init__(self, session: Session, rng: Random) -> None:
        self.session, self.rng, self.told, self.number = session, rng, Told(), 0
        self.people = list(session.scalars(select(Person.id).order_by(Person.id).limit(40)))
        self.grids = list(city_index().within((-180, -90, 180, 90), "sub_grid"))
        self.earlier: list[str] = []

    def case(self, at: datetime, lon: float, lat: float, grid: str, person: int | None = None) -> Case:
        """A case that was handled a day later; by `person` alone when one is given."""
        self.number += 1
        town = city_index().division(grid)
        case = Case(number=f"HB{self.number:020d}", state=State.HANDLED.value, category=self.rng.choice(KINDS),
                    severity=3, source="citizen", district=town.district, sub_grid=grid, lon=lon, lat=lat,
                    reported_at=at, updated_at=at, reported_on=city_day(at), dispatched_at=at + timedelta(hours=1),
                    handled_at=at + timedelta(hours=5), handled_by=person,
                    self_handled="member" if person else None)
        self.session.add(case)
        self.session.flush()
        return case

    def photo(self, case: Case, purpose: str, at: datetime, person: int | None, seen: str,
              lon: float | None = None, lat: float | None = None, taken: datetime | None = None) -> None:
        """A picture of the case with what the camera says; positions and clocks are as inexact as phones are."""
        self.told.pictures += 1
        photo = Photo(sha256=f"{self.told.pictures:064x}", case_id=case.id, purpose=purpose, width=480, height=360,
                      bytes=1, person_id=person, at=at, prints=seen)
        self.session.add(photo)
        self.session.flush()
        off = self.rng.uniform(50, 200) if self.rng.random() < 0.01 else abs(self.rng.gauss(0, 15))
        self.session.add(PhotoEvidence(
            photo_id=photo.id, lon=(lon if lon is not None else case.lon or 0) + off * METRE,
            lat=lat if lat is not None else case.lat,
            taken_at=(taken or at) + timedelta(seconds=self.rng.gauss(0, 60))))

    def honest(self, at: datetime, person: int, spot: tuple[float, float, str], place: str) -> Case:
        """A report with a picture, handled by somebody who went there; both pictures show the same place."""
        case = self.case(at, spot[0], spot[1], spot[2])
        before, after = (self.by_hand(picture(case.category, place, phase, at)) for phase in ("before", "after"))
        self.photo(case, "report", at, None, prints(before))
        self.photo(case, "after", at + timedelta(hours=5), person, prints(after))
        self.earlier.append(prints(after))
        return case

    def by_hand(self, image: Image.Image) -> Image.Image:
        """Nobody stands twice on the same stone: the frame is a little another one each time."""
        left, top, right, bottom = (self.rng.uniform(0, 0.06) for _ in range(4))
        width, height = image.size
        return image.crop((round(left * width), round(top * height), round((1 - right) * width),
                           round((1 - bottom) * height)))

    def spot(self) -> tuple[float, float, str]:
        """Somewhere in the city."""
        grid = self.rng.choice(self.grids)
        lon, lat = city_index().division(grid).centre
        return lon, lat, grid


def tampered(scene: Scene, at: datetime, person: int, how: str) -> None:
    """One labelled trick."""
    lon, lat, grid = scene.spot()
    case = scene.case(at, lon, lat, grid)
    before = picture(case.category, f"{how}/{scene.number}", "before", at)
    scene.photo(case, "report", at, None, prints(before))
    done = at + timedelta(hours=5)
    after = prints(picture(case.category, f"{how}/{scene.number}", "after", at))
    tricks: dict[str, Callable[[], None]] = {
        "reused": lambda: scene.photo(case, "after", done, person, scene.rng.choice(scene.earlier)),
        "similar": lambda: scene.photo(case, "after", done, person, _edited(scene, case, at)),
        "unchanged": lambda: scene.photo(case, "after", done, person, prints(before, 60)),
        "far": lambda: scene.photo(case, "after", done, person, after, lon + 600 * METRE),
        "early": lambda: scene.photo(case, "after", done, person, after, taken=at - timedelta(days=2)),
        "speed": lambda: _elsewhere(scene, case, done, person, after)}
    tricks[how]()
    scene.told.truth[case.id] = how


def _edited(scene: Scene, case: Case, at: datetime) -> str:
    """A picture of an earlier case, brightened and saved again."""
    first = picture(case.category, f"source/{scene.number}", "after", at)
    earlier = scene.case(at - timedelta(days=9), *scene.spot())
    scene.photo(earlier, "after", at - timedelta(days=8), scene.people[0], prints(first))
    return prints(ImageEnhance.Brightness(first).enhance(1.2), 45)


def _elsewhere(scene: Scene, case: Case, done: datetime, person: int, after: str) -> None:
    """The same person takes pictures twelve kilometres apart within four minutes."""
    far = scene.case(done - timedelta(hours=6), (case.lon or 0) + 12_000 * METRE, case.lat or 0, case.sub_grid or "")
    scene.photo(far, "confirm", done - timedelta(minutes=4), person,
                prints(picture(far.category, f"speed/{far.id}", "before", done)))
    scene.photo(case, "after", done, person, after)


def cluster(scene: Scene, at: datetime, person: int, count: int, spread_m: float, days: float) -> Case:
    """One member reports and settles `count` trifles; the last of them is answered."""
    lon, lat, grid = scene.spot()
    for n in range(count):
        moment = at + timedelta(days=days * n / count)
        case = scene.case(moment, lon + scene.rng.uniform(-1, 1) * spread_m * METRE, lat, grid, person)
        scene.session.add(Report(
            id=f"{case.id:036d}", ticket=f"SP{case.id:020d}", content_hash="", case_id=case.id, intent="complaint",
            state="joined", category=case.category, source="grid_member", district=case.district, person_id=person,
            received_at=moment, occurred_at=moment, occurred_at_stated=moment))
        scene.photo(case, "after", moment + timedelta(hours=5), person,
                    prints(picture(case.category, f"trifle/{case.id}", "after", moment)))
    return case


def play(scene: Scene, cases: int) -> None:
    """Seven in ten are honest; the places come again now and then."""
    rng = scene.rng
    places = [(scene.spot(), f"place/{n}") for n in range(cases // 2)]
    for n in range(cases):
        (spot, place), person = rng.choice(places), scene.people[n % len(scene.people)]
        scene.honest(START + timedelta(hours=9 * n), person, spot, place)
    for n, how in enumerate(("reused", "similar", "unchanged", "far", "early", "speed") * max(1, cases // 25)):
        tampered(scene, START + timedelta(hours=9 * (cases + n)), scene.people[n % len(scene.people)], how)
    late = START + timedelta(hours=9 * cases * 2)
    for n, person in enumerate(scene.people[:10]):
        cluster(scene, late + timedelta(days=10 * n), person, 4, 1500, 7)
        case = cluster(scene, late + timedelta(days=300 + 10 * n), person, 5, 60, 5)
        scene.told.truth[case.id] = "cluster"


def main() -> int:
    """Print rates by code; not zero when honest pictures are doubted more often than the bar."""
    parser = argparse.ArgumentParser(description="false doubts and found tampering on the simulation")
    parser.add_argument("--cases", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), secret_key="only for this measurement", simulated=True)
        cli.migrate(settings)
        cli.seed(settings)
        with transaction() as tx:
            scene = Scene(tx.session, Random(given.seed))
            play(scene, given.cases)
        judge_photos(START + timedelta(days=900))
        with db.reading() as session:
            flags = session.execute(select(EvidenceFlag.case_id, EvidenceFlag.code)).all()
        db.engine.dispose()
    return report(scene.told, [(row.case_id, row.code) for row in flags])


def report(told: Told, flags: list[tuple[int, str]]) -> int:
    """The table; what is raised on a case beside its own trick counts as false."""
    wrong = [(case_id, code) for case_id, code in flags if told.truth.get(case_id) not in (code, None) or
             case_id not in told.truth]
    wrong = [(case_id, code) for case_id, code in wrong if (told.truth.get(case_id), code) not in
             (("reused", "similar"), ("similar", "reused"))]
    tricks = Counter(told.truth.values())
    found = Counter(how for case_id, how in told.truth.items() if any(
        of_case == case_id and (code == how or {code, how} == {"reused", "similar"}) for of_case, code in flags))
    false = Counter(code for _, code in wrong)
    print(f"{told.pictures} pictures, {sum(tricks.values())} of them tampered with (simulated)")
    for code in CODE_NAMES:
        if tricks[code] or false[code]:
            print(f"{code:10} found {found[code]:3} of {tricks[code]:3}   false {false[code]:3}")
    honest = told.pictures - sum(tricks.values())
    rate = len(wrong) / max(1, honest)
    print(f"false doubts per honest picture: {rate:.4f}")
    return 0 if rate <= MOST_FALSE else 1


if __name__ == "__main__":
    sys.exit(main())
