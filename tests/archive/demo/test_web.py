"""The truth about the miniature web holds: it can be reached, it stands on the pages, it adds up, and it is the same again."""

import io
import re
import zipfile
from collections import defaultdict
from contextlib import closing
from urllib.parse import urljoin

import olefile
import openpyxl
import pypdfium2 as pdfium
import pytest
from lxml import html as lxml_html
from PIL import Image

from archive.demo.model import Printed, TrueReport, Web
from archive.demo.web import build

KINDS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_org",
    "legal_service_org",
    "other",
)
RESULT = re.compile(r"results\.(?!total)")


@pytest.fixture(scope="module")
def web() -> Web:
    return build()


def table(report: TrueReport, name: str) -> dict[str, dict[str, Printed]]:
    rows: dict[str, dict[str, Printed]] = defaultdict(dict)
    for cell in report.cells:
        if cell.table == name:
            rows[cell.row][cell.column] = cell
    return rows


def whole(cell: Printed) -> float:
    return cell.value or 0


def decoded(web: Web, url: str) -> str:
    page = web.pages[url]
    return page.body.decode("utf-8" if "utf-8" in page.content_type else "gb18030")


def neighbours(web: Web, url: str) -> set[str]:
    """Addresses that a page leads to: links, the pages that a pager's script would name, and what a stub forwards to."""
    text = decoded(web, url)
    found = set(lxml_html.fromstring(text).xpath("//a/@href"))
    if call := re.search(r'createPageHTML\((\d+), \d+, "(\w+)", "(\w+)"\)', text):
        found |= {f"{call[2]}_{at}.{call[3]}" for at in range(1, int(call[1]))}
    if call := re.search(r"createPageHTML\('page_div',(\d+), \d+,'(\w+)','(\w+)',\d+\)", text):
        found |= {f"{call[2]}_{at}.{call[3]}" for at in range(2, int(call[1]) + 1)}
    if call := re.search(r"var countPage = (\d+)", text):
        found |= {f"index_{at}.shtml" for at in range(1, int(call[1]))}
    found |= set(re.findall(r'(?:url=|location\.href=")([^"]+)"', text))
    return {urljoin(url, href.strip()) for href in found}


def test_size(web: Web) -> None:
    reports = web.truth.reports
    assert len(web.sites) == 9
    assert len(reports) == 66
    assert {report.year for report in reports} == set(range(2019, 2025))
    assert {report.form for report in reports} == {"2019", "2021"}
    assert sum(report.form == "2019" for report in reports) >= 10
    assert len({report.url for report in reports}) == len({(r.agency, r.year) for r in reports}) == len(reports)
    assert {site.state for site in web.sites} == {"ok", "declined", "forbidden", "empty", "unreachable"}
    assert [bool(report.files) for report in reports].count(True) == 8


def test_every_report_can_be_reached_and_nothing_forbidden_need_be_passed(web: Web) -> None:
    forbidden = set(web.truth.forbidden)
    for site in web.sites:
        mine = {report.url for report in web.truth.reports if report.url.startswith(f"{site.origin}/")}
        seen, waiting = set(), [site.url]
        while waiting:
            url = waiting.pop()
            page = web.pages.get(url)
            if url in seen or url in forbidden or page is None or not url.startswith(f"{site.origin}/"):
                continue
            seen.add(url)
            if page.content_type.startswith("text/html"):
                waiting += neighbours(web, url)
        assert mine <= seen


def test_tables_stand_on_the_page_as_the_truth_says(web: Web) -> None:
    for report in web.truth.reports:
        if report.is_file:
            continue
        rows = [
            ["".join(cell.itertext()).replace("\xa0", "").strip() for cell in line.xpath("./td|./th")]
            for line in lxml_html.fromstring(decoded(web, report.url)).xpath("//tr")
        ]
        at = 0
        for name in ("proactive_disclosure", "requests", "reconsideration_and_litigation"):
            for cells in _printed_rows(report, name):
                at = next(n for n in range(at, len(rows)) if rows[n][-len(cells) :] == cells) + 1


def _printed_rows(report: TrueReport, name: str) -> list[list[str]]:
    rows = [[cell.raw for cell in cells.values()] for cells in table(report, name).values()]
    return [[raw for row in rows for raw in row]] if name == "reconsideration_and_litigation" else rows


def test_sections_stand_on_the_page(web: Web) -> None:
    for report in web.truth.reports:
        if report.is_file:
            continue
        text = "".join(lxml_html.fromstring(decoded(web, report.url)).itertext())
        for section in report.sections:
            assert section.heading in text
            assert all(paragraph in text for paragraph in section.paragraphs)


