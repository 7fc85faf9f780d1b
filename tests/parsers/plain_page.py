"""A plain report page of 2021 whose table three can be altered at will: rows of cells in, markup out."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html import escape

from parsers.form import load_form

ROWS = [row for row in load_form().requests if row.form in (None, "2021")]
COLUMNS = [applicant.key for applicant in load_form().applicants]
GROUPS = {group.key: group.label for group in load_form().request_groups}
RESULTS = [row.key for row in ROWS if row.key.startswith("results.")]


@dataclass
class Td:
    """One cell: text, spans, and more attributes as they are to stand in the tag."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    tag: str = "td"
    more: str = ""

    def html(self) -> str:
        spans = "".join(f' {k}="{v}"' for k, v in (("colspan", self.colspan), ("rowspan", self.rowspan)) if v > 1)
        return f"<{self.tag}{spans}{self.more}>{escape(self.text)}</{self.tag}>"


@dataclass
class Sheet:
    """Table three: header rows and body rows of cells; `keys` names the body rows."""

    head: list[list[Td]]
    body: list[list[Td]]
    keys: list[str]
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def values(self, n: int) -> list[Td]:
        """The value cells of a body row."""
        return self.body[n][-len(COLUMNS) :]


def figures(rng: random.Random) -> dict[tuple[str, str], int]:
    """Numbers of table three that add up along rows and columns."""
    numbers = {(row.key, column): 0 for row in ROWS for column in COLUMNS}
    for column in COLUMNS[:-1]:
        for key in RESULTS[:-1]:
            numbers[key, column] = rng.choice((0, 0, 0, 1, 2, 7, 31))
        done = sum(numbers[key, column] for key in RESULTS[:-1])
        left, before = rng.randint(0, 5), rng.randint(0, min(3, done))
        numbers["results.total", column] = done
        numbers["carried_over_out", column], numbers["carried_over_in", column] = left, before
        numbers["new_requests", column] = done + left - before
    for row in ROWS:
        numbers[row.key, "total"] = sum(numbers[row.key, column] for column in COLUMNS[:-1])
    return numbers


def sheet(numbers: dict[tuple[str, str], int]) -> Sheet:
    """The official layout, spans and all."""
    labels = {applicant.key: applicant.label for applicant in load_form().applicants}
    head = [
        [Td("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), Td("申请人情况", 7)],
        [Td(labels["natural_person"], 1, 2), Td("法人或其他组织", 5), Td(labels["total"], 1, 2)],
        [Td(labels[column]) for column in COLUMNS[1:-1]],
    ]
    body = []
    for row in ROWS:
        cells = [Td("三、本年度办理结果", 1, len(RESULTS))] if row.key == RESULTS[0] else []
        group = row.key.split(".")[1] if row.key.count(".") == 2 else ""
        if group and row.key == next(key for key in RESULTS if f".{group}." in key):
            cells.append(Td(GROUPS[group], 1, sum(f".{group}." in key for key in RESULTS)))
        width = 1 if group else 2 if row.key in RESULTS else 3
        body.append([*cells, Td(row.label, width), *(Td(str(numbers[row.key, column])) for column in COLUMNS)])
    return Sheet(head, body, [row.key for row in ROWS], numbers)


def table(rows: list[list[Td]], attributes: str = ' border="1"') -> str:
    """Rows as one table element."""
    lines = "".join("<tr>" + "".join(cell.html() for cell in row) + "</tr>" for row in rows)
    return f"<table{attributes}>{lines}</table>"


def page(third: str) -> bytes:
    """A whole page around table three."""
    two = [
        [Td("第二十条第（一）项", 4)],
        [Td("信息内容"), Td("本年制发件数"), Td("本年废止件数"), Td("现行有效件数")],
        [Td("规章"), Td("0"), Td("0"), Td("0")],
        [Td("行政规范性文件"), Td("3"), Td("1"), Td("20")],
        [Td("第二十条第（五）项", 4)],
        [Td("信息内容"), Td("本年处理决定数量", 3)],
        [Td("行政许可"), Td("811", 3)],
        [Td("第二十条第（六）项", 4)],
        [Td("信息内容"), Td("本年处理决定数量", 3)],
        [Td("行政处罚"), Td("64", 3)],
        [Td("行政强制"), Td("2", 3)],
        [Td("第二十条第（八）项", 4)],
        [Td("信息内容"), Td("本年收费金额（单位：万元）", 3)],
        [Td("行政事业性收费"), Td("0.5", 3)],
    ]
    outcomes = [Td(outcome.label) for outcome in load_form().outcomes]
    four = [
        [Td("行政复议", 5), Td("行政诉讼", 10)],
        [*(Td(o.text, 1, 2) for o in outcomes), Td("未经复议直接起诉", 5), Td("复议后起诉", 5)],
        outcomes * 2,
        [Td(text) for text in "102140001100000"],
    ]
    title = "松原县水务局2023年政府信息公开工作年度报告"
    parts = [
        "<p>本局按季度公布水价和水质。</p>",
        table(two),
        third,
        table(four),
        "<p>公开渠道偏少，将增设查阅点。</p>",
        "<p>无。</p>",
    ]
    text = "".join(
        f"<p>{'一二三四五六'[n]}、{s.heading}</p>{part}"
        for n, (s, part) in enumerate(zip(load_form().sections, parts, strict=True))
    )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><div><h1>{title}</h1>{text}</div></body></html>'.encode()
