"""Columns of other systems' items: how 12345, supervision and inspections hand them in, and how replies go out."""

from __future__ import annotations

from typing import NamedTuple


class ItemColumns(NamedTuple):
    """Names in the first row of an import."""

    source: str = "来源"
    number: str = "编号"
    due: str = "期限"
    category: str = "类别"
    words: str = "内容"
    place: str = "地点"
    lon: str = "经度"
    lat: str = "纬度"
    datum: str = "坐标系"
    occurred: str = "发生时间"
    name: str = "反映人"
    phone: str = "电话"
    wish: str = "诉求"


class ReplyColumns(NamedTuple):
    """Names in the first row of the replies."""

    number: str = "编号"
    source: str = "来源"
    case: str = "案件编号"
    category: str = "类别"
    received: str = "收件时间"
    due: str = "期限"
    state: str = "办理状态"
    unit: str = "承办单位"
    answer: str = "答复"
    answered: str = "答复时间"
    feedback: str = "反馈"
    closed: str = "办结时间"
    late: str = "是否超过来文期限"
    note: str = "说明"


class LawColumns(NamedTuple):
    """Names in the first row of what law enforcement sends back."""

    number: str = "案件编号"
    status: str = "结果"
    document: str = "文书编号"
    decided: str = "决定日期"
    words: str = "说明"


ITEM, REPLY, LAW = ItemColumns(), ReplyColumns(), LawColumns()
ITEM_REQUIRED = (ITEM.number, ITEM.words, ITEM.place)
LAW_REQUIRED = (LAW.number, LAW.status)
REPLY_WIDTHS = (20, 12, 26, 16, 17, 17, 14, 20, 40, 17, 40, 17, 10, 30)
