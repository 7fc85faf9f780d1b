"""Small PDF files for tests, made by ReportLab: lines of text and tables at known places."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@dataclass
class Paper:
    """A PDF in the making; places are points from the top left."""

    size: tuple[float, float] = A4
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.out = BytesIO()
        self.canvas = Canvas(self.out, pagesize=self.size, invariant=1, **self.options)

    def text(self, x: float, y: float, words: str, size: float = 10, *, align: str = "left") -> None:
        """Words on a baseline; `x` is their left end, middle or right end."""
        self.canvas.setFont(FONT, size)
        draw = {"left": self.canvas.drawString, "center": self.canvas.drawCentredString}
        draw.get(align, self.canvas.drawRightString)(x, self.size[1] - y, words)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A ruling."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.size[1] - y0, x1, self.size[1] - y1)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """Rulings at all these places."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)

    def table(self, xs: list[float], ys: list[float], rows: list[list[str]]) -> None:
        """A ruled table, the words in the middle of their cells."""
        self.grid(xs, ys)
        for row, top, bottom in zip(rows, ys, ys[1:], strict=False):
            for words, left, right in zip(row, xs, xs[1:], strict=False):
                self.text((left + right) / 2, (top + bottom) / 2 + 3.5, words, align="center")

    def page(self) -> None:
        """The next page."""
        self.canvas.showPage()

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.out.getvalue()
