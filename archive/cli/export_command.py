"""`gongkai export`: full extracts of the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.common import BAD_USE, archive_option, one_line_errors, stop
from archive.cli.progress import shown_progress

if TYPE_CHECKING:
    from archive.layout import Layout

FORMATS = ("csv", "parquet", "xlsx", "sqlite", "datapackage")
READY = ("csv", "sqlite", "datapackage")


@click.command("export")
@archive_option
@click.option("--format", "kind", type=click.Choice(FORMATS), default="csv", show_default=True, help="格式。Format.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="导出文件夹，默认为档案中的 exports/格式。Folder to write; by default exports/FORMAT in the archive folder.",
)
@click.option(
    "--bom", is_flag=True, help="CSV 文件前加字节顺序标记，便于电子表格识别。Byte order mark for spreadsheets."
)
def command(layout: Layout, kind: str, out: Path | None, *, bom: bool) -> None:
    """完整导出：每张表、数据字典和 datapackage.json。Every table whole, with dictionary and datapackage.json.

    The folder is written beside its place and swapped in; a folder with other things in it is left alone.
    """
    from archive.export import ExportError, export_csv, export_sqlite

    out = out or layout.exports / kind
    if kind not in READY:
        stop(BAD_USE, f"--format {kind} 尚未提供 is not there yet; take {', '.join(READY)}")
    try:
        with one_line_errors(), shown_progress() as progress:
            if kind == "sqlite":
                written = export_sqlite(layout.database, out)
                click.echo(f"{written}", err=True)
                return
            counts = export_csv(layout.database, out, with_mark=bom, progress=progress)
    except ExportError as error:
        stop(BAD_USE, str(error))
    for table, rows in counts.items():
        click.echo(f"  {table}: {rows} 行 rows", err=True)
    click.echo(f"{out}: {len(counts)} 张表 tables, {sum(counts.values())} 行 rows", err=True)
