"""Pages that are pictures of text: handed to character recognition, which is an optional extra."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as raw

from parsers.formats.reading import PageImage, read_images

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.document import Document
    from parsers.formats import Limits
    from parsers.readers.pdf.model import Page

FEWEST = 12
"""A page with fewer characters a page, on average, that images cover, is a scan; page numbers and stamps have some."""
COVERED = 0.4
DPI = 200.0
"""Dots an inch at which a page is drawn whose images do not tell their own."""
_COARSEST, _FINEST = 100.0, 400.0


def read_scan(document: Any, pages: list[Page], limits: Limits) -> Document | None:
    """The document by character recognition if its pages are images; None if there is a text to read.

    Raises `Refusal` (``needs_ocr``) where recognition is not installed.
    """
    characters = sum(len(page.glyphs) for page in pages)
    if characters > FEWEST * len(pages) or not any(page.images > COVERED for page in pages):
        return None
    return read_images(_rendered(document, pages, limits), limits, "scan")


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
