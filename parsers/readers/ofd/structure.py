"""The parts of an OFD file: documents, pages, the templates that pages are printed on, and their sizes."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.model import Refusal
from parsers.readers.office.xml import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from parsers.readers.office.package import Package

POINTS = 72 / 25.4
"""A millimetre in points."""

_A4 = (0.0, 0.0, 210.0, 297.0)
_LARGEST = 10_000.0


@dataclass(slots=True)
class PagePart:
    """One page: its size in points, where its corner lies in millimetres, and the trees drawn on it, lowest first."""

    width: float
    height: float
    left: float
    top: float
    contents: list[_Element] = field(default_factory=list)


def main_document(package: Package) -> tuple[str, _Element]:
    """The first document, and the folder it stands in."""
    entry = package.xml("OFD.xml")
    root_name = next((one.text.strip() for one in entry.iter() if local(one) == "DocRoot" and one.text), "")
    if not root_name:
        raise Refusal("broken", "OFD 文件没有文档 the OFD file names no document")
    root_name = root_name.lstrip("/")
    return posixpath.dirname(root_name), package.xml(root_name)


def page_parts(package: Package) -> Iterator[PagePart]:
    """The pages of the first document, in order."""
    folder, document = main_document(package)
    area = _box(document)
    templates = {
        one.get("ID", ""): place_of(folder, one.get("BaseLoc", ""))
        for one in document.iter()
        if local(one) == "TemplatePage"
    }
    listed = next((one for one in document if local(one) == "Pages"), None)
    known: dict[str, _Element] = {}
    for one in listed if listed is not None else ():
        content = package.xml(place_of(folder, str(one.get("BaseLoc", ""))))
        x, y, width, height = _box(content) or area or _A4
        part = PagePart(width * POINTS, height * POINTS, x, y)
        for used in content:
            name = templates.get(str(used.get("TemplateID", ""))) if local(used) == "Template" else None
            if name and name in package:
                known.setdefault(name, package.xml(name) if name not in known else known[name])
                part.contents.append(known[name])
        part.contents.append(content)
        yield part


def place_of(folder: str, name: str) -> str:
    """A part's name: absolute from the root of the package, else from the folder of the part that names it."""
    return posixpath.normpath(name.lstrip("/") if name.startswith("/") else posixpath.join(folder, name))


def _box(element: _Element) -> tuple[float, float, float, float] | None:
    """The size that a document or page declares, in millimetres."""
    for one in element.iter():
        if local(one) == "PhysicalBox":
            numbers = numbers_of(one.text)
            if len(numbers) == 4 and 0 < numbers[2] < _LARGEST and 0 < numbers[3] < _LARGEST:
                return numbers[0], numbers[1], numbers[2], numbers[3]
    return None


def numbers_of(text: str | None) -> list[float]:
    """Numbers parted by blanks; what is none is left out."""
    found = []
    for word in (text or "").split():
        try:
            number = float(word)
        except ValueError:
            continue
        if abs(number) < 1e7:
            found.append(number)
    return found
