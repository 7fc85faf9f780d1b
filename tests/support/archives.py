"""Archive folders with captures of invented reports, built by the real thing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from archive.build import Summary, build
from archive.captures import CaptureStore, Exchange
from archive.layout import Layout
from archive.runs import Found, RunRecord, SiteRun
from tests.support.exchanges import exchange
from tests.support.report_pages import report_page

if TYPE_CHECKING:
    from pathlib import Path

SITE = "http://www.linjiang.gov.cn"
AGENCY = "临江市医疗保障局"


def titled(year: int = 2023, agency: str = AGENCY) -> str:
    return f"{agency}{year}年政府信息公开工作年度报告"


def page(year: int = 2023, agency: str = AGENCY, changes: dict[str, str] | None = None, **more: Any) -> bytes:
    return report_page(titled(year, agency), changes=changes, **more)


def fill(root: Path, *exchanges: Exchange) -> Layout:
    """An archive folder with these captures."""
    layout = Layout(root)
    with CaptureStore(layout, writable=True) as store:
        for item in exchanges:
            store.write(item)
    return layout


def built(layout: Layout, *, full: bool = False, workers: int = 1) -> Summary:
    return build(layout, full=full, workers=workers, progress=lambda *_: None)


def rows(layout: Layout, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(layout.database)) as db:
        return db.execute(sql, values).fetchall()


def varied() -> list[Exchange]:
    """Reports of both forms, wrong and odd cells, a block page, a list, an unread file, an import."""
    odd = {
        "requests/new_requests/total": "10",
        "requests/new_requests/other": "/",
        "requests/carried_over_in/other": "",
    }
    money = {"proactive_disclosure/centralized_procurement/procurement_amount": "251000元"}
    pdf = (("Content-Type", "application/pdf"),)
    return [
        exchange(f"{SITE}/2023.html", page(2023), 1, via=f"{SITE}/", link_text=titled(2023)),
        exchange(f"{SITE}/2022.html", page(2022, changes=odd), 2),
        exchange(f"{SITE}/2020.html", page(2020, changes=money, form="2019"), 3),
        exchange(f"{SITE}/blocked.html", b"<html><h1>403 Forbidden</h1></html>", 4, status=403),
        exchange(f"{SITE}/list.html", f"<html><ul><li>{titled()}</li></ul></html>".encode(), 5),
        exchange(f"{SITE}/2021.pdf", b"%PDF-1.4 scan", 6, link_text=titled(2021) + ".pdf", response_headers=pdf),
        exchange("import:ab/x.html", page(2023, "青禾县人民政府"), 7, status=None, source="import"),
        exchange(f"{SITE}/2023.html", page(2023), 8),
    ]


def record_run(layout: Layout) -> RunRecord:
    """A run over two sites: one fine, one that could not be checked."""
    fine = SiteRun(
        name="临江市", url=f"{SITE}/", state="ok", reason="3 reports", region_code="220681",
        started_at="2026-01-31T08:00:00Z", finished_at="2026-01-31T08:10:00Z", counts={"requests": 9},
        found=[Found(f"{SITE}/2023.html", titled(), "page", "x")],
    )  # fmt: skip
    shut = SiteRun(
        name="青禾县", url="http://www.qinghe.gov.cn/", state="declined", reason="创宇盾 block page, status 521"
    )
    record = RunRecord("20260131T080000Z", "2026-01-31T08:00:00Z", "2026-01-31T08:20:00Z", [fine, shut])
    record.save(layout.runs)
    return record
