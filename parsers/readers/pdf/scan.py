"""Pages that are pictures of text: handed to character recognition, which is an optional extra."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as raw

from parsers.formats import can_recognise
from parsers.formats.reading import PageImage, read_images, recognises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.document import Document
    from parsers.formats import Limits
    from parsers.readers.pdf.model import Page

FEWEST = 12
"""A page with no more characters, that images cover, is a scan; page numbers and stamps have some."""
COVERED = 0.4
DPI = 200.0
"""Dots an inch at which a page is drawn whose images do not tell their own."""
_COARSEST, _FINEST = 100.0, 400.0
_LOOKED_AT = 60
"""Characters of a page that are asked whether they are seen."""


class Pictured(NamedTuple):
    """Numbers of the pages that are pictures: those without a text, and those with a hidden one over them."""

    bare: tuple[int, ...]
    hidden: tuple[int, ...]


def pictured(document: Any, pages: list[Page]) -> Pictured:
    """The pages that are pictures. Where hardly a page has a text, those without an image are taken for pictures too."""
    covered = [page for page in pages if page.images > COVERED]
    if covered and sum(len(page.glyphs) for page in pages) <= FEWEST * len(pages):
        return Pictured(tuple(page.number for page in pages), ())
    bare = tuple(page.number for page in covered if len(page.glyphs) <= FEWEST)
    rest = (page.number for page in covered if len(page.glyphs) > FEWEST)
    return Pictured(bare, tuple(number for number in rest if _is_hidden(document, number)))


def read_scan(document: Any, pages: list[Page], found: Pictured, limits: Limits) -> Document | None:
    """The document, its pictures by character recognition; None where only its text can be read.

    Raises `Refusal`: ``needs_ocr`` where recognition is not there and there is no text, or where the limits say to wait for it.
    """
    numbers = {*found.bare, *found.hidden}
    if not numbers:
        return None
    waits = limits.recognition_pages == 0 and can_recognise()
    if not recognises(limits) and not waits and len(found.bare) < len(pages):
        return None
    chosen, beside = ([page for page in pages if (page.number in numbers) is wanted] for wanted in (True, False))
    recognised = read_images(_rendered(document, chosen, limits), limits, "pdf" if beside else "scan", beside)
    recognised.layer = "picture" if found.hidden else ""
    return recognised


def _is_hidden(document: Any, number: int) -> bool:
    """Whether most characters of a page are there to be searched and not to be seen."""
    with closing(document[number - 1]) as page, closing(page.get_textpage()) as text:
        count = text.count_chars()
        asked = range(0, count, max(1, count // _LOOKED_AT))
        objects = (raw.FPDFText_GetTextObject(text.raw, index) for index in asked)
        modes = [raw.FPDFTextObj_GetTextRenderMode(one) for one in objects if one]
    return 2 * modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes)


def _rendered(document: Any, pages: list[Page], limits: Limits) -> Iterator[PageImage]:
    for page in pages:
        scale = _own_dpi(document[page.number - 1]) / 72
        while page.width * page.height * scale * scale > limits.pixels:
            scale /= 2
        with closing(document[page.number - 1]) as handle, closing(handle.render(scale=scale)) as bitmap:
            yield PageImage(page.number, _packed(bitmap), "bgr", bitmap.width, bitmap.height, 1 / scale)


def _own_dpi(page: Any) -> float:
    """The resolution of the largest image of a page: drawn at it, the page gives the image's own pixels."""
    best, largest = DPI, 0.0
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,)):
        left, bottom, right, top = item.get_bounds()
        wide, high = right - left, top - bottom
        if wide * high > largest and wide > 0:
            largest = wide * high
            best = max(item.get_px_size()) / max(wide, high) * 72
    return min(max(best, _COARSEST), _FINEST)


def _packed(bitmap: Any) -> bytes:
    """The pixels row by row without the padding that PDFium keeps at the end of rows."""
    assert bitmap.format == raw.FPDFBitmap_BGR
    buffer, wide = bytes(bitmap.buffer), 3 * bitmap.width
    if bitmap.stride == wide:
        return buffer
    return b"".join(buffer[y * bitmap.stride : y * bitmap.stride + wide] for y in range(bitmap.height))
