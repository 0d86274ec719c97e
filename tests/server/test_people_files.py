"""People and posts from files: all or nothing, every mistake with row, column and reason; out and in again."""

from __future__ import annotations

import csv
import io
import json
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from server.extensions import db
from server.models import Person
from server.queries.moments import city_day
from server.queries.people_columns import COLUMN
from tests.builders import DISTRICT, GRID, TOWN, World
from tests.server.people import OTHER_DISTRICT, OTHER_GRID, hire
from tests.server.refusals import nothing_stored, refused
from tests.server.sheets import COMMUNITY, Cells, as_csv, day, newcomer, posts_of, today, upload
from tests.server.tables import ledger, row_counts


def number_of(username: str) -> str:
    with db.reading() as session:
        return str(session.scalar(select(Person.staff_no).where(Person.username == username)))


def errors_of(world: World, rows: list[Cells], who: str = "admin") -> list[tuple[int, str, str]]:
    """(row, column, reason) of a file that is not written."""
    with nothing_stored(world):
        answer = upload(world.sign_in(who), as_csv(rows))
    assert answer.status_code == 200, answer.json
    assert answer.json["applied"] is False
    return [(error["row"], error["column"], error["reason"]) for error in answer.json["errors"]]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("who", "division"), [("coordinator", DISTRICT), ("station_head", None), ("admin", TOWN)])
def test_what_goes_out_comes_in_without_a_change(world: World, who: str, division: str | None, kind: str) -> None:
    someone, before = world.sign_in(who), len(ledger())
    query = {"format": kind, **({"division": division} if division else {})}
    file = someone.get("/people/export", query_string=query)
    assert file.status_code == 200, file.json
    with nothing_stored(world, "repeated_requests"):
        answer = upload(someone, file.data, f"people.{kind}").json
    assert (answer["new"], answer["changed"], answer["errors"], answer["applied"]) == (0, 0, [], True)
    assert answer["rows"] > 200
    taken = ledger()[before:]
    assert [event.name for event in taken] == ["person.register_taken"], "an import without a change leaves no trace"


