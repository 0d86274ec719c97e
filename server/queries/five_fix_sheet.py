"""The list of the five fixes as a sheet for whoever works through it away from the page."""

from __future__ import annotations

import csv
import io
from typing import Any

from server.queries.people_columns import defused
from workflows.five_fixes import FIX_NAMES, Fix

YES, NO = "有", "缺"


def five_fixes_csv(answer: dict[str, Any]) -> bytes:
    """One row per grid, town or district: which of the five there are, what is missing and whose turn it is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["区划代码", "名称", "镇街", "网格数", "齐全网格数", *FIX_NAMES.values(), "缺什么", "轮到谁"])
    writer.writerows([defused(str(cell)) for cell in _row(item)] for item in answer["items"])
    return text.getvalue().encode("utf-8-sig")  # the mark tells Excel that it is UTF-8


def _row(item: dict[str, Any]) -> list[Any]:
    return [item["code"], item["name"], (item["town"] or {}).get("name", ""), item["n"], item["complete"],
            *(YES if item["fixed"][fix] else NO for fix in Fix),
            "；".join(row["text"] for row in item["missing"]),
            "；".join(_turn(row["turn"]) for row in item["missing"])]


def _turn(turn: dict[str, Any] | None) -> str:
    if turn is None:
        return "由各镇街分别补齐"
    words = f"{turn['unit']} {turn['role_name']} {turn['name']}".strip()
    return f"{words}（代{turn['stands_in_for']}）" if turn["stands_in_for"] else words
