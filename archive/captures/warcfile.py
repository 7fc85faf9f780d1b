"""The WARC files of an archive folder: append only, rolled by size, durable before anyone is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

from archive.captures.records import warc_info

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFIX, SUFFIX = "gongkai-", ".warc.gz"
DEFAULT_ROLL_SIZE = 1_000_000_000
"""Bytes after which the next capture opens a new file: the size that the WARC standard recommends."""

_INFO = {
    "software": "gongkai",
    "format": "WARC File Format 1.1",
    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    "description": "政府信息公开工作年度报告 annual reports on open government information, China",
    "robots": "obey",
}


def warc_names(folder: Path) -> Iterator[str]:
    """Names of our WARC files in a folder, oldest first; files of other making are imported, not adopted."""
    yield from sorted(path.name for path in folder.glob(f"{PREFIX}*{SUFFIX}"))


class WarcAppender:
    """Appends record groups to the newest file of a folder and rolls to the next when it is full."""

    def __init__(self, folder: Path, roll_size: int = DEFAULT_ROLL_SIZE) -> None:
        self._folder = folder
        self._roll_size = roll_size
        self._out: BinaryIO | None = None
        self._name = ""

    def append(self, group: bytes, stamp: str) -> tuple[str, int]:
        """Append `group`, captured at `stamp`, wait until it is on the disk, and say where: file name and offset.

        Raises:
            OSError: the disk refused; what stood before still stands, the next opening repairs the tail.
        """
        out = self._current(stamp)
        offset = out.tell()
        out.write(group)
        out.flush()
        os.fsync(out.fileno())
        return self._name, offset

    def close(self) -> None:
        """Close the open file, if any."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def _current(self, stamp: str) -> BinaryIO:
        if self._out is not None and self._out.tell() < self._roll_size:
            return self._out
        self.close()
        names = list(warc_names(self._folder))
        if names and (self._folder / names[-1]).stat().st_size < self._roll_size:
            self._name = names[-1]
        else:
            self._name = f"{PREFIX}{_serial(names) + 1:06d}{SUFFIX}"
        path = self._folder / self._name
        self._out = path.open("ab")
        if self._out.tell() == 0:
            self._out.write(warc_info(self._name, _INFO, stamp))
            sync_folder(self._folder)
        return self._out


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _serial(names: list[str]) -> int:
    numbers = [int(digits) for name in names if (digits := name.removesuffix(SUFFIX).rpartition("-")[2]).isdecimal()]
    return max(numbers, default=0)
