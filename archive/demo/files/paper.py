"""What every writer of files is given: the parts of a report, and where the boxes of its tables stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from archive.demo.model import Section
    from archive.demo.tables import Box, Grid


class Paper(NamedTuple):
    """A report that is to become a file; `grids` are the tables by the key of their section, `sign` the last lines."""

    title: str
    preface: str
    sections: tuple[Section, ...]
    grids: dict[str, list[Grid]]
    sign: list[str]

    def lines(self) -> list[str | Grid]:
        """All of it in order: paragraphs and tables."""
        found: list[str | Grid] = [self.title, self.preface]
        for section in self.sections:
            found += [section.heading, *section.paragraphs, *self.grids.get(section.key, [])]
        return [*found, *self.sign]


def placed(grid: Grid) -> list[tuple[int, int, Box]]:
    """Each box with the row and column where it starts."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, boxes in enumerate(grid):
        column = 0
        for box in boxes:
            while (row, column) in taken:
                column += 1
            found.append((row, column, box))
            taken |= {(row + down, column + right) for down in range(box.rows) for right in range(box.columns)}
            column += box.columns
    return found
