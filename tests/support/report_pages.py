"""Invented reports as government pages: HTML in the official layout, with numbers that add up unless told otherwise."""

from __future__ import annotations

from html import escape

from archive.site.form import Label, layout

TABLES = ("proactive_disclosure", "requests", "reconsideration_and_litigation")
SECTIONS = (
    ("一、总体情况", None),
    ("二、主动公开政府信息情况", "proactive_disclosure"),
    ("三、收到和处理政府信息公开申请情况", "requests"),
    ("四、政府信息公开行政复议、行政诉讼情况", "reconsideration_and_litigation"),
    ("五、存在的主要问题及改进情况", None),
    ("六、其他需要报告的事项", None),
)
NUMBERS = {
    "requests/new_requests/natural_person": "7",
    "requests/new_requests/commercial_enterprise": "2",
    "requests/new_requests/total": "9",
    "requests/carried_over_in/natural_person": "1",
    "requests/carried_over_in/total": "1",
    "requests/results.disclosed/natural_person": "5",
    "requests/results.disclosed/total": "5",
    "requests/results.partially_disclosed/commercial_enterprise": "2",
    "requests/results.partially_disclosed/total": "2",
    "requests/results.not_disclosed.enforcement_case_file/natural_person": "1",
    "requests/results.not_disclosed.enforcement_case_file/total": "1",
    "requests/results.unable_to_provide.not_held/natural_person": "1",
    "requests/results.unable_to_provide.not_held/total": "1",
    "requests/results.total/natural_person": "7",
    "requests/results.total/commercial_enterprise": "2",
    "requests/results.total/total": "9",
    "requests/carried_over_out/natural_person": "1",
    "requests/carried_over_out/total": "1",
    "reconsideration_and_litigation/reconsideration/upheld": "1",
    "reconsideration_and_litigation/reconsideration/total": "1",
    "proactive_disclosure/administrative_licensing/decisions_this_year": "12038",
    "proactive_disclosure/administrative_penalties/decisions_this_year": "1315",
}


def report_page(
    title: str, form: str = "2021", date: str = "2024-01-22", changes: dict[str, str] | None = None, overview: str = ""
) -> bytes:
    """A whole page. `changes` maps cell paths to what is printed there; every other number not given is 0."""
    numbers = NUMBERS | (changes or {})
    parts = [f"<h1>{escape(title)}</h1>", f"<p>发布日期：{date}</p>"]
    for heading, table in SECTIONS:
        parts.append(f"<p><strong>{heading}</strong></p>")
        if heading.startswith("一"):
            parts.append(f"<p>{overview or '本机关依法做好政府信息公开工作，及时回应社会关切。'}</p>")
        elif table is None:
            parts.append("<p>公开的主动性有待加强，下一步将完善制度。本年度没有收取信息处理费。</p>")
        if table:
            parts.append(_table(table, form, numbers))
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><meta name="PubDate" content="{date}">'
    return f"<!DOCTYPE html><html><head>{head}</head><body><div>{''.join(parts)}</div></body></html>".encode()


def _table(table: str, form: str, numbers: dict[str, str]) -> str:
    lines = []
    for row in layout(table, form):
        cells = []
        for cell in row.cells:
            if isinstance(cell, Label):
                cells.append(f'<td colspan="{cell.cols}" rowspan="{cell.rows}">{escape(cell.text)}</td>')
            else:
                printed = numbers.get(f"{table}/{cell.row}/{cell.column}", "0")
                cells.append(f'<td colspan="{cell.cols}">{escape(printed)}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"
