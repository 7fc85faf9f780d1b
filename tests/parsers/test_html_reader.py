"""What the HTML reader keeps of odd pages, and what it leaves out."""

from __future__ import annotations

import pytest

from parsers.document import Document, Paragraph
from parsers.grid import MAX_HANGING
from parsers.readers.html import read_html

TABLE = "<table><tr><td>件数</td><td>12</td></tr><tr><td>次数</td><td>34</td></tr></table>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(page: str) -> list[str]:
    return [cell.text for grid in read_html(page).grids() for cell in grid.cells()]


def test_what_follows_a_premature_end_of_the_page_is_read() -> None:
    document = read_html(f"<html><body><p>前言</p></body></html><p>一、总体情况</p>{TABLE}</html><p>落款</p>")
    assert texts(document) == ["前言", "一、总体情况", "落款"]
    assert [cell.address for grid in document.grids() for cell in grid.cells()] == [
        (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("12", "12"), ("<p>12</p>", "12"), ("12<p>34</p>", "12 34"), ("<p>12</p>34", "12 34"), ("12<br>34", "12 34"),
        ("<span>1</span><span>2</span>", "12"), ("<p><span>1</span>2</p>", "12"), ("<div><p>1</p><p>2</p></div>", "1 2"),
        ("<b>" * 300 + "7" + "</b>" * 300, "7"), ("<table><tr><td>5</td></tr></table>", "5"), ("", ""),
        ("1<script>9</script>2", "12"), ('1<i style="display:none">9</i>2', "12"), ("&nbsp;１&#8203;２ ", "１２"),
    ],
)  # fmt: skip
def test_text_of_a_cell(inner: str, text: str) -> None:
    assert cells(f"<table><tr><td>{inner}</td><td>x</td></tr></table>") == [text, "x"]


@pytest.mark.parametrize(
    ("sheet", "is_shown"),
    [
        (".a{display:none}", False),
        ("@media screen { .a{display:none} }", False),
        ("#i , .b {visibility: hidden}", False),
        ("@media print { .x{color:red} .a{display:none} }", True),
        ("@media (max-width:600px){.a{display:none}}", True),
        (".a .c{display:none}", True),
    ],
)
def test_only_what_a_screen_hides_is_left_out(sheet: str, is_shown: bool) -> None:
    page = f'<head><style>{sheet}</style></head><body><div class="a" id="i">{TABLE}</div></body>'
    assert bool(cells(page)) is is_shown


def test_what_is_hidden_declares_nothing() -> None:
    page = "<svg style='display:none'><title>图标</title></svg><div hidden><meta name=pubdate content=2020-01-01></div><title>年报</title>"
    assert read_html(page).head == {"title": "年报"}


def test_scripts_and_style_sheets_are_no_text_of_a_cell() -> None:
    page = "<table><tr><td>行政许可<td>3<script>var a = 4</script><style>td{}</style>5</table>"
    assert cells(page) == ["行政许可", "35"]


def test_loose_rows_behind_a_group_are_a_group_of_their_own() -> None:
    page = "<table><tbody><tr><td rowspan=9>甲<td>1</tbody><tr><td>乙<td>2<tbody><tr><td>丙<td>3</tbody><tr><td>丁<td>4</table>"
    (grid,) = read_html(page).grids()
    assert [[cell.x for cell in row] for row in grid.rows] == [[0, 1]] * 4


def test_many_hanging_cells_stay_bounded() -> None:
    page = "<table>" + "<tr><td rowspan=65534>1</td><td>2</td></tr>" * 3000 + "</table>"
    assert max(len(row) for grid in read_html(page).grids() for row in grid.rows) <= MAX_HANGING + 2
