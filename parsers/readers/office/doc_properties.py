"""Property modifiers (sprms) of the Word binary format: the few that say where a paragraph stands ([MS-DOC] 2.6)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_DEFINITION = 0xD608
_HUGE = (0x6645, 0x6646)
_MERGE_DOWN, _MERGE_ACROSS = 0xD62B, 0x5624
_PLAIN = {
    0x2416: ("in_table", "<?"), 0x2417: ("ends_row", "<?"), 0x6649: ("depth", "<i"), 0x244B: ("ends_inner_cell", "<?"),
    0x244C: ("ends_inner_row", "<?"), 0x460B: ("list_id", "<h"), 0x260A: ("list_level", "<B"), 0x2640: ("outline", "<B"),
}  # fmt: skip
"""Modifiers that set one property, and how its value is stored."""

_HIDDEN, _DELETED = 0x083C, 0x0800
_MAX_COLUMNS = 64


class CellDefinition(NamedTuple):
    """A cell of a row: left and right edge in twentieths of a point; taken in by the cell before or above it."""

    left: int
    right: int
    taken: bool
    merge: int


@dataclass(slots=True)
class Properties:
    """What a paragraph's properties say; the cells stand at the paragraph that ends a row."""

    style: int = 0
    depth: int = 0
    in_table: bool = False
    ends_row: bool = False
    ends_inner_cell: bool = False
    ends_inner_row: bool = False
    list_id: int | None = None
    list_level: int = 0
    outline: int = 9
    cells: list[CellDefinition] = field(default_factory=list)

    @property
    def level(self) -> int:
        """1-6 for a heading, by its style or outline level."""
        if self.outline < 6:
            return self.outline + 1
        return self.style if 0 < self.style < 7 else 0


def modifiers(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Each modifier with its operand; a torn end is left out."""
    at = 0
    while at + 2 <= len(raw):
        code = struct.unpack_from("<H", raw, at)[0]
        at += 2
        size = _SIZES.get(code >> 13, 0)
        if code == _TABLE_DEFINITION and at + 2 <= len(raw):
            size = struct.unpack_from("<H", raw, at)[0] + 1
        elif code >> 13 == 6:
            size = raw[at] + 1 if at < len(raw) else 0
        operand = raw[at : at + size]
        if len(operand) < size or size == 0:
            return
        yield code, operand
        at += size


def read_paragraph(raw: bytes, data: bytes) -> Properties:
    """The properties of a paragraph from its style number and modifiers; `data` holds those that are too long for a page."""
    found = Properties()
    if len(raw) < 2:
        return found
    found.style = struct.unpack_from("<H", raw)[0]
    _apply(found, raw[2:], data)
    return found


def _apply(found: Properties, raw: bytes, data: bytes) -> None:
    for code, operand in modifiers(raw):
        if code in _HUGE and data:
            at = struct.unpack("<I", operand)[0]
            size = struct.unpack_from("<H", data, at)[0] if at + 2 <= len(data) else 0
            _apply(found, data[at + 2 : at + 2 + size], b"")
        elif code in _PLAIN:
            name, layout = _PLAIN[code]
            setattr(found, name, struct.unpack(layout, operand)[0])
        elif code == _TABLE_DEFINITION:
            found.cells = _cells(operand)
        elif code in (_MERGE_DOWN, _MERGE_ACROSS):
            _merge(found.cells, code, operand)


def _cells(operand: bytes) -> list[CellDefinition]:
    """The cells of a table definition: edges, then 20 bytes for each cell, of which the last ones may be missing."""
    count = operand[2] if len(operand) > 2 else 0
    if not 0 < count <= _MAX_COLUMNS or len(operand) < 3 + 2 * (count + 1):
        return []
    edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    start = 3 + 2 * (count + 1)
    found = []
    for i in range(count):
        at = start + 20 * i
        flags = struct.unpack_from("<H", operand, at)[0] if at + 2 <= len(operand) else 0
        found.append(CellDefinition(edges[i], edges[i + 1], flags & 3 == 1, flags >> 5 & 3))
    return found


def _merge(cells: list[CellDefinition], code: int, operand: bytes) -> None:
    if code == _MERGE_DOWN and len(operand) >= 3 and operand[1] < len(cells):
        cells[operand[1]] = cells[operand[1]]._replace(merge=operand[2] & 3)
    elif code == _MERGE_ACROSS:
        for i in range(operand[0] + 1, min(operand[1], len(cells))):
            cells[i] = cells[i]._replace(taken=True)


def is_left_out(raw: bytes) -> bool:
    """Whether characters with these properties are hidden, or deleted in a tracked change."""
    left_out = {_HIDDEN: False, _DELETED: False}
    for code, operand in modifiers(raw):
        if code in left_out:
            left_out[code] = operand[0] in (1, 0x81)
    return any(left_out.values())
