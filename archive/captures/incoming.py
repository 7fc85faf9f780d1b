"""Files that are already here as exchanges: single files, and web archives in their containers.

A file without an address is named ``import:<first 16 digits of its SHA-256>/<file name>``: the same file has the same name
on every machine and in every folder, and nothing of the machine is told.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import os
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote

from archive.captures.coding import MAX_DECODED
from archive.captures.incoming_wacz import archives_in, checked_archives
from archive.captures.incoming_warc import warc_exchanges
from archive.captures.model import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from archive.captures.incoming_warc import Report
    from archive.captures.store import CaptureStore

_MARKS = (b"WARC/", b"filedesc://")
_BROKEN = (
    OSError, EOFError, zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, ValueError, RuntimeError, NotImplementedError,
)  # fmt: skip
"""What reading a broken, encrypted or oddly packed archive raises."""
_EXTRA_TYPES = {".ofd": "application/ofd", ".wps": "application/vnd.ms-works", ".et": "application/vnd.ms-excel"}


class Unreadable(Exception):
    """Raised for a path that gives nothing to capture; the message names the reason."""


def files_below(path: Path) -> Iterator[Path]:
    """The file itself, or every file below a folder in sorted order; hidden ones are left out."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield path.__class__(folder) / name


def is_container(path: Path) -> bool:
    """Whether a file is a web archive (WARC, WET, ARC, WACZ), by its content.

    Raises:
        Unreadable: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(65536)
    except OSError as trouble:
        raise Unreadable(trouble.strerror or str(trouble)) from trouble
    if start.startswith(b"\x1f\x8b"):
        try:
            start = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(start, 64)
        except zlib.error:
            return path.name.lower().endswith((".warc.gz", ".arc.gz", ".wet.gz"))
    return start.startswith(_MARKS) or bool(archives_in(path)) or path.suffix.lower() == ".wacz"


def file_exchange(path: Path, moment: datetime, url: str | None) -> Exchange:
    """One file as an exchange without HTTP.

    Raises:
        Unreadable: it cannot be read, is empty or too large.
    """
    try:
        if path.stat().st_size > MAX_DECODED:
            raise Unreadable(f"{path.stat().st_size} bytes are too many for one document")
        body = path.read_bytes()
    except OSError as trouble:
        raise Unreadable(trouble.strerror or str(trouble)) from trouble
    if not body:
        raise Unreadable("the file is empty")
    kind = mimetypes.guess_type(path.name)[0] or _EXTRA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    return Exchange(
        url=url or f"import:{hashlib.sha256(body).hexdigest()[:16]}/{quote(path.name)}",
        captured_at=moment,
        status=None,
        body=body,
        response_headers=(("Content-Type", kind),),
        source="import",
        link_text=path.stem,
        origin=f"file:{path.name}",
    )


def container_exchanges(path: Path, store: CaptureStore, report: Report) -> Iterator[Exchange]:
    """The exchanges in a web archive. What cannot be taken is told to `report`.

    Raises:
        Unreadable: the archive is broken; what came before the break has been yielded.
    """
    try:
        if path.suffix.lower() != ".wacz" and not archives_in(path):
            with path.open("rb") as stream:
                yield from warc_exchanges(stream, path.stat().st_size, path.name, store, report)
            return
        with zipfile.ZipFile(path) as pack:
            for member in checked_archives(pack, report):
                with pack.open(member) as stream:
                    name = f"{path.name}!{member.filename}"
                    yield from warc_exchanges(stream, member.file_size, name, store, report)
    except _BROKEN as trouble:
        mend = "get a whole copy and import it; what came before the break is kept"
        if "non-chunked" in str(trouble):
            mend = "its records are packed as one; `warcio recompress` packs each for itself"
        raise Unreadable(f"broken web archive: {trouble}; {mend}") from trouble
