"""The characters of a page with their places. Blanks are left out: gaps between characters tell more than they do."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as raw

from parsers.readers.pdf.model import Glyph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.pdf.placing import Place

_BLANK = frozenset(" \t\r\n\x0b\x0c\x00\u00a0\u2002\u2003\u2009\u3000\u200b\ufeff\u00ad\ufffe\uffff")
_MIDDLE = 0.36
"""How far above the baseline the middle of a character stands, in sizes."""
_LARGEST = 90.0
"""Points; a larger character has a box that cannot be believed, as in some vertical fonts."""
_new = tuple.__new__  # a page has thousands: past the constructor of a named tuple
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


def read_glyphs(text: Any, place: Place) -> list[Glyph]:
    """All characters in the order of the file."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_ref, x_ref, y_ref = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    box_of, origin_of = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    glyphs: list[Glyph] = []
    spaced = False
    line, base = (0.0, 0.0), 0.0
    shift_x, shift_y = place(0.0, 0.0)
    is_upright = place(1.0, 1.0) == (shift_x + 1.0, shift_y - 1.0)  # of most pages: past a call for each corner
    for index, letter in enumerate(_letters(text)):
        if letter in _BLANK:
            spaced = not raw.FPDFText_IsGenerated(text, index)
            continue
        if not letter:
            continue
        box_of(text, index, box_ref)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if not (right - left < _LARGEST and top - bottom < _LARGEST):
            left, bottom, right, top = _tight(text, index)
        if is_upright:
            ax, ay, bx, by = left + shift_x, shift_y - bottom, right + shift_x, shift_y - top
        else:
            (ax, ay), (bx, by) = place(left, bottom), place(right, top)
        if (ay, by) != line:  # characters of one height stand on one baseline: it is asked for once
            origin_of(text, index, x_ref, y_ref)
            line, base = (ay, by), place(x.value, y.value)[1]
        x0, x1, low, high = (*((ax, bx) if ax <= bx else (bx, ax)), *((ay, by) if ay <= by else (by, ay)))
        width, size = x1 - x0, high - low
        if letter >= "\u2e80" and size < 2.2 * width:
            size = width  # the height of some fonts is that of the ink
        elif size < width / 2:
            size = width  # so it is with a dash
        middle = base - _MIDDLE * size if low - size <= base <= high + size else (ay + by) / 2
        glyphs.append(_new(Glyph, (letter, x0, x1, middle, max(1.0, size), spaced)))
        spaced = False
    return glyphs


def _letters(text: Any) -> Sequence[str]:
    """The character of each index, all in one call where the page's text has as many and none of two units; "" for half of one."""
    count = raw.FPDFText_CountChars(text)
    units = (ctypes.c_ushort * (2 * count + 2))()
    written = raw.FPDFText_GetText(text, 0, count, units) - 1
    if written == count:
        letters = bytes(memoryview(units).cast("B")[: 2 * count]).decode("utf-16-le", "replace")
        if len(letters) == count and "\ufffd" not in letters:
            return letters
    return list(_one_by_one(text, count))


def _one_by_one(text: Any, count: int) -> Iterator[str]:
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in _HIGH:
            high = code
            yield ""
            continue
        if code in _LOW:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        yield chr(code) if code < 0x110000 else "\ufffd"


def _tight(text: Any, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value
