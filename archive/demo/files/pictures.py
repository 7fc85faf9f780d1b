"""A report as pictures: painted by PDFium, packed as a scanned PDF, as one long PNG or as one for every page. No text is left in them."""

from __future__ import annotations

from contextlib import closing
from functools import cache

import pypdfium2 as pdfium

from archive.demo.files.paper import Paper
from archive.demo.files.pdf import Picture, pdf, picture_pdf
from archive.demo.files.sheet import on_paper
from archive.isolation.rendering import png

DPI = 150
WHITE = 255
LONG = 3000.0
"""Points of a page that takes a whole report."""
PROBES = ("公", "开", "国")


def write_scan(paper: Paper) -> bytes:
    """A PDF whose pages are pictures."""
    return picture_pdf(_painted(on_paper(paper)), DPI)


def write_png(paper: Paper) -> bytes:
    """One picture of all."""
    (page,) = _painted(on_paper(paper, LONG))
    end = len(page.pixels.rstrip(bytes([WHITE]))) // page.width + 2 * DPI // 5
    height = min(page.height, end)
    return png(page.pixels[: page.width * height], page.width, height, page.width)


def write_pngs(paper: Paper) -> tuple[bytes, ...]:
    """A picture of every page."""
    pages = _painted(on_paper(paper))
    return tuple(png(page.pixels, page.width, page.height, page.width) for page in pages)


@cache
def has_chinese_font() -> bool:
    """Whether Chinese can be painted here: without a font for it, all signs look alike."""
    pages = [f"BT /F1 60 Tf 100 400 Td <{sign.encode('utf-16-be').hex()}> Tj ET" for sign in PROBES]
    return len({picture.pixels for picture in _painted(pdf(pages))}) == len(PROBES)


def _painted(body: bytes) -> list[Picture]:
    with closing(pdfium.PdfDocument(body)) as document:
        return [_paint(page) for page in document]


def _paint(page: pdfium.PdfPage) -> Picture:
    with closing(page), closing(page.render(scale=DPI / 72, grayscale=True)) as bitmap:
        width, stride, pixels = bitmap.width, bitmap.stride, bytes(bitmap.buffer)
        rows = (pixels[y * stride : y * stride + width] for y in range(bitmap.height))
        return Picture(width, bitmap.height, b"".join(rows))
