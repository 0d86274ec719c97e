"""Facts and reasons in English, from the Chinese words that are shown: one glossary, kept whole by a test.

Conditions bring their English words with them; whatever is not known here stays as it is rather than being guessed."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.indicator import Indicator

# Titles of facts, labels and values; names of stages, steps and results among them.
GLOSSARY: dict[str, str] = {
    "环节时限": "Stage on time", "个人任务": "Own task", "办理步骤": "Step", "联系反映人": "Reporter contacted",
    "重点源巡查": "Source visit", "盲检复查": "Blind second look", "平台巡查": "Platform check",
    "工作提醒": "Work reminder", "专项检查": "Special inspection", "群众评价": "Reporter’s rating",
    "主动上报": "Own report", "应哨": "Answer to a whistle", "向镇街吹哨": "Whistle to the town",
    "漏报（考核员认定）": "Missed (established by an assessor)", "重点源应巡查一次": "A source due for a visit",
    "即办结果的盲检复查": "Blind second look at what was settled on the spot",
    "核查结果的盲检复查": "Blind second look at a check",
    "平台巡查抽查": "Drawn by a platform check", "专项检查项目": "Item of a special inspection",
    "即办认定": "Settled on the spot: judged",
    # stages and steps
    "受理": "Accept", "核实": "Confirm", "派遣": "Dispatch", "裁定": "Rule", "签收": "Sign", "处置": "Handle",
    "返工": "Rework", "核查": "Check", "判定自处置": "Judge what was settled on the spot",
    "等待评价": "Wait for ratings", "反馈": "Feed back", "联系": "Contact", "上报": "Reported",
    "派核实": "Sent to confirm", "不予受理": "Declined", "复核": "Review", "并案": "Merged", "取消并案": "Taken apart",
    "撤回": "Withdrawn", "立案": "Filed", "自处置": "Settled on the spot", "退回": "Returned", "改类": "Recategorised",
    "移交": "Transferred", "申请延期": "More time asked for", "审批延期": "More time decided",
    "申请挂账": "Suspension asked for", "审批挂账": "Suspension decided", "恢复处置": "Resumed", "处置完成": "Handled",
    "完成一步": "Step done", "核查通过": "Check passed", "核查不通过": "Check failed", "评价": "Rated",
    "汇总评价": "Ratings summed up", "结案反馈": "Closed with feedback", "重新办理": "Reopened", "吹哨": "Whistle",
    "督办": "Order", "回复督办": "Reply to an order", "督办销号": "Order settled", "退回督办回复": "Reply sent back",
    "批示": "Instruction", "回避": "Recused", "移送执法": "To law enforcement", "执法回传": "Back from law enforcement",
    "封存": "Sealed", "公开": "Published", "询问反映人": "Reporter asked", "反映人补充": "Reporter’s answer",
    "结束询问": "Stopped waiting", "被反映单位答复": "Answer of the enterprise", "提请复核": "Review asked for",
    "撤销": "Undone", "归档": "Archived", "延期": "More time", "挂账": "Suspended", "结案": "Closed",
    "重新立案": "Reopened", "反馈反映人": "Fed back",
    # labels
    "开始": "Began", "最初到期": "First due", "到期": "Due", "办完": "Done", "以何结束": "Ended by",
    "时限变化": "Limit changed", "目前": "Now", "交给本人": "Given to them", "结束": "Ended", "结果": "Result",
    "到期时": "When due", "结论": "Finding", "时间": "At", "后来": "Later", "来自": "From", "是否解决": "Solved",
    "满意度": "Satisfaction", "效力": "Standing", "应在此前联系": "To be contacted by", "被吹哨": "Whistled at",
    "到场": "Arrival", "办结": "Report", "吹哨方评价": "Rated by the whistler", "本人到访": "Own visit",
    "别人上报": "Reported by somebody else", "期间自": "From", "至": "To", "看过": "Seen", "风险": "Risk",
    "期末": "At the end", "复查": "Second look", "看到": "Found", "查完": "Checked", "得分点": "Points",
    "为何抽到": "Why drawn", "发出": "Sent", "应在此前回复": "To be answered by", "回复": "Answered",
    "检查": "Inspected", "发现问题": "Finding",
    # values
    "已批准延期": "more time was granted", "曾挂账": "was suspended", "暂停计时": "clock stopped",
    "还没有办完": "not done yet", "还没有办": "not done yet", "通过": "passed", "退回返工": "sent back",
    "群众反映": "a citizen", "已有更新的评价": "rated again later", "联系上了": "reached", "未能联系上": "not reached",
    "还没有联系": "not contacted yet", "没有人看过": "nobody looked", "没有适用的项目": "nothing applicable",
    "数据异常，重点抽查": "figures that stand out", "随机抽取": "at random",
    "第二人改过结论": "a second person changed it",
    "已撤回": "withdrawn", "还没有回复": "not answered yet", "不适用": "not applicable", "已转为案件": "became a case",
    "已解决": "solved", "部分解决": "partly solved", "没有解决": "not solved", "按时": "on time", "超时": "late",
    "尚未到时": "not due yet", "不要求": "not asked for", "已办": "done", "已移交他人": "given to somebody else",
    "不再需要": "no longer needed", "休假": "on leave", "培训": "in training", "应急值守": "on emergency duty",
    "高风险": "high", "中风险": "medium", "低风险": "low", "问题已解决": "solved", "问题仍在": "still there",
    "无法进入": "no access",
    # reasons
    "对个人不排名": "persons are not ranked", "样本不足，没有总分": "too few facts, no total",
    "实时得分不排名，名次见各级得分": "a live score has no rank, see the list",
    "申诉成立：不是该对象的事项": "appeal granted: not theirs", "申诉成立：不应计入": "appeal granted: does not count",
    "申诉成立：不是该对象能左右的原因": "appeal granted: beyond their influence",
    "申诉成立：记录与事实不符": "appeal granted: the record is wrong",
    "申诉成立：评价不计入": "appeal granted: rating left out",
    "认定为恶意评价，不计入": "abusive rating, left out", "认定为恶意反映，已剔除": "malicious report, set aside",
    "认定为不合理诉求，已剔除": "unreasonable demand, set aside", "只计入分母": "counts in the denominator only",
    "星级之和 ÷ 满星": "sum of stars ÷ full stars", "得分 ÷ 适用项目的满分": "points ÷ full points of what applies",
    "每项按得分 ÷ 满分计一件；提醒按期回复得满分": "each by points ÷ full points; a reminder answered in time has all",
}
PREFIXES = {"不是：": "not: ", "不符合：": "does not hold: ", "计入分子：": "counts in the numerator: "}
SENTENCES = tuple((re.compile(words), words_en) for words, words_en in (
    (r"(\d+) 分（满分 (\d+)）", r"\1 of \2"),
    (r"样本不足：计入 (\d+) 件，满 (\d+) 件才排名", r"too few: \1 counted, ranked from \2 on"),
    (r"够件数的各行原定权重合计 (\d+)，满 (\d+) 才给总分；件数够了自动给出。",
     r"the lines with enough facts weigh \1; from \2 on there is a total, and it appears by itself"),
    (r".*按季度排名，月度只列得分", "ranked by the quarter; a month shows scores only"),
))
TASK = "任务"


@cache
def _conditions() -> dict[str, str]:
    tests = (test for one in INDICATORS.values() for test in (*one.counts, *one.leaves_out, *one.hits, *one.adds))
    return {test.words: test.words_en for test in tests}


def english(text: str | None) -> str | None:
    """A title, label, value or reason in English; what is not known stays as it is."""
    if not text:
        return text
    for prefix, prefix_en in PREFIXES.items():
        if text.startswith(prefix):
            return prefix_en + _joined(text.removeprefix(prefix))
    for pattern, sentence in SENTENCES:
        found = pattern.fullmatch(text)
        if found:
            return found.expand(sentence)
    if text.endswith(TASK) and text.removesuffix(TASK) in GLOSSARY:
        return f"Task: {GLOSSARY[text.removesuffix(TASK)]}"
    return _joined(text)


def formula_in_english(indicator: Indicator) -> dict[str, Any]:
    """Numerator, denominator and what is left out, from the tests that run."""
    if indicator.adds:
        numerator = "; ".join(test.words_en for test in indicator.adds)
    elif indicator.worth is not None:
        numerator = f"of each in the denominator: {english(indicator.worth_words)}"
    else:
        numerator = f"those of the denominator: {'; '.join(test.words_en for test in indicator.hits)}"
    return {"numerator": numerator, "denominator": "; ".join(test.words_en for test in indicator.counts),
            "leaves_out": [test.words_en for test in indicator.leaves_out]}


def _joined(text: str) -> str:
    """One condition, or several as they are joined where all of them decide; a condition may hold a comma itself."""
    known = GLOSSARY.get(text) or _conditions().get(text)
    if known:
        return known
    for words, words_en in _conditions().items():
        if text.startswith(f"{words}，"):
            return f"{words_en}, {_joined(text.removeprefix(f'{words}，'))}"
    return text

