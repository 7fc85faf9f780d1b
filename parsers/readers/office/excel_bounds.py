"""How far apart a workbook's cells lie, told before it is read: the reader lays every sheet out in full."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from parsers.model import Refusal
from parsers.readers.office.ole import Ole
from parsers.readers.office.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.formats import Limits

MAX_AREA = 4_000_000
"""Cells of the rectangle around all used cells of one sheet."""

_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Za-z]{1,3})(\d{1,7})"')
_BIFF_CELLS = frozenset({0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00BE, 0x00FD, 0x00D6})
_FILE_PASSWORD = 0x002F


def check_area(body: bytes, limits: Limits) -> None:
    """Raise `Refusal`: ``too_large`` for cells too far apart, ``encrypted`` for a workbook with a password."""
    if body.startswith(b"PK"):
        package = Package(body, limits)
        for name in package.names:
            if name.endswith((".bin", ".xml", ".rels")):
                data = package.read(name)
                if "/worksheets/" in f"/{name}":
                    _check(_places(data))
        return
    with Ole(body) as ole:
        stream = next((one for one in ("Workbook", "Book", "WORKBOOK", "BOOK") if one in ole.names), None)
        if stream is None:
            raise Refusal("broken", "Excel 文件缺少工作簿 the file lacks its workbook")
        _check_biff(ole.read(stream))


def _places(data: bytes) -> Iterable[tuple[int, int]]:
    columns: dict[bytes, int] = {}
    for letters, digits in _CELL.findall(data):
        if letters not in columns:
            column = 0
            for letter in letters.upper():
                column = column * 26 + letter - 64
            columns[letters] = column
        yield int(digits), columns[letters]


def _check(places: Iterable[tuple[int, int]]) -> None:
    box = None
    for y, x in places:
        box = (min(box[0], y), min(box[1], x), max(box[2], y), max(box[3], x)) if box else (y, x, y, x)
    if box and (box[2] - box[0] + 1) * (box[3] - box[1] + 1) > MAX_AREA:
        raise Refusal("too_large", f"工作表过大 a sheet spans more than {MAX_AREA} cells")


def _check_biff(data: bytes) -> None:
    """Walk the records of the stream: a head of type and size, then as many bytes."""
    at = 0
    places: list[tuple[int, int]] = []
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == _FILE_PASSWORD:
            raise Refusal("encrypted", "文件已加密 the file is encrypted")
        if kind in _BIFF_CELLS and size >= 4 and at + 8 <= len(data):
            places.append(struct.unpack_from("<HH", data, at + 4))
        elif kind == 0x0809:  # a new sheet starts
            _check(places)
            places.clear()
        at += 4 + size
    _check(places)
