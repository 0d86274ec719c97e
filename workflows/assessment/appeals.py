"""申诉与剔除: who may ask for what, who decides it in which instance, until when, and what a decision leaves behind."""

from __future__ import annotations

# Why a fact left the statistics, as people read it wherever the fact would have counted.
EXEMPTION_REASONS: dict[str, str] = {
    "not_mine": "申诉成立：不是该对象的事项",
    "not_countable": "申诉成立：不应计入",
    "no_influence": "申诉成立：不是该对象能办的原因",
    "wrong_record": "申诉成立：记录与事实不符",
    "abusive_rating": "认定为恶意评价，不计入",
    "malicious": "认定为恶意反映，已剔除",
    "unreasonable": "认定为不合理诉求，已剔除",
}
