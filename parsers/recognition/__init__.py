"""Recognition: titles, columns, section headings, and pages that are not content. Pure, and told by data."""

from parsers.recognition.columns import ColumnVerdict, judge_column
from parsers.recognition.headings import REPORT_HEADINGS, count_headings, has_plain_headings, has_report_headings
from parsers.recognition.held import held_report
from parsers.recognition.pages import HOLDS_REPORT, PageVerdict, asks_by_script, is_file, judge_page, visible_text
from parsers.recognition.stubs import STUB_TEXT, stub_target
from parsers.recognition.text import normalise
from parsers.recognition.titles import TitleVerdict, judge_title, strip_decorations
from parsers.recognition.units import is_download_word, is_unit_name, is_way_in
from parsers.recognition.years import year_of

__all__ = [
    "HOLDS_REPORT",
    "REPORT_HEADINGS",
    "STUB_TEXT",
    "ColumnVerdict",
    "PageVerdict",
    "TitleVerdict",
    "asks_by_script",
    "count_headings",
    "has_plain_headings",
    "has_report_headings",
    "held_report",
    "is_download_word",
    "is_file",
    "is_unit_name",
    "is_way_in",
    "judge_column",
    "judge_page",
    "judge_title",
    "normalise",
    "strip_decorations",
    "stub_target",
    "visible_text",
    "year_of",
]
