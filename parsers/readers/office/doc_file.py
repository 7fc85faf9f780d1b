"""The Word binary file: header, piece table, and the runs of paragraph and character properties ([MS-DOC] 2.4, 2.5, 2.8)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from parsers.model import Refusal
from parsers.readers.office.ole import Ole

_PAGE = 512
_FIB_PAIRS = 0x9A
_CHPX, _PAPX, _CLX, _LISTS, _OVERRIDES = 12, 13, 33, 73, 74
_FIRST_WORD_97 = 0xC1
_CODEPAGES = {0x0804: "gb18030", 0x1004: "gb18030", 0x0404: "big5hkscs", 0x0C04: "big5hkscs"}


class Piece(NamedTuple):
    """A run of text: its characters [start, end), where its bytes lie, and how wide a character is there."""

    start: int
    end: int
    offset: int
    width: int


@dataclass
class DocFile:
    """An opened file: main stream, table stream, data stream, and the text of the main document."""

    main: bytes
    table: bytes
    data: bytes
    pieces: list[Piece]
    text: str

    def part(self, index: int) -> bytes:
        """The part of the table stream that pair `index` of the header names."""
        offset, size = struct.unpack_from("<II", self.main, _FIB_PAIRS + 8 * index)
        return self.table[offset : offset + size]

    @property
    def lists(self) -> tuple[int, bytes, bytes]:
        """List definitions with where they start in the table stream, all that follows, and list overrides."""
        offset, _ = struct.unpack_from("<II", self.main, _FIB_PAIRS + 8 * _LISTS)
        return offset, self.table, self.part(_OVERRIDES)

    def paragraph_runs(self) -> Runs:
        """Properties of paragraphs."""
        return read_runs(self, _PAPX)

    def character_runs(self) -> Runs:
        """Properties of characters."""
        return read_runs(self, _CHPX)


@dataclass
class Runs:
    """Properties by file offset: sorted starts, ends, and the property bytes of each run."""

    starts: list[int]
    ends: list[int]
    properties: list[bytes]

    def at(self, offset: int) -> bytes:
        """The properties that hold at a file offset; none outside every run."""
        i = bisect_right(self.starts, offset) - 1
        return self.properties[i] if i >= 0 and offset < self.ends[i] else b""


def open_doc(body: bytes, most: int) -> DocFile:
    """Open a file of at most `most` characters. Raises `Refusal`: ``encrypted``, ``broken``, ``unsupported_format`` (before Word 97)."""
    with Ole(body) as ole:
        if "WordDocument" not in ole.names:
            raise Refusal("broken", "Word 文件缺少正文 the Word file lacks its main stream")
        main = ole.read("WordDocument")
        if len(main) < _FIB_PAIRS + 8 * (_OVERRIDES + 1):
            raise Refusal("broken", "Word 文件头不完整 the header of the Word file is cut off")
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if flags & 0x8100:
            raise Refusal("encrypted", "文件已加密 the file is encrypted")
        if struct.unpack_from("<H", main, 2)[0] < _FIRST_WORD_97:
            raise Refusal("unsupported_format", "早于 Word 97 的文件 a file older than Word 97 is not read: doc")
        name = "1Table" if flags & 0x0200 else "0Table"
        if name not in ole.names:
            raise Refusal("broken", "Word 文件缺少表流 the Word file lacks its table stream")
        table = ole.read(name)
        data = ole.read("Data") if "Data" in ole.names else b""
    doc = DocFile(main, table, data, [], "")
    try:
        doc.pieces = _pieces(doc, most)
    except struct.error as error:
        raise Refusal("broken", f"Word 文件的文本表损坏 damaged piece table: {error}") from error
    doc.text = _text(doc)
    return doc


def _pieces(doc: DocFile, most: int) -> list[Piece]:
    clx = doc.part(_CLX)
    at = 0
    while at < len(clx) and clx[at] == 1:  # formatting of pieces
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise Refusal("broken", "Word 文件没有文本表 the Word file has no piece table")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    main_text = struct.unpack_from("<i", doc.main, 0x4C)[0]
    if main_text > most:
        raise Refusal("too_large", f"文本过长 more than {most} characters")
    if count < 0 or main_text < 0:
        raise Refusal("broken", "Word 文件的文本表损坏 damaged piece table")
    bounds = struct.unpack_from(f"<{count + 1}I", plc)
    found: list[Piece] = []
    for i in range(count):
        start, end = bounds[i], min(bounds[i + 1], main_text)
        packed = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * i + 2)[0]
        width = 1 if packed & 0x40000000 else 2
        offset = (packed & 0x3FFFFFFF) // (2 if width == 1 else 1)
        if start < end and (not found or start >= found[-1].end):
            found.append(Piece(start, end, offset, width))
    return found


def _text(doc: DocFile) -> str:
    """The main text; a piece that reaches past the end of the file makes it broken."""
    codepage = _CODEPAGES.get(struct.unpack_from("<H", doc.main, 6)[0], "")
    parts: list[str] = []
    for piece in doc.pieces:
        size = (piece.end - piece.start) * piece.width
        raw = doc.main[piece.offset : piece.offset + size]
        if len(raw) < size:
            raise Refusal("broken", "Word 文件被截断 the Word file is cut off")
        parts.append(raw.decode("utf-16-le", "replace") if piece.width == 2 else _bytes(raw, codepage))
        if len(parts[-1]) != piece.end - piece.start:
            parts[-1] = _units(raw, piece.width)
    return "".join(parts)


def _units(raw: bytes, width: int) -> str:
    """One character for each unit, so that positions hold; halves of pairs become one mark each."""
    if width == 1:
        return raw.decode("cp1252", "replace")
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _bytes(raw: bytes, codepage: str) -> str:
    """Eight-bit text: Western by the format's rules; some Chinese programs put their own code page there.

    A double-byte character is then followed by a zero-width mark, so that every byte keeps its position.
    """
    if codepage and max(raw, default=0) >= 0x80:
        try:
            text = raw.decode(codepage)
        except UnicodeDecodeError:
            return raw.decode("cp1252", "replace")
        return "".join(c + "\u200b" * (len(c.encode(codepage)) - 1) for c in text)
    return raw.decode("cp1252", "replace")


def read_runs(doc: DocFile, pair: int) -> Runs:
    """The property runs of all formatted pages that a bin table names."""
    plc = doc.part(pair)
    count = max(0, (len(plc) - 4) // 8)
    numbers = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()
    runs: list[tuple[int, int, bytes]] = []
    for number in dict.fromkeys(n & 0x3FFFFF for n in numbers):
        page = doc.main[number * _PAGE : (number + 1) * _PAGE]
        if len(page) == _PAGE:
            runs.extend(_runs_of(page, paragraphs=pair == _PAPX))
    runs.sort(key=lambda run: run[:2])
    return Runs([r[0] for r in runs], [r[1] for r in runs], [r[2] for r in runs])


def _runs_of(page: bytes, *, paragraphs: bool) -> list[tuple[int, int, bytes]]:
    count = page[-1]
    step = 13 if paragraphs else 1
    if 4 * (count + 1) + step * count >= _PAGE:
        return []
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    runs = []
    for i in range(count):
        at = 2 * page[4 * (count + 1) + step * i]
        if at == 0:
            continue
        size = page[at]
        if not paragraphs:
            own = page[at + 1 : at + 1 + size]
        elif size:
            own = page[at + 1 : at + 2 * size]
        else:
            own = page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < _PAGE else b""
        runs.append((bounds[i], bounds[i + 1], own))
    return runs
