"""Picture files that are the pages of one document: read as one, each place with the number of its file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.document import Grid, locator_at
from parsers.formats.reading import PageImage, Together
from parsers.model import Refusal
from parsers.readers.recognition.document import document_of
from parsers.readers.recognition.page import recognise
from parsers.readers.recognition.picture import pictures
from parsers.readers.recognition.scales import Scales

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.document import Block, Document
    from parsers.formats import Limits
    from parsers.readers.recognition.page import Sheet

    Places = dict[int, tuple[int, int]]
    """By the number of a page in the document: that of its file, and that of the page in the file."""

_FEWEST = 8
"""Signs of a page; a logo, a code to scan or an ornament has fewer."""
_SMALLEST = 300
"""Pixels; a picture that is smaller both ways is an ornament."""


def read_files(files: Sequence[bytes], limits: Limits, first: int) -> Together:
    """Read files in order; one that is no page, or cannot be read, is left out and told. The first page's file has the number `first`.

    Raises `Refusal`: ``too_large`` where there are too many pages.
    """
    sheets: dict[int, Sheet] = {}
    scales = Scales()
    places: Places = {}
    read: list[int] = []
    left: dict[int, Refusal | None] = {}
    for number, file in enumerate(files):
        left[number] = None
        try:
            found = list(_sheets(file, limits, len(sheets), scales))
        except Refusal as refusal:
            left[number] = refusal
            continue
        if found:
            read.append(number)
            del left[number]
        for frame, sheet in found:
            sheets[sheet.page.number] = sheet
            places[sheet.page.number] = (first + len(read) - 1, frame)
        if len(sheets) > limits.recognition_pages:
            raise Refusal("too_large", f"页数过多 more than {limits.recognition_pages} pages to recognise")
    return Together(_placed(document_of(sheets), places), tuple(read), left)


def _sheets(file: bytes, limits: Limits, before: int, scales: Scales) -> Iterator[tuple[int, Sheet]]:
    """The pages of a file with print on them, numbered on from those before, each with its number in the file."""
    for frame, picture in enumerate(pictures([PageImage(1, file, "file")], limits), 1):
        if max(picture.pixels.shape[:2]) < _SMALLEST:
            continue
        sheet = recognise(picture._replace(page=before + 1), scales)
        if len(sheet.page.glyphs) >= _FEWEST:
            before += 1
            yield frame, sheet


def _placed(document: Document, places: Places) -> Document:
    """The document with places that name file and page in it."""
    doubts = {_moved(place, places): doubt for place, doubt in (document.doubts or {}).items()}
    return replace(document, blocks=[_block(block, places) for block in document.blocks], doubts=doubts)


def _block(block: Block, places: Places) -> Block:
    if isinstance(block, Grid):
        rows = [[cell._replace(address=_moved(cell.address, places)) for cell in row] for row in block.rows]
        return replace(block, rows=rows)
    place = (block.locator["page"], *block.locator["box"])
    return replace(block, locator=locator_at(_moved(place, places)))


def _moved(place: tuple[float, ...], places: Places) -> tuple[float, ...]:
    return (*places[int(place[0])], *place[1:])
