"""A small report in the form of 2019, whose tables a test writes as some tool does."""

from __future__ import annotations

from parsers import parse
from parsers.model import Cell, Report

Row = tuple[str, ...]

PROACTIVE: list[Row] = [
    ("第二十条第（一）项", "", "", "", ""),
    ("信息内容", "本年新制作数量", "本年新公开数量", "", "对外公开总数量"),
    ("规章", "13", "12", "", "524"),
    ("规范性文件", "60", "59", "", "368"),
    ("第二十条第（五）项", "", "", "", ""),
    ("信息内容", "上一年项目数量", "本年增/减", "", "处理决定数量"),
    ("行政许可", "1", "", "2", "3"),
    ("其他对外管理服务事项", "4", "", "5", "6"),
    ("第二十条第（六）项", "", "", "", ""),
    ("信息内容", "上一年项目数量", "本年增/减", "", "处理决定数量"),
    ("行政处罚", "7", "", "8", "9"),
    ("行政强制", "10", "", "11", "12"),
    ("第二十条第（八）项", "", "", "", ""),
    ("信息内容", "上一年项目数量", "", "本年增/减", ""),
    ("行政事业性收费", "13", "", "14", ""),
    ("第二十条第（九）项", "", "", "", ""),
    ("信息内容", "采购项目数量", "", "采购总金额", ""),
    ("政府集中采购", "6", "", "251000元", ""),
]
"""Header rows and rows of values divide the grid differently, as on the page of Shanghai's general office of 2019."""

_ROWS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（三）不予公开1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "（四）无法提供1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "（五）不予处理1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理",
    "（七）总计",
    "四、结转下年度继续办理",
)
_COUNTED = {0: ("3", "1", "0", "0", "0", "0", "4"), 2: ("2", "1", "0", "0", "0", "0", "3")} | {
    21: ("2", "1", "0", "0", "0", "0", "3"),
    22: ("1", "0", "0", "0", "0", "0", "1"),
}
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
REQUESTS: list[Row] = [
    ("申请人情况", "", "", "", "", "", "", ""),
    ("", *APPLICANTS),
    *((label, *_COUNTED.get(i, ("0",) * 7)) for i, label in enumerate(_ROWS)),
]
_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
CHALLENGES: list[Row] = [
    ("行政复议", "", "", "", "", "未经复议直接起诉", "", "", "", "", "复议后起诉", "", "", "", ""),
    _OUTCOMES * 3,
    ("1", "0", "0", "1", "2", *("0",) * 9, "0"),
]
BEFORE = ["某市人民政府办公室2019年政府信息公开工作年度报告", "一、总体情况", "2019年，本机关认真落实各项要求。"]
HEADINGS = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)
AFTER = ["五、存在的主要问题及改进情况", "公开的主动性有待加强。", "六、其他需要报告的事项", "无其他需要报告的事项。"]


def cells_of(report: Report) -> dict[str, Cell]:
    """The cells of a report by table, row and column."""
    return {cell.path: cell for cell in report.cells}


def pointed_at(report: Report) -> set[str]:
    """The cells that errors and warnings name."""
    return {path for problem in report.problems if problem.severity != "info" for path in problem.cells}


def parsed(lines: list[str]) -> Report:
    """The report in lines of text."""
    return parse("\n".join(lines).encode())


def silent_faults(report: Report, truth: dict[str, int | None]) -> list[str]:
    """The cells that are not as in truth and that nothing points at; truth gives None for a cell without a number."""
    cells = cells_of(report)
    named = pointed_at(report)
    wrong = [path for path, value in truth.items() if path in cells and cells[path].value != value]
    wrong += [path for path, value in truth.items() if path not in cells and value is not None]
    wrong += [path for path, cell in cells.items() if path not in truth and cell.value is not None]
    return [path for path in wrong if path not in named]
