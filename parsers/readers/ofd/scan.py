"""Pages of an OFD file that are pictures: which they are, and their image files."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from parsers.formats.reading import PageImage
from parsers.readers.ofd.structure import POINTS, main_document, numbers_of, place_of
from parsers.readers.office.xml import local
from parsers.readers.pdf.scan import COVERED, FEWEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from parsers.readers.ofd.structure import PagePart
    from parsers.readers.office.package import Package
    from parsers.readers.pdf.model import Page

_NEAR = 0.03
"""Share of the page by which an image that is the page may fall short of it."""


def pictured(pages: Sequence[Page]) -> list[int]:
    """Numbers of the pages that are pictures."""
    return [page.number for page in pages if page.images > COVERED and len(page.glyphs) <= FEWEST]


def page_images(package: Package, parts: Sequence[PagePart], numbers: Sequence[int]) -> list[PageImage] | None:
    """The images of these pages; None where one is not a single image as large as the page, whose places could be told."""
    files = _files(package)
    found: list[PageImage] = []
    for number in numbers:
        part = parts[number - 1]
        own = [one for content in part.contents for one in content.iter() if local(one) == "ImageObject"]
        name = files.get(str(own[0].get("ResourceID", "")), "") if len(own) == 1 else ""
        if name not in package or not _is_whole(own[0], part):
            return None
        found.append(PageImage(number, package.read(name), "file", points=part.width))
    return found


def _is_whole(image: _Element, part: PagePart) -> bool:
    """Whether an image stands upright and fills the page."""
    box, matrix = numbers_of(image.get("Boundary")), numbers_of(image.get("CTM"))
    width, height = part.width / POINTS, part.height / POINTS
    if len(box) != 4 or (len(matrix) == 6 and (matrix[1] or matrix[2] or min(matrix[0], matrix[3]) <= 0)):
        return False
    off = (box[0] - part.left) / width, (box[1] - part.top) / height, box[2] / width - 1, box[3] / height - 1
    return max(map(abs, off)) <= _NEAR


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
