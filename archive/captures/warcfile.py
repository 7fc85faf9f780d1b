"""The WARC files of an archive folder: append only, rolled by size, durable before anyone is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from archive.captures.records import warc_info

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import FileIO
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
        self._out: FileIO | None = None
        self._name = ""
        self._end = 0
        self._durable = 0
        self._torn = False

    def append(self, groups: Iterable[tuple[bytes, str]]) -> list[tuple[str, int]]:
        """Append record groups, each with the stamp of its capture, and say where: file name and offset of each.

        Returns when all of them are on the disk, which is waited for once.

        Raises:
            OSError: the disk refused. What stood before still stands, and what came of the groups is taken back or, where
                it filled a file, found by the next opening.
        """
        if self._torn:
            raise OSError(f"{self._name} ends in a torn record; the next opening of the archive mends it")
        places = []
        try:
            for group, stamp in groups:
                out = self._current(stamp)
                places.append((self._name, self._end))
                self._write(out, group)
            self._sync()
        except OSError:
            self._take_back()
            raise
        return places

    def close(self) -> None:
        """Close the open file, if any."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def _current(self, stamp: str) -> FileIO:
        if self._out is not None and self._end < self._roll_size:
            return self._out
        self._sync()
        self.close()
        names = list(warc_names(self._folder))
        if names and (self._folder / names[-1]).stat().st_size < self._roll_size:
            self._name = names[-1]
        else:
            self._name = f"{PREFIX}{_serial(names) + 1:06d}{SUFFIX}"
        self._out = (self._folder / self._name).open("ab", buffering=0)
        self._durable = self._end = self._out.tell()
        if self._end == 0:
            self._write(self._out, warc_info(self._name, _INFO, stamp))
            sync_folder(self._folder)
        return self._out

    def _write(self, out: FileIO, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[out.write(left) :]
        self._end += len(data)

    def _sync(self) -> None:
        if self._out is not None and self._end > self._durable:
            os.fsync(self._out.fileno())
            self._durable = self._end

    def _take_back(self) -> None:
        """Cut off what was begun, so that nothing is ever written behind a torn record."""
        if self._out is not None:
            self._torn = True
            self._out.truncate(self._durable)
            self._torn = False
            self.close()


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
