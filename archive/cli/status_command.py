"""`gongkai status`: how the archive stands."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from archive.cli.common import BAD_USE, archive_option, one_line_errors, stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.health import RunReport
    from archive.layout import Layout
    from archive.status import ArchiveStatus

_SHOWN = 20
_LIGHTS = {"green": "绿 green", "amber": "黄 amber", "red": "红 red"}


@click.command("status")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。Print JSON.")
def command(layout: Layout, *, as_json: bool) -> None:
    """各网站状态、采集、报告、上次运行，以及未成之事及其原因。

    Sites with their state, captures, reports, the last run, what failed and why.
    """
    from archive.status import collect

    if not layout.root.is_dir():
        stop(BAD_USE, f"{layout.root}: no archive folder; make one with `gongkai crawl` or `gongkai import`")
    with one_line_errors():
        status = collect(layout)
    if as_json:
        click.echo(json.dumps(asdict(status), ensure_ascii=False, indent=1))
        return
    for line in _lines(status):
        click.echo(line)


def _lines(status: ArchiveStatus) -> Iterator[str]:
    for site in status.sites:
        unchecked = "" if site.was_reached else "未能核实 could not check: "
        yield f"{site.name}  {site.url}"
        yield f"  {unchecked}{site.state}  {site.reason}  报告 reports {site.reports}  {site.last_visit or ''}".rstrip()
        yield from _health_lines(status.last_report, site.url)
    if not status.sites:
        yield "尚未访问任何网站 no site visited yet"
    yield f"采集 captures: {status.captures}"
    if status.database is None:
        yield "尚无数据库 no database yet: run `gongkai build`"
    else:
        parts = ", ".join(f"{name} {count}" for name, count in status.reports.items())
        yield f"报告 reports: {sum(status.reports.values())} ({parts or '-'})"
    if status.last_run:
        run = status.last_run
        ended = run["finished_at"] or "未完成 cut off"
        yield f"上次运行 last run: {run['started_at']} → {ended}, found {run['found']}, new {run['new']}"
    yield from _run_lines(status.last_report)
    for item in status.unread[:_SHOWN]:
        yield f"  {item['status']} {item['url']} {item['title']}: {item['reason']}"
    if len(status.unread) > _SHOWN:
        yield f"  … {len(status.unread) - _SHOWN} more"


def _health_lines(report: RunReport | None, url: str) -> Iterator[str]:
    """A site's light after the last scheduled run, and what is wrong with its mend; nothing where all is well."""
    health = next((site for site in report.sites if site.url == url), None) if report else None
    if health is None or health.level == "green":
        return
    yield f"  {_LIGHTS[health.level]}  上次核查成功 last good visit: {health.last_good_visit or '从未 never'}"
    if health.held_since:
        yield f"    自此不发布新内容 nothing new is published since {health.held_since}"
    for found in health.findings:
        yield f"    {found['zh']} {found['en']}: {found['message']}"
        yield f"    → {found['mend_zh']} {found['mend_en']}"


def _run_lines(report: RunReport | None) -> Iterator[str]:
    """The last scheduled run: its outcome, durations, what it met, and the alarms that are open."""
    if report is None:
        return
    stages = ", ".join(f"{stage['name']} {stage['seconds']} s" for stage in report.stages)
    kept = "" if report.published else "  未发布 not published"
    yield f"上次定时运行 last scheduled run: {report.started_at} → {report.finished_at}, exit code {report.exit_code}{kept}"
    yield f"  {stages}"
    totals = report.totals
    yield "  " + ", ".join(f"{name} {totals.get(name, 0)}" for name in ("asked", "new", "changed", "gone", "refused"))
    lights = ", ".join(f"{words} {totals.get(f'sites_{level}', 0)}" for level, words in _LIGHTS.items())
    yield f"  网站 sites: {lights}"
    for alarm in report.alarms:
        yield f"  警报 alarm since {alarm['since']}: {alarm['name'] or alarm['subject']}: {alarm['zh']} {alarm['en']} {alarm['message']}"
