"""Pages that are pictures to a document: straightened, their lines and signs recognised, then the geometry that PDF has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.document import Document
from parsers.model import Refusal
from parsers.readers.pdf.layout import blocks_of
from parsers.readers.recognition.page import recognise
from parsers.readers.recognition.picture import pictures
from parsers.readers.recognition.places import doubts_of, replaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.formats import Limits
    from parsers.formats.reading import PageImage
    from parsers.readers.pdf.model import Page
    from parsers.readers.recognition.page import Sheet


def read(images: Iterable[PageImage], limits: Limits, beside: Sequence[Page] = ()) -> Document:
    """Read page images; `beside` are the pages of the same file that hold text. Raises `Refusal`: ``broken``, ``too_large``."""
    sheets: dict[int, Sheet] = {}
    for picture in pictures(images, limits):
        if len(sheets) >= limits.recognition_pages:
            raise Refusal("too_large", f"页数过多 more than {limits.recognition_pages} pages to recognise")
        sheets[picture.page] = recognise(picture)
    pages = [*beside, *(sheet.page for sheet in sheets.values())]
    blocks = blocks_of(sorted(pages, key=lambda page: page.number))
    doubts = doubts_of(blocks, sheets)
    return Document(replaced(blocks, sheets), {}, "image", doubts=doubts)
