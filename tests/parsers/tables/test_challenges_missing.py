"""Groups of table four that a page does not print are named."""

from __future__ import annotations

import parsers
from tests.support.report_pages import report_page


def test_a_group_that_is_not_printed_is_named() -> None:
    title = "青石县水务局2023年政府信息公开工作年度报告"
    names = "".join(f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    figures = "".join(f"<td>{n}</td>" for n in (1, 0, 0, 0, 1))
    table = f"<table><tr><td colspan=5>行政复议</td></tr><tr>{names}</tr><tr>{figures}</tr></table>"
    body = report_page(title).decode()
    at = body.index("<table", body.index("行政诉讼情况"))
    short = body[:at] + table + body[body.index("</table>", at) + 8 :]
    report = parsers.parse(short.encode())
    assert [cell.value for cell in report.cells if cell.table.startswith("reconsideration")] == [1, 0, 0, 0, 1]
    named = {
        path.split("/")[1] for p in report.problems if p.rule == "S-ROW" and "表四" in p.message for path in p.cells
    }
    assert named == {"litigation_direct", "litigation_after_reconsideration"}
