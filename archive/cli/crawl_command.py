"""`gongkai crawl`: run the crawler as a process of Scrapy's own, show how it goes, and say what became of each site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

import click

import archive
from archive.cli.common import archive_option
from archive.layout import Layout
from archive.lock import ArchiveLock, Locked
from archive.sitelist import Site, SiteListError, read_sites, site_of

COULD_NOT_CHECK = ("declined", "forbidden", "needs_script", "unreachable", "error")
STATE_WORDS = {
    "ok": "ok",
    "empty": "nothing found 未发现年报",
    "declined": "could not check: declined 对方拒绝程序访问",
    "forbidden": "could not check: robots.txt forbids 对方禁止抓取",
    "needs_script": "could not check: needs script 需要脚本",
    "unreachable": "could not check: unreachable 无法连接",
    "error": "could not check: error 出错",
}


@click.command(name="crawl")
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option(
    "--sites",
    "sites_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="CSV of sites: name,url at least. 网站清单",
)
@archive_option
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=2.0,
    show_default=True,
    help="Seconds between requests to one host. 同一主机请求间隔",
)
@click.option("--allow-private-hosts", is_flag=True, help="Also ask loopback and private addresses. 允许内网地址")
@click.option(
    "--max-pages",
    type=click.IntRange(min=1),
    default=2000,
    show_default=True,
    help="Most requests to one site. 每站请求上限",
)
def command(
    urls: tuple[str, ...],
    sites_file: Path | None,
    layout: Layout,
    delay: float,
    allow_private_hosts: bool,
    max_pages: int,
) -> None:
    """发现并抓取年度报告。Find the annual reports of sites, politely, and capture them byte for byte.

    Exit codes: 0 fine; 1 a site could not be checked or gave nothing; 2 bad use; 3 failed.
    """
    sites = _sites(urls, sites_file)
    _check_archive(layout)
    if not os.environ.get("GONGKAI_CONTACT") and not allow_private_hosts:
        click.echo(
            "hint: set GONGKAI_CONTACT to an address where site owners can reach you; it is sent with every request",
            err=True,
        )
    settings = {
        "ARCHIVE_DIR": str(layout.root),
        "DOWNLOAD_DELAY": str(delay),
        "ALLOW_PRIVATE_HOSTS": str(int(allow_private_hosts)),
        "MAX_PAGES": str(max_pages),
        "PROGRESS_EVENTS": "1",
        "LOG_LEVEL": "ERROR",
    }
    arguments = {"urls": " ".join(urls), "sites": str(sites_file.resolve()) if sites_file else ""}
    states, whole, trouble = run_spider(settings, arguments, len(sites))
    _conclude(states, whole=whole, trouble=trouble)


def _sites(urls: tuple[str, ...], sites_file: Path | None) -> list[Site]:
    """All sites asked for; reading them here gives clear errors before anything runs."""
    try:
        sites = [site_of(url) for url in urls]
        sites += list(read_sites(sites_file)) if sites_file else []
    except (SiteListError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    if not sites:
        raise click.UsageError("nothing to crawl: give a URL, or --sites FILE.csv with at least one site")
    return sites


def _check_archive(layout: Layout) -> None:
    try:
        layout.root.mkdir(parents=True, exist_ok=True)
        with ArchiveLock(layout.lock):
            pass
    except (OSError, Locked) as error:
        click.echo(f"gongkai crawl: {error}", err=True)
        raise SystemExit(3) from error


def run_spider(
    settings: dict[str, str], arguments: dict[str, str], total: int
) -> tuple[list[dict[str, Any]], bool, str]:
    """Run the spider to its end. Returns the sites' events, whether the run is whole, and the last words of a failure."""
    call = [sys.executable, "-m", "scrapy", "crawl", "reports"]
    for name, value in arguments.items():
        call += ["-a", f"{name}={value}"] if value else []
    for name, value in settings.items():
        call += ["-s", f"{name}={value}"]
    root = str(Path(archive.__file__).resolve().parents[1])
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings", "PYTHONUNBUFFERED": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, environment.get("PYTHONPATH", "")]))
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said,
        subprocess.Popen(  # noqa: S603  # our own interpreter, and arguments that were checked
            call, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8", env=environment
        ) as process,
    ):
        assert process.stdout is not None
        states, whole = _watch(process.stdout, total)
        process.wait()
        said.seek(0)
        trouble = said.read()
    return states, whole and process.returncode == 0, trouble


def _watch(events: IO[str], total: int) -> tuple[list[dict[str, Any]], bool]:
    states: list[dict[str, Any]] = []
    whole = False
    with click.progressbar(
        length=total, label="crawl", file=sys.stderr, show_pos=True, hidden=not sys.stderr.isatty()
    ) as bar:
        for line in events:
            event = _event(line)
            if event.get("event") == "site":
                states.append(event)
                bar.update(1)
                if not sys.stderr.isatty():
                    click.echo(
                        f"[{len(states)}/{total}] {event['name']}: {event['state']}, {event['found']} found", err=True
                    )
            whole = whole or (event.get("event") == "end" and event.get("whole") is True)
    return states, whole


def _event(line: str) -> dict[str, Any]:
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def _conclude(states: list[dict[str, Any]], *, whole: bool, trouble: str) -> None:
    for site in states:
        words = STATE_WORDS.get(site["state"], site["state"])
        click.echo(f"{site['name']}  {site['url']}\n  {words}: {site['reason']}")
    found, new = sum(site["found"] for site in states), sum(site["new"] for site in states)
    unchecked = sum(site["state"] in COULD_NOT_CHECK for site in states)
    empty = sum(site["state"] == "empty" for site in states)
    click.echo(
        f"{len(states)} sites, {found} report pages and files, {new} new; {empty} gave nothing, {unchecked} could not be checked"
    )
    if not whole:
        last = [line for line in trouble.splitlines() if line.strip()]
        click.echo(f"gongkai crawl: the crawler stopped before its end: {last[-1] if last else 'no message'}", err=True)
        raise SystemExit(3)
    if unchecked or empty:
        raise SystemExit(1)
