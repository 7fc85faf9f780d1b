"""Whether an archive folder still holds what it says: digests, index against WARC files, database and exports against both."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from warcio.archiveiterator import ArchiveIterator

from archive.captures import CaptureStore, DamagedWarc
from archive.captures.reader import ANSWERS
from archive.captures.warcfile import warc_names
from archive.export.folder import MARK, sha256_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.captures import Capture
    from archive.layout import Layout

_PLACES = "SELECT id, sha256, warc, offset FROM captures"


class Damage(NamedTuple):
    """One thing that is not as it should be: where, what, and the mend."""

    place: str
    what: str
    mend: str


def verify(layout: Layout, progress: Callable[[str, int, int], None]) -> Iterator[Damage]:
    """Read everything and compare; yields what is wrong.

    Raises:
        archive.captures.StoreError: there are no captures, or their index cannot be read.
    """
    found: dict[tuple[str, int], str] = {}
    names = list(warc_names(layout.warcs)) + [path.name for path in sorted(layout.warcs.glob("records-*.warc.gz"))]
    for done, name in enumerate(names):
        progress("verify", done, len(names))
        yield from _warc(layout.warcs / name, found)
    progress("verify", len(names), len(names))
    with CaptureStore(layout) as store:
        known = {}
        for capture in store.captures():
            known[capture.id] = (capture.id, capture.sha256, capture.warc, capture.offset)
            came_by = found.pop((capture.warc, capture.offset), None) is not None
            if said := _unlike(store, capture, came_by):
                yield Damage(f"{capture.warc}:{capture.offset}", said, _COPY)
    for (name, offset), url in found.items():
        if name.startswith("gongkai-"):
            yield Damage(f"{name}:{offset}", f"{url} is not in the index", "run `gongkai build`, which indexes it")
    if layout.published.exists():
        yield from _database(layout.published, known)
    for mark in sorted(layout.exports.glob(f"*/{MARK}")):
        yield from _export(mark)


def _unlike(store: CaptureStore, capture: Capture, came_by: bool) -> str | None:
    """What is wrong with the record of a capture; one that the walk did not come by, behind damage, is digested here."""
    try:
        body = store.body(capture)
    except DamagedWarc as trouble:
        return str(trouble) if came_by else f"no record of {capture.url}"
    if came_by or hashlib.sha256(body).hexdigest() == capture.sha256:
        return None
    return f"{capture.url} has another content than was captured"


_COPY = "bring an unbroken copy of the file back into warc/"


def _warc(path: Path, found: dict[tuple[str, int], str]) -> Iterator[Damage]:
    """Check every record of a file against its digests, and note where the answers begin."""
    offset = 0
    try:
        with path.open("rb") as stream:
            records = ArchiveIterator(stream, check_digests=True)
            for record in records:
                offset = records.get_record_offset()
                record.raw_stream.read()
                if record.digest_checker.passed is False:
                    yield Damage(f"{path.name}:{offset}", "; ".join(record.digest_checker.problems), _COPY)
                if record.rec_type in ANSWERS:
                    found[path.name, offset] = record.rec_headers.get_header("WARC-Target-URI") or ""
    except Exception as trouble:  # whatever the reader stumbles over, the file is not whole from there on
        yield Damage(f"{path.name}:{offset}", f"the record after this one cannot be read: {trouble!r}", _COPY)


def _database(path: Path, known: dict[str, tuple[str, str, str, int]]) -> Iterator[Damage]:
    mend = "run `gongkai build --full`"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            for (said,) in db.execute("PRAGMA integrity_check"):
                if said != "ok":
                    yield Damage(path.name, said, mend)
            for row in db.execute("PRAGMA foreign_key_check"):
                yield Damage(path.name, f"a row of {row[0]} points at a row of {row[2]} that is not there", mend)
            for row in db.execute(_PLACES):
                if known.get(row[0]) != row:
                    yield Damage(
                        path.name, f"capture {row[0]} stands elsewhere, or with another hash, in the index", mend
                    )
    except sqlite3.DatabaseError as trouble:
        yield Damage(path.name, str(trouble), mend)


def _export(mark: Path) -> Iterator[Damage]:
    mend = f"run `gongkai export --format {mark.parent.name}`"
    try:
        resources = json.loads(mark.read_text(encoding="utf-8"))["resources"]
        for resource in resources:
            path, said = mark.parent / resource["path"], resource.get("hash", "").removeprefix("sha256:")
            if not path.is_file() or (said and sha256_of(path) != said):
                yield Damage(f"exports/{mark.parent.name}/{resource['path']}", "is not as it was exported", mend)
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        yield Damage(f"exports/{mark.parent.name}/{MARK}", repr(trouble), mend)
