"""The skeleton of a PDF written by hand: pages of drawing orders, and a Chinese font that the reader brings along."""

from __future__ import annotations

import zlib
from typing import NamedTuple

PAGES = 2
FONT = 3
FIRST_PAGE = 6
FONT_PARTS = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>"
    ),
    (
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    ),
)


class Picture(NamedTuple):
    """A grey picture, a byte a pixel, row by row."""

    width: int
    height: int
    pixels: bytes


def pdf(pages: list[str], height: float = 842) -> bytes:
    """A valid file from the drawing orders of its pages, each as wide as A4 and so many points high."""
    numbers = range(FIRST_PAGE, FIRST_PAGE + 2 * len(pages), 2)
    objects = [*_head(numbers), *FONT_PARTS]
    for number, orders in zip(numbers, pages, strict=True):
        font = f"/Font << /F1 {FONT} 0 R >>"
        objects.append(_page(f"[0 0 595 {height:g}]", number + 1, font))
        objects.append(_stream(orders.encode("ascii")))
    return _file(objects)


def picture_pdf(pictures: list[Picture], dpi: int) -> bytes:
    """A valid file whose pages are grey pictures of so many dots an inch, as a scanner makes it."""
    numbers = range(FONT, FONT + 3 * len(pictures), 3)
    objects = _head(numbers)
    for number, picture in zip(numbers, pictures, strict=True):
        across, down = picture.width * 72 / dpi, picture.height * 72 / dpi
        image = (
            f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height}"
            " /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
        )
        objects.append(_page(f"[0 0 {across:.2f} {down:.2f}]", number + 1, f"/XObject << /P {number + 2} 0 R >>"))
        objects.append(_stream(f"q {across:.2f} 0 0 {down:.2f} 0 0 cm /P Do Q".encode("ascii")))
        objects.append(_stream(zlib.compress(picture.pixels), image))
    return _file(objects)


def _head(pages: range) -> list[bytes]:
    kids = " ".join(f"{number} 0 R" for number in pages)
    return [
        f"<< /Type /Catalog /Pages {PAGES} 0 R >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
    ]


def _page(box: str, content: int, resources: str) -> bytes:
    return (
        f"<< /Type /Page /Parent {PAGES} 0 R /MediaBox {box} /Contents {content} 0 R /Resources << {resources} >> >>"
    ).encode()


def _stream(content: bytes, about: str = "") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (about.encode(), len(content), content)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
