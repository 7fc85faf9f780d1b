"""Tables that typesetters and wikis write are rows like any other, each in its line."""

from __future__ import annotations

import pytest

from parsers.readers.flat.written import as_bars
from tests.parsers.readers.flat.report import (
    AFTER,
    BEFORE,
    CHALLENGES,
    HEADINGS,
    PROACTIVE,
    REQUESTS,
    Row,
    cells_of,
    parsed,
)

TABLES = (PROACTIVE, REQUESTS, CHALLENGES)


def latex(table: list[Row]) -> list[str]:
    rows = [" & ".join(f"{{{text}}}" for text in row) + r" \\" for row in table]
    return [
        rf"\begin{{longtable}}[]{{@{{}}{'l' * len(table[0])}@{{}}}}",
        r"\toprule",
        r"\endhead",
        *rows,
        r"\end{longtable}",
    ]


def wiki(table: list[Row]) -> list[str]:
    return ["{|", *(line for row in table for line in ["|-", *(f'|width="9%"| {text}' for text in row)]), "|}"]


def ascii_doc(table: list[Row]) -> list[str]:
    return [
        f'[cols="{"," * (len(table[0]) - 1)}"]',
        "|===",
        *(" ".join(f"|{text}" for text in row) for row in table),
        "|===",
    ]


@pytest.mark.parametrize("write", [latex, wiki, ascii_doc])
def test_a_report_written_so_is_read(write: object) -> None:
    assert callable(write)
    lines = list(BEFORE)
    for heading, table in zip(HEADINGS, TABLES, strict=True):
        lines += ["", heading, "", *write(table)]
    report = parsed([*lines, "", *AFTER])
    cells = cells_of(report)
    assert cells["proactive_disclosure/administrative_licensing/items_change"].value == 2
    assert cells["requests/new_requests/total"].value == 4
    assert cells["reconsideration_and_litigation/reconsideration/total"].value == 2
    assert (
        "行政许可"
        in lines[int(cells["proactive_disclosure/administrative_licensing/items_change"].locator["line"]) - 1]
    )


def test_lines_within_a_cell_are_one_and_spans_lose_their_marks() -> None:
    text = r"""\begin{longtable}{ll}
\multicolumn{2}{l}{第二十条第（一）项} \\
信息内容 & \begin{minipage}[t]{\linewidth}\raggedright
本年新\\
制作数量\strut
\end{minipage} \\
规章 & \textbackslash{} \\
\end{longtable}"""
    bars = as_bars(text)
    assert bars.count("\n") == text.count("\n")
    assert [line for line in bars.split("\n") if line] == [
        "| 第二十条第（一）项 |",
        "| 信息内容 | 本年新制作数量 |",
        "| 规章 | / |",
    ]


def test_an_open_table_and_other_texts_are_left_alone() -> None:
    for text in (
        "a\n{|\n| b",
        "a\n|===\n| b",
        "\\begin{longtable}\n规章 & 0 \\\\",
        "规章 | 0",
        "<!DOCTYPE html>\n{|\n|}",
    ):
        assert as_bars(text) == text
