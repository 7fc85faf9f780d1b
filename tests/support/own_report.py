"""A second making of report pages, typed from the notices that fix the form and sharing nothing with the parser's own data.

A report is three tables of cells; a cell of figures knows its path. Tests alter rows and cells at will, write the page as
HTML or as flattened text, and compare what was read with what the cells say.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = ("natural_person", "commercial_enterprise", "research_institution", "public_interest_org", "legal_service_org")
COLUMNS = (*KINDS, "other", "total")
COLUMN_LABELS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
_GROUPS = {
    "（三）不予公开": "not_disclosed",
    "（四）无法提供": "unable_to_provide",
    "（五）不予处理": "not_processed",
    "（六）其他处理": "other_handling",
}
_ITEMS = """
not_disclosed.state_secret 1.属于国家秘密
not_disclosed.prohibited_by_law 2.其他法律行政法规禁止公开
not_disclosed.security_and_stability 3.危及“三安全一稳定”
not_disclosed.third_party_rights 4.保护第三方合法权益
not_disclosed.internal_affairs 5.属于三类内部事务信息
not_disclosed.process_information 6.属于四类过程性信息
not_disclosed.enforcement_case_file 7.属于行政执法案卷
not_disclosed.administrative_query 8.属于行政查询事项
unable_to_provide.not_held 1.本机关不掌握相关政府信息
unable_to_provide.requires_creation 2.没有现成信息需要另行制作
unable_to_provide.unclear_after_correction 3.补正后申请内容仍不明确
not_processed.petition_or_complaint 1.信访举报投诉类申请
not_processed.repeat_request 2.重复申请
not_processed.asks_for_publications 3.要求提供公开出版物
not_processed.excessive_repeated_requests 4.无正当理由大量反复申请
not_processed.asks_confirm_or_reissue 5.要求行政机关确认或重新出具已获取信息
other_handling.correction_overdue 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
other_handling.fee_overdue 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
other_handling.other 3.其他
"""
OUTCOMES = ("upheld", "corrected", "other_outcome", "pending", "total")
OUTCOME_LABELS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
CASES = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
T2, T3, T4 = "proactive_disclosure", "requests", "reconsideration_and_litigation"
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


@dataclass
class Td:
    """One cell: its text, its spans, and the path of the figure that it prints."""

    text: str
    wide: int = 1
    high: int = 1
    path: str = ""
    raw: str | None = None
    """Markup to stand in the cell instead of its text."""

    def html(self) -> str:
        spans = "".join(f" {k}={v}" for k, v in (("colspan", self.wide), ("rowspan", self.high)) if v > 1)
        return f"<td{spans}>{escape(self.text) if self.raw is None else self.raw}</td>"


Rows = list[list[Td]]


@dataclass
class OwnReport:
    """The tables of one report, and what surrounds them."""

    tables: dict[str, Rows]
    title: str = "青禾县水务局2023年政府信息公开工作年度报告"
    texts: dict[int, str] = field(default_factory=dict)

    def truth(self) -> dict[str, float]:
        """Path to number of every figure that stands in the tables."""
        cells = (cell for rows in self.tables.values() for row in rows for cell in row)
        return {cell.path: float(cell.text) for cell in cells if cell.path}


def report(seed: int, form: str = "2021") -> OwnReport:
    """A report of one form version, with figures that add up."""
    rng = random.Random(seed)
    second = _second_2021(rng) if form == "2021" else _second_2019(rng)
    return OwnReport({T2: second, T3: _third(rng, form), T4: _fourth(rng)})


def _figures(table: str, row: str, columns: tuple[str, ...], numbers: Sequence[int]) -> list[Td]:
    return [Td(str(n), path=f"{table}/{row}/{c}") for c, n in zip(columns, numbers, strict=True)]


def _second_2021(rng: random.Random) -> Rows:
    rows: Rows = [
        [Td("第二十条第（一）项", 4)],
        [Td("信息内容"), Td("本年制发件数"), Td("本年废止件数"), Td("现行有效件数")],
    ]
    columns = ("issued_this_year", "repealed_this_year", "in_force")
    for key, label in (("government_rules", "规章"), ("normative_documents", "行政规范性文件")):
        numbers = [rng.randint(2, 9), rng.randint(10, 19), rng.randint(20, 90)]
        rows.append([Td(label), *_figures(T2, key, columns, numbers)])
    for item, head, blocks in (
        ("五", "本年处理决定数量", (("administrative_licensing", "行政许可"),)),
        (
            "六",
            "本年处理决定数量",
            (("administrative_penalties", "行政处罚"), ("administrative_compulsion", "行政强制")),
        ),
        ("八", "本年收费金额（单位：万元）", (("administrative_fees", "行政事业性收费"),)),
    ):
        rows += [[Td(f"第二十条第（{item}）项", 4)], [Td("信息内容"), Td(head, 3)]]
        for key, label in blocks:
            column = "amount_wan_yuan" if item == "八" else "decisions_this_year"
            rows.append([Td(label), *_figures(T2, key, (column,), [rng.randint(100, 9000)])])
            rows[-1][1].wide = 3
    return rows


def _second_2019(rng: random.Random) -> Rows:
    rows: Rows = [
        [Td("第二十条第（一）项", 4)],
        [Td("信息内容"), Td("本年新制作数量"), Td("本年新公开数量"), Td("对外公开总数量")],
    ]
    columns: tuple[str, ...] = ("produced_this_year", "disclosed_this_year", "total_public")
    for key, label in (("government_rules", "规章"), ("normative_documents", "规范性文件")):
        rows.append(
            [Td(label), *_figures(T2, key, columns, [rng.randint(2, 9), rng.randint(2, 9), rng.randint(20, 90)])]
        )
    columns = ("items_last_year", "items_change", "decisions_this_year")
    labels = ("上一年项目数量", "本年增/减", "处理决定数量")
    blocks: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
        ("五", (("administrative_licensing", "行政许可"), ("other_external_services", "其他对外管理服务事项"))),
        ("六", (("administrative_penalties", "行政处罚"), ("administrative_compulsion", "行政强制"))),
        ("八", (("administrative_fees", "行政事业性收费"),)),
    )
    for item, entries in blocks:
        count = 2 if item == "八" else 3
        rows.append([Td(f"第二十条第（{item}）项", 4)])
        rows.append([Td("信息内容"), *(Td(label) for label in labels[:count])])
        rows[-1][-1].wide = 4 - count
        for key, label in entries:
            numbers = [rng.randint(20, 90), rng.randint(-9, -1), rng.randint(100, 900)]
            rows.append([Td(label), *_figures(T2, key, columns[:count], numbers[:count])])
            rows[-1][-1].wide = 4 - count
    rows += [[Td("第二十条第（九）项", 4)], [Td("信息内容"), Td("采购项目数量"), Td("采购总金额", 2)]]
    figures = _figures(
        T2, "centralized_procurement", ("procurement_items", "procurement_amount"), [rng.randint(2, 9), 251000]
    )
    figures[-1].wide = 2
    return [*rows, [Td("政府集中采购"), *figures]]


def _third(rng: random.Random, form: str) -> Rows:
    head: Rows = [
        [Td("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), Td("申请人情况", 7)],
        [Td("自然人", 1, 2), Td("法人或其他组织", 5), Td("总计", 1, 2)],
        [Td(label) for label in COLUMN_LABELS[1:-1]],
    ]
    lines = [("results.disclosed", "（一）予以公开", "")]
    lines.append(("results.partially_disclosed", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ""))
    for group, key in _GROUPS.items():
        if form == "2019" and key == "other_handling":
            lines.append(("results.other_handling.total", group, ""))
            continue
        items = (line.split(" ", 1) for line in _ITEMS.split("\n") if line.startswith(f"{key}."))
        lines += [(f"results.{name}", label, group) for name, label in items]
    drawn = [[rng.choice((0, 0, 1, 2, 3, 5, 7, 11, 23)) for _ in range(6)] for _ in lines]
    done = [sum(column) for column in zip(*drawn, strict=True)]
    left = [rng.randint(0, 4) for _ in done]
    before = [rng.randint(0, min(3, n)) for n in done]
    new = [d + o - b for d, o, b in zip(done, left, before, strict=True)]

    def row(key: str, numbers: list[int]) -> list[Td]:
        return _figures(T3, key, COLUMNS, [*numbers, sum(numbers)])

    body: Rows = [
        [Td("一、本年新收政府信息公开申请数量", 3), *row("new_requests", new)],
        [Td("二、上年结转政府信息公开申请数量", 3), *row("carried_over_in", before)],
    ]
    opened = ""
    for n, ((key, label, group), numbers) in enumerate(zip(lines, drawn, strict=True)):
        cells = [Td("三、本年度办理结果", 1, len(lines) + 1)] if n == 0 else []
        if group and group != opened:
            cells.append(Td(group, 1, sum(g == group for _, _, g in lines)))
            opened = group
        body.append([*cells, Td(label, 1 if group else 2), *row(key, numbers)])
    body.append([Td("（七）总计", 2), *row("results.total", done)])
    body.append([Td("四、结转下年度继续办理", 3), *row("carried_over_out", left)])
    return head + body


def _fourth(rng: random.Random) -> Rows:
    values: list[Td] = []
    for case in CASES:
        numbers = [rng.randint(0, 9) for _ in range(4)]
        values += _figures(T4, case, OUTCOMES, [*numbers, sum(numbers)])
    return [
        [Td("行政复议", 5), Td("行政诉讼", 10)],
        [*(Td(label, 1, 2) for label in OUTCOME_LABELS), Td("未经复议直接起诉", 5), Td("复议后起诉", 5)],
        [Td(label) for label in OUTCOME_LABELS * 2],
        values,
    ]


def html_table(rows: Rows) -> str:
    """Rows as one table element."""
    return "<table>" + "".join("<tr>" + "".join(c.html() for c in row) + "</tr>" for row in rows) + "</table>"


def text_table(rows: Rows, dialect: str = "D3") -> str:
    """Rows as flattened text: D1 a cell a line, D2 padded, D3 with a leading pipe, D5 a paragraph a cell."""
    texts = [[cell.text for cell in row] for row in rows]
    if dialect == "D1":
        return "\n".join("".join(f"{t} |\n" for t in row) + "||" for row in texts)
    if dialect == "D5":
        return "\n\n".join(t for row in texts for t in row)
    if dialect == "D7":
        return "\n".join(f"{t}\n|" for row in texts for t in row)
    most = max(map(len, texts))
    lead = "| " if dialect == "D3" else ""
    return "\n".join(lead + "".join(f"{t} | " for t in row) + "|" * (most - len(row)) for row in texts)


def page(report: OwnReport, tables: dict[str, str] | None = None) -> bytes:
    """The whole page as HTML; `tables` gives other markup for some of the tables."""
    markup = {key: html_table(rows) for key, rows in report.tables.items()} | (tables or {})
    body = "".join(
        f"<p>{heading}</p>{part}" for heading, part in zip(HEADINGS, _parts(report, markup, "<p>{}</p>"), strict=True)
    )
    head = f'<meta charset="utf-8"><title>{report.title}</title>'
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><div><h1>{report.title}</h1>{body}</div></body></html>".encode()
    )


def text_page(report: OwnReport, dialect: str = "D3") -> bytes:
    """The whole report as flattened text."""
    tables = {key: text_table(rows, dialect) for key, rows in report.tables.items()}
    gap = "\n\n" if dialect == "D5" else "\n"
    parts = (f"{heading}{gap}{part}" for heading, part in zip(HEADINGS, _parts(report, tables, "{}"), strict=True))
    return f"{report.title}{gap}{gap.join(parts)}\n".encode()


def _parts(report: OwnReport, tables: dict[str, str], paragraph: str) -> list[str]:
    texts = {
        0: "本局依法做好政府信息公开工作。",
        4: "公开渠道偏少，将增设查阅点。",
        5: "无其他需要报告的事项。",
    } | report.texts
    keys = {1: T2, 2: T3, 3: T4}
    return [
        (paragraph.format(texts[n]) if n in texts else "") + (tables[keys[n]] if n in keys else "") for n in range(6)
    ]
