"""`gongkai crawl`: run the crawler as a process of Scrapy's own, show how it goes, and say what became of each site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.common import archive_option
from archive.cli.crawler_process import run_spider
from archive.layout import Layout
from archive.lock import ArchiveLock, Locked
from archive.sitelist import Site, SiteListError, read_sites, site_of

if TYPE_CHECKING:
    from archive.cli.crawler_process import Outcome

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
@click.option(
    "--due", is_flag=True, help="Only sites whose rhythm or back-off lets them be asked again. 只访问到期的网站"
)
@click.option(
    "--from",
    "service",
    type=click.Choice(("wayback", "commoncrawl")),
    help="Ask this web archive in place of the sites that could not be checked. 改从网页存档读取",
)
def command(
    urls: tuple[str, ...],
    sites_file: Path | None,
    layout: Layout,
    delay: float,
    allow_private_hosts: bool,
    max_pages: int,
    due: bool,
    service: str | None,
) -> None:
    """发现并抓取年度报告。Find the annual reports of sites, politely, and capture them byte for byte.

    Exit codes: 0 fine; 1 a site could not be checked or gave nothing; 2 bad use; 3 failed.
    """
    if due and service:
        raise click.UsageError("--due and --from exclude each other: web archives have no rhythm")
    sites = _sites(urls, sites_file)
    _check_archive(layout)
    if not os.environ.get("GONGKAI_CONTACT") and not allow_private_hosts:
        click.echo(
            "hint: set GONGKAI_CONTACT to an address where site owners can reach you; it is sent with every request",
            err=True,
        )
    only = "due" if due else "refused" if service and not urls else ""
    settings = {
        "ARCHIVE_DIR": str(layout.root),
        "DOWNLOAD_DELAY": str(delay),
        "ALLOW_PRIVATE_HOSTS": str(int(allow_private_hosts)),
        "MAX_PAGES": str(max_pages),
        "PROGRESS_EVENTS": "1",
        "LOG_LEVEL": "ERROR",
        "RECALL_FROM": service or "",
    }
    arguments = {"urls": " ".join(urls), "sites": str(sites_file.resolve()) if sites_file else ""}
    arguments["only"] = only
    outcome = run_spider(settings, arguments, len(sites), _say_chosen)
    if outcome.states or not outcome.whole or not only:
        _conclude(outcome)


def _say_chosen(chosen: dict[str, Any]) -> None:
    """Say which sites are not due yet, or how many of them could not be checked."""
    if chosen["only"] == "refused":
        count = f"{chosen['sites']} of {chosen['listed']}"
        click.echo(f"{count} sites could not be checked at their last visit 个网站上次未能核查")
        return
    for site in chosen["later"]:
        click.echo(f"{site['name']}  {site['url']}\n  not due before 未到期 {site['at']}")
    if chosen["left"]:
        count = f"{chosen['left']} of {chosen['listed']}"
        click.echo(f"{count} sites are not due, the first at {chosen['first']} 个网站未到期")


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


def _conclude(outcome: Outcome) -> None:
    states = outcome.states
    for site in states:
        words = STATE_WORDS.get(site["state"], site["state"])
        click.echo(f"{site['name']}  {site['url']}\n  {words}: {site['reason']}")
    found, new = sum(site["found"] for site in states), sum(site["new"] for site in states)
    unchecked = sum(site["state"] in COULD_NOT_CHECK for site in states)
    empty = sum(site["state"] == "empty" for site in states)
    click.echo(
        f"{len(states)} sites, {found} report pages and files, {new} new; {empty} gave nothing, {unchecked} could not be checked"
    )
    if outcome.stopped:
        click.echo(
            "gongkai crawl: 已中止 stopped; what was captured is kept, and the next crawl goes on from it", err=True
        )
        raise SystemExit(3)
    if not outcome.whole:
        last = [line for line in outcome.trouble.splitlines() if line.strip()]
        click.echo(f"gongkai crawl: the crawler stopped before its end: {last[-1] if last else 'no message'}", err=True)
        raise SystemExit(3)
    if unchecked or empty:
        raise SystemExit(1)
