"""A report on paper: title, paragraphs and ruled tables laid out on A4 pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.demo.files.paper import placed
from archive.demo.files.pdf import pdf

if TYPE_CHECKING:
    from archive.demo.files.paper import Paper
    from archive.demo.tables import Box, Grid

A4 = 842.0
TOP, BOTTOM, LEFT, WIDTH = 52.0, 60.0, 60.0, 475.0
BODY, SMALL, TITLE = 12.0, 8.5, 17.0
HALF_WIDE = 128
"""Signs before this code point take half a square."""
LABELS_AND_VALUES = 10
LABEL_SHARES = (0.06, 0.11, 0.29)


def ems(text: str) -> float:
    """Width of a text in squares."""
    return sum(0.5 if ord(sign) < HALF_WIDE else 1.0 for sign in text)


def wrap(text: str, squares: float) -> list[str]:
    """Cut a text into lines of at most so many squares; a line break in it stays one."""
    lines = [""]
    for sign in text:
        if sign == "\n" or ems(lines[-1] + sign) > squares:
            lines.append("")
        lines[-1] += sign.strip("\n")
    return lines


class Sheet:
    """Pages in the making, filled from top to bottom; `height` in points."""

    def __init__(self, height: float = A4) -> None:
        self.height = height
        self.pages: list[list[str]] = [[]]
        self.y = height - TOP

    def room(self, height: float) -> None:
        """Begin a new page unless so much is left of this one."""
        if self.y - height < BOTTOM:
            self.pages.append([])
            self.y = self.height - TOP

    def text(self, x: float, y: float, size: float, line: str) -> None:
        """One line of text at a place."""
        code = line.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /F1 {size} Tf {x:.1f} {y:.1f} Td <{code}> Tj ET")

    def paragraph(self, text: str, size: float = BODY, *, indent: bool = True, place: float = 0.0) -> None:
        """A paragraph; `place` is 0 for the left, 0.5 for the middle, 1 for the right."""
        for line in wrap(f"　　{text}" if indent else text, WIDTH / size):
            self.room(size * 1.9)
            self.y -= size * 1.9
            self.text(LEFT + (WIDTH - ems(line) * size) * place, self.y, size, line)

    def table(self, grid: Grid) -> None:
        """A ruled table on one page."""
        widths = _widths(sum(box.columns for box in grid[0]))
        boxes = placed(grid)
        heights = [SMALL * 2.0] * len(grid)
        for row, column, box in boxes:
            if box.rows == 1:
                lines = len(wrap(box.text, (sum(widths[column : column + box.columns]) - 4) / SMALL))
                heights[row] = max(heights[row], lines * SMALL * 1.25 + 5)
        self.room(sum(heights) + 14)
        self.y -= 10
        tops = [self.y - sum(heights[:row]) for row in range(len(grid) + 1)]
        for row, column, box in boxes:
            x, width = LEFT + sum(widths[:column]), sum(widths[column : column + box.columns])
            self._box(box, x, tops[row], width, tops[row] - tops[min(row + box.rows, len(grid))])
        self.y = tops[-1] - 4

    def _box(self, box: Box, x: float, top: float, width: float, height: float) -> None:
        self.pages[-1].append(f"0.5 w {x:.1f} {top - height:.1f} {width:.1f} {height:.1f} re S")
        lines = wrap(box.text, (width - 4) / SMALL)
        y = top - (height - len(lines) * SMALL * 1.25) / 2 - SMALL
        for line in lines:
            start = x + 2 if box.role == "label" else x + (width - ems(line) * SMALL) / 2
            self.text(start, y, SMALL, line)
            y -= SMALL * 1.25

    def done(self) -> bytes:
        """The file."""
        return pdf(["\n".join(orders) for orders in self.pages], self.height)


def _widths(columns: int) -> list[float]:
    if columns != LABELS_AND_VALUES:
        return [WIDTH / columns] * columns
    rest = (1 - sum(LABEL_SHARES)) / (columns - len(LABEL_SHARES))
    return [WIDTH * share for share in (*LABEL_SHARES, *[rest] * (columns - len(LABEL_SHARES)))]


def on_paper(paper: Paper, height: float = A4) -> bytes:
    """A whole report as a PDF."""
    sheet = Sheet(height)
    sheet.paragraph(paper.title, TITLE, indent=False, place=0.5)
    sheet.paragraph(paper.preface)
    for section in paper.sections:
        sheet.paragraph(section.heading)
        for text in section.paragraphs:
            sheet.paragraph(text)
        for grid in paper.grids.get(section.key, []):
            sheet.table(grid)
    for text in paper.sign:
        sheet.paragraph(text, indent=False, place=1.0)
    return sheet.done()
