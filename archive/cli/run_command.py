"""`gongkai run`: one scheduled run, with nobody watching."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.common import BAD_USE, archive_option, one_line_errors, stop
from archive.cli.export_command import FORMATS

if TYPE_CHECKING:
    from archive.layout import Layout


EXPORTS = ("csv", "parquet", "sqlite")
"""Formats that a run writes unless told otherwise."""


@click.command("run")
@archive_option
@click.option("--sites", required=True, type=click.Path(path_type=Path), metavar="FILE.csv", help="网站清单。Sites.")
@click.option("--delay", type=click.FloatRange(min=0), help="同一主机请求间隔。Seconds between requests to one host.")
@click.option("--max-pages", type=click.IntRange(min=1), help="每站请求上限。Most requests to one site.")
@click.option("--workers", type=click.IntRange(min=1), help="解析进程数。Processes that parse.")
@click.option(
    "--export",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=EXPORTS,
    show_default=True,
    help="导出格式，可多次给出。Formats to export, each into DIR/exports/FORMAT.",
)
@click.option("--due", is_flag=True, help="只访问到期的网站。Only sites that are due by their rhythm or back-off.")
@click.option("--allow-private-hosts", is_flag=True, help="允许内网地址。Also ask loopback and private addresses.")
def command(
    layout: Layout,
    sites: Path,
    delay: float | None,
    max_pages: int | None,
    workers: int | None,
    formats: tuple[str, ...],
    *,
    due: bool,
    allow_private_hosts: bool,
) -> None:
    """一次定时运行：抓取、建库、核对、导出。One scheduled run: crawl, build, check, export into DIR/exports.

    A stage that fails ends the run, and the database and exports of before stay. One line of each run is kept in
    DIR/runs/run.log. Exit codes: 0 fine; 1 something needs eyes; 2 bad use; 3 failed, nothing replaced.
    """
    from archive.scheduled import Stage, conduct, unusable

    if not layout.root.is_dir() and (wrong := unusable(layout, sites)):
        stop(BAD_USE, wrong)  # nothing is begun for a slip of the pen
    crawl = ["--sites", str(sites), *(["--allow-private-hosts"] if allow_private_hosts else [])]
    crawl += ["--due"] if due else []
    crawl += [*_option("--delay", delay), *_option("--max-pages", max_pages)]
    stages = [
        Stage("crawl", "crawl", crawl),
        Stage("build", "build", ["--unheld", *_option("--workers", workers)]),
        Stage("build held", "build", _option("--workers", workers)),
        Stage("check", "check", ["--severity", "error"]),
        *(Stage(f"export {kind}", "export", ["--format", kind]) for kind in formats),
    ]
    with one_line_errors():
        code = conduct(layout, sites, stages)
    raise SystemExit(code)


def _option(name: str, value: float | None) -> list[str]:
    return [] if value is None else [name, str(value)]
