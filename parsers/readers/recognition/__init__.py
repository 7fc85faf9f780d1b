"""Pages that are pictures to a document: straightened, their lines and signs recognised, then the geometry that PDF has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.model import Refusal
from parsers.readers.recognition.document import document_of
from parsers.readers.recognition.files import read_files
from parsers.readers.recognition.page import recognise
from parsers.readers.recognition.picture import pictures
from parsers.readers.recognition.scales import Scales

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.document import Document
    from parsers.formats import Limits
    from parsers.formats.reading import PageImage
    from parsers.readers.pdf.model import Page
    from parsers.readers.recognition.page import Sheet

__all__ = ["read", "read_files"]


def read(images: Iterable[PageImage], limits: Limits, beside: Sequence[Page] = ()) -> Document:
    """Read page images; `beside` are the pages of the same file that hold text. Raises `Refusal`: ``broken``, ``too_large``."""
    sheets: dict[int, Sheet] = {}
    scales = Scales()
    for picture in pictures(images, limits):
        if len(sheets) >= limits.recognition_pages:
            raise Refusal("too_large", f"页数过多 more than {limits.recognition_pages} pages to recognise")
        sheets[picture.page] = recognise(picture, scales)
    return document_of(sheets, beside)
