"""Searching cases: Chinese words of two characters, places, categories, numbers; and lists that somebody keeps."""

from __future__ import annotations

from typing import Any

import pytest

from server.actions.search_words import index_all
from server.extensions import db
from server.queries import search
from server.transaction import transaction
from tests.builders import World
from tests.server.tables import run_sql

Told = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def told(world: World) -> Told:
    return {
        "smoke": world.receipt(description="傍晚河堤有人焚烧秸秆，浓烟ＰＭ2.5很高", place_text="集美大道与杏林湾路口"),
        "water": world.receipt(description="排污口流出黑水；烟囱也在冒烟", place_text="后溪村口", category="B01"),
        "call": world.receipt(who=world.sign_in("station"), source="12345", external_number="12345-XM-0077",
                              description="反映餐馆油烟", place_text="银江路", category="A02"),
    }


def found(world: World, q: str, name: str = "city_leader", **more: str) -> set[int]:
    answer = world.sign_in(name).get("/cases", query_string={"q": q, "limit": 200, **more})
    assert answer.status_code == 200, answer.json
    return {item["id"] for item in answer.json["items"]}


@pytest.mark.parametrize(("q", "names"), [
    ("秸秆", "smoke"), ("焚烧秸秆", "smoke"), ("烧秸", "smoke"), ("秸秆浓烟", ""), ("秸", "smoke"), ("pm2.5", "smoke"),
    ("PM25", ""), ("集美大道", "smoke"), ("黑水", "water"), ("水黑", ""), ("冒烟", "water"), ("烟", "smoke water call"),
    ("集美大道 秸秆", "smoke"), ("集美大道 黑水", ""),
    ("12345-XM-0077", "call"), ("12345-xm", "call"), ("12345-XM", "call"),
    ("！！", ""), ("'\"*)", ""), ("油烟 OR 黑水", ""), ("%", ""),
])
def test_words_of_two_characters_and_more(world: World, told: Told, q: str, names: str) -> None:
    assert found(world, q) & {told[name]["case_id"] for name in told} == {
        told[name]["case_id"] for name in names.split()}


def test_numbers_are_found_by_their_beginning(world: World, told: Told) -> None:
    one = told["smoke"]
    assert found(world, one["number"]) == found(world, one["ticket"].lower()) == {one["case_id"]}
    assert {row["case_id"] for row in told.values()} <= found(world, one["number"][:10].lower())
    assert found(world, "HB999999") == set()


def test_what_is_common_is_walked_with_the_same_result(world: World, told: Told,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    few = {q: found(world, q) for q in ("烟", "秸秆", "烟 黑水", "12345-XM-0077")}
    monkeypatch.setattr(search, "PROBE", 0)
    assert {q: found(world, q) for q in few} == few
    assert found(world, "烟", division="350211103") <= few["烟"]


def test_another_category_another_name(world: World) -> None:
    case_id = world.case_in("registered", description="半夜吵醒全家")[0]
    assert case_id not in found(world, "噪声")
    assert case_id in found(world, "垃圾")
    answer = world.sign_in("dispatcher").step(case_id, "recategorise", {"category": "C01", "note": "属于噪声"})
    assert answer.status_code == 200, answer.json
    assert case_id in found(world, "噪声")
    assert case_id in found(world, "垃圾"), "also under its first name"


def test_a_report_that_joins_takes_its_words_along(world: World) -> None:
    main, same = world.receipt(description="鱼塘翻肚"), world.receipt(description="死鱼漂满水面")
    answer = world.citizen().post(f"/reports/{same['ticket']}/join", json={"case_id": main["case_id"]},
                                  headers={"X-Query-Code": same["query_code"]})
    assert answer.status_code == 200, answer.json
    assert found(world, "死鱼") == {main["case_id"]}


def test_an_older_installation_gets_its_words_at_the_next_start(world: World, told: Told) -> None:
    run_sql("DELETE FROM search_words")
    assert found(world, "集美大道") == set()
    with transaction() as tx:
        assert index_all(tx.session) > 3
    assert found(world, "集美大道") == {told["smoke"]["case_id"]}
    with db.reading() as session:
        assert search.is_indexed(session)


def test_what_changed_since(world: World, told: Told) -> None:
    before = world.sign_in("city_leader").get("/cases?limit=1").json["as_of"]
    changed = world.receipt()["case_id"]
    answer = world.sign_in("city_leader").get("/cases", query_string={"updated_after": before})
    assert [item["id"] for item in answer.json["items"]] == [changed]


def test_a_filter_is_kept_by_its_owner_alone(world: World, told: Told) -> None:
    station, colleague = world.sign_in("station"), world.sign_in("station_head")
    kept = station.post("/filters", json={"name": "本街临期", "query": {"warning": "true", "category": "A05"}})
    assert kept.status_code == 201
    assert kept.json["link"] == "/api/v1/cases?category=A05&warning=true"
    again = station.post("/filters", json={"name": "本街临期", "query": {"q": "秸秆"}})
    assert again.json["id"] == kept.json["id"], "the same name takes its place"
    assert [item["query"] for item in station.get("/filters").json["items"]] == [{"q": "秸秆"}]
    assert colleague.get("/filters").json == {"items": []}
    path = f"/filters/{kept.json['id']}"
    assert colleague.client.delete(f"/api/v1{path}").status_code == 404
    assert station.client.delete(f"/api/v1{path}").status_code == 204
    assert station.get("/filters").json == {"items": []}


@pytest.mark.parametrize("query", [{}, {"state": "gone"}, {"colour": "red"}, {"limit": "20"}, {"reported_on": "soon"},
                                   {"division": "9"}, {"q": "x" * 61}])
def test_a_filter_holds_what_the_list_understands(world: World, query: dict[str, str]) -> None:
    answer = world.sign_in("station").post("/filters", json={"name": "不对", "query": query})
    assert answer.status_code == 422, answer.json
