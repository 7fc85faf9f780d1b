"""The database as one SQLite file: byte for byte, or built anew from the rows that filters leave."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from archive.build.database import NewDatabase
from archive.export.folder import made_durable
from archive.export.package import file_resource, with_tables
from archive.schema import load_schema

if TYPE_CHECKING:
    from pathlib import Path

    from archive.export.extract import Extract
    from archive.export.folder import Progress
    from archive.export.package import Resource


def write_sqlite(extract: Extract, folder: Path, progress: Progress, *, database: Path) -> list[Resource]:
    """Write the file; a filtered one has its own indexes and full text index and can be served like any other."""
    path = folder / f"{load_schema().name}.db"
    if extract.chosen:
        with NewDatabase(path) as new:
            for done, table in enumerate(extract.tables):
                progress("export", done, len(extract.tables))
                new.fill(table.name, iter(extract.rows(table)))
            new.publish()
    else:
        with database.open("rb") as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        made_durable(path)
    progress("export", len(extract.tables), len(extract.tables))
    return [
        with_tables(file_resource(path) | {"type": "file", "mediatype": "application/vnd.sqlite3"}, extract.counts())
    ]
