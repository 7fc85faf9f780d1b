"""What a crash, or a lost index, leaves behind: cut the torn tail, index what is whole and not yet indexed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from archive.captures.identity import capture_id, payload_digest, read_time_stamp, time_stamp
from archive.captures.members import has_member_after, whole_members
from archive.captures.model import Exchange
from archive.captures.reader import ANSWERS, DamagedWarc, Record, read_record
from archive.captures.row import capture_of
from archive.captures.warcfile import warc_names

if TYPE_CHECKING:
    from pathlib import Path

    from archive.captures.index import CaptureIndex
    from archive.captures.model import Capture


def catch_up(folder: Path, index: CaptureIndex) -> None:
    """Bring the index up to the WARC files of `folder`, and cut back a torn tail of the newest.

    Raises:
        DamagedWarc: a file is missing or shorter than the index says, or broken with whole records behind the break.
    """
    names = list(warc_names(folder))
    if lost := [name for name in index.files() if name not in set(names)]:
        raise DamagedWarc(
            f"{folder / lost[0]} is missing: bring the file back; if it is lost for good, delete captures.db"
        )
    for name in names:
        _catch_up_file(folder / name, index, newest=name == names[-1])


def _catch_up_file(path: Path, index: CaptureIndex, *, newest: bool) -> None:
    start = index.indexed(path.name)
    size = path.stat().st_size
    if size == start:
        return
    if size < start:
        raise DamagedWarc(f"{path.name} has {size} bytes, the index knows {start}: bring the whole file back")
    end = _index_members(path, index, start)
    if end < size:
        _cut(path, end, newest=newest)
    index.mark(path.name, end)


def _index_members(path: Path, index: CaptureIndex, start: int) -> int:
    """Index the whole captures from byte `start` on; the offset after the last of them."""
    said: dict[str, dict[str, str]] = {}
    done = start
    with path.open("rb") as stream:
        for begin, end in whole_members(stream, start):
            record = read_record(stream, begin, path.name)
            if record.kind == "metadata":
                said[record.field("WARC-Concurrent-To") or ""] = warc_fields(record.body)
            elif record.kind in ANSWERS:
                about = said.pop(record.field("WARC-Record-ID") or "", {})
                index.add([(_capture(record, about, path.name, begin, index), end)])
                done = end
            elif record.kind == "warcinfo":
                done = end
    return done


def _cut(path: Path, end: int, *, newest: bool) -> None:
    with path.open("r+b") as stream:
        torn_at = max((stop for _, stop in whole_members(stream, end)), default=end)
        if not newest or has_member_after(stream, torn_at):
            raise DamagedWarc(
                f"{path.name} is broken at byte {torn_at}: bring an unbroken copy back into {path.parent}"
            )
        stream.truncate(end)
        stream.flush()
        os.fsync(stream.fileno())


def _capture(record: Record, about: dict[str, str], warc: str, offset: int, index: CaptureIndex) -> Capture:
    """The index row of an answer as its records tell it."""
    is_resource = record.kind == "resource"
    kind = record.field("Content-Type")
    exchange = Exchange(
        url=record.field("WARC-Target-URI") or "",
        captured_at=read_time_stamp(record.field("WARC-Date") or ""),
        status=record.status,
        body=record.body,
        response_headers=(("Content-Type", kind),) if is_resource and kind else record.headers,
        source=about.get("source", "import" if is_resource else "live"),  # type: ignore[arg-type]
        via=about.get("via"),
        link_text=about.get("linkText"),
        origin=about.get("origin"),
    )
    digest = record.field("WARC-Payload-Digest") or payload_digest(record.body)
    earlier = _referred(record, digest, index) if record.kind == "revisit" else None
    return capture_of(exchange, digest, earlier, warc, offset)


def _referred(record: Record, digest: str, index: CaptureIndex) -> Capture | None:
    """The capture whose payload a revisit record repeats."""
    url = record.field("WARC-Refers-To-Target-URI") or ""
    date = record.field("WARC-Refers-To-Date") or ""
    return index.get(capture_id(url, time_stamp(read_time_stamp(date)), digest)) if date else None


def warc_fields(block: bytes) -> dict[str, str]:
    """The fields of an ``application/warc-fields`` block, by name."""
    lines = block.decode("utf-8", "replace").splitlines()
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    return {name.strip(): value.strip() for name, value in pairs}
