"""Files that are made to do harm, one generator a kind: bombs, cycles, recursion, huge sizes, paths out of the archive."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

_DTD = (
    "<!DOCTYPE a [<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12)) + "]>"
)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def _office(part: str, xml: bytes) -> bytes:
    return _zip({"[Content_Types].xml": b"<Types/>", part: xml})


def bomb(rng: random.Random) -> bytes:
    """An archive of blanks, many times its size once unpacked."""
    return _zip({f"{i}.html": b" " * rng.choice((10_000_000, 60_000_000)) for i in range(rng.randint(1, 5))})


def nested(rng: random.Random) -> bytes:
    """Archives inside archives."""
    body = _zip({"报告.html": b"<p>x</p>"})
    for i in range(rng.randint(3, 40)):
        body = _zip({f"{i}.zip": body, f"{i}b.zip": body if i < 6 else b""})
    return body


def many(rng: random.Random) -> bytes:
    """An archive with very many members, some with names that lead out of it."""
    names = [f"../../../../tmp/{i}.html" if i % 7 == 0 else f"{i}/年报.html" for i in range(rng.choice((300, 20_000)))]
    return _zip(dict.fromkeys(names, b"<p>x</p>"))


def entities(rng: random.Random) -> bytes:
    """Entities that grow without end, in the XML of an office file or a page format."""
    part = rng.choice(("word/document.xml", "xl/workbook.xml", "OFD.xml", "xl/worksheets/sheet1.xml"))
    return _office(part, f"{_DTD}<a>&a{rng.randint(5, 11)};</a>".encode())


def deep(rng: random.Random) -> bytes:
    """XML or RTF nested without end."""
    depth = rng.choice((500, 100_000))
    if rng.random() < 0.5:
        return b"{\\rtf1 " + b"{\\b " * depth + b"x"
    tag = rng.choice(("w:tbl", "w:p", "Content", "row"))
    return _office("word/document.xml", f"<{tag} xmlns:w='x'>".encode() + f"<{tag}>".encode() * depth)


def wide(rng: random.Random) -> bytes:
    """A sheet that says it has millions of rows, or a cell that covers as many columns."""
    cell = f"<sheetData><row r='{rng.choice((1, 1048576, 99999999))}'><c r='XFD{rng.choice((1, 1048576))}'><v>1</v></c></row></sheetData>"
    sheet = f"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><dimension ref='A1:XFD1048576'/>{cell}</worksheet>"
    if rng.random() < 0.5:
        return _office("xl/worksheets/sheet1.xml", sheet.encode())
    return f"<html><h1>2023年政府信息公开年报</h1><table><tr><td colspan={10**9} rowspan={10**9}>1</td></tr></table>".encode()


def pdf(rng: random.Random) -> bytes:
    """A PDF with pages that hold themselves, a huge page, or a stream that unpacks to very much."""
    kids = rng.choice(("2 0 R", "3 0 R " * 5000, "3 0 R"))
    box = rng.choice(("0 0 595 842", "0 0 1e9 1e9", "0 0 -5 0", "0 0 14400 14400"))
    content = zlib.compress(rng.choice((b"q " * 500_000, b"0 0 m 9 9 l S " * 300_000, b" " * 50_000_000)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {rng.choice((1, 99999999))}/Kids[{kids}]>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>".encode(),
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 5>>stream\n/F Do\nendstream",
    ]
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj%b endobj\n" % (i, one) for i, one in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def picture(rng: random.Random) -> bytes:
    """An image that says it is very large."""
    width, height = rng.choice(((65_000, 65_000), (2**31 - 1, 2**31 - 1), (0, 0), (300_000, 2)))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
        + chunk(b"IEND", b"")
    )


def compound(rng: random.Random) -> bytes:
    """An OLE file whose chains of sectors run in circles."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 40, 0, 1, 1, 0, 4096, 1, 1, rng.choice((0, 1)), rng.choice((0, 2**30)))
    struct.pack_into("<109I", head, 76, *([0] * 109))
    sectors = [struct.pack("<128I", *([rng.choice((0, 1, 2)) for _ in range(128)])) for _ in range(3)]
    names = "WordDocument".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBBIII", 26, 5, 1, 0, 0, 0)
    return bytes(head) + sectors[0] + (names.ljust(128, b"\0") * 4) + sectors[2]


def parts(rng: random.Random) -> bytes:
    """MHTML whose parts hold one another."""
    line = b'Content-Type: multipart/related; boundary="b"\n\n--b\n'
    return b"MIME-Version: 1.0\n" + line * rng.choice((5, 5000)) + b"Content-Type: text/html\n\n<p>x</p>\n--b--\n"


HOSTILE: tuple[Callable[[random.Random], bytes], ...] = (
    bomb, nested, many, entities, deep, wide, pdf, picture, compound, parts,
)  # fmt: skip
