"""Walls of a pictured table are found however they are drawn, and nothing else is taken for one."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from parsers.readers.recognition.areas import take_apart
from parsers.readers.recognition.decode import Read
from parsers.readers.recognition.figures import agreed, closed, is_figure
from parsers.readers.recognition.stroke import is_bar

XS, YS = (40, 340, 640), (40, 70, 100, 130, 160)
SIGN = 20
"""Pixels; the height of what stands in the cells."""


def sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.new("L", (700, 220), "white")
    return page, ImageDraw.Draw(page)


def signs(draw: ImageDraw.ImageDraw) -> None:
    """Signs of strokes across one upright stroke, as 中 or 其 have them, in all cells."""
    for y in YS[:-1]:
        for x in (60, 90, 120, 150, 180, 400, 430):
            draw.rectangle((x - 7, y + 10, x + 7, y + 18), outline=0, width=2)
            draw.line((x, y + 5, x, y + 5 + SIGN), fill=0, width=2)


def dotted(draw: ImageDraw.ImageDraw, x0: int, y0: int, x1: int, y1: int) -> None:
    """Dots of two pixels with one between them."""
    for n in range(0, max(x1 - x0, y1 - y0), 3):
        x, y = (x0 + n, y0) if x1 > x0 else (x0, y0 + n)
        draw.rectangle((x, y, x + 1, y + 1), fill=0)


def walls(page: Image.Image) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """Place, start and end of all lines across, and of all down, to ten pixels."""
    gray = np.asarray(page)
    lines = take_apart(gray, gray).lines
    found = [[(round(one.at, -1), round(one.start, -1), round(one.end, -1)) for one in side] for side in lines[:2]]
    return found[0], found[1]


def expected() -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    return [(y, 40, 640) for y in YS], [(x, 40, 160) for x in XS]


@pytest.mark.parametrize("dots", [False, True])
def test_strokes_of_signs_between_close_rows_are_no_walls(dots: bool) -> None:
    page, draw = sheet()
    line = dotted if dots else lambda own, *ends: own.line(ends, fill=0, width=2)
    for y in YS:
        line(draw, XS[0], y, XS[-1], y)
    for x in XS:
        line(draw, x, YS[0], x, YS[-1])
    signs(draw)
    across, down = walls(page)
    assert (sorted(across), sorted(down)) == expected()


def test_a_wall_that_goes_on_paler_or_in_dots_is_one_wall() -> None:
    page, draw = sheet()
    for y in YS:
        draw.line((XS[0], y, 500, y), fill=0, width=2)
        draw.line((500, y, XS[-1], y), fill=170, width=2)
    for x in XS:
        draw.line((x, YS[0], x, 100), fill=0, width=2)
        dotted(draw, x, 100, x, YS[-1])
    signs(draw)
    across, down = walls(page)
    reached = {x for x, _, end in down if end == YS[-1]}
    assert {y for y, _, end in across if end == XS[-1]} == set(YS)
    assert reached == set(XS)


def test_a_wall_beside_which_a_figure_stands_in_the_last_row_reaches_its_foot() -> None:
    page, draw = sheet()
    signs(draw)
    for y in YS:
        draw.line((XS[0], y, XS[-1], y), fill=90, width=2)
    for x in XS:
        for off, gray in (
            (-3, 221),
            (-2, 209),
            (-1, 189),
            (0, 161),
            (1, 214),
        ):  # as browsers draw two borders side by side
            draw.line((x + off, YS[0], x + off, YS[-1]), fill=gray)
    for top in (134, 143):
        draw.ellipse((XS[1] + 2, top, XS[1] + 13, top + 10), outline=40, width=3)
    _, down = walls(page)
    assert {x for x, start, end in down if (start, end) == (YS[0], YS[-1])} == set(XS)


def test_a_box_around_a_value_inside_its_cell_makes_no_cells() -> None:
    page, draw = sheet()
    for y in (40, 90, 140, 190):
        draw.line((XS[0], y, XS[-1], y), fill=0, width=2)
    for x in XS:
        draw.line((x, 40, x, 190), fill=0, width=2)
    draw.rectangle((347, 48, 633, 83), outline=0, width=2)
    signs(draw)
    across, down = walls(page)
    assert {y for y, _, _ in across} == {40, 90, 140, 190}
    assert {x for x, _, _ in down} == set(XS)


def test_readings_that_differ_by_blanks_and_widths_are_the_same() -> None:
    once, twice = Read("3 ７件", (0.9, 0.6, 0.9, 0.9)), Read("37件", (0.8, 0.8, 0.8))
    assert agreed(once, twice).text == "37件"
    assert agreed(once, twice).least >= 0.5


def test_a_blank_of_which_the_model_is_uncertain_parts_no_figure_but_leaves_doubt() -> None:
    wide = Read("2 3件", (1.0, 0.53, 1.0, 1.0))
    assert is_figure(wide)
    assert (closed(wide).text, closed(wide).least < 0.95) == ("23件", True)
    assert closed(Read("2 3", (1.0, 0.99, 1.0))).text == "2 3"


def ruled(draw: ImageDraw.ImageDraw, xs: tuple[int, ...], ys: tuple[int, ...], width: int = 2) -> None:
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), fill=0, width=width)
    for x in xs:
        draw.line((x, ys[0], x, ys[-1]), fill=0, width=width)


def test_print_on_both_sides_of_a_wall_is_two_pieces() -> None:
    page, draw = sheet()
    ruled(draw, XS, YS)
    for x in (310, 352):
        draw.rectangle((x, 76, x + 18, 94), outline=0, width=2)
    gray = np.asarray(page)
    row = [piece for piece, _ in take_apart(gray, gray).pieces if 70 < piece.y0 < 100]
    assert [(piece.x0 < XS[1]) == (piece.x1 < XS[1]) for piece in row] == [True, True]


def test_a_row_of_bold_print_and_strokes_that_a_wall_leads_to_are_no_walls() -> None:
    page, draw = sheet()
    ruled(draw, XS, (40, 160))
    draw.line((XS[1], 100, XS[-1], 100), fill=0, width=2)
    for x in range(200, 336, 22):
        draw.rectangle((x, 90, x + 18, 112), outline=0, width=2)
        draw.line((x, 100, x + 18, 100), fill=0, width=2)
    for x in range(46, 200, 14):
        draw.rectangle((x, 124, x + 13, 136), fill=0)
    across, _ = walls(page)
    assert [(y, end) for y, _, end in sorted(across)] == [(40, 640), (100, 640), (160, 640)]
    assert 320 < sorted(across)[1][1] <= 340


def test_a_thick_border_below_narrow_cells_is_a_wall() -> None:
    page, draw = sheet()
    xs = tuple(range(40, 641, 60))
    ruled(draw, xs, YS[:-1])
    draw.line((xs[0], 134, xs[-1], 134), fill=60, width=9)
    for x in xs:
        draw.line((x, 130, x, 134), fill=0, width=2)
    for x in xs[:-1]:
        for y in YS[:-2]:
            draw.rectangle((x + 20, y + 9, x + 32, y + 22), outline=0, width=2)
    gray = np.asarray(page)
    found = take_apart(gray, gray)
    assert all(piece.y1 < 130 for piece, _ in found.pieces)


def test_a_solid_bar_is_a_dash_and_a_flat_row_of_dots_is_none() -> None:
    bar = np.ones((4, 20), np.uint8)
    dots = np.tile(np.array([1, 1, 0, 0], np.uint8), (4, 5))
    assert is_bar(bar, SIGN)
    assert not is_bar(dots, SIGN)
    assert not is_bar(np.ones((12, 20), np.uint8), SIGN)


def test_parts_of_a_wall_reach_as_far_as_they_are_seen_towards_one_another_and_nowhere_else() -> None:
    page, draw = sheet()
    ruled(draw, XS, (40, 160))
    for x0, x1 in ((40, 150), (158, 230), (280, 340), (340, 470), (478, 560)):
        draw.line((x0, 100, x1, 100), fill=0, width=2)
    across, _ = walls(page)
    ends = sorted((start, end) for y, start, end in across if y == 100)
    assert [end for _, end in ends] == [230, 470]
