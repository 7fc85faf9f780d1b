"""Pages as recognised to a document, its places those on the pages as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.document import Document
from parsers.readers.pdf.layout import blocks_of
from parsers.readers.recognition.places import doubts_of, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.readers.pdf.model import Page
    from parsers.readers.recognition.page import Sheet


def document_of(sheets: Mapping[int, Sheet], beside: Sequence[Page] = ()) -> Document:
    """The document of recognised pages, by their numbers, and of the pages `beside` them that hold text."""
    pages = [*beside, *(sheet.page for sheet in sheets.values())]
    blocks = blocks_of(sorted(pages, key=lambda page: page.number))
    return Document(replaced(blocks, sheets), {}, "image", doubts=doubts_of(blocks, sheets))
