"""What the pages say of a nation, figure by figure, as a reader sees it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from lxml import html

from archive.indicators import load_indicators

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncIterator, Iterator

    from tests.support.nation import Figures, Nation

SPACE = re.compile(r"\s+")
MINIMUM = 10
"""A share of fewer cases is shown without a rate."""


async def document(site: Any, path: str) -> Any:
    """A page of the site, parsed."""
    answer = await site.client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return html.fromstring(answer.content)


def table_faults(page: Any, figures: Figures, *, resting: bool) -> Iterator[str]:
    """Where the tables of years of a page differ from these figures; also where they say too much or too little."""
    names = {SPACE.sub("", indicator.zh): indicator.key for indicator in load_indicators().all}
    shown: set[tuple[str, int, str]] = set()
    tables = [table for table in page.cssselect("table.years") if "details" not in table.get("class")]
    bases = sorted({basis for basis, _, _ in figures}, reverse=True)  # parts before consolidated
    if len(tables) != len(bases):
        yield f"{len(tables)} tables for {bases}"
        return
    for basis, table in zip(bases, tables, strict=True):
        years = [int(cell.text_content()) for cell in table.cssselect("thead th")[1:]]
        for row in table.cssselect("tbody tr"):
            head = SPACE.sub("", (row[0].text or ""))
            key = "reports" if head == "报告" else names.get(head, head)
            for year, cell in zip(years, row[1:], strict=True):
                said = SPACE.sub("", cell.text_content())
                shown.add((basis, year, key))
                if said != (expected := _said(figures, basis, year, key, resting=resting)):
                    yield f"{basis} {year} {key}: {said} for {expected}"
    if missing := {place for place in figures if place[2] != "doubtful"} - shown:
        yield f"not shown: {sorted(missing)[:3]}"


def _said(figures: Figures, basis: str, year: int, key: str, *, resting: bool) -> str:
    found = figures.get((basis, year, key))
    if found is None:
        return "—"
    bodies, total, base = found
    if key == "reports":
        doubtful = figures[basis, year, "doubtful"][1]
        return f"{total:,}" + (f"其中{doubtful:,}份有数字对不上" if doubtful else "")
    told = f"{total:,}"
    if base is not None:
        told = f"{total:,}/{base:,}"
        if base >= MINIMUM and 0 <= total <= base:
            told = f"{100 * total / base:.1f}%{told}"
    return told + (f"n={bodies:,}" if resting else "")


def chart_faults(page: Any, figures: Figures, basis: str = "parts", *, resting: bool) -> Iterator[str]:
    """Where the charts of one basis do not say the figures that they draw."""
    for kind, key in (("columns", "new_requests"), ("rates", "disclosed_share")):
        charts = list(page.cssselect(f"svg.{kind}"))
        if not charts:
            yield f"no chart {kind}"
            continue
        words = {SPACE.sub("", word) for word in charts[0].itertext()}
        for (of, year, indicator), (bodies, total, base) in figures.items():
            if of != basis or indicator != key:
                continue
            wanted = [f"{total:,}" if base is None else f"{total:,}/{base:,}", str(year)]
            wanted += [f"n={bodies:,}"] if resting and base is None else []
            yield from (f"chart {kind}, {year}: {word} is not there" for word in wanted if word not in words)


async def page_faults(site: Any, path: str, figures: Figures, *, resting: bool) -> AsyncIterator[str]:
    """What is wrong on the page of a region or an agency."""
    page = await document(site, path)
    for fault in (*table_faults(page, figures, resting=resting), *chart_faults(page, figures, resting=resting)):
        yield f"{path}: {fault}"


async def first_page_faults(site: Any, nation: Nation) -> AsyncIterator[str]:
    """What is wrong on the first page and in its download."""
    page = await document(site, "/")
    figures = nation.figures["CN"]
    for fault in chart_faults(page, figures, resting=True):
        yield f"/: {fault}"
    ways = {link.get("href"): link for link in page.cssselect("ul.ways a")}
    for code, key in [(f"kind:{name.split('=')[1]}", name) for name in ways if "kind=" in name]:
        total = sum(total for (_, _, k), (_, total, _) in nation.figures[code].items() if k == "reports")
        if (said := ways[key].getnext().text_content()) != f"{total:,}":
            yield f"/: {key}: {said} for {total:,}"
    for name in (name for name in ways if "/region/" in name):
        own = nation.figures.get(name.rpartition("/")[2], {})
        total = sum(found[1] for (_, _, key), found in own.items() if key == "reports")
        if (said := ways[name].getnext().text_content()) != f"{total:,}":
            yield f"/: {name}: {said} for {total:,}"
    answer = await site.client.get("/nation.csv")
    lines = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    told = {(line["basis"], int(line["year"]), line["indicator"]): line for line in lines}
    for place, (bodies, total, base) in figures.items():
        if place[2] not in ("reports", "doubtful"):
            line = told.get(place, {})
            wanted = [str(bodies), str(total), "" if base is None else str(base)]
            if (said := [line.get("bodies"), line.get("total"), line.get("base")]) != wanted:
                yield f"/nation.csv: {place}: {said} for {wanted}"


def sums_faults(connection: sqlite3.Connection, nation: Nation) -> Iterator[str]:
    """Where the table ``sums`` differs from the figures of the nation, its regions, sectors and kinds."""
    sql = "SELECT grouping, code, basis, year, indicator, bodies, total, base FROM sums WHERE grouping <> 'level'"
    found: dict[str, Figures] = {}
    for grouping, code, basis, year, key, *one in connection.execute(sql):
        name = code if grouping in ("nation", "region") else f"{grouping}:{code}"
        found.setdefault(name, {})[basis, year, key] = one
    for code in found.keys() | nation.figures.keys():
        here, there = found.get(code, {}), nation.figures.get(code, {})
        for place in here.keys() | there.keys():
            if here.get(place) != there.get(place):
                yield f"sums {code} {place}: {here.get(place)} for {there.get(place)}"
