"""Pages that are pictures to a document: straightened, their lines and signs recognised, then the geometry that PDF has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.document import Document
from parsers.readers.pdf.layout import blocks_of
from parsers.readers.recognition.page import recognise
from parsers.readers.recognition.picture import pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.formats import Limits
    from parsers.formats.reading import PageImage


def read(images: Iterable[PageImage], limits: Limits) -> Document:
    """Read page images. Raises `Refusal`: ``broken``, ``too_large``."""
    sheets = [recognise(picture) for picture in pictures(images, limits)]
    return Document(blocks_of([sheet.page for sheet in sheets]), {}, "image")
