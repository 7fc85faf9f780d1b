"""OFD, the national page format, to a document: characters and rulings of every page, by the geometry that PDF has too."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from parsers.document import Document
from parsers.formats import can_recognise
from parsers.formats.reading import read_images, recognises
from parsers.model import Refusal
from parsers.readers.ofd.content import read_content
from parsers.readers.ofd.scan import page_images, pictured
from parsers.readers.ofd.structure import page_parts
from parsers.readers.office.package import Package
from parsers.readers.pdf.layout import blocks_of
from parsers.readers.pdf.model import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.formats import Limits
    from parsers.readers.ofd.structure import PagePart


def read(body: bytes, limits: Limits) -> Document:
    """Read a file. Raises `Refusal`: ``encrypted``, ``broken``, ``too_large``, ``needs_ocr``.

    A locator's box is in points from the top left of the page; the file itself has millimetres.
    """
    package = Package(body, limits)
    parts, pages = _read_pages(package, limits)
    numbers = pictured(pages)
    if numbers and recognises(limits) and (images := page_images(package, parts, numbers)):
        scan = read_images(images, limits, "ofd", [page for page in pages if page.number not in numbers])
        read_ones = {image.page for image in images}
        scan.unread = tuple(number for number in numbers if number not in read_ones)
        return scan
    if not any(page.glyphs for page in pages):
        if numbers and recognises(limits):
            raise Refusal("broken", "OFD 文件缺少页面的图片 the OFD file lacks the images of its pages")
        if any(page.images for page in pages):
            raise Refusal("needs_ocr", "图片或扫描件，需要文字识别 images or a scan, needs OCR: ofd")
        raise Refusal("broken", "OFD 文件没有文字 the OFD file holds no text")
    if numbers and limits.recognition_pages == 0 and can_recognise():
        raise Refusal("needs_ocr", "部分页面是图片，需要文字识别 some pages are pictures, needs OCR: ofd")
    return Document(blocks_of(pages), {}, "ofd", plain=lambda: plain(pages), unread=tuple(numbers))


def _read_pages(package: Package, limits: Limits) -> tuple[list[PagePart], list[Page]]:
    """The pages in order, as they are stored and as they are read."""
    parts: list[PagePart] = []
    pages: list[Page] = []
    left = limits.characters
    for number, part in enumerate(page_parts(package), start=1):
        if number > limits.pages:
            raise Refusal("too_large", f"页数过多 more than {limits.pages} pages")
        page = Page(number, part.width, part.height)
        for content in part.contents:
            read_content(content, part, page)
        left -= len(page.glyphs)
        if left < 0:
            raise Refusal("too_large", f"文本过长 more than {limits.characters} characters")
        parts.append(part)
        pages.append(page)
    return parts, pages


def plain(pages: Sequence[Page]) -> str:
    """The text line by line: characters of about one height from left to right, a wide gap as blanks."""
    lines: list[str] = []
    for page in pages:
        ordered = sorted(page.glyphs, key=lambda glyph: (round(glyph.y / max(glyph.size * 0.6, 1)), glyph.x0))
        for _, group in groupby(ordered, key=lambda glyph: round(glyph.y / max(glyph.size * 0.6, 1))):
            text, end = "", None
            for glyph in group:
                if end is not None and glyph.x0 - end > 0.6 * glyph.size:
                    text += "  "
                text += glyph.text
                end = glyph.x1
            lines.append(text)
    return "\n".join(lines)
