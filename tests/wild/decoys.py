"""What stands on the page and is not this report: hidden tables, last year's figures, lists of other reports."""

from __future__ import annotations

from tests.wild import form
from tests.wild.identity import Identity
from tests.wild.markup import Markup
from tests.wild.model import Box, Draw, Row, Sheet


def _scrambled(draw: Draw, sheet: Sheet) -> Sheet:
    rng = draw.rng("decoy")
    rows = []
    for row in sheet.rows:
        boxes = []
        for box in row.boxes:
            one = box.copy()
            if one.role == "value":
                one.text = str(rng.randint(1, 99))
            boxes.append(one)
        rows.append(Row(boxes, row.key, row.role))
    return Sheet(sheet.table, rows, sheet.width)


def hidden(draw: Draw, markup: Markup, sheet: Sheet) -> str:
    """The same table with other numbers, where no reader sees it."""
    how = draw["hidden_tables"]
    if how == "none":
        return ""
    table = markup.table(_scrambled(draw, sheet)).replace("<!--", "").replace("-->", "")
    return {
        "display none": f'<div style="display:none">{table}</div>',
        "hidden attribute": f"<div hidden>{table}</div>",
        "script": f"<script type='text/html'>{table}</script>",
        "comment": f"<!-- {table} -->",
        "template": f"<template>{table}</template>",
    }[str(how)]


def previous_table(draw: Draw, markup: Markup, year: int) -> str:
    """Table three of the year before, after the report, under a caption that says so."""
    rng = draw.rng("previous")
    rows = [Row([Box("项目", role="head"), *(Box(name, role="head") for _, name in form.COLUMNS)], "", "head")]
    rows += [
        Row([Box(label), *(Box(str(rng.randint(1, 40)), role="value") for _ in form.COLUMNS)])
        for label in (form.NEW[1], form.CARRIED_IN[1], form.TOTAL[1], form.CARRIED_OUT[1])
    ]
    sheet = Sheet("", rows, 8)
    return f"<p>附：{year}年收到和处理政府信息公开申请情况（上年数据，供对照）</p>{markup.table(sheet)}"


def small_table(draw: Draw, year: int, received: int) -> Sheet:
    """This year's and last year's number of requests side by side."""
    last = draw.rng("previous").randint(0, 60)
    rows = [
        Row([Box("年度", role="head"), Box("申请数量（件）", role="head")], "", "head"),
        Row([Box(f"{year - 1}年"), Box(str(last))]),
        Row([Box(f"{year}年"), Box(str(received))]),
    ]
    return Sheet("", rows, 2)


def related(draw: Draw, who: Identity) -> str:
    """Links to other reports."""
    rng = draw.rng("related")
    items = []
    for n in range(rng.randint(3, 6)):
        year = who.year - n - 1 if rng.random() < 0.6 else who.year
        name = who.agency if rng.random() < 0.5 else who.agency[:3] + rng.choice(("财政局", "教育局", "审计局"))
        if (name, year) == (who.agency, who.year):
            continue
        items.append(
            f'<li><a href="t{year + 1}0120_{rng.randint(1000, 9999)}.html">{name}{year}年政府信息公开工作年度报告</a>'
            f"<span>{year + 1}-01-20</span></li>"
        )
    return f'<div class="related"><h3>相关阅读</h3><ul>{"".join(items)}</ul></div>'
