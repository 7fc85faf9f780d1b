"""Records read back from WARC files by offset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

if TYPE_CHECKING:
    from pathlib import Path

    from archive.captures.model import Headers

ANSWERS = ("response", "resource", "revisit")
"""Types of the record that carries the answer of a capture."""


class DamagedWarc(Exception):
    """Raised when a WARC file does not hold what the index, or its own structure, says it holds."""


@dataclass(frozen=True, slots=True)
class Record:
    """One WARC record: its named fields, its HTTP status line and headers if any, its body as stored."""

    kind: str
    fields: Headers
    status: int | None
    reason: str
    headers: Headers
    body: bytes

    def field(self, name: str) -> str | None:
        """A WARC named field, by name in any case."""
        return next((value for key, value in self.fields if key.lower() == name.lower()), None)


def read_record(stream: BinaryIO, offset: int, name: str) -> Record:
    """The record that begins at `offset` of an open WARC file called `name`.

    Raises:
        DamagedWarc: there is no whole record there.
    """
    stream.seek(offset)
    try:
        return as_record(next(ArchiveIterator(stream)))
    except Exception as trouble:  # whatever the reader stumbles over, there is no whole record
        raise DamagedWarc(f"{name}: no record at byte {offset}") from trouble


def as_record(record: Any) -> Record:
    """A record of warcio's, read to its end, as a value."""
    http = record.http_headers
    line = http.statusline.split(" ", 1) if http is not None else [""]
    return Record(
        kind=record.rec_type,
        fields=tuple(record.rec_headers.headers),
        status=int(line[0]) if line[0].isdecimal() and record.rec_type != "request" else None,
        reason=line[1] if len(line) > 1 else "",
        headers=tuple(http.headers) if http is not None else (),
        body=record.raw_stream.read(),
    )


class WarcFolder:
    """Reads records by file name and offset and keeps the last file open, since readers walk file by file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = ""
        self._stream: BinaryIO | None = None

    def read(self, name: str, offset: int) -> Record:
        """The record at `offset` of the WARC file `name`.

        Raises:
            DamagedWarc: the file is missing, or there is no whole record there.
        """
        if self._stream is None or name != self._name:
            self.close()
            try:
                self._stream = (self._folder / name).open("rb")
            except OSError as trouble:
                raise DamagedWarc(f"{name}: {trouble.strerror}; bring the file back into {self._folder}") from trouble
            self._name = name
        return read_record(self._stream, offset, name)

    def close(self) -> None:
        """Close the open file, if any."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
