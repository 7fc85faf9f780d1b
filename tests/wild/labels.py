"""Labels as agencies print them: brackets, numbering, spaces, breaks, typos, filling instructions."""

from __future__ import annotations

import re
from functools import lru_cache

from tests.wild import form
from tests.wild.model import Draw

_HALF = str.maketrans("（）：；，", "():;,")
_SHORT = {
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
    "3.危及“三安全一稳定”": "3.危及三安全一稳定",
}
_TRIMMED = {
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.申请人无正当理由逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.申请人逾期未按收费通知要求缴纳费用",
    "一、本年新收政府信息公开申请数量": "一、本年新收",
    "二、上年结转政府信息公开申请数量": "二、上年结转",
}
_YEARLY = {
    "一、本年新收政府信息公开申请数量": "一、本年度新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量": "二、上年度结转政府信息公开申请数量",
    "四、结转下年度继续办理": "四、结转下一年度继续办理",
    "三、本年度办理结果": "三、本年度办理结果",
}
_COUNTED = {
    "（一）予以公开": "（一）予以公开数",
    "（七）总计": "（七）总计数",
    "四、结转下年度继续办理": "四、结转下年度继续办理数",
}
_INSTRUCTIONS = {
    "规章": "规章（设区的市、自治州人民政府应提供相关数据）",
    "上一年项目数量": "上一年项目数量（指去年底的事项数）",
    "处理决定数量": "处理决定数量（指全年办件量）",
    "本年增/减": "本年增/减（减用负值表示，如-8）",
    "本年处理决定数量": "本年处理决定数量（指全年办件量）",
    "现行有效件数": "现行有效件数（截至年底）",
}
_LONG_INSTRUCTIONS = {
    "一、本年新收政府信息公开申请数量": "一、本年新收政府信息公开申请数量（不含咨询）",
    "二、上年结转政府信息公开申请数量": "二、上年结转政府信息公开申请数量（应与上年报告一致）",
    "2.重复申请": "2.重复申请（已答复过的）",
    "四、结转下年度继续办理": "四、结转下年度继续办理（未到期的）",
}
_WORDINGS: dict[str, dict[str, str]] = {
    "short": _SHORT,
    "trimmed": _TRIMMED,
    "this year": _YEARLY,
    "counted": _COUNTED,
}
_NUMBER = re.compile(r"^(\d)\.")


@lru_cache(maxsize=4096)
def _worded(label: str, wording: str, instructions: str, normative: str) -> str:
    if normative == "swapped" and label.endswith("规范性文件"):
        label = "规范性文件" if label.startswith("行政") else "行政规范性文件"
    label = _WORDINGS.get(wording, {}).get(label, label)
    if wording == "qita":
        label = label.replace("其他", "其它")
    elif wording == "unquoted":
        label = label.replace("“", "").replace("”", "")
    elif wording == "straight quotes":
        label = label.replace("“", '"').replace("”", '"')
    if instructions != "none":
        label = _INSTRUCTIONS.get(label, label)
    if instructions == "all":
        label = _LONG_INSTRUCTIONS.get(label, label)
    return label


def _renumber(label: str, style: str) -> str:
    if not (match := _NUMBER.match(label)):
        return label
    n, rest = match[1], label[2:]
    return {
        "official": label,
        "、": f"{n}、{rest}",
        "．": f"{n}．{rest}",
        "(1)": f"（{n}）{rest}",
        "①": "①②③④⑤⑥⑦⑧"[int(n) - 1] + rest,
        "none": rest,
        "spaced": f"{n}. {rest}",
    }[style]


def _space(draw: Draw, label: str) -> str:
    style = draw["label_spaces"]
    if style == "none" or len(label) < 2:
        return label
    gap = {"inner": " ", "nbsp": "\u00a0", "ideographic": "\u3000", "edges": "", "zero width": "\u200b"}[str(style)]
    if style == "edges":
        return f" {label} "
    if len(label) <= 4:
        return gap.join(label)
    at = draw.rng("label spaces").randrange(1, len(label))
    return label[:at] + gap + label[at:]


def _break(draw: Draw, label: str) -> str:
    if draw["label_breaks"] == "none" or len(label) < 4:
        return label
    rng = draw.rng("label breaks")
    if rng.random() > (0.25 if draw["label_breaks"] == "some" else 0.8):
        return label
    at = rng.randrange(min(3, len(label) - 2), len(label) - 1)
    return label[:at] + "\n" + label[at:]


def label(draw: Draw, official: str, *, unit: bool = False) -> str:
    """The official label as this agency prints it. With `unit`, the label may carry （件）."""
    text = _worded(official, str(draw["wording"]), str(draw["instructions"]), str(draw["normative_name"]))
    text = _renumber(text, str(draw["numbering"]))
    if unit and draw["label_unit"] != "none":
        text += str(draw["label_unit"])
    if draw["brackets"] == "half":
        text = text.translate(_HALF)
    return _break(draw, _space(draw, text))


def title(draw: Draw, official: str) -> str:
    """A block title of table two (第二十条第（一）项)."""
    if draw["t2_titles"] == "spaced":
        official = official.replace("第二十条", "第二十条  ")
    elif draw["t2_titles"] == "with full law":
        official = "《条例》" + official
    return official.translate(_HALF) if draw["brackets"] == "half" else official


def corner(draw: Draw) -> str:
    """The corner cell of table three."""
    style = draw["corner"]
    return {"official": form.CORNER, "empty": "", "项目": "项目", "half width": form.CORNER.translate(_HALF)}[
        str(style)
    ]
