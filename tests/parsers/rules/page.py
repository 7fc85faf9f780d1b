"""A clean report as a page, and the changes that the rules' examples make to it.

``agency``, ``title``, ``period``, ``published``, ``signature``: other words in these places. ``text``: a section's text.
``cells``: path to what is printed. ``all``: table to what every cell prints. ``values``: row to other values. ``merged``:
rows whose values are one cell. ``bare``: rows without cells for values. ``labels``: row to another label. ``again``: rows
printed once more at the end of table three. ``without``: sections, ``table:…``, ``row:…`` or ``header:…`` left out.
``pager``: how many pages the page's pager says the article has. ``statistics``: a page of 2014 with these rows. ``as`` = "text": the page flattened.
``layer``: a scan with a hidden text over it instead. ``pictures``: an archive of pages that are pictures, and of another.
``script``: the article as a string of the page's script.
"""

from __future__ import annotations

import json
import re
import zipfile
from html import escape, unescape
from io import BytesIO
from typing import Any

from PIL import Image

from parsers.form import load_form
from parsers.statistics_form import load_statistics
from tests.support.scans import pages_of, painted, printed, saved, searchable

T2, T3, T4 = "proactive_disclosure", "requests", "reconsideration_and_litigation"
AGENCY = "云溪市青禾县水务局"
_FILLED = {
    f"{T2}/normative_documents/issued_this_year": "3",
    f"{T2}/normative_documents/repealed_this_year": "1",
    f"{T2}/normative_documents/in_force": "9",
    f"{T2}/administrative_licensing/decisions_this_year": "12",
    f"{T3}/new_requests/natural_person": "4",
    f"{T3}/new_requests/commercial_enterprise": "1",
    f"{T3}/new_requests/total": "5",
    f"{T3}/carried_over_in/natural_person": "1",
    f"{T3}/carried_over_in/total": "1",
    f"{T3}/results.disclosed/natural_person": "2",
    f"{T3}/results.disclosed/total": "2",
    f"{T3}/results.not_disclosed.enforcement_case_file/natural_person": "1",
    f"{T3}/results.not_disclosed.enforcement_case_file/total": "1",
    f"{T3}/results.unable_to_provide.not_held/commercial_enterprise": "1",
    f"{T3}/results.unable_to_provide.not_held/total": "1",
    f"{T3}/results.not_processed.repeat_request/natural_person": "1",
    f"{T3}/results.not_processed.repeat_request/total": "1",
    f"{T3}/results.total/natural_person": "4",
    f"{T3}/results.total/commercial_enterprise": "1",
    f"{T3}/results.total/total": "5",
    f"{T3}/carried_over_out/natural_person": "1",
    f"{T3}/carried_over_out/total": "1",
    f"{T4}/reconsideration/upheld": "2",
    f"{T4}/reconsideration/total": "2",
    f"{T4}/litigation_direct/upheld": "1",
    f"{T4}/litigation_direct/total": "1",
}
_TEXTS = {
    "overview": "一年来，本机关依法做好政府信息公开工作，群众查阅更为便利。",
    "problems_and_improvements": "一是公开形式较为单一；二是人员业务能力有待提高。下一步将加强培训。",
    "other_matters": "本机关认真落实上级部门关于政务公开工作要点的部署，没有其他需要说明的情况。",
}


def page(change: dict[str, Any]) -> bytes:
    """The page with a change, as bytes."""
    if "layer" in change:
        return searchable(painted(printed([("0",) * 7] * 5)), [("0",) * 7] * 5)
    if "pictures" in change:
        return _pictures()
    agency = change.get("agency", AGENCY)
    year = 2017 if "statistics" in change else 2023
    title = change.get("title", f"{agency}{year}年政府信息公开工作年度报告")
    published = change.get("published", f"{year + 1}-01-20")
    parts = [f"<h1>{title}</h1>"]
    if "statistics" in change:
        parts.append(_statistics(change["statistics"]))
    else:
        period = change.get("period", "2023年1月1日起至2023年12月31日止")
        parts.append(f"<p>本报告所列数据的统计期限自{period}。</p>")
        sections = [s for s in load_form().sections if s.key not in change.get("without", [])]
        parts += [f"<p>{s.heading}</p><p>{_text(s.key, change)}</p>{_table(s.key, change)}" for s in sections]
        y, m, d = published.split("-")
        parts.append(f"<p>{change.get('signature', agency)}</p><p>{y}年{int(m)}月{int(d)}日</p>")
    if "pager" in change:
        parts.append(f'<script>createPageHTML({change["pager"]}, 0, "t20240120_1", "html");</script>')
    if change.get("as") == "text":
        return _flattened("".join(parts)).encode()
    head = f'<meta charset="utf-8"><meta name="PubDate" content="{published}"><title>{title}</title>'
    article = f"<div>{''.join(parts)}</div>"
    if "script" in change:
        article = f"<script>window._CONFIG = {{DETAIL: {{content: {json.dumps(article)}}}}}</script>"
    return f"<html><head>{head}</head><body>{article}</body></html>".encode()


