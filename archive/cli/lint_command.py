"""`gongkai lint`: site lists, families of content systems and spiders, checked without network."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.common import BAD_USE, FINE


@click.command("lint")
@click.option(
    "--sites",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="网站清单，可多次给出；默认为随附的清单。Site lists; the one that comes with the program unless told otherwise.",
)
def command(lists: tuple[Path, ...]) -> None:
    """核对网站清单、内容系统声明与爬虫，不联网。Check site lists, families of content systems and spiders, offline.

    One line a fault: the place, what is wrong, and the mend. Exit codes: 0 none, or warnings only; 2 there are errors.
    """
    from archive.linting import SITES, lint_families, lint_sites, lint_spiders

    faults = [fault for path in lists or (SITES,) for fault in lint_sites(path)]
    faults += [*lint_families(), *lint_spiders()]
    for fault in faults:
        click.echo(str(fault))
    errors = sum(fault.severity == "error" for fault in faults)
    click.echo(f"{errors} errors, {len(faults) - errors} warnings 错误 {errors}，提醒 {len(faults) - errors}", err=True)
    raise SystemExit(BAD_USE if errors else FINE)