def test_figures_add_up_but_where_the_truth_says_otherwise(web: Web) -> None:
    slips = {(report.agency, report.year): report.slips for report in web.truth.reports if report.slips}
    assert {rule for found in slips.values() for slip in found for rule in slip.rules} == {
        "T3-ROW",
        "T3-FLOW",
        "T4-GROUP",
    }
    for report in web.truth.reports:
        wrong = {slip.path: slip.right - slip.printed for slip in report.slips}
        requests = table(report, "requests")
        for cells in requests.values():
            if cells["total"].kind == "number":
                off = wrong.get(cells["total"].path, 0)
                assert sum(whole(cells[kind]) for kind in KINDS) == whole(cells["total"]) + off
        for kind in KINDS if requests else ():
            assert sum(whole(cells[kind]) for row, cells in requests.items() if RESULT.match(row)) == whole(
                requests["results.total"][kind]
            )
            came = whole(requests["new_requests"][kind]) + whole(requests["carried_over_in"][kind])
            assert came == whole(requests["results.total"][kind]) + whole(requests["carried_over_out"][kind])
        for cells in table(report, "reconsideration_and_litigation").values():
            parts = sum(whole(cell) for column, cell in cells.items() if column != "total")
            assert parts == whole(cells["total"]) + wrong.get(cells["total"].path, 0)


def test_one_year_hands_on_to_the_next(web: Web) -> None:
    by_year = {(report.agency, report.year): report for report in web.truth.reports if not report.is_file}
    pairs = [(report, by_year.get((agency, year + 1))) for (agency, year), report in by_year.items()]
    for before, after in pairs:
        if after is not None:
            handed = table(before, "requests")["carried_over_out"]["total"].value
            assert table(after, "requests")["carried_over_in"]["total"].value == handed
    assert sum(after is not None for _, after in pairs) > 40


def test_blank_slash_dash_and_nought_all_occur(web: Web) -> None:
    cells = [cell for report in web.truth.reports for cell in report.cells]
    assert {cell.kind for cell in cells} == {"number", "blank", "slash", "dash"}
    assert any(cell.value == 0 for cell in cells)
    assert {cell.unit for cell in cells} == {None, "元", "万元"}


def test_the_same_seed_builds_the_same_web_and_another_builds_another(web: Web) -> None:
    again, other = build(), build(seed=2)
    assert again.pages == web.pages
    assert again.truth == web.truth
    assert {(r.agency, r.year) for r in other.truth.reports} == {(r.agency, r.year) for r in web.truth.reports}
    assert [report.cells for report in other.truth.reports] != [report.cells for report in web.truth.reports]


def test_files_are_of_every_kind_and_open_in_other_programs(web: Web) -> None:
    files = [report.files for report in web.truth.reports]
    bodies = {urls[0].rsplit(".", 1)[1]: web.pages[urls[0]].body for urls in files if len(urls) == 1}
    assert bodies.keys() == {"pdf", "docx", "doc", "xlsx", "png"}
    with zipfile.ZipFile(io.BytesIO(bodies["docx"])) as package:
        assert package.testzip() is None
    sheet = openpyxl.load_workbook(io.BytesIO(bodies["xlsx"])).worksheets[0]
    assert sheet.max_row > 50
    with olefile.OleFileIO(bodies["doc"], raise_defects=olefile.DEFECT_INCORRECT) as compound:
        assert compound.listdir() == [["1Table"], ["WordDocument"]]
    with Image.open(io.BytesIO(bodies["png"])) as picture:
        picture.load()
        assert picture.height > picture.width > 1000
    (pages,) = (urls for urls in files if len(urls) > 1)
    sizes = {Image.open(io.BytesIO(web.pages[url].body)).size for url in pages}
    assert (len(pages), len(sizes)) == (len({web.pages[url].body for url in pages}), 1)


def test_pictures_hold_no_text(web: Web) -> None:
    (scan,) = (report for report in web.truth.reports if report.is_picture and report.files[0].endswith("pdf"))
    with closing(pdfium.PdfDocument(web.pages[scan.files[0]].body)) as document:
        assert len(document) > 1
        assert all(page.get_textpage().count_chars() == 0 for page in document)


def test_pdf_files_are_whole(web: Web) -> None:
    for report in web.truth.reports:
        for url in report.files:
            body = web.pages[url].body
            if not url.endswith("pdf"):
                continue
            start = int(re.search(rb"startxref\n(\d+)", body)[1])  # type: ignore[index]
            assert body.startswith(b"%PDF-1.4")
            assert body[start:].startswith(b"xref")
            for number, offset in enumerate(re.findall(rb"(\d{10}) 00000 n", body), start=1):
                assert body[int(offset) :].startswith(b"%d 0 obj" % number)
