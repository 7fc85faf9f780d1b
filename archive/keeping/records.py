"""What decides the database beside the captures (run records, reports, holds, reviewed tables), kept in the WARC folder too.

Each file is a ``metadata`` record with the target ``urn:gongkai:record:<path>``; of several with one path the last counts.
So the WARC folder alone is enough to rebuild the database.
"""

from __future__ import annotations

import hashlib
import os
from io import BytesIO
from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from archive.captures.members import whole_members
from archive.captures.reader import DamagedWarc
from archive.captures.warcfile import DEFAULT_ROLL_SIZE, sync_folder
from archive.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.layout import Layout

PREFIX = "urn:gongkai:record:"
NAMES = "records-*.warc.gz"
_FIRST = "records-000001.warc.gz"


def keep_records(layout: Layout) -> int:
    """Append every record file that is not kept yet, as it is now; returns how many were appended.

    Raises:
        archive.captures.DamagedWarc: a file of records is broken in its middle.
    """
    files = list(_files(layout))
    if not files:
        return 0
    _cut_torn_tail(layout.warcs)
    known = {path: hashlib.sha256(body).digest() for path, body in kept_records(layout.warcs)}
    new = [(name, body) for name, body in files if known.get(name) != hashlib.sha256(body).digest()]
    if new:
        with _current(layout.warcs).open("ab") as out:
            for name, body in new:
                out.write(_record(name, body))
            out.flush()
            os.fsync(out.fileno())
        sync_folder(layout.warcs)
    return len(new)


def kept_records(warcs: Path) -> Iterator[tuple[str, bytes]]:
    """Path and content of every kept record, oldest first.

    Raises:
        archive.captures.DamagedWarc: a file is broken.
    """
    for path in sorted(warcs.glob(NAMES)):
        try:
            with path.open("rb") as stream:
                for record in ArchiveIterator(stream):
                    target = record.rec_headers.get_header("WARC-Target-URI") or ""
                    if target.startswith(PREFIX):
                        yield target.removeprefix(PREFIX), record.raw_stream.read()
        except Exception as trouble:
            raise DamagedWarc(f"{path} is broken ({trouble}): bring an unbroken copy back") from trouble


def _files(layout: Layout) -> Iterator[tuple[str, bytes]]:
    single = [layout.holds, layout.expectations, layout.regions, layout.decisions]
    several = [*sorted(layout.runs.glob("*.json")), *sorted(layout.run_reports.glob("*.json"))]
    for path in [*single, *several]:
        if path.is_file():
            yield path.relative_to(layout.root).as_posix(), path.read_bytes()


def _record(name: str, body: bytes) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    kind = "text/csv" if name.endswith(".csv") else "application/json"
    stamp = now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    headers = {"WARC-Date": stamp, "Content-Type": f"{kind}; charset=utf-8"}
    record = writer.create_warc_record(
        f"{PREFIX}{name}", "metadata", BytesIO(body), length=len(body), warc_headers_dict=headers
    )
    writer.write_record(record)
    return out.getvalue()


def _current(warcs: Path) -> Path:
    names = sorted(warcs.glob(NAMES))
    if not names:
        return warcs / _FIRST
    if names[-1].stat().st_size < DEFAULT_ROLL_SIZE:
        return names[-1]
    return warcs / f"records-{int(names[-1].name.split('-')[1].split('.')[0]) + 1:06d}.warc.gz"


def _cut_torn_tail(warcs: Path) -> None:
    """Cut what a crash left of a record half written at the end of the newest file."""
    for path in sorted(warcs.glob(NAMES))[-1:]:
        with path.open("r+b") as stream:
            end = max((stop for _, stop in whole_members(stream, 0)), default=0)
            if end < path.stat().st_size:
                stream.truncate(end)
