"""The rulings of a page: straight lines and thin bars, however they are drawn; and how much of it images cover."""

from __future__ import annotations

import ctypes
import itertools
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as raw

from parsers.readers.pdf.model import Page, Ruling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.readers.pdf.placing import Place

    Matrix = tuple[float, float, float, float, float, float]
    Point = tuple[float, float]

THICKEST = 3.0
"""Points; a filled bar that is thicker is no ruling."""
SHORTEST = 2.5
"""Points; a line that is shorter rules nothing."""
_RECTANGLE = 5
"""Segments of a path that is one closed box."""
_DEEPEST = 6
_MOST = 200_000
"""Objects and path segments that are looked at on one page."""
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_drawing(handle: Any, place: Place, page: Page) -> None:
    """Add the rulings to the page, and the share that images cover."""
    area = page.width * page.height
    covered = 0.0
    budget = _MOST
    room = _Room()
    for kind, item, outer in _objects(handle):
        budget -= 1
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += _area(_times(_matrix(item), outer))
        else:
            budget -= raw.FPDFPath_CountSegments(item)
            if budget > 0:
                _rule(item, outer, place, page, room)
        if budget <= 0:
            break
    page.images = min(covered / area, 1.0) if area else 0.0


def _objects(handle: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """Paths and images of the page, those in its forms included, with the matrix that places what they stand in."""
    object_of, kind_of, text = raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_TEXT
    for index in range(raw.FPDFPage_CountObjects(handle)):
        item = object_of(handle, index)
        if kind_of(item) != text:  # most are
            yield from _flat(item, _IDENTITY, 0)


def _flat(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
        yield kind, item, outer
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _times(_matrix(item), outer)
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _flat(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    if n is _IDENTITY:
        return m
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _area(matrix: Matrix) -> float:
    """An image is the unit square, placed."""
    return abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])


class _Room:
    """Where PDFium writes what it is asked for, made once a page: a page may have thousands of paths."""

    def __init__(self) -> None:
        self.fill, self.stroke = ctypes.c_int(), ctypes.c_int()
        self.mode = ctypes.byref(self.fill), ctypes.byref(self.stroke)
        self.alpha = ctypes.c_uint()
        self.color = (*(ctypes.byref(ctypes.c_uint()) for _ in range(3)), ctypes.byref(self.alpha))
        self.sides = tuple(ctypes.c_float() for _ in range(4))
        self.box = tuple(map(ctypes.byref, self.sides))


def _rule(item: Any, outer: Matrix, place: Place, page: Page, room: _Room) -> None:
    raw.FPDFPath_GetDrawMode(item, *room.mode)
    if room.stroke.value and _is_seen(item, raw.FPDFPageObj_GetStrokeColor, room):
        for points in _outlines(item, _times(_matrix(item), outer), place):
            for (ax, ay), (bx, by) in itertools.pairwise(points):
                _add(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), page)
    elif room.fill.value and _is_seen(item, raw.FPDFPageObj_GetFillColor, room):
        if outer is _IDENTITY and raw.FPDFPath_CountSegments(item) == _RECTANGLE:
            _add(*_bounds(item, place, room), page)
            return
        for points in _outlines(item, _times(_matrix(item), outer), place):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            _add(min(xs), min(ys), max(xs), max(ys), page)


def _bounds(item: Any, place: Place, room: _Room) -> tuple[float, float, float, float]:
    """The box of a filled path as PDFium gives it, which is far quicker than point by point."""
    raw.FPDFPageObj_GetBounds(item, *room.box)
    left, bottom, right, top = room.sides
    ax, ay = place(left.value, bottom.value)
    bx, by = place(right.value, top.value)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _is_seen(item: Any, color: Any, room: _Room) -> bool:
    return not color(item, *room.color) or room.alpha.value > 0


def _add(x0: float, y0: float, x1: float, y1: float, page: Page) -> None:
    """A bar or line as a ruling, if it is thin one way and long the other."""
    width, height = x1 - x0, y1 - y0
    if height <= THICKEST and width >= SHORTEST and width > 2 * height:
        page.across.append(Ruling((y0 + y1) / 2, x0, x1))
    elif width <= THICKEST and height >= SHORTEST and height > 2 * width:
        page.down.append(Ruling((x0 + x1) / 2, y0, y1))
    elif width <= THICKEST and height <= THICKEST:
        page.dots.append(((x0 + x1) / 2, (y0 + y1) / 2))


def _outlines(item: Any, matrix: Matrix, place: Place) -> Iterator[list[Point]]:
    """The subpaths as placed points, closed ones back to their start. Curves count as the chord of their points."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    x_ref, y_ref, move = ctypes.byref(x), ctypes.byref(y), raw.FPDF_SEGMENT_MOVETO
    segment_of, point_of = raw.FPDFPath_GetPathSegment, raw.FPDFPathSegment_GetPoint
    kind_of, is_closing = raw.FPDFPathSegment_GetType, raw.FPDFPathSegment_GetClose
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = segment_of(item, index)
        point_of(segment, x_ref, y_ref)
        px, py = x.value, y.value
        point = place(a * px + c * py + e, b * px + d * py + f)
        if kind_of(segment) == move:
            if len(points) > 1:
                yield points
            points = [point]
        else:
            points.append(point)
        if is_closing(segment):
            yield [*points, points[0]]
            points = points[:1]
    if len(points) > 1:
        yield points
