"""The report page's tables have the shape of the official form."""

from __future__ import annotations

import pytest

from archive.site.form import Label, Place, Row, layout

TABLES = ("proactive_disclosure", "requests", "reconsideration_and_litigation")


def widths(rows: list[Row]) -> list[int]:
    """Columns covered in each row, cells that reach down from above included."""
    open_cells: list[tuple[int, int]] = []
    found = []
    for row in rows:
        found.append(sum(cell.cols for cell in row.cells) + sum(cols for cols, _ in open_cells))
        down = [(cell.cols, cell.rows) for cell in row.cells if isinstance(cell, Label)]
        open_cells = [(cols, left - 1) for cols, left in [*open_cells, *down] if left > 1]
    assert not open_cells, "a cell reaches below the table"
    return found


def places(table: str, form: str) -> list[Place]:
    return [cell for row in layout(table, form) for cell in row.cells if isinstance(cell, Place)]


def span_of(table: str, form: str, text: str) -> tuple[int, int]:
    (label,) = {
        cell for row in layout(table, form) for cell in row.cells if isinstance(cell, Label) and cell.text == text
    }
    return label.cols, label.rows


@pytest.mark.parametrize(("table", "width"), list(zip(TABLES, (4, 10, 15), strict=True)))
@pytest.mark.parametrize("form", ["2021", "2019"])
def test_every_row_fills_the_table(table: str, form: str, width: int) -> None:
    assert set(widths(layout(table, form))) == {width}


@pytest.mark.parametrize(
    ("table", "form", "numbers"),
    [
        ("proactive_disclosure", "2021", 10),
        ("proactive_disclosure", "2019", 22),
        ("requests", "2021", 25 * 7),
        ("requests", "2019", 23 * 7),
        ("reconsideration_and_litigation", "2021", 15),
    ],
)
def test_every_number_of_the_form_has_its_place_once(table: str, form: str, numbers: int) -> None:
    found = places(table, form)
    assert len(found) == len(set(found)) == numbers


@pytest.mark.parametrize(("form", "results", "other"), [("2021", 22, (1, 3)), ("2019", 20, (2, 1))])
def test_table_three_groups_its_rows(form: str, results: int, other: tuple[int, int]) -> None:
    assert span_of("requests", form, "三、本年度办理结果") == (1, results)
    assert span_of("requests", form, "（三）不予公开") == (1, 8)
    assert span_of("requests", form, "（四）无法提供") == (1, 3)
    assert span_of("requests", form, "（五）不予处理") == (1, 5)
    assert span_of("requests", form, "（六）其他处理") == other
    assert span_of("requests", form, "（七）总计") == (2, 1)


def test_table_four_has_two_levels_of_litigation() -> None:
    table = "reconsideration_and_litigation"
    assert span_of(table, "2021", "行政诉讼") == (10, 1)
    assert span_of(table, "2021", "复议后起诉") == (5, 1)
    assert [place.row for place in places(table, "2021")][::5] == [
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ]
