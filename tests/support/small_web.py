"""One county's site with a column of reports, for tests of whole runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.archives import page, titled
from tests.support.web.pages import Item, column_head, put_home
from tests.support.web.pages import page as web_page
from tests.support.web.pages import rows as list_rows
from tests.support.web.server import Host, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def put_site(host: Host, years: Iterable[int], place: str = "临江市", agency: str = "临江市医疗保障局") -> None:
    """Let a host serve a home page, a column, and a report for each year."""
    put_home(host, place, "/xxgk/", "/nb/")
    items = [Item(titled(year, agency), f"/nb/{year}.html") for year in years]
    host.pages["/nb/"] = Reply(web_page("政府信息公开年报", list_rows(items), column_head()))
    for year in years:
        host.pages[f"/nb/{year}.html"] = Reply(page(year, agency))


def run_command(root: Path, *hosts: Host, region: str = "220681") -> list[str | Path]:
    """The arguments of a run over these hosts."""
    sites = root.parent / f"{root.name}-sites.csv"
    lines = [f"{host.name},{host.home},{region}" for host in hosts]
    sites.write_text("\n".join(["name,url,region_code", *lines]) + "\n", encoding="utf-8")
    return ["run", "--archive", root, "--sites", sites, "--allow-private-hosts", "--delay", "0"]
