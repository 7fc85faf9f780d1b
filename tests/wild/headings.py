"""Section headings in their official and unofficial shapes."""

from __future__ import annotations

from tests.wild import form
from tests.wild.model import Draw

NUMBERS = "一二三四五六七八九"
_VARIANTS = {
    "overview": ("概述", "工作基本情况", "基本工作情况"),
    "proactive_disclosure": ("行政机关主动公开政府信息情况",),
    "requests": ("行政机关收到和处理政府信息公开申请情况",),
    "reconsideration_and_litigation": (
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开行政复议和行政诉讼情况",
    ),
    "problems_and_improvements": (
        "政府信息公开工作存在的主要问题及改进情况",
        "存在问题及改进情况",
        "主要问题和改进措施",
    ),
    "other_matters": ("其他需要报告的情况", "其它需要报告的事项"),
}
_LONG = {
    "overview": "政府信息公开工作总体情况",
    "requests": "收到和处理政府信息公开申请情况（依申请公开）",
    "problems_and_improvements": "政府信息公开工作存在的主要问题及改进情况",
}


def heading(draw: Draw, n: int, key: str, official: str) -> str:
    """Heading `n` (from 0) as printed."""
    shape = str(draw["heading_form"])
    text = official
    if shape == "variant":
        text = draw.pick("heading variant", (official, *_VARIANTS.get(key, ())))
    elif shape == "long":
        text = _LONG.get(key, official)
    number = NUMBERS[n]
    if draw["heading_fault"] == "misnumbered" and n >= 3:
        number = NUMBERS[n - 1]
    return (
        {
            "dot": f"{number}．{text}",
            "spaced": f"{number} 、 {text}",
            "part": f"第{number}部分 {text}",
            "arabic": f"{n + 1}、{text}",
        }.get(shape, f"{number}、{text}")
        if draw["heading_fault"] != "no numbers"
        else text
    )


def missing(draw: Draw) -> str:
    """The key of the section whose heading was forgotten, or nothing."""
    if draw["heading_fault"] == "missing table heading":
        return str(draw.pick("missing heading", [key for key, _ in form.SECTIONS[1:4]]))
    if draw["heading_fault"] == "missing prose heading":
        return str(draw.pick("missing heading", ["problems_and_improvements", "other_matters"]))
    return ""
