"""Whether a prepared database is sound, looked at as a whole before it is published: a copy can be damaged where nobody wrote."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_STEPS = 100_000
"""Of SQLite's virtual machine, between two looks at whether the run was told to stop."""


def damage(database: Path, stop: Callable[[], bool]) -> str | None:
    """What is wrong with the file, in SQLite's words: its pages, its constraints, its references; None where nothing is.

    Ends early, with None, once `stop` says so.
    """
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.set_progress_handler(stop, _STEPS)
        try:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            lost = connection.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.DatabaseError as trouble:
            return None if stop() else str(trouble)
    if said != "ok":
        return str(said)
    return f"a row of {lost[0]} points at a row of {lost[2]} that is not there" if lost else None
