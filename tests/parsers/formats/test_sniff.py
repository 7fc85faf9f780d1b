"""Formats are told by bytes alone, and every file without a reader is refused by its name."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from importlib import import_module
from io import BytesIO

import pytest

from parsers import Refusal, parse
from parsers.formats import sniff
from parsers.formats.sniff import look_inside
from parsers.formats.table import load_formats, load_limits


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
FILES = {
    "pdf": b"%PDF-1.4\n",
    "zip": zipped("a.txt"),
    "docx": zipped("[Content_Types].xml", "word/document.xml"),
    "xlsx": zipped("xl/workbook.xml"),
    "xlsb": zipped("xl/workbook.bin"),
    "ofd": zipped("OFD.xml"),
    "pptx": zipped("ppt/presentation.xml"),
    "odf": zipped("META-INF/manifest.xml", "content.xml"),
    "ole": OLE,
    "doc": OLE + "WordDocument".encode("utf-16-le"),
    "xls": OLE + "Workbook".encode("utf-16-le"),
    "encrypted": OLE + "EncryptedPackage".encode("utf-16-le"),
    "rtf": b"{\\rtf1",
    "mhtml": b"MIME-Version: 1.0\r\n",
    "rar": b"Rar!\x1a\x07",
    "7z": bytes.fromhex("377abcaf271c"),
    "gzip": b"\x1f\x8b\x08\x00",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff\xe0",
    "gif": b"GIF89a",
    "tiff": b"MM\x00*",
    "bmp": b"BM\x36\x00\x00\x00\x00\x00\x00\x00",
    "webp": b"RIFF\x00\x00\x00\x00WEBP",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_told_by_its_bytes(name: str) -> None:
    outer = sniff(FILES[name])
    assert outer is not None
    assert look_inside(FILES[name], outer).name == name


def test_bytes_before_a_pdf_do_not_hide_it() -> None:
    assert sniff(b"\xef\xbb\xbf\r\n%PDF-1.4")
    assert sniff(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7")


@pytest.mark.parametrize(
    "text",
    [b"<html><script>if(x=='%PDF-')</script>", b"\n <!DOCTYPE html>%PDF-", "政府信息公开".encode(), b"BMW 3", b"RIFFS"],
)
def test_pages_and_text_are_no_files(text: bytes) -> None:
    assert sniff(text) is None


def test_a_torn_archive_is_broken() -> None:
    with pytest.raises(Refusal) as refusal:
        parse(zipped("a.txt")[:40])
    assert refusal.value.code == "broken"


def test_every_declared_reader_can_be_imported_and_pictures_wait() -> None:
    for one in load_formats():
        for form in (one, *one.inside):
            if form.reader:
                assert callable(import_module(form.reader).read)
            elif form.picture:
                with pytest.raises(Refusal, match=form.name) as refusal:
                    parse(FILES[form.name], limits=replace(load_limits(), recognition_pages=0))
                assert refusal.value.code == "needs_ocr"
            else:
                with pytest.raises(Refusal, match=form.name) as refusal:
                    parse(FILES[form.name])
                assert refusal.value.code == "unsupported_format"
