"""The reading path as a test: one citizen's report from the photo to the closed case, on both engines."""

from __future__ import annotations

from server.actions.ledger import verify_ledger
from tests.builders import DISTRICT, GRID, TOWN, UNIT, World, jpeg


def test_a_report_becomes_a_closed_case(world: World) -> None:
    receipt = world.receipt(photos=[jpeg(1), jpeg(2)])
    assert receipt["grid"]["code"] == GRID
    assert receipt["place"]["town"]["code"] == TOWN
    case_id = receipt["case_id"]

    station, member, dispatcher, department = map(
        world.sign_in, ("station", "member", "dispatcher", "department"))
    leader = world.sign_in("leader")

    seen = station.case(case_id)
    assert seen["state"] == "reported"
    assert len(seen["photos"]) == 2
    assert seen["due_at"]
    assert station.step(case_id, "ask-confirmation").json["whose_turn"]["name"] == "林网格"
    assert member.step(case_id, "confirm", {"result": "true"}, photos=[jpeg(3)]).json["state"] == "reported"

    registered = station.step(case_id, "register").json
    assert registered["state"] == "registered"
    assert registered["explanation"]["routing"]["lead"]["code"] == UNIT
    assert dispatcher.step(case_id, "dispatch", {"department": UNIT}).json["state"] == "dispatched"
    assert department.step(case_id, "sign").json["state"] == "handling"
    handled = department.step(case_id, "handle", {"note": "已清理"}, photos=[jpeg(4)])
    assert handled.json["state"] == "handled"

    checked = station.step(case_id, "check-pass", {"answer": "火已扑灭，垃圾已清运。"})
    assert checked.json["state"] == "checked"
    page = world.page_of(receipt)
    assert page["answer"]["text"] == "火已扑灭，垃圾已清运。"
    assert page["can"] == ["leave", "rate"]
    assert len(page["answer"]["photos"]) == 1

    rated = world.rate(receipt)
    assert rated.json["state"] == "evaluated"
    assert station.step(case_id, "close", {"feedback": "感谢您的反映。"}).json["state"] == "closed"
    page = world.page_of(receipt)
    assert page["feedback"]["text"] == "感谢您的反映。"
    assert page["timeline"][0]["title"] == "收到您的反映"

    titles = [event["title"] for event in leader.get(f"/events?division={DISTRICT}&limit=200").json["events"]]
    assert titles == ["上报", "派核实", "核实：属实", "立案", "派遣", "签收", "处置完成", "核查通过", "评价",
                      "结案反馈"]
    assert verify_ledger() == (10, [])


def test_every_figure_of_the_board_equals_its_list(world: World) -> None:
    world.case_in("reported")
    world.case_in("handling")
    leader = world.sign_in("leader")
    board = leader.get("/stats/overview").json
    figures = [board["stock"], board["late"], board["warning"], *board["today"].values()]
    for phase in board["phases"]:
        figures += [phase["stock"], phase["today"], phase["late"], *phase["states"]]
    assert any(figure["value"] for figure in figures)
    for figure in figures:
        assert figure["value"] == len(_whole_list(leader, figure["link"])), figure


def _whole_list(someone, link: str) -> list[dict]:
    items, path = [], link.removeprefix("/api/v1") + "&limit=2"
    while path:
        page = someone.get(path).json
        items += page["items"]
        path = (page["next"] or "").removeprefix("/api/v1")
    return items


def test_a_no_sends_the_case_back_to_work_once(world: World) -> None:
    case_id, receipt = world.case_in("checked")
    assert world.rate(receipt, "no", 1).json["state"] == "handling"
    department, station = world.sign_in("department"), world.sign_in("station")
    assert department.step(case_id, "handle", {"note": "再次清理"}, photos=[jpeg(7)]).json["state"] == "handled"
    assert station.step(case_id, "check-pass", {"answer": "已再次清运。"}).json["state"] == "checked"
    assert world.rate(receipt, "no", 2).json["state"] == "evaluated"
