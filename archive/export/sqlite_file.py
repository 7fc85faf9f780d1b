"""The published database as one file, with its dictionary."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from archive.export.folder import made_durable, new_folder, sha256_of
from archive.export.package import write_dictionary, write_package
from archive.export.reading import open_database
from archive.schema import load_schema

if TYPE_CHECKING:
    from pathlib import Path


def export_sqlite(database: Path, out: Path) -> Path:
    """Copy the database into `out`, byte for byte; a build that swaps in a new one meanwhile does not disturb it.

    Raises:
        ExportError: there is no database, or `out` holds something else.
    """
    open_database(database).close()
    schema = load_schema()
    name = f"{schema.name}.db"
    with database.open("rb") as source, new_folder(out) as folder:
        path = folder / name
        with path.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        made_durable(path)
        write_dictionary(folder, "utf-8")
        file = {
            "name": schema.name,
            "path": name,
            "title": f"{schema.title.zh} · {schema.title.en}",
            "format": "sqlite",
            "mediatype": "application/vnd.sqlite3",
            "bytes": path.stat().st_size,
            "hash": f"sha256:{sha256_of(path)}",
        }
        write_package(folder, [file])
    return out / name
