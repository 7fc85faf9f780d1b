"""What SQLite does for a page: its queries, and the steps of its virtual machine, which no load of the machine can change."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Self

from datasette.database import Database

if TYPE_CHECKING:
    from pathlib import Path

PIECE = 50
"""Steps between two counts."""


class Steps:
    """As a context manager, notes every query that the site sends; `steps` asks them once more and counts."""

    def __init__(self, database: Path) -> None:
        self._connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
        self._connection.set_progress_handler(self._count, PIECE)
        self._asked: list[tuple[str, Any]] = []
        self._counted = 0

    def __enter__(self) -> Self:
        self._asked.clear()
        self._real = Database.execute
        asked, real = self._asked, self._real

        async def noted(database: Database, sql: str, params: Any = None, *rest: Any, **more: Any) -> Any:
            asked.append((sql, params or {}))
            return await real(database, sql, params, *rest, **more)

        Database.execute = noted
        return self

    def __exit__(self, *_: object) -> None:
        Database.execute = self._real

    @property
    def asked(self) -> list[str]:
        """The queries that were sent."""
        return [sql for sql, _ in self._asked]

    @property
    def queries(self) -> int:
        """How many queries were sent."""
        return len(self._asked)

    @property
    def steps(self) -> int:
        """Steps of all of them, to the last fifty."""
        self._counted = 0
        for sql, params in self._asked:
            if not sql.lower().startswith("pragma"):
                self._connection.execute(sql, params).fetchall()
        return self._counted

    def _count(self) -> int:
        self._counted += PIECE
        return 0
