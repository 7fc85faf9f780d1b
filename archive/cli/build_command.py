"""`gongkai build`: captures to database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from archive.cli.common import FINE, NEEDS_EYES, archive_option, one_line_errors
from archive.cli.progress import shown_progress
from archive.forked import start_server

if TYPE_CHECKING:
    from archive.layout import Layout


@click.command("build")
@archive_option
@click.option(
    "--full", is_flag=True, help="全部重新解析。Parse everything anew; the same captures give the same bytes."
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="解析进程数，默认为处理器核数。Processes that parse; by default one per core.",
)
@click.option(
    "--unheld", is_flag=True, help="也用暂不发布的内容，供定时运行判断。Also what is held back: for a run to judge by."
)
def command(layout: Layout, *, full: bool, workers: int | None, unheld: bool) -> None:
    """捕获文件 → 数据库，先写在旁边，核对后替换。Captures to database, written beside, checked, swapped in.

    Only what is new is parsed, and only what changed is written. Exit code 1 when something could not be read, or when there is no report at all.
    """
    workers = workers or os.cpu_count() or 1
    if workers > 1:
        start_server()  # it loads while this process does
    from archive.build import build

    with one_line_errors(), shown_progress() as progress:
        summary = build(layout, full=full, workers=workers, progress=progress, unheld=unheld)
    for line in summary.lines():
        click.echo(line, err=True)
    raise SystemExit(NEEDS_EYES if summary.needs_eyes else FINE)
