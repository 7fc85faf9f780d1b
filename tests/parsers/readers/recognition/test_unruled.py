"""Scanned tables without rulings: cells side by side keep apart, and what a broken label leaves without its values is doubted."""

from __future__ import annotations

import parsers
from parsers.model import Report
from tests.support.paper import Paper
from tests.support.scans import ROWS, SECTIONS, TITLE, painted, saved

FIGURES = (
    ("12", "3", "0", "4", "0", "0", "19"),
    ("8", "1", "0", "0", "0", "0", "9"),
    ("9", "4", "0", "4", "0", "0", "17"),
    ("18", "4", "0", "4", "0", "0", "26"),
    ("2", "0", "0", "0", "0", "0", "2"),
)
NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def scanned(labels: tuple[tuple[str, ...], ...]) -> Report:
    """A report whose table three has no rulings; the lines of a label stand close, its values beside their middle."""
    paper = Paper()
    paper.text(297, 60, TITLE, 16, align="center")
    y = 90.0
    for heading, text in SECTIONS:
        paper.text(60, y, heading, 12)
        y += 24
        if text:
            paper.text(84, y, text, 10.5)
            y += 30
            continue
        xs = [262 + 48 * n for n in range(7)]
        for x, name in zip(xs, NAMES, strict=True):
            paper.text(x, y, name, 6.5, align="center")
        for lines, figures in zip(labels, FIGURES, strict=True):
            y += 26
            for number, line in enumerate(lines):
                paper.text(50, y + 12 * (number - (len(lines) - 1) / 2), line, 9)
            for x, figure in zip(xs, figures, strict=True):
                paper.text(x, y, figure, 9, align="center")
            y += 6 * (len(lines) - 1)
        y += 34
    return parsers.parse(saved(painted(paper.done()), "PNG"))


def test_a_table_without_rulings_is_read_whole() -> None:
    report = scanned(tuple((row,) for row in ROWS))
    found = [cell.raw for cell in report.cells if cell.table == "requests"]
    assert found == [figure for row in FIGURES for figure in row]
    assert {cell.locator["page"] for cell in report.cells} == {1}


def test_values_that_a_broken_label_loses_are_pointed_at() -> None:
    """Whatever becomes of a label in three lines, no row is silently blank."""
    broken = ("一、本年新收", "政府信息公开申", "请数量")
    report = scanned((broken, *((row,) for row in ROWS[1:])))
    row = [cell for cell in report.cells if cell.row == "new_requests"]
    named = {path for p in report.problems if p.severity != "info" for path in p.cells}
    assert [cell.raw for cell in row] == list(FIGURES[0]) or {
        f"requests/new_requests/{c}" for c in ("natural_person", "total")
    } <= named
