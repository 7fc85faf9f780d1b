"""What Datasette would otherwise find out at every table page: how many rows the tables of the published file hold.

The file never changes under a running instance, so its tables are counted once. Tables of the search index are not counted: nobody
reads them, and counting them takes longer than all the others. Without this Datasette would also digest the whole file, for its ETag,
while nobody else is answered.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from archive.search import INDEX
from archive.site.database import unreadable

if TYPE_CHECKING:
    from pathlib import Path

HEAD_BYTES = 1 << 16
"""As much of the file as goes into its tag, beside its length and its time: the header and the schema."""
_TABLES = "select name from sqlite_master where type = 'table'"


def inspect(path: Path) -> dict[str, Any]:
    """The file's size in bytes, a tag that another file does not have, and the rows of each table, None for those not counted.

    Raises:
        Unusable: a table cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            names = [name for (name,) in connection.execute(_TABLES)]
            counts = {name: None if name.startswith(INDEX) else _count(connection, name) for name in names}
    except sqlite3.DatabaseError as error:
        raise unreadable(path, error) from None
    told = path.stat()
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    tag = hashlib.sha256(f"{told.st_size} {told.st_mtime_ns} ".encode() + head).hexdigest()
    return {"size": told.st_size, "hash": tag, "tables": {name: {"count": count} for name, count in counts.items()}}


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f'select count(*) from "{table}"').fetchone()[0])  # noqa: S608
