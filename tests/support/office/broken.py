"""Files broken at random, byte by byte and part by part, and files made to do harm."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.parsers.mutate import cut_or_repeat, flip, move, truncate
from tests.support.files.docx import W, package
from tests.support.files.packing import pack
from tests.support.office.wild import WRITERS, wild_file

FIXTURES = Path(__file__).parents[2] / "fixtures" / "office"
BYTES = (flip, truncate, cut_or_repeat, move)
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@cache
def whole_files() -> dict[str, bytes]:
    """Files of every office format, by name."""
    found = {path.name: path.read_bytes() for path in sorted(FIXTURES.iterdir()) if path.suffix != ".json"}
    found |= {f"wild.{kind}": wild_file(2000, kind)[1] for kind in WRITERS}
    found["archive.zip"] = pack({"年报.docx": found["wild.docx"], "说明.txt": "说明"})
    page = wild_file(2000, "docx")[0].body
    found["page.mhtml"] = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page + b"\r\n--b--\r\n"
    )
    return found


def part(rng: random.Random, body: bytes) -> bytes:
    """One part of a zip package broken, the package whole; other files broken as bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        return flip(rng, body)
    name = rng.choice(sorted(members)) if members else ""
    if rng.random() < 0.15:
        members.pop(name, None)
    elif name:
        members[name] = rng.choice(BYTES)(rng, members[name])
    return pack(members)


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (*BYTES, part, part, part)


def broken(seed: str) -> tuple[str, bytes]:
    """A file broken in one to three ways, and what it was."""
    rng = random.Random(seed)
    name = rng.choice(sorted(whole_files()))
    body = whole_files()[name]
    for _ in range(rng.randint(1, 3)):
        body = rng.choice(MUTATIONS)(rng, body)
    return name, body


def _docx(document: str) -> bytes:
    return pack({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def _overlapping() -> bytes:
    """A chain of archives, each of which unpacks to much more."""
    body = bytes(30 << 20)
    for _ in range(3):
        body = pack({"零": body})
    return body


def _cyclic(name: str) -> bytes:
    """A compound file whose allocation table leads every sector back to the first."""
    body = bytearray(whole_files()[name])
    for at in range(512, 1024, 4):
        body[at : at + 4] = (1).to_bytes(4, "little")
    return bytes(body)


@cache
def hostile_files() -> dict[str, bytes]:
    """Files made to exhaust time or memory, or to read other files."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p/></w:tc>'
    external = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000
    sheet = pack(
        {
            "xl/workbook.xml": '<workbook><sheets><sheet name="a" sheetId="1" r:id="r1" xmlns:r="x"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": '<worksheet><c r="A1"/><c r="XFD1048576"/></worksheet>',
        }
    )
    return {
        "laughs": _docx(
            f'{_LAUGHS}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'
        ),
        "external entity": _docx(f'{external}<w:document xmlns:w="{W}"><w:body><w:p>&a;</w:p></w:body></w:document>'),
        "deep tables": package(deep),
        "huge spans": package(f"<w:tbl>{f'<w:tr>{cell * 60}</w:tr>' * 60}</w:tbl>"),
        "sparse sheet": sheet,
        "archive bomb": _overlapping(),
        "part bomb": _docx(" " * (40 << 20)),
        "cyclic doc": _cyclic("report_2021.doc"),
        "cyclic xls": _cyclic("report_2021.xls"),
        "nested rtf": b"{\\rtf1" + b"{" * 100_000,
        "wide rtf": b"{\\rtf1\\ansi \\trowd" + b"\\cellx9" * 50_000 + b"\\intbl " + b"x\\cell " * 50_000 + b"\\row}",
        "binary rtf": b"{\\rtf1\\bin2147483647 x}",
        "endless deltas": pack(
            {
                "OFD.xml": "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>",
                "d.xml": '<Document><Pages><Page BaseLoc="p.xml"/></Pages></Document>',
                "p.xml": (
                    '<Page><Content><Layer><TextObject Boundary="0 0 9 9" Size="3">'
                    '<TextCode X="0" Y="0" DeltaX="g 9999999 1">字字</TextCode></TextObject></Layer></Content></Page>'
                ),
            }
        ),
        "nested mime": b"MIME-Version: 1.0\r\n"
        + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(2000)),
    }
