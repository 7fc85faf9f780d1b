"""What is printed on every page of a statistics table: rows below its header, and its last row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.readers.pdf.label_lines import lines_of_tokens
from parsers.tables.statistics import indicators

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.label_lines import Label, Token
    from parsers.readers.pdf.statistics_head import Head
    from parsers.readers.pdf.statistics_rows import Row

_SAME = 2.0
"""Points; what is printed again stands no farther away."""


def repeated_below(head: Head, first: Head, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The lines below a header printed again that stand below the first one as well: rows that belong to it."""
    below = [
        (run.text, run.x0, run.y - first.foot) for page, run in tokens if page == first.page and run.y > first.foot
    ]
    for line in lines_of_tokens([(page, run) for page, run in tokens if page == head.page and run.y > head.foot]):
        own = [(run.text, run.x0, run.y - head.foot) for run in line.runs]
        if not all(any(_is_same(one, other) for other in below) for one in own):
            return
        yield from ((line.page, run.order) for run in line.runs)


def _is_same(a: tuple[str, float, float], b: tuple[str, float, float]) -> bool:
    return a[0] == b[0] and abs(a[1] - b[1]) < _SAME and abs(a[2] - b[2]) < _SAME


def without_feet(rows: Sequence[Row]) -> list[Row]:
    """The rows without those at the foot of a page that are the last one of the table, which some pages print on each.

    Of a name that several rows of the form have it may be another one, if it follows the row above in the form.
    """
    last = rows[-1].texts if rows else []
    return [
        row
        for above, row, following in zip([None, *rows], rows, [*rows[1:], None], strict=False)
        if not following
        or following.label.pieces[0].page == row.label.pieces[-1].page
        or row.texts != last
        or (above and _follows_in_form(above.label, row.label))
    ]


def _follows_in_form(above: Label, label: Label) -> bool:
    """Whether a label is of several rows, one of which is the next one."""
    places = {one.place for one in indicators(label.text)}
    return len(places) > 1 and not places.isdisjoint(one.place + 1 for one in indicators(above.text))
