"""One export: a format, the rows it takes, and a folder that is swapped in whole."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from archive.export.extract import Extract
from archive.export.folder import new_folder
from archive.export.package import write_about
from archive.export.reading import open_database
from archive.schema import load_schema

if TYPE_CHECKING:
    from pathlib import Path

    from archive.export.folder import Progress
    from archive.export.package import Resource
    from archive.filters import Chosen

FORMATS = ("csv", "parquet", "xlsx", "sqlite", "datapackage")
"""``datapackage`` is CSV with its descriptor, which every format has beside its files."""


class NothingChosen(Exception):
    """Raised by `export` when no report fulfils the filters; nothing has been written."""


class Exported(NamedTuple):
    """Rows written of each table, and numbers that the format cannot hold exactly, by table."""

    counts: dict[str, int]
    inexact: dict[str, int]


def export(
    database: Path, out: Path, kind: str, *, progress: Progress, chosen: Chosen | None = None, with_mark: bool = False
) -> Exported:
    """Write `database`, or what `chosen` leaves of it, into the folder `out` as one of `FORMATS`.

    Raises:
        ExportError: there is no database, or `out` holds something that is no export of ours.
        NothingChosen: no report fulfils `chosen`. An extract without reports, yet with whole reference tables, would mislead.
    """
    with closing(open_database(database)) as connection:
        extract = Extract(connection, chosen)
        if chosen and not extract.count(load_schema().table("reports")):
            raise NothingChosen(chosen.as_text())
        encoding = "utf-8-sig" if with_mark else "utf-8"
        with new_folder(out) as folder:
            resources = _write(kind, extract, folder, progress, encoding, database)
            write_about(folder, extract, resources, encoding=encoding)
        return Exported(extract.counts(), _inexact(extract) if kind == "parquet" else {})


def _write(
    kind: str, extract: Extract, folder: Path, progress: Progress, encoding: str, database: Path
) -> list[Resource]:
    if kind == "parquet":
        from archive.export.parquet_files import write_parquet

        return write_parquet(extract, folder, progress)
    if kind == "xlsx":
        from archive.export.workbook import write_workbooks

        return write_workbooks(extract, folder, progress)
    if kind == "sqlite":
        from archive.export.sqlite_file import write_sqlite

        return write_sqlite(extract, folder, progress, database=database)
    from archive.export.csv_files import write_csv

    return write_csv(extract, folder, progress, encoding=encoding)


def _inexact(extract: Extract) -> dict[str, int]:
    from archive.export.parquet_files import inexact

    return inexact(extract)
