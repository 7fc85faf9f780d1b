"""A file of the archive folder as an answer: in pieces, so that memory stays flat, and resumable (RFC 9110, one byte range)."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

if TYPE_CHECKING:
    from pathlib import Path

    from archive.site.safety import Send

_PIECE = 1 << 18
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".db": "application/vnd.sqlite3",
}


class FileAnswer(Response):  # type: ignore[misc]
    """A file to be saved. `tag` tells versions of it apart, so that a resumed download never joins two of them."""

    def __init__(self, path: Path, *, tag: str, request: Any, name: str | None = None) -> None:
        super().__init__()
        self._stream = path.open("rb")
        self._size = path.stat().st_size
        self._first, self._last, self.status = self._part(request, tag)
        self._head = {
            "content-type": TYPES.get(path.suffix, "application/octet-stream"),
            "content-disposition": f'attachment; filename="{name or path.name}"',
            "content-length": str(self._last - self._first + 1),
            "accept-ranges": "bytes",
            "etag": f'"{tag}"',
        }
        if self.status == 206:
            self._head["content-range"] = f"bytes {self._first}-{self._last}/{self._size}"

    def _part(self, request: Any, tag: str) -> tuple[int, int, int]:
        """First and last byte to send, and the status; what is not understood gets the whole file."""
        asked = _RANGE.fullmatch(request.headers.get("range", ""))
        other = request.headers.get("if-range", f'"{tag}"') != f'"{tag}"'
        if asked is None or other or not any(asked.groups()):
            return 0, self._size - 1, 200
        if not asked[1]:
            return max(0, self._size - int(asked[2])), self._size - 1, 206
        first, last = int(asked[1]), min(int(asked[2] or self._size - 1), self._size - 1)
        return (first, last, 206) if first <= last else (0, self._size - 1, 200)

    async def asgi_send(self, send: Send) -> None:
        """Send head and bytes."""
        try:
            head = [(name.encode(), value.encode()) for name, value in self._head.items()]
            await send({"type": "http.response.start", "status": self.status, "headers": head})
            self._stream.seek(self._first)
            left = self._last - self._first + 1
            while left > 0 and (piece := await asyncio.to_thread(self._stream.read, min(_PIECE, left))):
                left -= len(piece)
                await send({"type": "http.response.body", "body": piece, "more_body": left > 0})
            if self._size == 0:
                await send({"type": "http.response.body", "body": b""})
        finally:
            self._stream.close()
