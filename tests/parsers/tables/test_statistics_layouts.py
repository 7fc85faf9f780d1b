"""The statistics table of 2014 with its columns in many orders: the year's figure is taken, or none."""

from __future__ import annotations

import random

import pytest

from parsers import parse
from parsers.statistics_form import load_statistics
from tests.parsers.adversary import judge

ITEMS = [item for item in load_statistics().indicators if item.form == "2014"]
FIGURES = {item.key: random.Random(item.key).randint(3, 400) for item in ITEMS if item.key}
TRUTH = {f"statistics/{key}/value": float(figure) for key, figure in FIGURES.items()}

READ = {
    "label unit value": "统计指标 单位 统计数",
    "value before the unit": "统计指标 统计数 单位",
    "serial number": "序号 统计指标 单位 统计数",
    "last year before this": "统计指标 单位 2016年 2017年",
    "this year before last": "统计指标 单位 2017年 2016年",
    "last year in words": "统计指标 单位 上年数 本年数",
    "the same time last year": "统计指标 单位 统计数 上年同期",
    "cumulative": "统计指标 单位 本年数 历年累计",
    "sum behind its parts": "统计指标 单位 区政府 乡镇 合计",
    "no header": "- - -",
}
"""Headers. The figure stands in the column that is named for it, another number in each of the others."""
_YEARS = ("统计数", "2017年", "本年数", "合计")


@pytest.mark.parametrize("how", READ)
def test_the_years_figure_is_taken(how: str) -> None:
    found = judge(_page(READ[how].split()), TRUTH)
    assert found.wrong + found.lost == []


def test_parts_without_a_sum_are_no_figure_of_the_year() -> None:
    found = judge(_page(["统计指标", "单位", "区政府统计数", "乡镇统计数"]), TRUTH)
    assert found.wrong == []
    assert found.silent == []


@pytest.mark.parametrize("blocks", [2, 3])
@pytest.mark.parametrize("how", ["统计指标 单位 统计数", "统计指标 统计数", "序号 统计指标 单位 统计数", "- - -"])
@pytest.mark.parametrize("flat", [False, True], ids=["table", "text"])
def test_blocks_side_by_side_are_all_read(how: str, blocks: int, flat: bool) -> None:
    """The indicators run down the first block and go on in the next; the last rows of the last block are blank."""
    found = judge(_beside(how.split(), blocks, flat=flat), TRUTH)
    assert found.wrong == []
    assert found.silent == []
    if not flat or "单位" in how or how == "- - -":  # in text, without units, a label may belong to two rows
        assert found.lost == []


def _beside(header: list[str], blocks: int, *, flat: bool) -> bytes:
    named = ["统计指标", "单位", "统计数"] if header[0] == "-" else header
    height = -(-len(ITEMS) // blocks)
    lines = [["" if name == "-" else name for name in header] * blocks]
    for row in range(height):
        line = []
        for block in range(blocks):
            n = block * height + row
            item = ITEMS[n] if n < len(ITEMS) else None
            figure = str(FIGURES[item.key]) if item and item.key else ""
            known = {"序号": str(n + 1), "统计指标": item.label, "单位": item.unit, "统计数": figure} if item else {}
            line += [known.get(name, "") for name in named]
        lines.append(line)
    return _whole(lines, flat=flat)


def _page(header: list[str]) -> bytes:
    named = ["统计指标", "单位", "统计数"] if header[0] == "-" else header
    own = next((name for name in _YEARS if name in named), "")
    rows = [["" if name == "-" else name for name in header]]
    for n, item in enumerate(ITEMS, 1):
        figure = str(FIGURES[item.key]) if item.key else ""
        known = {"序号": str(n), "统计指标": item.label, "单位": item.unit, own: figure}
        rows.append([known.get(name, "5" if item.key else "") for name in named])
    return _whole(rows)


def _whole(rows: list[list[str]], *, flat: bool = False) -> bytes:
    table = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    chapters = "".join(
        f"<p>{name}</p><p>全年工作平稳有序。</p>" for name in ("一、概述", "二、主动公开情况", "三、依申请公开情况")
    )
    title = "青禾县水务局2017年政府信息公开工作年度报告"
    if flat:
        lines = [title, "一、概述", "全年工作平稳有序。", "二、主动公开情况", "全年工作平稳有序。"]
        lines += [" | ".join(row) for row in rows]
        return "\n".join(lines).encode()
    return f'<meta charset="utf-8"><title>{title}</title><h1>{title}</h1>{chapters}<table>{table}</table>'.encode()


@pytest.mark.parametrize(("left_out", "is_said"), [(3, True), (len(ITEMS) // 2, False)])
def test_rows_missing_from_the_form_are_named_and_a_form_with_few_of_its_rows_is_another(
    left_out: int, is_said: bool
) -> None:
    kept = ITEMS[:5] + ITEMS[5 + left_out :]
    lines = [["统计指标", "单位", "统计数"]]
    lines += [[item.label, item.unit, str(FIGURES[item.key]) if item.key else ""] for item in kept]
    problems = parse(_whole(lines)).problems
    gone = {f"statistics/{item.key}/value" for item in ITEMS[5 : 5 + left_out] if item.key}
    assert {path for p in problems if p.rule == "S-ROW" for path in p.cells} == (gone if is_said else set())