def test_the_export_says_what_it_holds(world: World) -> None:
    answer = world.sign_in("admin").get("/people/export?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "people-all" in answer.headers["Content-Disposition"]
    assert tuple(rows[0]) == tuple(COLUMN)
    assert len(rows) > 7000
    member = next(row for row in rows if row["工号"] == number_of("member"))
    assert (member["姓名"], member["岗位"], member["区划代码"], member["止"]) == ("林网格", "网格员", GRID, "")
    assert member["代岗人工号"] == number_of("deputy_member")
    assert member["手机"].startswith("1000000")
    assert date.fromisoformat(member["起"]) < today()


def test_excel_cells_are_texts(world: World) -> None:
    answer = world.sign_in("station_head").get("/people/export?format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == list(COLUMN)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr"}
    assert {type(cell.value) for row in sheet.iter_rows() for cell in row} <= {str, type(None)}


def test_new_people_get_their_posts_and_the_ledger_knows_no_names(world: World) -> None:
    head, first = world.sign_in("station_head"), len(ledger())
    rows = [newcomer("NEW-1", phone="+86 10000009991", substitute="NEW-2", last=day(30)),
            newcomer("NEW-2", role="waste_guide", substitute=number_of("member")),
            newcomer("NEW-2", role="助理网格员", first=today().isoformat())]
    looked = upload(head, as_csv(rows), dry_run=True).json
    assert (looked["new"], looked["errors"], looked["applied"]) == (3, [], False)
    assert not posts_of("NEW-1")
    done = upload(head, as_csv(rows)).json
    assert done == {"rows": 3, "new": 3, "changed": 0, "errors": [], "applied": True}
    post, (guide, assistant) = posts_of("NEW-1")[0], posts_of("NEW-2")
    assert (post.role, post.division, post.substitute_id) == ("volunteer", COMMUNITY, guide.person_id)
    assert city_day(post.starts_at) == today() + timedelta(days=1)
    assert post.ends_at is not None
    assert city_day(post.ends_at) == today() + timedelta(days=31), "the last day belongs to the term"
    assert assistant.starts_at <= datetime.now(UTC), "today's post begins now"
    events = ledger()[first:]
    assert [event.name for event in events] == ["person.entered"] * 2 + ["person.post_began"] * 3
    told = "".join(event.content for event in events)
    assert "新人" not in told
    assert "10000009991" not in told
    again = upload(head, as_csv(rows)).json
    assert (again["new"], again["changed"], again["applied"]) == (0, 0, True)


def test_ends_substitutes_and_numbers_change(world: World) -> None:
    coordinator = world.sign_in("coordinator")
    row = newcomer("CHG-1", first=today().isoformat(), substitute=number_of("volunteer"))
    assert upload(coordinator, as_csv([row])).json["applied"]
    first = len(ledger())
    row |= {COLUMN.last: day(9), COLUMN.substitute: "", COLUMN.phone: "10000009992"}
    assert upload(coordinator, as_csv([row])).json == {"rows": 1, "new": 0, "changed": 1, "errors": [], "applied": True}
    post = posts_of("CHG-1")[0]
    assert post.ends_at is not None
    assert (city_day(post.ends_at), post.substitute_id) == (today() + timedelta(days=10), None)
    names = [event.name for event in ledger()[first:]]
    assert names == ["person.changed", "person.post_end_set", "person.substitute_named"]
    short = {name: row[name] for name in ("工号", "姓名", "岗位", "区划代码", "起")}
    unsaid = upload(coordinator, as_csv([short], head=short)).json
    assert (unsaid["changed"], unsaid["applied"]) == (0, True), "columns that are not there change nothing"
    assert errors_of(world, [row | {COLUMN.last: day(-1)}], "coordinator")[0][2] == "不能倒填岗位的止日，最早为今天"
    assert upload(coordinator, as_csv([row | {COLUMN.last: ""}])).json["changed"] == 1
    assert posts_of("CHG-1")[0].ends_at is None


def test_one_mistake_and_nothing_is_written(world: World) -> None:
    good, bad = newcomer("ALL-1"), newcomer("ALL-2", division="350211103999")
    found = errors_of(world, [good, bad])
    assert found == [(3, COLUMN.division, "没有这个区划代码，是否为 350211103909（下井村）？")]


SHAPES: list[tuple[dict[str, Any], str, str]] = [
    ({"role": "网格长"}, "division", "不设在这一级"),
    ({"role": "区派遣"}, "role", "是否为“区派遣员”"),
    ({"role": "citizen"}, "role", "没有这个岗位"),
    ({"division": "3.50211E+14"}, "division", "科学计数"),
    ({"division": ""}, "division", "必须填写"),
    ({"department": "350211-CC"}, "department", "是否为 350211-CG"),
    ({"department": "350211-CG"}, "department", "只有责任部门经办人"),
    ({"role": "责任部门经办人", "division": "350211"}, "department", "须写明部门"),
    ({"role": "责任部门经办人", "division": "350211", "department": "350206-CG"}, "department", "不属于这个区划"),
    ({"first": "2026-02-30"}, "first", "没有这一天"), ({"first": "明天"}, "first", "应写作 2026-11-22"),
    ({"first": "1026-01-01"}, "first", "年份不合理"), ({"first": "2026-01-01"}, "first", "不能倒填"),
    ({"last": "2026-01-01"}, "last", "早于起日"),
    ({"substitute": "NOBODY"}, "substitute", "没有这个工号"), ({"substitute": "BAD-1"}, "substitute", "不能是本人"),
    ({"staff_no": "工号一"}, "staff_no", "字母、数字"), ({"name": "甲" * 61}, "name", "太长"),
    ({"name": "a\x07b"}, "name", "控制字符"), ({"phone": "call me"}, "phone", "不是电话号码"),
    ({"name": ""}, "name", "必须填写"), ({"staff_no": ""}, "staff_no", "必须填写"),
]


@pytest.mark.parametrize(("given", "column", "words"), SHAPES, ids=lambda value: str(value)[:40])
def test_what_is_wrong_with_a_row_is_said_with_its_column(world: World, given: dict[str, Any], column: str,
                                                         words: str) -> None:
    row = newcomer("BAD-1", **given)
    found = errors_of(world, [newcomer("FINE"), row])
    assert any((number, name) == (3, getattr(COLUMN, column)) and words in reason for number, name, reason in found), \
        found
    assert {number for number, _, _ in found} == {3}


def test_rows_stand_against_each_other_and_against_what_is_there(world: World) -> None:
    hire(world, "other_member")
    far, home = number_of("volunteer"), number_of("grid_head")
    rows = [
        newcomer("TWO-1"), newcomer("TWO-1", first=day(5)),
        newcomer("TWO-2"), newcomer("TWO-2", role="社区工作者", division="350206001901"),
        newcomer("TWO-3", role="网格长", division=GRID),
        newcomer("TWO-4"), newcomer("TWO-4", name="别人", role="公安干警"),
        newcomer("TWO-5"), newcomer("TWO-5"),
        newcomer(far, name="李志愿", role="网格员", division=OTHER_GRID),
        newcomer("TWO-6", division="350206001901", substitute=home),
        newcomer("TWO-7", role="网格长", division="350203", substitute="TWO-8"),
        newcomer(home, name="不是他"),
    ]
    found = {number: (column, reason) for number, column, reason in errors_of(world, rows)}
    assert found[3] == (COLUMN.first, "同一人在同一处的同一岗位，任期不能重叠。（第 2 行）")
    assert found[5] == (COLUMN.division, "同一人不能同时在两个区任职。（第 4 行）")
    assert found[6][0] == COLUMN.role
    assert "只能由一人担任" in found[6][1]
    assert "（已登记的任期）" in found[6][1]
    assert found[8] == (COLUMN.name, "第 7 行的同一工号是另一个姓名")
    assert found[10][0] == COLUMN.first
    assert "第 9 行" in found[10][1]
    assert found[11] == (COLUMN.division, "同一人不能同时在两个区任职。（已登记的任期）")
    assert found[12][0] == COLUMN.substitute
    assert "不能跨区代岗" in found[12][1]
    assert found[13][0] in (COLUMN.substitute, COLUMN.role)
    assert found[14] == (COLUMN.name, "这个工号已登记为另一个姓名；改名请在人员卡片上办理")
    assert set(found) == {3, 5, 6, 8, 10, 11, 12, 13, 14}


def test_a_file_full_of_mistakes_is_answered_once(world: World) -> None:
    found = errors_of(world, [newcomer(f"MANY-{number}", division="1", first="x") for number in range(600)])
    assert len(found) == 500


def test_nobody_gives_what_is_not_theirs_to_give(world: World) -> None:
    rows = [newcomer("NOT-1", role="协调员", division=DISTRICT), newcomer("NOT-2", division="350206001901"),
            newcomer("NOT-3", role="工作站站长", division=TOWN),
            newcomer(number_of("station_head"), name="吴站长", role="社区志愿者")]
    assert errors_of(world, rows, "station_head") == [
        (2, COLUMN.role, "这个岗位不由您安排"), (3, COLUMN.role, "这个岗位不由您安排"),
        (4, COLUMN.role, "这个岗位不由您安排"), (5, COLUMN.staff_no, "自己的岗位由别人安排")]
    leader = newcomer(number_of("leader"), name="许领导", phone="10000009993")
    assert (2, COLUMN.phone, "这个人还有不由您安排的岗位，号码由别人更改") in errors_of(world, [leader], "coordinator")


@pytest.mark.parametrize("who", ["assistant", "member", "community", "station", "dispatcher", "department", "leader",
                                 "assessor", "auditor", "grid_head", "volunteer"])
def test_others_neither_take_in_nor_hand_out(world: World, who: str) -> None:
    with nothing_stored(world):
        refused(upload(world.sign_in(who), as_csv([newcomer("NO-1")])), 403, "role-forbidden")
        refused(world.sign_in(who).get("/people/export"), 403, "role-forbidden")


def test_files_go_out_of_the_own_territory_only(world: World) -> None:
    for who, division in (("coordinator", OTHER_DISTRICT), ("coordinator", "350200"), ("station_head", DISTRICT),
                          ("station_head", "350211102"), ("station_head", OTHER_GRID)):
        refused(world.sign_in(who).get(f"/people/export?division={division}"), 403, "territory-forbidden")
    refused(world.sign_in("admin").get("/people/export?division=1"), 422, "validation", "division")
    refused(world.sign_in("admin").get("/people/export?format=pdf"), 422, "validation", "format")
    grid = world.sign_in("station_head").get(f"/people/export?division={GRID}").data.decode("utf-8-sig")
    assert {row["区划代码"][:12] for row in csv.DictReader(io.StringIO(grid))} >= {GRID}
    assert OTHER_GRID not in world.sign_in("coordinator").get("/people/export").text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_becomes_a_formula(world: World, kind: str) -> None:
    admin, number = world.sign_in("admin"), f"EVIL-{kind}"
    rows = [newcomer(f"{number}-{position}", name=name, first=today().isoformat(), phone="+1000000")
            for position, name in enumerate(("=1+1", "@SUM(A1)", "-2", "+3", "'=x", "普通"))]
    rows = [{**row, COLUMN.name: "'" + row[COLUMN.name] if row[COLUMN.name] != "普通" else "普通"} for row in rows]
    assert upload(admin, as_csv(rows)).json["applied"]
    file = admin.get(f"/people/export?division={COMMUNITY}&format={kind}").data
    if kind == "csv":
        cells = [cell for row in csv.reader(io.StringIO(file.decode("utf-8-sig"))) for cell in row]
    else:
        sheet = load_workbook(io.BytesIO(file)).active
        assert sheet is not None
        cells = [str(cell or "") for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"'=1+1", "'@SUM(A1)", "'-2", "'+3", "''=x", "'+1000000"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    answer = upload(admin, file, f"people.{kind}").json
    assert (answer["changed"], answer["new"], answer["errors"]) == (0, 0, [])


@pytest.mark.parametrize(("head", "column", "words"), [
    (["工号", "姓名", "岗位", "区划代码"], "起", "缺少这一列"),
    (["工号", "姓名", "岗位", "区划代码", "起", "姓名"], "姓名", "出现了两次"),
    (["工号", "姓名", "岗位", "区划编码", "起"], "区划编码", "是否为“区划代码”"),
    (["工号", "姓名", "岗位", "区划代码", "起", ""], "F", "没有列名"),
])
def test_columns_that_are_missing_doubled_or_unknown(world: World, head: list[str], column: str, words: str) -> None:
    row = {**newcomer("COL-1"), "": "x", "区划编码": "1"}
    answer = upload(world.sign_in("admin"), as_csv([row], head=head)).json
    found = [error["reason"] for error in answer["errors"] if (error["row"], error["column"]) == (1, column)]
    assert found, answer
    assert words in found[0]
    assert not answer["applied"]


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8", ","), ("utf-8-sig", ";"), ("gb18030", "\t")])
def test_files_as_spreadsheets_write_them(world: World, encoding: str, separator: str) -> None:
    row = newcomer(f"ENC-{encoding}", name="陈鹭岚")
    head = list(reversed(COLUMN))
    answer = upload(world.sign_in("admin"), as_csv([row], head, encoding, separator), "名单.CSV").json
    assert (answer["applied"], answer["new"]) == (True, 1)
    with db.reading() as session:
        assert session.scalar(select(Person.name).where(Person.staff_no == f"ENC-{encoding}")) == "陈鹭岚"


def test_a_key_names_one_import(world: World) -> None:
    admin, key = world.sign_in("admin"), str(uuid.uuid4())
    file = as_csv([newcomer("KEY-1")])
    first = upload(admin, file, key=key).json
    before = row_counts()
    assert upload(admin, file, key=key).json == first
    assert first["new"] == 1
    refused(upload(admin, as_csv([newcomer("KEY-2")]), key=key), 409, "idempotency-conflict")
    assert row_counts() == before


def test_requests_that_are_no_upload(world: World) -> None:
    admin = world.sign_in("admin")
    file = as_csv([newcomer("REQ-1")])
    with nothing_stored(world):
        refused(admin.post("/people/import", json={}), 415, "unsupported-media-type")
        refused(admin.post("/people/import", data={"x": "1"}, content_type="multipart/form-data"), 422, "validation",
                "x")
        for name in ("file", "photos"):
            several = [(io.BytesIO(file), "a.csv"), (io.BytesIO(file), "b.csv")]
            refused(admin.post("/people/import", data={name: several}, content_type="multipart/form-data"), 422,
                    "validation", name)
        refused(admin.post("/people/import", data=b"x" * (6 * 1024 * 1024),
                           content_type="multipart/form-data; boundary=x"), 413, "payload-too-large")
        refused(upload(admin, b"", "people.csv"), 422, "file-rejected")
        refused(admin.get("/people/import"), 405, "method-not-allowed")
    assert "KEY-1" not in json.dumps(upload(admin, file, dry_run=True).json)
