"""Lines that rule no cell: frames around one value, frames around whole tables, gaps between cells, the ends of open ones."""

from __future__ import annotations

import itertools

from parsers.document import Grid, Paragraph
from parsers.formats import load_limits
from parsers.readers.pdf import read
from tests.support.paper import Paper

XS = [60.0, 160.0, 220.0, 280.0]
YS = [100.0, 130.0, 160.0, 190.0]
ROWS = [["规章", "1", "2"], ["许可", "3", "4"], ["处罚", "5", "6"]]


def boxes(paper: Paper, inset: float) -> None:
    """Every cell in a box of its own."""
    for top, bottom in itertools.pairwise(YS):
        for left, right in itertools.pairwise(XS):
            paper.grid([left + inset, right - inset], [top + inset, bottom - inset])


def blocks(paper: Paper) -> list[Grid | Paragraph]:
    return read(paper.done(), load_limits()).blocks


def texts(block: Grid | Paragraph) -> list[list[str]]:
    assert isinstance(block, Grid)
    return [[cell.text for cell in row] for row in block.rows]


def test_a_value_framed_inside_its_cell_has_one_cell() -> None:
    paper = Paper()
    paper.table(XS, YS, ROWS)
    boxes(paper, 0.4)
    paper.grid([170, 205], [105, 122])
    paper.grid([172, 203], [107, 120])
    paper.grid([226, 250], [164, 180])
    assert [texts(block) for block in blocks(paper)] == [ROWS]


def test_cells_with_a_gap_between_them_share_their_columns() -> None:
    paper = Paper()
    boxes(paper, 2.3)
    for row, top in zip(ROWS, YS, strict=False):
        for words, left, right in zip(row, XS, XS[1:], strict=False):
            paper.text((left + right) / 2, top + 18, words, align="center")
    (grid,) = blocks(paper)
    assert texts(grid) == ROWS
    assert isinstance(grid, Grid)
    assert [cell.x for cell in grid.rows[0]] == [0, 1, 2]


def test_a_frame_around_two_tables_and_their_headings_is_no_cell() -> None:
    paper = Paper()
    paper.grid([55, 320], [60, 400])
    paper.text(70, 85, "二、主动公开政府信息情况")
    paper.table(XS, YS, ROWS)
    paper.text(70, 225, "三、收到和处理政府信息公开申请情况")
    paper.table(XS, [y + 150 for y in YS], ROWS[::-1])
    found = blocks(paper)
    assert [block.text for block in found if isinstance(block, Paragraph)] == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
    ]
    assert [texts(block) for block in found if isinstance(block, Grid)] == [ROWS, ROWS[::-1]]


def test_a_line_that_spills_over_an_open_foot_belongs_to_its_cell() -> None:
    paper = Paper()
    paper.grid(XS[1:], YS[:2])
    paper.line(XS[0], YS[0], XS[0], YS[1])
    paper.line(XS[0], YS[0], XS[1], YS[0])
    for words, y in (("自然", 122), ("人", 136)):
        paper.text(110, y, words, align="center")
    for words, x in (("商业企业", 190), ("总计", 250)):
        paper.text(x, 118, words, align="center")
    assert [texts(block) for block in blocks(paper)] == [[["自然人", "商业企业", "总计"]]]


def test_where_lines_are_missing_figures_side_by_side_are_never_one_cell() -> None:
    paper = Paper()
    xs, ys = [60.0, 200.0, 420.0], [100.0, 130.0, 160.0, 190.0]
    paper.grid(xs, ys)
    for row, y in (("规章", 118), ("行政许可", 148), ("行政处罚", 178)):
        paper.text(70, y, row)
        for i in range(4):
            paper.text(220 + 50 * i, y, str(i + 5))
    rows = [texts(block) for block in blocks(paper) if isinstance(block, Grid)]
    assert [row[1:] for grid in rows for row in grid] == [["5", "6", "7", "8"]] * 3


def test_two_tables_that_touch_are_two() -> None:
    paper = Paper()
    upper, lower = [60.0, 110, 160, 210, 260, 310, 400], [60.0, 200, 235, 270, 290, 330, 400]
    paper.table(upper, [100.0, 130, 160], [list("甲123456"[:6]), list("乙123456"[:6])])
    paper.table(lower, [160.0, 190, 220], [list("丙789012"[:6]), list("丁789012"[:6])])
    assert [texts(block) for block in blocks(paper)] == [
        [list("甲12345"), list("乙12345")],
        [list("丙78901"), list("丁78901")],
    ]


def test_a_narrow_column_of_blanks_at_the_edge_is_a_column() -> None:
    paper = Paper()
    paper.table([*XS, 284.5], YS, ROWS)
    assert [texts(block) for block in blocks(paper)] == [[[*row, ""] for row in ROWS]]
