"""Units that a page break parts from their figures: the first line of a page, when it holds nothing but units, goes back to them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.readers.pdf.row_values import is_unit_sign
from parsers.readers.pdf.runs import Run, lines_of, numbers_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf.model import Glyph
    from parsers.readers.pdf.runs import Line

Pages = list[tuple[int, list[Run]]]
Place = tuple[int, int]
"""The number of a run in its line, and of a character in that."""


def with_cut_units(pages: Sequence[tuple[int, list[Run]]]) -> tuple[Pages, set[tuple[int, int]]]:
    """The pages, each unit right behind the figure over it, and the runs, as (page, order), that such units were."""
    found, moved = list(pages), set[tuple[int, int]]()
    for i, ((page, runs), (number, following)) in enumerate(pairwise(pages)):
        first = min(following, key=lambda run: run.y, default=None)
        if first is None or not all(is_unit_sign(glyph.text) for glyph in first.glyphs):
            continue
        units, last = lines_of(following)[0], lines_of(runs)[-1:]
        homes = _homes(units, last[0]) if last else {}
        if homes:
            found[i] = (page, [*(run for run in runs if run.order not in _orders(last[0])), *_joined(last[0], homes)])
            moved |= numbers_of(number, units)
    return found, moved


def _orders(line: Line) -> set[int]:
    return {order for run in line for order in run.orders}


def _homes(units: Line, last: Line) -> dict[Place, Glyph]:
    """For the last digit of each figure its unit; nothing if a sign is no unit, or one has no bare figure of its own over it."""
    homes: dict[Place, Glyph] = {}
    for sign in (glyph for run in units for glyph in run.glyphs):
        home = next((place for place in _figures(last) if place not in homes and _is_over(last, place, sign)), None)
        if home is None or not is_unit_sign(sign.text):
            return {}
        homes[home] = sign
    return homes


def _figures(line: Line) -> list[Place]:
    """The last digits of figures without a unit."""
    return [
        (number, at)
        for number, run in enumerate(line)
        for at, glyph in enumerate(run.glyphs)
        if glyph.text.isdigit() and (at + 1 == len(run.glyphs) or _parts(glyph, run.glyphs[at + 1]))
    ]


def _parts(glyph: Glyph, following: Glyph) -> bool:
    return not is_unit_sign(following.text) and following.x0 - glyph.x1 > 0.25 * glyph.size


def _is_over(line: Line, place: Place, sign: Glyph) -> bool:
    run, at = line[place[0]], place[1]
    start = at
    while start and run.glyphs[start - 1].text.isdigit() and not _parts(run.glyphs[start - 1], run.glyphs[start]):
        start -= 1
    return run.glyphs[start].x0 < sign.x1 and sign.x0 < run.glyphs[at].x1


def _joined(line: Line, homes: dict[Place, Glyph]) -> list[Run]:
    runs = []
    for number, run in enumerate(line):
        glyphs: list[Glyph] = []
        for at, glyph in enumerate(run.glyphs):
            glyphs.append(glyph)
            if (number, at) in homes:
                glyphs.append(glyph._replace(text=homes[number, at].text, x0=glyph.x1))
        runs.append(run.part(glyphs))
    return runs
