"""What is looked at before a new database takes its place, cut into pieces that workers can share."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from archive.schema import load_schema, unlike_schema

if TYPE_CHECKING:
    from pathlib import Path


class Look(NamedTuple):
    """One piece: a statement that gives ``ok`` or no row at all where nothing is wrong."""

    path: Path
    sql: str
    about: str


def looks(path: Path) -> list[Look]:
    """All pieces: the file as a whole, references, and each table's allowed values."""
    return [
        Look(path, "PRAGMA integrity_check(1)", "the file"),
        Look(path, "PRAGMA foreign_key_check", "rows that point at what is not there"),
        *(Look(path, sql, f"values that {table} may not hold") for table, sql in unlike_schema(load_schema())),
    ]


def look(piece: Look) -> str | None:
    """What is wrong, in words, or None."""
    # Opened to read only, SQLite leaves the allowed values out of integrity_check: they have pieces of their own.
    with closing(sqlite3.connect(f"{piece.path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            found = connection.execute(piece.sql).fetchone()
        except sqlite3.DatabaseError as trouble:  # so damaged that SQLite cannot go on
            found = (trouble,)
    return None if found in (None, ("ok",)) else f"{piece.about}: {', '.join(map(str, found))}"
