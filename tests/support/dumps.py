"""Every row of a built database, and what its full text index finds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from archive.schema import load_schema
from archive.search import INDEX, match

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("公开", "医疗保障局", "年", "临", "行政许可", "2023", "9")


def sorted_dump(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Table to its rows, sorted; and for some words the ids of the reports found."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
        found = {t.name: sorted(db.execute(f'SELECT * FROM "{t.name}"'), key=repr) for t in load_schema().tables}
        sql = f"SELECT reports.id FROM {INDEX} JOIN reports ON reports.rowid = {INDEX}.rowid WHERE {INDEX} MATCH ?"
        for word in WORDS:
            found[f"found {word}"] = sorted(db.execute(sql, (match(word),)).fetchall())
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
    with closing(sqlite3.connect(":memory:")) as copy:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
            db.backup(copy)
        copy.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('integrity-check')")
    return found
