"""``gongkai parse``: files in, one report a line out; nothing is stored."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from parsers import Report


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--url", help="文件原来的网址。Address the file came from; helps with the date.")
def command(paths: tuple[Path, ...], url: str | None) -> None:
    """解析文件并逐行输出 JSON。Parse files and print one report a line (JSON Lines); nothing is stored.

    A folder stands for the files in it. A file that gives no report is named on stderr and the exit code is 1.
    """
    files = [file for path in paths for file in _files(path)]
    failed = 0
    for file in files:
        failed += not _print_report(file, url)
    if failed:
        click.echo(f"{failed}/{len(files)} 个文件没有读出报告 files gave no report", err=True)
        raise SystemExit(1)


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise click.UsageError(f"没有这个文件 no such file: {path}")
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    return [path]


def _print_report(file: Path, url: str | None) -> bool:
    from archive.isolation import TaskFailed, parse_isolated
    from parsers import Refusal
    from parsers.to_json import report_to_json

    try:
        body = file.read_bytes()
    except OSError as error:
        click.echo(f"{file}: 无法读取 cannot read: {error.strerror}", err=True)
        return False
    try:
        report = parse_isolated(body, url=url)
    except Refusal as refusal:
        click.echo(f"{file}: {refusal} [{refusal.code}]", err=True)
        return False
    except TaskFailed as error:
        click.echo(f"{file}: 解析程序出错 the parser failed: {error} [{error.code}]", err=True)
        return False
    if report.metadata.get("region_code"):
        report = _with_place(report)
    source = os.fsencode(file).decode("utf-8", "replace")
    line = json.dumps(report_to_json(report, source), ensure_ascii=False) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8"))  # JSON Lines are UTF-8, whatever the terminal speaks
    return True


def _with_place(report: Report) -> Report:
    """The report with a finding where its credit code belongs to another place than its agency."""
    from archive.reference import Gazetteer, elsewhere

    known = {name: fact.value for name, fact in report.metadata.items()}
    found = elsewhere(report.agency or known.get("agency"), report.year, known["region_code"], Gazetteer())
    return replace(report, problems=(*report.problems, found)) if found else report
