"""What stands beside the reports and is none: noise in their columns, and other yearly things in columns of their own."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

from archive.demo.chance import stream
from archive.demo.families import Column, Item
from archive.demo.form import load

if TYPE_CHECKING:
    from archive.demo.builder import Builder
    from archive.demo.skin import Link

NOISE_YEARS = (2024, 2023, 2021)
OTHER_YEARS = range(2019, 2025)
SCALES = {"n1": 90_000, "n2": 900_000, "n3": 40_000, "n4": 900, "n5": 60}


def noise(builder: Builder, column: Column) -> list[Item]:
    """Notices about reports, readings of reports and news about reports, in the column of reports."""
    items = []
    for at, entry in enumerate(load("fillers")["noise"]):
        for year in NOISE_YEARS[at % 2 :]:
            words = {"place": builder.facts["name"], "year": year}
            day = date(year + 1, 1, 3) + timedelta(days=17 * at + year % 5)
            title = entry["title"].format(**words)
            items.append(builder.put_article(column, title, day, _text(entry, words), name=f"{entry['key']}{year}"))
    builder.built.lookalikes += [builder.address(item.href) for item in items]
    return items


def columns_beside(builder: Builder) -> list[Link]:
    """Names and paths of the other yearly columns."""
    return [(entry["column"], builder.family.column_path(entry["slug"])) for entry in load("fillers")["other"]]


def others(builder: Builder) -> None:
    """Other yearly things, each in its column."""
    for entry in load("fillers")["other"]:
        path = builder.family.column_path(entry["slug"])
        column = Column(entry["column"], "数据发布", path, builder.trail(), builder.menu())
        items = [_other(builder, column, entry, year) for year in OTHER_YEARS]
        builder.put_list(column, items)
        builder.built.lookalikes += [builder.address(item.href) for item in items]


def _other(builder: Builder, column: Column, entry: dict[str, Any], year: int) -> Item:
    chance = stream(builder.seed, builder.facts["key"], entry["key"], year)
    words = {"place": builder.facts["name"], "year": year}
    words |= {name: chance.randint(limit // 30, limit) for name, limit in SCALES.items()}
    day = date(year + 1, 1, 6) + timedelta(days=len(entry["key"]) * 5)
    html = _text(entry, words)
    rows = ["".join(f"<td>{escape(cell.format(**words))}</td>" for cell in row) for row in entry.get("table", [])]
    if rows:
        html += f'<table border="1" class="report">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'
    return builder.put_article(column, entry["title"].format(**words), day, html)


def _text(entry: dict[str, Any], words: dict[str, Any]) -> str:
    return "".join(f"<p>{text.format(**words)}</p>\n" for text in entry["text"])
