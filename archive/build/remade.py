"""SQLite files that a build can make anew: what cannot be read is no loss and is begun again."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


class Remade:
    """A file open as a context manager; `_open` connects, as `_db`, and sees to the tables."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection

    def __enter__(self) -> Self:
        try:
            self._open()
        except sqlite3.DatabaseError:
            self._path.unlink()
            self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def _open(self) -> None:
        raise NotImplementedError
