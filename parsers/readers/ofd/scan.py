"""Pages of an OFD file that are pictures: which they are, and their image files."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from parsers.formats.reading import PageImage, Piece
from parsers.readers.ofd.content import images_of
from parsers.readers.ofd.structure import POINTS, main_document, numbers_of, place_of
from parsers.readers.office.xml import local
from parsers.readers.pdf.scan import COVERED, FEWEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from parsers.readers.ofd.structure import PagePart
    from parsers.readers.office.package import Package
    from parsers.readers.pdf.model import Page


def pictured(pages: Sequence[Page]) -> list[int]:
    """Numbers of the pages that are pictures."""
    return [page.number for page in pages if page.images > COVERED and len(page.glyphs) <= FEWEST]


def page_images(package: Package, parts: Sequence[PagePart], numbers: Sequence[int]) -> list[PageImage]:
    """These pages by their images; without those of which an image is not in the file."""
    files = _files(package)
    found: list[PageImage] = []
    for number in numbers:
        part = parts[number - 1]
        pieces = [_piece(one, part, package, files) for content in part.contents for one in images_of(content)]
        whole = tuple(piece for piece in pieces if piece)
        if len(whole) == len(pieces):
            found.append(PageImage(number, b"", "pieces", pieces=whole, size=(part.width, part.height)))
    return found


def _piece(image: _Element, part: PagePart, package: Package, files: dict[str, str]) -> Piece | None:
    """An image where it is drawn; without a matrix it fills its box."""
    name, box = files.get(str(image.get("ResourceID", "")), ""), numbers_of(image.get("Boundary"))
    if name not in package:
        return None
    matrix = numbers_of(image.get("CTM"))
    x, y = box[0] - part.left, box[1] - part.top
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (box[2], 0.0, 0.0, box[3], 0.0, 0.0)
    points = [side * POINTS for side in (a, b, c, d, e + x, f + y, x, y, x + box[2], y + box[3])]
    return Piece(package.read(name), tuple(points[:6]), tuple(points[6:]))


def _files(package: Package) -> dict[str, str]:
    """The name of the file of every image, by its number."""
    folder, document = main_document(package)
    found: dict[str, str] = {}
    for listed in document.iter():
        if local(listed) not in ("PublicRes", "DocumentRes") or not listed.text:
            continue
        name = place_of(folder, listed.text.strip())
        if name in package:
            found |= _media(package.xml(name), posixpath.dirname(name))
    return found


def _media(resources: _Element, folder: str) -> dict[str, str]:
    base = place_of(folder, str(resources.get("BaseLoc", "")))
    files = ((one, next((file for file in one if local(file) == "MediaFile"), None)) for one in resources.iter())
    return {
        str(one.get("ID", "")): place_of(base, file.text.strip())
        for one, file in files
        if local(one) == "MultiMedia" and file is not None and file.text
    }
