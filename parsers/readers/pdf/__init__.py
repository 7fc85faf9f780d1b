"""PDF to a document: characters and rulings of every page, by geometry alone; pages that are pictures are recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.document import Document
from parsers.readers.pdf.engine import file_head, opened, page_text, read_pages
from parsers.readers.pdf.layout import blocks_of
from parsers.readers.pdf.scan import pictured, read_scan

if TYPE_CHECKING:
    from parsers.formats import Limits


def read(body: bytes, limits: Limits) -> Document:
    """Read a PDF. Raises `Refusal`: ``encrypted``, ``broken``, ``too_large``, ``needs_ocr``."""
    with opened(body, limits) as document:
        pages = list(read_pages(document, limits))
        found = pictured(document, pages)
        scan, head = read_scan(document, pages, found, limits), file_head(document)
    if scan:
        scan.head |= head
        return scan
    text = Document(blocks_of(pages), head, "pdf", plain=lambda: _plain(body, limits))
    text.unread, text.layer = found.bare, "text" if found.hidden else ""
    return text


def _plain(body: bytes, limits: Limits) -> str:
    with opened(body, limits) as document:
        return page_text(document)
