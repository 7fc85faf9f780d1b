"""A report as DOC, the binary file of Word 97 ([MS-DOC]): one piece of text, the properties of paragraphs, no styles but one."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from archive.demo.files.doc_pages import SECTOR, character_page, paragraph_pages
from archive.demo.files.ole import compound
from archive.demo.files.paper import placed

if TYPE_CHECKING:
    from archive.demo.files.paper import Paper
    from archive.demo.tables import Grid

TEXT_AT = 2 * SECTOR
WIDTH = 8500
"""Of a table, in twentieths of a point."""
STYLES, SECTIONS, CHARACTERS, PARAGRAPHS, FONTS, SETTINGS, PIECES = 1, 6, 12, 13, 15, 31, 33
PAIRS = 93
LINE = b"\x04\x01\x01\x00" * 4
IN_TABLE, ENDS_ROW = b"\x16\x24\x01", b"\x17\x24\x01"
GOES_DOWN, GOES_ON = 3 << 5, 1 << 5
CHINESE = 0x0804


class Piece(NamedTuple):
    """A paragraph with the mark that ends it, and its properties."""

    text: str
    properties: bytes = b""


def write_doc(paper: Paper) -> bytes:
    """The file."""
    pieces: list[Piece] = []
    for line in paper.lines():
        if isinstance(line, str):
            pieces.append(Piece(f"{line}\r"))
        else:
            pieces += [*_table(line), Piece("\r")]
    text = "".join(piece.text for piece in pieces).encode("utf-16-le")
    bounds = [TEXT_AT]
    for piece in pieces:
        bounds.append(bounds[-1] + 2 * len(piece.text))
    body = text + bytes(-len(text) % SECTOR)
    first = (TEXT_AT + len(body)) // SECTOR
    pages, starts = paragraph_pages(bounds, [piece.properties for piece in pieces])
    body += character_page(bounds[0], bounds[-1]) + b"".join(pages)
    table, pairs = _table_stream(len(text) // 2, bounds, first, starts)
    head = _head(len(text) // 2, TEXT_AT + len(body), pairs)
    return compound({"1Table": table, "WordDocument": head.ljust(TEXT_AT, b"\0") + body})


def _table(grid: Grid) -> list[Piece]:
    """Cell after cell, each row closed by a mark that holds its edges; a cell merged downwards stands in every row."""
    unit = WIDTH // sum(box.columns for box in grid[0])
    rows: list[dict[int, tuple[str, int, int]]] = [{} for _ in grid]
    for row, column, box in placed(grid):
        for down in range(box.rows):
            merge = 0 if box.rows == 1 else GOES_ON if down else GOES_DOWN
            rows[row + down][column] = ("" if down else box.text, column + box.columns, merge)
    pieces: list[Piece] = []
    for cells in rows:
        edges, definitions = [0], b""
        for column in sorted(cells):
            text, end, merge = cells[column]
            pieces.append(Piece(text.replace("\n", "\x0b") + "\x07", IN_TABLE))
            definitions += struct.pack("<HH", merge, (end - column) * unit) + LINE
            edges.append(end * unit)
        rest = struct.pack(f"<B{len(edges)}h", len(cells), *edges) + definitions
        pieces.append(Piece("\x07", IN_TABLE + ENDS_ROW + struct.pack("<HH", 0xD608, len(rest) + 1) + rest))
    return pieces


def _table_stream(
    characters: int, bounds: list[int], first_page: int, starts: list[int]
) -> tuple[bytes, dict[int, tuple[int, int]]]:
    """The second stream, and where each of its parts lies."""
    pages = range(first_page + 1, first_page + 1 + len(starts))
    edges = [*(bounds[at] for at in starts), bounds[-1]]
    piece = struct.pack("<2I", 0, characters) + struct.pack("<HIH", 0, TEXT_AT, 0)
    parts = {
        STYLES: _styles(),
        SECTIONS: struct.pack("<2IHIHI", 0, characters, 0, 0xFFFFFFFF, 0, 0xFFFFFFFF),
        CHARACTERS: struct.pack("<3I", bounds[0], bounds[-1], first_page),
        PARAGRAPHS: struct.pack(f"<{len(edges)}I{len(pages)}I", *edges, *pages),
        FONTS: _fonts(),
        SETTINGS: struct.pack("<10xH488x", 720),
        PIECES: struct.pack("<BI", 2, len(piece)) + piece,
    }
    stream, pairs = b"", {}
    for at, part in parts.items():
        pairs[at] = (len(stream), len(part))
        stream += part
    return stream, pairs


def _styles() -> bytes:
    """One style, the first, and fourteen empty places that Word keeps for its own."""
    name = "Normal".encode("utf-16-le")
    rest = struct.pack("<H", 6) + name + struct.pack("<HHHH", 0, 2, 0, 0)
    normal = struct.pack("<5H", 0, 0xFFF1, 2, 10 + len(rest), 0) + rest
    head = struct.pack("<10H", 18, 15, 10, 1, 91, 15, 0, 0, 0, 0)
    return head + struct.pack("<H", len(normal)) + normal + bytes(2 * 14)


def _fonts() -> bytes:
    font = struct.pack("<BhBB34x", 0, 400, 0x86, 0) + "宋体\0".encode("utf-16-le")
    return struct.pack("<HHB", 1, 0, len(font)) + font


def _head(characters: int, size: int, pairs: dict[int, tuple[int, int]]) -> bytes:
    """The header: what the file is, how long its text, and where the parts of the second stream lie."""
    head = struct.pack("<7H", 0xA5EC, 0xC1, 0, CHINESE, 0, 0x1200, 0xBF) + bytes(10)
    head += struct.pack("<2I", TEXT_AT, TEXT_AT + 2 * characters)
    head += struct.pack("<H26xH", 14, CHINESE)
    head += struct.pack("<HI8xI72x", 22, size, characters)
    head += struct.pack("<H", PAIRS) + b"".join(struct.pack("<2I", *pairs.get(at, (0, 0))) for at in range(PAIRS))
    return head + bytes(2)
