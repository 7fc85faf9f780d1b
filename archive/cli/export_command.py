"""`gongkai export`: full extracts of the database, and extracts narrowed down by filters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.common import BAD_USE, NEEDS_EYES, archive_option, one_line_errors, stop
from archive.cli.progress import shown_progress

if TYPE_CHECKING:
    from archive.filters import Chosen
    from archive.layout import Layout

FORMATS = ("csv", "parquet", "xlsx", "sqlite", "datapackage")


def _chosen(_context: click.Context, _option: click.Parameter, conditions: tuple[str, ...]) -> Chosen:
    from archive.filters import BadFilter, parse

    pairs = []
    for condition in conditions:
        for part in condition.split():
            name, equals, value = part.partition("=")
            if not equals:
                raise click.BadParameter(f"“{part}”不是 条件=值 {part!r} is not NAME=VALUE, as in year=2021-2023")
            pairs.append((name, value))
    try:
        return parse(pairs)
    except BadFilter as error:
        raise click.BadParameter(str(error)) from None


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
    "--where",
    "chosen",
    multiple=True,
    callback=_chosen,
    metavar="NAME=VALUE",
    help="只取符合条件的报告及其各表，可多次给出：region=33 year=2019-2023 level=county,prefecture sector= kind= form= status= source= "
    "problems=error。Only reports that fulfil the filters, with all their tables; may be given several times.",
)
@click.option(
    "--bom", is_flag=True, help="CSV 文件前加字节顺序标记，便于电子表格识别。Byte order mark for spreadsheets."
)
def command(layout: Layout, kind: str, out: Path | None, chosen: Chosen, *, bom: bool) -> None:
    """完整导出：每张表、数据字典和 datapackage.json。Every table whole, with dictionary and datapackage.json.

    The folder is written beside its place and swapped in; a folder with other things in it is left alone.
    """
    from archive.export import ExportError, NothingChosen, export

    if chosen and out is None:
        stop(
            BAD_USE,
            "筛选导出须用 --out 指明文件夹 an extract by --where needs --out: exports/ in the archive is for whole ones",
        )
    out = out or layout.exports / kind
    try:
        with one_line_errors(), shown_progress() as progress:
            done = export(layout.database, out, kind, progress=progress, chosen=chosen, with_mark=bom)
    except ExportError as error:
        stop(BAD_USE, str(error))
    except NothingChosen as nothing:
        stop(NEEDS_EYES, f"没有符合条件的报告，未写任何文件 no report fulfils {nothing}; no file was written")
    for table, rows in done.counts.items():
        click.echo(f"  {table}: {rows} 行 rows", err=True)
    click.echo(f"{out}: {len(done.counts)} 张表 tables, {sum(done.counts.values())} 行 rows", err=True)
    for table, count in done.inexact.items():
        click.echo(
            f"  {table}: {count} 行有超过 2^53 的整数，{kind} 存不准 rows hold whole numbers past 2^53, not exact here",
            err=True,
        )
    if done.inexact:
        raise SystemExit(NEEDS_EYES)
