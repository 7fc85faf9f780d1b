"""A compound file of a few large streams ([MS-CFB], version 3): what Word's old format is kept in."""

from __future__ import annotations

import struct

SECTOR = 512
SMALLEST = 4096
"""Bytes below which a stream would have to go into the small stream; all of ours are filled up to it."""
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF
ROOT, STREAM = 5, 2
RED, BLACK = 0, 1
IN_HEAD = 109
"""Sectors of the allocation table that the head has room for."""


def compound(streams: dict[str, bytes]) -> bytes:
    """The file; streams are given by name."""
    filled = {name: data.ljust(SMALLEST, b"\0") for name, data in streams.items()}
    chain: list[int] = []
    starts: dict[str, int] = {}
    for name, data in filled.items():
        starts[name] = len(chain)
        chain += _run(len(chain), -(-len(data) // SECTOR))
    directory_at = len(chain)
    directory = _directory({name: (starts[name], len(data)) for name, data in filled.items()})
    chain += _run(directory_at, len(directory) // SECTOR)
    tables = 1
    while (len(chain) + tables) * 4 > tables * SECTOR:
        tables += 1
    assert tables <= IN_HEAD, "too large for a file of the demo"
    table_at = len(chain)
    chain += [FAT] * tables
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    body = b"".join(data.ljust(-(-len(data) // SECTOR) * SECTOR, b"\0") for data in filled.values())
    return _head(directory_at, table_at, tables) + body + directory + struct.pack(f"<{len(chain)}I", *chain)


def _run(start: int, sectors: int) -> list[int]:
    return [*range(start + 1, start + sectors), END]


def _head(directory: int, table: int, tables: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)  # version, byte order, sizes of sectors as powers of two
    head += struct.pack("<9I", 0, tables, directory, 0, SMALLEST, END, 0, END, 0)
    listed = [*range(table, table + tables)]
    return head + struct.pack(f"<{IN_HEAD}I", *listed, *[FREE] * (IN_HEAD - tables))


def _directory(streams: dict[str, tuple[int, int]]) -> bytes:
    """The root and its streams as a tree: the middle name above, its neighbours left and right."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    assert 1 <= len(names) <= 3, "the tree is written for up to three"
    top = len(names) // 2
    entries = [_entry("Root Entry", ROOT, END, 0, child=1 + top)]
    for at, name in enumerate(names):
        left = 1 + at - 1 if at == top and at > 0 else NONE
        right = 1 + at + 1 if at == top and at + 1 < len(names) else NONE
        entries.append(_entry(name, STREAM, *streams[name], left=left, right=right, colour=BLACK if at == top else RED))
    entries += [_entry("", 0, 0, 0)] * (-len(entries) % 4)
    return b"".join(entries)


def _entry(
    name: str,
    kind: int,
    start: int,
    size: int,
    *,
    left: int = NONE,
    right: int = NONE,
    child: int = NONE,
    colour: int = BLACK,
) -> bytes:
    written = f"{name}\0".encode("utf-16-le") if name else b""
    links = struct.pack("<3I", left, right, child)
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBB", len(written), kind, colour)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
