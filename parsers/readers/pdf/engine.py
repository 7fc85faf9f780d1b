"""PDFium, opened with care: every way in which a file can be bad is a named refusal."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from parsers.document import FILE_TITLE
from parsers.model import Refusal
from parsers.readers.pdf.glyphs import read_glyphs
from parsers.readers.pdf.model import Page
from parsers.readers.pdf.placing import placing
from parsers.readers.pdf.rulings import read_drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.formats import Limits

LARGEST_SIDE = 14_400.0
"""Points; the format's own bound on a page."""


@contextmanager
def opened(body: bytes, limits: Limits) -> Iterator[Any]:
    """The document. Raises `Refusal`: ``encrypted``, ``broken`` or ``too_large``."""
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Refusal("encrypted", "文件已加密 the file asks for a password") from error
        raise Refusal("broken", f"PDF 文件损坏 the PDF is broken: {error}") from error
    with closing(document):
        count = len(document)
        if count == 0:
            raise Refusal("broken", "PDF 没有可读的页 the PDF has no page that can be read")
        if count > limits.pages:
            raise Refusal("too_large", f"页数过多 too many pages: {count} > {limits.pages}")
        try:
            yield document
        except pdfium.PdfiumError as error:
            raise Refusal("broken", f"PDF 文件损坏 the PDF is broken: {error}") from error


def read_pages(document: Any, limits: Limits) -> Iterator[Page]:
    """Every page in order; a page that cannot be loaded is an empty one. Raises `Refusal` (``too_large``)."""
    left = limits.characters
    for index in range(len(document)):
        try:
            handle = document[index]
        except pdfium.PdfiumError:
            yield Page(index + 1, 0, 0)
            continue
        with closing(handle):
            page = _read(handle, index + 1, left)
        left -= len(page.glyphs)
        yield page


def _read(handle: Any, number: int, left: int) -> Page:
    width, height = (min(side, LARGEST_SIDE) for side in handle.get_size())
    place = placing(handle)
    page = Page(number, width, height)
    with closing(handle.get_textpage()) as text:
        if text.count_chars() > left:
            raise Refusal("too_large", "字符过多 too many characters")
        page.glyphs = read_glyphs(text.raw, place)
    read_drawing(handle.raw, place, page)
    return page


def file_head(document: Any) -> dict[str, str]:
    """What the file's own properties declare: its title, as programs take it from the document that they print."""
    try:
        title = document.get_metadata_value("Title")
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return {}
    return {FILE_TITLE: title} if title else {}


def page_text(document: Any) -> str:
    """The text of all pages in PDFium's own order and lines, for the second reading."""
    parts = []
    for index in range(len(document)):
        try:
            with closing(document[index]) as page, closing(page.get_textpage()) as text:
                parts.append(text.get_text_range())
        except pdfium.PdfiumError:  # `read_pages` leaves that page out as well
            continue
    return "\n".join(parts)
