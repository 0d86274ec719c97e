"""The copy that the public sees: time, place and grid at its lower edge, never a name; everything else stays clean."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from sqlalchemy import select, update

from server.actions.publishing import mark_of, publish_waiting
from server.extensions import db
from server.media_mark import Mark, mark_and_store
from server.media_store import Store, served_name
from server.models import Case, Person, Photo, Report
from server.transaction import transaction
from tests.builders import World
from tests.server.media_samples import corners, encoded
from tests.server.refusals import refused
from tests.server.test_photos_http import served, staff_photo


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def changed_share(one: bytes, other: bytes) -> tuple[int, int]:
    """First and last row in which two pictures differ visibly, in hundredths of the height."""
    difference = ImageChops.difference(pixels(one), pixels(other)).convert("L").point(lambda value: 255 * (value > 24))
    box = difference.getbbox()
    assert box is not None
    return box[1] * 100 // difference.height, -(-box[3] * 100 // difference.height)


def test_only_the_released_copy_is_marked_and_only_at_its_lower_edge(world: World) -> None:
    receipt = world.receipt(photos=[encoded(corners((2000, 1500)), "JPEG")])
    before = staff_photo(world, receipt)
    assert before["published"] is None
    station, public = world.sign_in("station"), world.app.test_client()
    assert station.post(f"/photos/{before['id']}/release").status_code == 204
    shown = staff_photo(world, receipt)
    for size in ("large", "small"):
        marked = served(world, shown["published"][size])
        first, last = changed_share(marked, served(world, shown[size]))
        assert first > 70
        assert last == 100, "the band lies at the lower edge and nowhere else"
        assert served(world, shown[size]) == served(world, before[size]), "what staff see stays clean"
    link = shown["published"]["large"]
    answer = public.get(link)
    assert answer.headers["Cache-Control"].startswith("public")
    answer.close()
    for wrong in (link.replace(".jpg?v=", ".jpg?v=0")[:-1], link.replace("1600", "original")):
        assert public.get(wrong).status_code == 404


def test_a_cover_a_seal_and_another_place_are_followed(world: World) -> None:
    receipt = world.receipt(photos=[encoded(corners((1200, 900)), "JPEG")])
    station, public = world.sign_in("station"), world.app.test_client()
    photo_id = staff_photo(world, receipt)["id"]
    assert station.post(f"/photos/{photo_id}/release").status_code == 204
    first = staff_photo(world, receipt)["published"]["large"]
    assert station.post(f"/photos/{photo_id}/cover", json={"areas": [[0.1, 0.1, 0.3, 0.3]]}).status_code == 200
    second = staff_photo(world, receipt)["published"]["large"]
    refused(public.get(first), 404, "not-found")
    assert changed_share(served(world, second), served(world, staff_photo(world, receipt)["large"]))[0] > 70
    with transaction() as tx:  # as a correction of the place leaves it
        tx.session.execute(update(Photo).where(Photo.id == photo_id).values(published_sha256=None))
    refused(public.get(second), 404, "not-found")
    assert publish_waiting() == 1
    assert publish_waiting() == 0
    assert served(world, staff_photo(world, receipt)["published"]["large"])
    with transaction() as tx:
        tx.session.execute(update(Case).where(Case.id == receipt["case_id"]).values(sealed=True))
    refused(public.get(second), 404, "not-found")


def test_the_mark_says_when_and_where_and_nobodys_name(world: World) -> None:
    receipt = world.receipt(photos=[encoded(corners((640, 480)), "JPEG")])
    with db.reading() as session:
        photo, case, report = session.execute(select(Photo, Case, Report).join(Case, Case.id == Photo.case_id).join(
            Report, Report.id == Photo.report_id).where(Case.id == receipt["case_id"])).one()
        names = list(session.scalars(select(Person.name)))
    mark = mark_of(photo, case, report.occurred_at)
    said = " ".join([*mark.lines(False), *mark.lines(True), *mark.plain_lines()])
    assert case.street_grid in said
    assert receipt["place"]["community"]["name"] in said
    assert not [name for name in names if name in said]


def test_without_chinese_letters_it_writes_numbers_and_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.media_mark._chinese", lambda tall: None)
    store, plain = Store(tmp_path), encoded(Image.new("RGB", (1600, 1200), "silver"), "JPEG")
    store.put(served_name("ab" * 32, 1600), plain)
    name = mark_and_store("ab" * 32, Mark("2026-11-23 09:41", ("集美区",), "350211002G03", True), store)
    assert changed_share(store.get(served_name(name, 1600)), plain)[0] > 70
    assert max(pixels(store.get(served_name(name, 320))).size) == 320
