"""What is drawn on an OFD page: text objects to characters, paths to rulings (GB/T 33190, 8 to 11)."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from parsers.readers.ofd.path import outlines
from parsers.readers.ofd.structure import POINTS, numbers_of
from parsers.readers.office.xml import local
from parsers.readers.pdf.model import Glyph, Ruling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from parsers.readers.ofd.structure import PagePart
    from parsers.readers.pdf.model import Page

_WIDE = ("W", "F", "A")
"""Widths of characters that take a whole square in Chinese fonts, dashes and quotation marks among them."""
_MIDDLE = 0.38
"""In sizes; how far above the baseline the middle of a character lies."""
_THICKEST, _SHORTEST = 3.0, 2.5
_MOST_OBJECTS = 200_000
_MOST_STEPS = 20_000
_DEEPEST = 12


class Frame(NamedTuple):
    """From an object's own coordinates (millimetres) to the page's points: a matrix, then the object's corner."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    x: float
    y: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point on the page."""
        return (
            (self.a * x + self.c * y + self.e + self.x) * POINTS,
            (self.b * x + self.d * y + self.f + self.y) * POINTS,
        )


def read_content(content: _Element, part: PagePart, page: Page) -> None:
    """Add what one tree draws to the page."""
    covered = 0.0
    for count, element in enumerate(_objects(content, 0)):
        if count > _MOST_OBJECTS:
            break
        name = local(element)
        if not _is_seen(element):
            continue
        box = numbers_of(element.get("Boundary"))
        matrix = numbers_of(element.get("CTM"))
        a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        frame = Frame(a, b, c, d, e, f, box[0] - part.left, box[1] - part.top)
        if name == "TextObject":
            _text(element, frame, page)
        elif name == "PathObject":
            _path(element, frame, page)
        else:
            covered += box[2] * box[3] * POINTS * POINTS
    page.images = min(1.0, page.images + covered / (page.width * page.height))


def images_of(content: _Element) -> Iterator[_Element]:
    """The images that one tree draws, those that take no room left out."""
    for element in islice(_objects(content, 0), _MOST_OBJECTS):
        if local(element) == "ImageObject" and _is_seen(element):
            yield element


def _is_seen(element: _Element) -> bool:
    box = numbers_of(element.get("Boundary"))
    return len(box) == 4 and str(element.get("Visible", "true")).lower() != "false"


def _objects(parent: _Element, depth: int) -> Iterator[_Element]:
    """Text, path and image objects in the order in which they are drawn."""
    for child in parent:
        name = local(child)
        if name in ("TextObject", "PathObject", "ImageObject"):
            yield child
        elif name in ("Content", "Layer", "PageBlock") and depth < _DEEPEST:
            yield from _objects(child, depth + 1)


def _text(element: _Element, frame: Frame, page: Page) -> None:
    size = next(iter(numbers_of(element.get("Size"))), 0.0)
    across = next(iter(numbers_of(element.get("HScale"))), 1.0) or 1.0
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode":
            continue
        x = next(iter(numbers_of(code.get("X"))), x)
        y = next(iter(numbers_of(code.get("Y"))), y)
        text = code.text or ""
        steps_x, steps_y = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
        for i, char in enumerate(text):
            own = size * across * (1.0 if east_asian_width(char) in _WIDE else 0.5)
            step = steps_x[i] if i < len(steps_x) else (0.0 if steps_y else own)
            _glyph(char, (x, y, step if 0 < step <= 1.2 * size * across else own, size), frame, page)
            x += step
            y += steps_y[i] if i < len(steps_y) else 0.0


def _glyph(char: str, where: tuple[float, float, float, float], frame: Frame, page: Page) -> None:
    x, y, width, size = where
    if not char.strip() or size <= 0:
        return
    left, middle = frame.place(x, y - _MIDDLE * size)
    right, _ = frame.place(x + width, y - _MIDDLE * size)
    _, top = frame.place(x, y - size)
    _, foot = frame.place(x, y)
    height = abs(foot - top) or size * POINTS
    page.glyphs.append(Glyph(char, min(left, right), max(left, right), middle, height))


def deltas(text: str | None, most: int) -> list[float]:
    """The steps from character to character; ``g n d`` stands for n times d."""
    found: list[float] = []
    words = iter((text or "").split()[:_MOST_STEPS])
    for word in words:
        repeat = 1
        if word == "g":
            count = next(words, "0")
            repeat = min(int(count), most) if count.isascii() and count.isdigit() and len(count) < 8 else 0
            word = next(words, "0")  # noqa: PLW2901  the word after the two
        found += (numbers_of(word) or [0.0]) * repeat
        if len(found) >= most:
            break
    return found[:most]


def _path(element: _Element, frame: Frame, page: Page) -> None:
    stroked = str(element.get("Stroke", "true")).lower() != "false"
    filled = str(element.get("Fill", "false")).lower() == "true"
    if not stroked and not filled:
        return
    data = next((one.text for one in element if local(one) == "AbbreviatedData"), "")
    for outline in outlines(data or ""):
        points = [frame.place(x, y) for x, y in outline]
        if stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                _rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), page)
        else:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            _rule(min(xs), min(ys), max(xs), max(ys), page)


def _rule(x0: float, y0: float, x1: float, y1: float, page: Page) -> None:
    """A line or thin bar as a ruling."""
    width, height = x1 - x0, y1 - y0
    if height <= _THICKEST and width >= _SHORTEST and width > 2 * height:
        page.across.append(Ruling((y0 + y1) / 2, x0, x1))
    elif width <= _THICKEST and height >= _SHORTEST and height > 2 * width:
        page.down.append(Ruling((x0 + x1) / 2, y0, y1))
