"""Every sum on every page of a generated nation: ``python benchmarks/nation.py [--reports 100000] [--agencies 500] [--out DIR]``.

The nation is written by ``benchmarks/generated_archive.py``, with consolidated reports, variants, unread reports, missing rows and
unread figures in it. Every figure is then made anew from the cells in plain Python (``tests/support/nation.py``) and compared with
the table ``sums``, with the first page, with the page of every region that has any, and with the pages of so many agencies.
Last, what SQLite does for each kind of page is counted, here and in a nation a tenth as large: virtual machine steps, which no
load of the machine can change. Exit status 1 for a figure that differs.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.layout import Layout
from archive.site.app import open_site
from benchmarks.generated_archive import write
from tests.support.nation import Nation, recount, vary
from tests.support.nation_pages import first_page_faults, page_faults, sums_faults
from tests.support.steps import Steps


async def compare(layout: Layout, nation: Nation, agencies: int) -> list[str]:
    """All differences between pages and figures made anew."""
    site = open_site(layout)
    await site.invoke_startup()
    with sqlite3.connect(layout.database) as connection:
        faults = list(sums_faults(connection, nation))
        ids = [row[0] for row in connection.execute("SELECT id FROM agencies ORDER BY id")]
    faults += [fault async for fault in first_page_faults(site, nation)]
    places = [code for code in nation.figures if code.isdigit()]
    for code in places:
        faults += [f async for f in page_faults(site, f"/region/{code}", nation.figures[code], resting=True)]
    chosen = random.Random(1).sample(ids, min(agencies, len(ids)))
    for one in chosen:
        faults += [f async for f in page_faults(site, f"/agency/{one}", nation.agencies[one], resting=False)]
    figures = sum(map(len, nation.figures.values()))
    print(f"{figures} sums; first page, {len(places)} region pages, {len(chosen)} agency pages: {len(faults)} differ")
    return faults


async def steps(layout: Layout) -> dict[str, tuple[int, int]]:
    """By kind of page the queries and the steps of SQLite, the second time it is asked for."""
    site = open_site(layout)
    await site.invoke_startup()
    with sqlite3.connect(layout.database) as connection:
        agency, region = connection.execute(
            "SELECT id, region_code FROM agencies WHERE region_code LIKE '______' ORDER BY id LIMIT 1"
        ).fetchone()
        (report,) = connection.execute("SELECT id FROM reports WHERE agency_id = ? ORDER BY id", (agency,)).fetchone()
    province = f"{region[:2]}0000"
    paths = {
        "home": "/", "places": "/regions", "province": f"/region/{province}", "county": f"/region/{region}",
        "agencies": "/agencies", "agency": f"/agency/{agency}", "report": f"/report/{report}",
        "about": "/about", "glossary": "/glossary", "sites": "/sites", "problems": "/problems", "runs": "/runs",
        "health": "/health", "data": "/data",
    }  # fmt: skip
    counted = Steps(layout.database)
    found = {}
    for name, path in paths.items():
        await site.client.get(path)
        with counted:
            assert (await site.client.get(path)).status_code == 200, path
        found[name] = (counted.queries, counted.steps)
    return found


def made(folder: Path, reports: int) -> Layout:
    folder.mkdir(parents=True, exist_ok=True)
    layout = Layout(folder)
    if not layout.database.exists():
        began = time.monotonic()
        write(layout.database, reports, seed=7, said=lambda *_args, **_more: None, vary=vary)
        print(f"{reports} reports written in {time.monotonic() - began:.0f} s", flush=True)
    return layout


async def run(folder: Path, reports: int, agencies: int) -> bool:
    """Make both nations, compare the large one, count in both."""
    layout, small = made(folder / "nation", reports), made(folder / "small", reports // 10)
    began = time.monotonic()
    with sqlite3.connect(layout.database) as connection:
        nation = recount(connection)
    print(f"figures made anew in {time.monotonic() - began:.0f} s", flush=True)
    faults = await compare(layout, nation, agencies)
    print(*faults[:20], sep="\n")
    few, many = await steps(small), await steps(layout)
    print("page: queries and steps at a tenth, and here")
    for name, told in many.items():
        print(f"{name:10} {few[name][0]:4} {few[name][1]:10,} {told[0]:4} {told[1]:10,}")
    return not faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--agencies", type=int, default=500)
    parser.add_argument("--out", type=Path, help="keep the nations here, and use those that are there")
    chosen: Any = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        sys.exit(0 if asyncio.run(run(chosen.out or Path(scratch), chosen.reports, chosen.agencies)) else 1)


if __name__ == "__main__":
    main()
