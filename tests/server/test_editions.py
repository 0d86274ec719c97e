"""Handbook and duty list: everybody reads the edition of their district; what is published stays as it was."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.actions.first_texts import write_first_texts
from server.auth import now
from server.queries.editions import read_editions
from server.queries.people import Actor
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, World
from tests.server.people import NEIGHBOURS, OTHER_DISTRICT, OTHER_GRID, at_once, hire
from tests.server.tables import counted_queries, ledger, row_counts, run_sql

HOME = {"kind": "handbook", "division": DISTRICT, "title": "集美区补充"}


def person(world: World, name: str) -> Any:
    return hire(world, name) if name in NEIGHBOURS else world.sign_in(name)


def entry(note: str, category: str = "A07", **more: str) -> dict[str, str]:
    return {"category": category, "note": note, **more}


def draft(world: World, who: str = "coordinator", key: str | None = None, **given: Any) -> TestResponse:
    body = {**HOME, "body": {"entries": [entry("看铲车")]}, **given}
    return person(world, who).post("/editions", json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})


def publish(world: World, edition_id: int, who: str = "coordinator") -> TestResponse:
    return person(world, who).post(f"/editions/{edition_id}/publish")


def published(world: World, who: str = "coordinator", **given: Any) -> dict[str, Any]:
    """A new version in force."""
    answer = publish(world, draft(world, who, **given).json["id"], who)  # type: ignore[index]
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def entries(answer: TestResponse) -> dict[str, dict[str, Any]]:
    return {row["category"]["code"]: row for row in answer.json["entries"]}  # type: ignore[index]


def test_visitors_read_the_citys_text_whole(world: World) -> None:
    answer = world.citizen().get("/handbook")
    categories = world.citizen().get("/categories").json["categories"]  # type: ignore[index]
    wanted = [row["code"] for row in categories if row["code"] == "Z00" or row["parent"] not in (None, "M")]
    assert list(entries(answer)) == wanted
    assert {row["source"] for row in answer.json["entries"]} == {"city"}  # type: ignore[index]
    assert (answer.json["city"]["version"], answer.json["district"]) == (1, None)  # type: ignore[index]


def test_a_member_reads_the_edition_of_the_own_district(world: World) -> None:
    own = world.sign_in("member").get("/handbook")
    assert own.json["division"]["code"] == DISTRICT  # type: ignore[index]
    assert own.json["district"]["simulated"]  # type: ignore[index]
    mine, city = entries(own), entries(world.citizen().get("/handbook"))
    assert (mine["A07"]["source"], mine["A01"]["source"]) == ("district", "city")
    assert mine["A02"]["look"] == city["A02"]["look"], "what the district leaves blank stays the city's"
    assert mine["A02"]["note"] != city["A02"]["note"]
    assert world.citizen().get(f"/handbook?division={GRID}").json == own.json
    other = hire(world, "other_member").get("/handbook")
    assert (other.json["division"]["code"], other.json["district"]) == (OTHER_DISTRICT, None)  # type: ignore[index]


def test_who_is_in_charge_limits_and_law_come_from_the_catalogue(world: World) -> None:
    rows = {row["code"]: row for row in world.citizen().get("/categories").json["categories"]}  # type: ignore[index]
    for code, row in entries(world.citizen().get(f"/handbook?division={DISTRICT}")).items():
        limits = rows[code]["limits"]
        assert row["limits"] == f"核实 {limits['confirm']['text']}，处置 {limits['handle']['text']}"
        assert row["law"] == rows[code]["law"]
        assert row["in_charge"].startswith("主责：")
    one = entries(world.citizen().get(f"/handbook?division={OTHER_GRID}&category=A03"))
    assert list(one) == ["A03"]
    assert one["A03"]["in_charge"] == "主责：厦门市湖里区建设局；协办：厦门市湖里区城市管理局"


def test_the_duty_list_says_what_is_out_of_scope_and_what_the_district_adds(world: World) -> None:
    city = world.citizen().get("/duty-list").json["items"]  # type: ignore[index]
    own = world.sign_in("member").get("/duty-list").json["items"]  # type: ignore[index]
    assert [row for row in city if row["scope"] == "out" and "行政处罚" in row["item"]]
    added = [row for row in own if row["source"] == "district"]
    assert added
    assert len(own) == len(city) + len(added)


@pytest.mark.parametrize("path", ["/handbook?division=350211", "/duty-list?division=350211"])
def test_a_phone_asks_again_with_its_etag(world: World, path: str) -> None:
    first = world.citizen().get(path)
    again = world.citizen().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    published(world) if "handbook" in path else published(world, kind="duties", body={"items": [
        {"code": "JM09", "item": "看看", "basis": "约定", "part": "lead", "scope": "in"}]})
    changed = world.citizen().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_a_new_version_follows_and_the_old_one_stays_readable(world: World) -> None:
    before = world.sign_in("member").get("/handbook").json
    version = before["district"]["version"]  # type: ignore[index]
    started = draft(world, body={"entries": [entry("新话", look="看新的"), entry("再看", "B05")]}).json
    assert (started["version"], started["state"]) == (version + 1, "draft")  # type: ignore[index]
    assert world.sign_in("member").get("/handbook").json == before, "a draft holds nowhere"
    changed = world.sign_in("coordinator").post(f"/editions/{started['id']}", json={  # type: ignore[index]
        "title": "集美区新版", "body": {"entries": [entry("改过的话")]}})
    assert changed.json["body"]["entries"][0]["note"] == "改过的话"  # type: ignore[index]
    done = publish(world, started["id"]).json  # type: ignore[index]
    assert (done["state"], done["in_force"], done["title"]) == ("published", True, "集美区新版")  # type: ignore[index]
    now_read = entries(world.sign_in("member").get("/handbook?category=A07"))["A07"]
    assert now_read["note"] == "改过的话"
    old = world.sign_in("member").get(f"/handbook?version={version}").json
    assert old["entries"] == before["entries"]  # type: ignore[index]
    event = ledger()[-1]
    assert (event.name, event.subject_kind, event.subject_id) == ("division.edition_published", "division", DISTRICT)
    assert "改过" not in event.content


def test_a_published_edition_never_changes(world: World) -> None:
    done = published(world)
    before = row_counts()
    for path, body in ((f"/editions/{done['id']}", {"title": "再改", "body": {"entries": [entry("偷偷改")]}}),
                       (f"/editions/{done['id']}/publish", None)):
        answer = world.sign_in("coordinator").post(path, json=body) if body else publish(world, done["id"])
        assert (answer.status_code, answer.json["type"]) == (409, "/problems/invalid-transition"), path
    assert row_counts() == before
    assert world.sign_in("coordinator").get(f"/editions/{done['id']}").json["body"] == done["body"]


def test_one_draft_at_a_time_and_seen_by_its_writers_only(world: World) -> None:
    started = draft(world).json
    again = draft(world)
    assert (again.status_code, again.json["type"]) == (409, "/problems/invalid-transition")  # type: ignore[index]
    for name, sees in (("coordinator", True), ("city_coordinator", True), ("admin", True), ("member", False),
                       ("station_head", False), ("other_coordinator", False)):
        someone = person(world, name)
        listed = {row["id"] for row in someone.get(f"/editions?division={DISTRICT}").json["items"]}
        assert (started["id"] in listed) == sees, name  # type: ignore[index]
        one = someone.get(f"/editions/{started['id']}")  # type: ignore[index]
        assert one.status_code == (200 if sees else 404), name
    assert publish(world, started["id"]).status_code == 200  # type: ignore[index]


@pytest.mark.parametrize("name", ["assistant", "member", "community", "station", "station_head", "dispatcher",
                                  "department", "leader", "assessor", "auditor", "other_coordinator"])
def test_only_who_answers_for_the_division_writes(world: World, name: str) -> None:
    before = row_counts()
    answer = draft(world, name)
    assert (answer.status_code, answer.json["type"]) == (403, "/problems/role-forbidden")  # type: ignore[index]
    assert row_counts() == before
    with_draft = draft(world).json
    before = row_counts()
    assert publish(world, with_draft["id"], name).status_code == 404, "a draft is read by its writers only"  # type: ignore[index]
    assert row_counts() == before
    assert publish(world, with_draft["id"]).status_code == 200  # type: ignore[index]


def test_the_citys_coordinator_and_the_administrator_write_everywhere(world: World) -> None:
    for name in ("city_coordinator", "admin"):
        assert published(world, name, division="350213")["division"]["code"] == "350213"
    refused = draft(world, "coordinator", division="350200")
    assert refused.status_code == 403


BAD: list[tuple[dict[str, Any], str]] = [
    ({"body": {"entries": [entry("x"), entry("y")]}}, "body.entries.1.category"),
    ({"body": {"entries": [entry("x"), entry("y", "Q99")]}}, "body.entries.1.category"),
    ({"body": {"entries": [entry("x"), entry("y", "M01")]}}, "body.entries.1.category"),
    ({"body": {"entries": [entry(" ")]}}, "body.entries.0.look"),
    ({"body": {"entries": [{**entry("x"), "law": "自己写的"}]}}, "body.entries.0.law"),
    ({"body": {"entries": [entry("字" * 601)]}}, "body.entries.0.note"),
    ({"body": {"entries": [{"note": "x"}]}}, "body.entries.0.category"),
    ({"body": {"entries": []}}, "body.entries"),
    ({"body": {}}, "body"),
    ({"kind": "duties"}, "body"),
    ({"title": ""}, "title"),
    ({"kind": "song"}, "kind"),
    ({"kind": "duties", "body": {"items": [
        {"code": "X1", "item": "看看", "basis": "约定", "part": "some", "scope": "in"}]}}, "body.items.0.part"),
    ({"kind": "duties", "body": {"items": [
        {"code": "x 1", "item": "看看", "basis": "约定", "part": "lead", "scope": "in"}]}}, "body.items.0.code"),
    ({"kind": "duties", "body": {"items": [
        {"code": "X1", "item": "   ", "basis": "约定", "part": "lead", "scope": "in"}]}}, "body.items.0.item"),
    ({"kind": "rewards", "body": {"rules": [{"code": "X1", "kind": "gift", "text": "发钱"}]}}, "body.rules.0.kind"),
]


@pytest.mark.parametrize(("given", "field"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_bad_texts_are_refused_by_row_and_field(world: World, given: dict[str, Any], field: str) -> None:
    before = row_counts()
    answer = draft(world, **given)
    assert answer.status_code == 422, answer.json
    assert answer.json["errors"][0]["field"] in (field, "body")  # type: ignore[index]
    assert field in [row["field"] for row in answer.json["errors"]] or field == "body"  # type: ignore[index]
    assert row_counts() == before


def test_the_citys_handbook_is_published_whole_or_not_at_all(world: World) -> None:
    blank = draft(world, "city_coordinator", division="350200", body={"entries": [entry("只有提醒")]})
    assert blank.json["errors"][0]["field"] == "body.entries.0.look"  # type: ignore[index]
    started = draft(world, "city_coordinator", division="350200",
                    body={"entries": [entry("x", look="看", photograph="拍")]}).json
    refused = publish(world, started["id"], "city_coordinator")  # type: ignore[index]
    assert refused.status_code == 422
    assert "A01" in refused.json["detail"]  # type: ignore[index]
    whole = [{key: row[key] for key in ("look", "photograph", "note")} | {"category": row["category"]["code"]}
             for row in world.citizen().get("/handbook").json["entries"]]  # type: ignore[index]
    answer = world.sign_in("city_coordinator").post(f"/editions/{started['id']}", json={  # type: ignore[index]
        "title": "全市二版", "body": {"entries": whole}})
    assert answer.status_code == 200
    assert publish(world, started["id"], "city_coordinator").status_code == 200  # type: ignore[index]
    assert world.citizen().get("/handbook").json["city"]["version"] == 2  # type: ignore[index]
    assert world.citizen().get("/handbook?version=1").json["city"]["version"] == 1  # type: ignore[index]
    home = f"/handbook?division={DISTRICT}"
    assert world.citizen().get(home).json["city"]["version"] == 2  # type: ignore[index]
    assert world.citizen().get(f"{home}&version=1").json["city"]["version"] == 1, (  # type: ignore[index]
        "an old version of the district is read with the city's text of its day")


def test_two_at_once_make_one_draft_and_publish_it_once(world: World) -> None:
    names = ("coordinator", "city_coordinator") * 2
    for name in names:
        world.sign_in(name)
    for given in ({}, {"kind": "rewards", "body": {"rules": [{"code": "A1", "kind": "bound", "text": "不罚"}]}}):
        answers = at_once([partial(draft, world, name, **given) for name in names])
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
        edition_id = next(answer.json["id"] for answer in answers if answer.status_code == 201)  # type: ignore[index]
        done = at_once([partial(publish, world, edition_id, name) for name in names])
        assert sorted(answer.status_code for answer in done) == [200, 409, 409, 409]


def test_few_statements_per_reader(world: World) -> None:
    for someone, most in ((world.citizen(), 2), (world.sign_in("member"), 3)):
        for path in ("/handbook", "/duty-list", "/handbook?category=A07"):
            someone.get(path)  # departments are read once and kept
            with counted_queries() as sent:
                assert someone.get(path).status_code == 200
            assert len(sent) <= most, (path, sent)


def test_a_repeated_request_makes_one_draft(world: World) -> None:
    key = str(uuid.uuid4())
    first, again = draft(world, key=key), draft(world, key=key)
    assert first.json == again.json
    assert draft(world, key=key, title="别的题目").status_code == 409
    assert publish(world, first.json["id"]).status_code == 200  # type: ignore[index]


@pytest.mark.parametrize(("path", "status"), [
    ("/handbook?division=999999", 404), ("/handbook?category=Q99", 404), ("/handbook?category=M01", 404),
    ("/handbook?version=99", 404), ("/handbook?version=0", 422), ("/handbook?version=x", 422),
    ("/duty-list?division=350203&version=1", 404), ("/duty-list?category=A01", 422),
    ("/editions?division=350211103", 422), ("/editions?kind=x", 422), ("/editions/999999", 404),
    ("/editions/99999999999999999999", 404)])
def test_what_there_is_not_is_a_problem(world: World, path: str, status: int) -> None:
    assert world.sign_in("coordinator").get(path).status_code == status


def test_a_category_that_is_gone_is_left_out_of_an_old_edition(world: World) -> None:
    run_sql("""UPDATE editions SET body = replace(body, '"A06"', '"Q99"') WHERE kind = 'handbook'""")
    answer = world.sign_in("member").get("/handbook")
    assert answer.status_code == 200
    assert not {"A06", "Q99"} & set(entries(answer))
    run_sql("""UPDATE editions SET body = replace(body, '"Q99"', '"A06"') WHERE kind = 'handbook'""")


def test_an_older_installation_gets_its_texts_at_the_next_start(world: World) -> None:
    everywhere = Actor("person")
    run_sql("DELETE FROM editions WHERE division = '350213' OR kind = 'rewards'")
    run_sql("DELETE FROM grid_tasks")
    before = row_counts()
    with transaction() as tx:
        write_first_texts(tx.session, True, now())
    after = row_counts()
    assert (before["grid_tasks"], after["grid_tasks"] > 1800) == (0, True)
    kinds = [(row["kind"], row["division"]["code"]) for row in read_editions(None, None, everywhere, now())["items"]]
    assert ("rewards", "350200") in kinds
    assert ("handbook", "350213") in kinds
    with transaction() as tx:
        write_first_texts(tx.session, True, now())
    assert row_counts() == after, "what is there is not written twice"
    run_sql("DELETE FROM editions")
    run_sql("DELETE FROM grid_tasks")
    with transaction() as tx:
        write_first_texts(tx.session, False, now())
    real = read_editions(None, None, everywhere, now())["items"]
    assert sorted(row["kind"] for row in real) == ["duties", "handbook"], "nothing simulated in a real installation"
    assert row_counts()["grid_tasks"] == 0
