"""Workbooks: where a sheet's table ends, what numbers look like, sheets that count and sheets too large."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers import Refusal
from parsers.formats import load_limits
from parsers.readers.office.excel import read
from parsers.readers.office.excel_rows import Merges, Region, regions, text_of
from tests.support.files import Box, Paragraph, Table
from tests.support.files.xlsx import write_xlsx

TABLE = Table([[Box("组", 1, 2), Box("甲"), Box("1")], [Box("乙"), Box("2")]])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"), (0.0, "0"), (-2.0, "-2"), (25.1, "25.1"), (0.1 + 0.2, "0.3"), (1234567.0, "1234567"), (True, "TRUE"),
        ("无", "无"), ("", ""), (dt.date(2024, 1, 5), "2024-01-05"),
        (dt.datetime.fromisoformat("2024-01-05"), "2024-01-05"),
        (dt.datetime.fromisoformat("2024-01-05T08:30:00"), "2024-01-05 08:30:00"),
    ],
)  # fmt: skip
def test_values_as_shown(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_locator_is_sheet_row_and_column() -> None:
    document = read(write_xlsx([Paragraph("题")], [Paragraph("题"), TABLE]), load_limits())
    (grid,) = document.grids()
    found = {cell.text: cell.address for row in grid.rows for cell in row}
    assert found == {"组": (1, 2, 0), "甲": (1, 2, 1), "1": (1, 2, 2), "乙": (1, 3, 1), "2": (1, 3, 2)}
    assert [block.text for block in document.paragraphs()] == ["题", "题"]


def test_spans_are_those_of_the_sheet() -> None:
    (grid,) = read(write_xlsx([TABLE]), load_limits()).grids()
    assert [(c.text, c.x, c.colspan, c.rowspan) for c in grid.rows[0]] == [
        ("组", 0, 1, 2),
        ("甲", 1, 1, 1),
        ("1", 2, 1, 1),
    ]


def found(rows: list[list[str]], *ranges: tuple[tuple[int, int], tuple[int, int]]) -> list[Region]:
    return list(regions(rows, Merges(ranges, 0, 0)))


def test_empty_rows_divide_tables() -> None:
    rows = [["甲", "1"], ["乙", "2"], ["", ""], ["丙", "3"], ["丁", "4"]]
    assert found(rows) == [Region(0, 1, 2), Region(3, 4, 2)]


def test_a_label_whose_values_are_blank_stays_in_its_table() -> None:
    rows = [["表头", "甲", "乙"], ["一行", "1", "2"], ["空行", "", ""], ["末行", "", ""]]
    assert found(rows) == [Region(0, 3, 3)]


def test_sentences_and_wide_texts_are_prose() -> None:
    rows = [
        ["某局年报", "", ""],
        ["本报告由本局编制。", "", ""],
        ["表头", "甲", ""],
        ["一行", "1", ""],
        ["以上为本表。", "", ""],
    ]
    kinds = [(region.first, bool(region.prose)) for region in found(rows, ((0, 0), (0, 2)))]
    assert kinds == [(0, True), (1, True), (2, False), (4, True)]


def test_cells_too_far_apart_are_refused_before_they_are_laid_out() -> None:
    file = write_xlsx([Table([[Box("甲"), Box("1")]])])
    far = write_xlsx([Table([[Box("甲", 16_000), Box("1")], *[[Box("")]] * 400, [Box("乙"), Box("2")]])])
    assert read(file, load_limits()).blocks
    with pytest.raises(Refusal) as refusal:
        read(far, load_limits())
    assert refusal.value.code == "too_large"
