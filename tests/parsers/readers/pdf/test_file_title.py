"""A PDF in which no title is printed: the one among its properties serves, unless it is left from another year."""

from __future__ import annotations

from parsers import Report, parse
from tests.support.paper import Paper
from tests.support.scans import AGENCY, ROWS, TITLE, write_sections

FIGURES = [[str(row)] + ["0"] * 5 + [str(row)] for row in range(len(ROWS))]
PERIOD = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"


def paper(declared: str, printed: str = "") -> Report:
    sheet = Paper()
    sheet.canvas.setTitle(declared)
    sheet.text(297, 50, printed, 16, align="center")
    sheet.text(60, 80, PERIOD)
    write_sections(sheet, FIGURES)
    return parse(sheet.done())


def test_the_title_among_the_files_properties_serves_where_none_is_printed() -> None:
    report = paper(TITLE)
    assert (report.title, report.agency, report.year) == (TITLE, AGENCY, 2023)
    assert {report.metadata[name].basis for name in ("title", "agency")} == {"file title"}


def test_one_that_names_another_year_or_no_report_does_not() -> None:
    for declared in (TITLE.replace("2023", "2022"), "关于印发会议纪要的通知", "untitled"):
        report = paper(declared)
        assert (report.title, report.agency, report.year) == (None, None, 2023)


def test_what_is_printed_goes_before() -> None:
    report = paper("白河县民政局2023年政府信息公开工作年度报告", TITLE)
    assert (report.title, report.agency, report.metadata["title"].basis) == (TITLE, AGENCY, "printed")
