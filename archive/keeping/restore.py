"""Bring an archive folder back from its WARC files alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.captures import StoreError, rebuild_index
from archive.keeping.folder_version import mark_version
from archive.keeping.records import kept_records
from archive.lock import ArchiveLock

if TYPE_CHECKING:
    from archive.layout import Layout


class Restored(NamedTuple):
    """What came back: captures in the index, and record files."""

    captures: int
    records: int


def restore(layout: Layout) -> Restored:
    """Make the index of captures and the record files anew from ``warc/``; the next build makes the database.

    A record file that is there already is left as it is: it may be newer.

    Raises:
        archive.captures.StoreError: there is no folder of WARC files.
        archive.captures.DamagedWarc: a WARC file is broken.
        archive.lock.Locked: another process writes to the folder.
    """
    if not layout.warcs.is_dir():
        raise StoreError(f"{layout.warcs}: no folder of WARC files here; put the copy back there")
    records = 0
    with ArchiveLock(layout.lock):
        for name, body in dict(kept_records(layout.warcs)).items():
            path = layout.root / name
            if path.exists() or ".." in name.split("/"):
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            records += 1
        mark_version(layout.root)
    return Restored(rebuild_index(layout), records)