def _pictures() -> bytes:
    sheets = [*pages_of([("0",) * 7] * 5), Image.new("RGB", (90, 90), "navy")]
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, sheet in enumerate(sheets, 1):
            archive.writestr(f"{number}.png", saved(sheet, "PNG"))
    return out.getvalue()


def _flattened(markup: str) -> str:
    """As extractors write it down: a row a line, empty cells dropped."""
    lines = re.sub(r"<td[^>]*></td>", "", markup)
    lines = re.sub(r"</td>", "  | ", lines)
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:tr|p|h1)>|<table>", "\n", lines)))


def _text(key: str, change: dict[str, Any]) -> str:
    return str(change.get("text", {}).get(key, _TEXTS.get(key, "")))


def _value(path: str, change: dict[str, Any]) -> str:
    table = path.split("/", maxsplit=1)[0]
    standing = change.get("all", {}).get(table, _FILLED.get(path, "0"))
    return str(change.get("cells", {}).get(path, standing))


def _table(key: str, change: dict[str, Any]) -> str:
    makers = {T2: _proactive, T3: _requests, T4: _cases}
    if key not in makers or f"table:{key}" in change.get("without", []):
        return ""
    return f"<table>{''.join(makers[key](change))}</table>"


def _tr(cells: list[tuple[str, int]]) -> str:
    spans = (f'<td colspan="{n}">{escape(text)}</td>' if n > 1 else f"<td>{escape(text)}</td>" for text, n in cells)
    return f"<tr>{''.join(spans)}</tr>"


def _row(table: str, row: str, label: tuple[str, int], columns: list[str], width: int, change: dict[str, Any]) -> str:
    if f"row:{table}/{row}" in change.get("without", []):
        return ""
    label = change.get("labels", {}).get(f"{table}/{row}", label[0]), label[1]
    values = change.get("values", {}).get(f"{table}/{row}") or [_value(f"{table}/{row}/{c}", change) for c in columns]
    if f"{table}/{row}" in change.get("bare", []):
        return _tr([label])
    if f"{table}/{row}" in change.get("merged", []):
        return _tr([label, (values[0], len(columns))])
    return _tr([label, *((v, width) for v in values)])


def _proactive(change: dict[str, Any]) -> list[str]:
    found = []
    for block in load_form().blocks:
        if block.form == "2021":
            width = 3 // len(block.columns)
            columns = [c.key for c in block.columns]
            found.append(_tr([("信息内容", 1), *((c.label, width) for c in block.columns)]))
            found += [_row(T2, r.key, (r.label, 1), columns, width, change) for r in block.rows]
    return found


def _requests(change: dict[str, Any]) -> list[str]:
    form = load_form()
    columns = [a.key for a in form.applicants]
    found = []
    if f"header:{T3}" not in change.get("without", []):
        found.append(
            _tr([("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 2), ("申请人情况", 7)])
        )
        found.append(_tr([("", 2), *((a.label, 1) for a in form.applicants)]))
    rows = {row.key: row for row in form.requests if row.form in (None, "2021")}
    groups = {group.key: group.label for group in form.request_groups}
    seen: set[str] = set()
    for key, row in rows.items():
        group = row.group if row.group in groups else None
        line = _row(T3, key, (row.label, 1 if group else 2), columns, 1, change)
        if group and line:
            label = "" if group in seen else groups[group]
            seen.add(group)
            line = line.replace("<tr>", f"<tr><td>{label}</td>", 1)
        found.append(line)
    for path, values in change.get("again", {}).items():
        found.append(_tr([(rows[path.split("/")[1]].label, 2), *((v, 1) for v in values)]))
    return found


def _cases(change: dict[str, Any]) -> list[str]:
    form = load_form()
    paths = [f"{T4}/{case.key}/{outcome.key}" for case in form.cases for outcome in form.outcomes]
    return [
        _tr([("行政复议", 5), ("行政诉讼", 10)]),
        _tr([("", 5), ("未经复议直接起诉", 5), ("复议后起诉", 5)]),
        _tr([(outcome.label, 1) for _ in form.cases for outcome in form.outcomes]),
        _tr([(_value(path, change), 1) for path in paths]),
    ]


def _statistics(values: dict[str, str]) -> str:
    rows = [_tr([("统计指标", 1), ("单位", 1), ("统计数", 1)])]
    items = [item for item in load_statistics().indicators if item.form == "2014"]
    rows += [_tr([(i.label, 1), (i.unit, 1), (values.get(i.key, "0") if i.key else "", 1)]) for i in items]
    text = (
        "一年来，本机关依法做好政府信息公开工作，及时回应群众关切，没有发生泄密事件，各项工作平稳有序，群众查阅更为便利。"
        * 6
    )
    return f"<p>{text}</p><p>政府信息公开情况统计表</p><table>{''.join(rows)}</table>"
