"""A site whose reports are files of every kind: what an office program wrote, drawn pages, and pictures of pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import parsers
from tests.support.office.wild import wild_file
from tests.support.scans import painted, printed, saved, scan_pdf, scanned
from tests.support.web.pages import Item, column_head, page, put_home, rows
from tests.support.web.server import Host, Reply

OFFICE = Path(__file__).parents[2] / "fixtures" / "office"
FIGURES = (
    ("12", "3", "0", "0", "/", "", "15"),
    ("2", "0", "0", "0", "—", "", "2"),
    ("9", "1", "0", "0", "/", "无", "10"),
    ("13", "3", "0", "0", "/", "无", "16"),
    ("1", "0", "0", "0", "0", "0", "1"),
)
Cells = dict[str, tuple[str, float | None]]
"""Kind and value by table/row/column."""


@dataclass(frozen=True)
class Written:
    """One report: path of its file and of the page that leads to it, if any, and the truth."""

    file: str
    page: str | None
    cells: Cells


@cache
def _drawn() -> tuple[bytes, Cells]:
    """A PDF with a text layer, and what stands in it."""
    body = printed(FIGURES)
    return body, {cell.path: (cell.kind, cell.value) for cell in parsers.parse(body).cells}


def _office(name: str) -> tuple[bytes, Cells]:
    """A file that LibreOffice wrote."""
    truth = json.loads((OFFICE / f"{name.split('.', maxsplit=1)[0]}.truth.json").read_text(encoding="utf-8"))
    return (OFFICE / name).read_bytes(), _cells(truth)


def _cells(truth: dict[str, Any]) -> Cells:
    return {f"{c['table']}/{c['row']}/{c['column']}": (c["kind"], c["value"]) for c in truth["cells"]}


def files_of_all_kinds(host: Host, place: str) -> dict[str, Written]:
    """Reports by the kind of their file: in the list itself, attached to a page, or shown on one as a picture."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    pdf, cells = _drawn()
    sheet = painted(pdf)
    wild, docx = wild_file(7, "docx")
    made = {
        "docx": (docx, _cells(wild.truth)),
        "doc": _office("report_2019.wps"),
        "xlsx": _office("report_2021.xlsx"),
        "pdf": (pdf, cells),
        "scan": (scan_pdf([scanned(sheet)]), cells),
        "png": (saved(sheet, "PNG"), cells),
        "jpeg": (saved(sheet, "JPEG", quality=80), cells),
    }
    built: dict[str, Written] = {}
    items = []
    for n, (kind, (body, truth)) in enumerate(made.items()):
        title = f"{place}{('教育局', '民政局', '财政局', '审计局', '水务局', '林业局', '商务局')[n]}2023年政府信息公开工作年度报告"
        file = f"/xxgk/files/{n}.{'pdf' if kind == 'scan' else kind}"
        host.pages[file] = Reply(body, type="application/octet-stream")
        around = {"png": '<p><img src="{}"></p>', "jpeg": '<p><img src="{}"></p>', "docx": "", "scan": ""}
        shown = around.get(kind, f'<p>{title}</p><p>附件：<a href="{{}}">{title}</a></p>').format(file)
        path = f"/xxgk/xxgknb/{n}.html" if shown else None
        if path:
            host.pages[path] = Reply(page(title, f"<h1>{title}</h1>{shown}"))
        built[kind] = Written(file, path, truth)
        items.append(Item(title, path or file))
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", rows(items), column_head()))
    return built
