"""The published database, opened for reading."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archive.schema import load_schema


class ExportError(Exception):
    """Raised when there is no database to read, or it is not one of ours; the message says the mend."""


def open_database(path: Path | str) -> sqlite3.Connection:
    """Open the published database read-only. It stays the same file to its reader when a build swaps in a new one.

    Raises:
        ExportError: it is missing, unreadable, or of another version.
    """
    path = Path(path)
    if not path.exists():
        raise ExportError(f"{path}: no database here; make it with `gongkai build`")
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)  # streams pass it from thread to thread
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as trouble:
        connection.close()
        raise ExportError(f"{path} cannot be read ({trouble}); make it anew with `gongkai build`") from trouble
    if version != load_schema().version:
        connection.close()
        raise ExportError(f"{path} is of version {version}, not {load_schema().version}; run `gongkai build`")
    return connection
