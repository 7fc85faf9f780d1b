"""Our grid and our reader put into the shape of the standard's result, so that the two can be compared."""

from __future__ import annotations

from itertools import groupby

from lxml import html

from parsers.document import Grid
from parsers.grid import MAX_COLSPAN, MAX_ROWSPAN, Spans, place_group, read_span
from parsers.readers.html_table import read_table
from tests.parsers.html_standard import Formed, Name, Part, Td
from tests.parsers.random_tables import to_html

Anchors = dict[Name, tuple[int, int]]
"""Column and width of each cell."""
Covered = dict[tuple[int, int], dict[Name, tuple[int, int]]]
"""By part and row: the cells that cover it, with their columns."""


def by_standard(formed: Formed) -> tuple[Anchors, Covered]:
    """The standard's result, cell by cell."""
    anchors = {name: (x, width) for name, (x, _, width) in formed.anchors.items()}
    covered = {
        row: {name: anchors[name] for names in slots.values() for name in names}
        for row, slots in formed.covered.items()
    }
    return anchors, covered


def groups_of(parts: list[Part]) -> list[list[tuple[int, int, list[Td]]]]:
    """Row groups: neighbouring loose rows are one, each thead, tbody and tfoot is one."""
    found = []
    for key, members in groupby(enumerate(parts), key=lambda item: -1 if item[1].tag == "tr" else item[0]):
        del key
        found.append([(p, r, row) for p, part in members for r, row in enumerate(part.rows)])
    return found


def by_grid(parts: list[Part]) -> tuple[Anchors, Covered]:
    """What `place_group` makes of the same table."""
    anchors: Anchors = {}
    covered: Covered = {}
    for group in groups_of(parts):
        placed, bottom = place_group([[_spans(cell) for cell in row] for _, _, row in group])
        assert bottom >= len(group)
        below: list[tuple[Name, int]] = []
        for y, ((p, r, _), line) in enumerate(zip(group, placed, strict=True)):
            for c, (x, width, end) in enumerate(line):
                anchors[p, r, c] = (x, width)
                below.append(((p, r, c), end))
            covered[p, r] = {name: anchors[name] for name, end in below if end > y}
    return anchors, covered


def _spans(cell: Td) -> Spans:
    return read_span(cell.colspan, limit=MAX_COLSPAN), read_span(cell.rowspan, limit=MAX_ROWSPAN, zero=True)


def by_reader(parts: list[Part]) -> tuple[Anchors, list[dict[Name, tuple[int, int]]]]:
    """What the reader makes of the same table as markup: anchors, and cover row by row where anything covers it."""
    table = next(html.document_fromstring(to_html(parts)).iter("table"))
    order = [(p, r) for p, part in enumerate(parts) for r in range(len(part.rows))]
    anchors: Anchors = {}
    covered = []
    for grid in read_table(table, 0, set()):
        assert isinstance(grid, Grid)
        for line in grid.rows:
            names = {_name(cell.text): cell for cell in line}
            assert all(cell.address == (0, order.index(name[:2]), name[2]) for name, cell in names.items())
            covered.append({name: (cell.x, cell.colspan) for name, cell in names.items()})
            anchors.update(covered[-1])
    return anchors, covered


def _name(text: str) -> Name:
    p, r, c = text.removeprefix("c").split("-")
    return int(p), int(r), int(c)
