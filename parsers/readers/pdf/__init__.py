"""PDF with a text layer to a document: characters and rulings of every page, by geometry alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.document import Document
from parsers.readers.pdf.engine import opened, page_text, read_pages
from parsers.readers.pdf.layout import blocks_of
from parsers.readers.pdf.scan import read_scan

if TYPE_CHECKING:
    from parsers.formats import Limits


def read(body: bytes, limits: Limits) -> Document:
    """Read a PDF. Raises `Refusal`: ``encrypted``, ``broken``, ``too_large``, ``needs_ocr``."""
    with opened(body, limits) as document:
        pages = list(read_pages(document, limits))
        scan = read_scan(document, pages, limits)
    return scan or Document(blocks_of(pages), {}, "pdf", plain=lambda: _plain(body, limits))


def _plain(body: bytes, limits: Limits) -> str:
    with opened(body, limits) as document:
        return page_text(document)
