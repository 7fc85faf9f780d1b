"""`gongkai restore`: bring an archive folder back from its WARC files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.common import archive_option, one_line_errors

if TYPE_CHECKING:
    from archive.layout import Layout


@click.command("restore")
@archive_option
def command(layout: Layout) -> None:
    """仅凭 warc/ 文件夹恢复采集索引和各次运行记录；随后运行 gongkai build 即得同样的数据库。

    Make the index of captures and the run records anew from DIR/warc alone; `gongkai build` then gives the same database.
    """
    from archive.keeping import restore

    with one_line_errors():
        done = restore(layout)
    click.echo(
        f"采集 captures: {done.captures}; 记录 records: {done.records}; 接着运行 now run: gongkai build", err=True
    )
