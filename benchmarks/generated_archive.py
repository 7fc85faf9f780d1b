"""Databases of generated reports, written by the builder's own writer: ``python benchmarks/generated_archive.py OUT --reports 10000``.

Only crawling and parsing are left out: rows go through `report_rows` and `NewDatabase`, so schema, checks, indexes and the
full text index are those of a real build, and so are agencies, indicators and sums. Text is made of invented words whose frequencies fall as Zipf's law says,
with sentences that stand in every report as real ones have them; about 2,400 characters a report.
Prints seconds and bytes per report. The same number and seed give the same file.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.build.database import NewDatabase
from archive.build.derived import DERIVED
from archive.build.report_rows import report_rows
from archive.reference import load_regions
from archive.schema import codebook, load_schema
from parsers.form import load_form
from parsers.model import Cell, Problem, Report, Section

YEARS = tuple(range(2019, 2026))
SECTORS = ("health", "education", "transport", "finance", "market_regulation", "public_security", "civil_affairs")
KINDS = ("医疗保障局", "教育局", "交通运输局", "财政局", "市场监督管理局", "公安局", "民政局")
LEVELS = ("county", "prefecture", "province")
SITES = 3000
EVERYWHERE = "依法做好政府信息公开工作，及时回应社会关切。"
CHARACTERS = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 2600))
PLACES = [region for region in load_regions() if region.level in LEVELS and not region.valid_to]
CHARACTERS_A_REPORT = 2400
SENTENCES = 20_000


class Prose:
    """Invented text: 8,000 words of two characters and 2,000 of four, the n-th n times rarer than the first."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        words = ["".join(self.random.choices(CHARACTERS, k=2 if at % 5 else 4)) for at in range(10_000)]
        weights = [1 / (at + 10) for at in range(len(words))]
        self.sentences = [
            "".join(self.random.choices(words, weights, k=self.random.randint(6, 14))) + "。" for _ in range(SENTENCES)
        ]

    def paragraphs(self, characters: int) -> str:
        """Lines of text, together about that long."""
        taken: list[str] = []
        while characters > 0:
            line = EVERYWHERE + "".join(self.random.choices(self.sentences, k=8))
            taken.append(line)
            characters -= len(line)
        return "\n".join(taken)


def cells(chance: random.Random) -> Iterator[Cell]:
    """The three tables of the 2021 form; mostly noughts, as in real reports, some cells blank or struck."""
    form = load_form()
    for at, block in enumerate(form.blocks):
        if block.form == "2021":
            for row in block.rows:
                for column in block.columns:
                    yield _cell("proactive_disclosure", row.key, column.key, chance, (0, at, 1))
    for at, row in enumerate(row for row in form.requests if row.form in (None, "2021")):
        for column in form.applicants:
            yield _cell("requests", row.key, column.key, chance, (1, at, 2))
    for case in form.cases:
        for at, column in enumerate(form.outcomes):
            yield _cell("reconsideration_and_litigation", case.key, column.key, chance, (2, 3, at))


def _cell(table: Any, row: str, column: str, chance: random.Random, place: tuple[int, int, int]) -> Cell:
    dice = chance.random()
    locator = dict(zip(("table", "row", "cell"), place, strict=True))
    if dice > 0.98:
        return Cell(table, row, column, "" if dice > 0.99 else "/", "blank" if dice > 0.99 else "slash", None, locator)
    number = int(1 / (1.001 - dice)) if dice > 0.7 else 0
    return Cell(table, row, column, str(number), "number", number, locator)


def report(number: int, prose: Prose) -> tuple[dict[str, Any], Report]:
    """The n-th report: what stands in `reports`, and the rest."""
    chance = prose.random
    year = YEARS[number % len(YEARS)]
    body = number // len(YEARS)
    kind = body % len(KINDS)
    place = PLACES[body % len(PLACES)]
    agency = f"{place.name}第{body}号{KINDS[kind]}"
    keys = [section.key for section in load_form().sections]
    share = CHARACTERS_A_REPORT // len(keys)
    sections = tuple(
        Section(at, key, f"第{at}部分", prose.paragraphs(share - share // 3)) for at, key in enumerate(keys, 1)
    )
    found = tuple(cells(chance))
    wrong = ("requests/results.total/total", "requests/new_requests/total")
    problems = (Problem("T3-FLOW", "error", "两边不等", wrong),) if chance.random() < 0.1 else ()
    facts = {
        "id": f"{year}-x{body}-gov-cn-{body:012}", "agency_id": f"a-{body:012}", "agency": agency, "agency_printed": agency,
        "region_code": place.code, "agency_kind": "department",
        "year": year, "title": f"{agency}{year}年政府信息公开工作年度报告", "form": "2021", "requests_form": "2021",
        "published_on": f"{year + 1}-01-{1 + number % 28:02}", "first_seen_at": "2026-01-31T08:00:00Z",
        "last_seen_at": "2026-01-31T08:00:00Z", "url": f"http://x{body}.gov.cn/{year}.html", "source": "live",
        "capture_id": f"c{number:012}", "status": "parsed", "admin_level": place.level,
        "sector": SECTORS[kind], "cells": len(found), "errors": len(problems), "warnings": 0, "parser_version": "0",
    }  # fmt: skip
    forms = dict.fromkeys(("proactive_disclosure", "requests", "reconsideration_and_litigation"), "2021")
    return facts, Report(facts["title"], agency, year, None, "2021", forms, sections, found, (), problems)


def site(number: int, names: Sequence[str]) -> tuple[Any, ...]:
    """The n-th site; every tenth could not be checked."""
    facts = {
        "id": f"s{number:06}", "name": f"第{number}号网站", "url": f"http://x{number}.gov.cn/",
        "region_code": PLACES[number % len(PLACES)].code, "state": "ok" if number % 10 else "unreachable", "reports": 1,
        "last_visit": "2026-01-31T08:00:00Z",
    }  # fmt: skip
    return tuple(facts.get(name) for name in names)


Vary = Callable[[int, dict[str, Any], Report], Report]
"""Changes what stands in `reports` for the n-th report, in place, and gives what the report holds."""


def write(path: Path, reports: int, seed: int, said: Any = print, vary: Vary | None = None) -> dict[str, float]:
    """Write the database; returns CPU time for rows and for what `publish` does, and bytes, all per report."""
    prose = Prose(seed)
    order = sorted(range(reports), key=lambda n: (YEARS[n % len(YEARS)], n))  # the builder writes by id, thus by year
    names = {table.name: table.column_names() for table in load_schema().tables}
    started, invented = time.process_time(), 0.0
    with NewDatabase(path) as database:
        for done, number in enumerate(order):
            began = time.process_time()
            facts, content = report(number, prose)
            content = vary(number, facts, content) if vary else content
            invented += time.process_time() - began
            database.add_report(tuple(facts.get(name) for name in names["reports"]))
            for table, row in report_rows(facts["id"], content):
                database.add(table, row)
            capture = {
                "id": facts["capture_id"],
                "url": facts["url"],
                "captured_at": facts["first_seen_at"],
                "status": 200,
            }
            capture |= {
                "content_type": "text/html",
                "sha256": "0" * 64,
                "length": 90_000,
                "source": "live",
                "warc": "a.warc.gz",
            }
            database.add("captures", tuple((capture | {"offset": number}).get(name) for name in names["captures"]))
            if done % 10_000 == 0:
                said(f"{done} of {reports} reports, {time.process_time() - started:.0f} s", file=sys.stderr, flush=True)
        database.fill("regions", (tuple(region) for region in load_regions()))
        for derived in DERIVED:
            derived.fill(database.connection)
        database.fill("sites", (site(number, names["sites"]) for number in range(min(SITES, reports))))
        database.fill("codebook", (tuple(code) for code in codebook()))
        rows = time.process_time()
        database.publish()
    ended = time.process_time()
    return {
        "reports": reports,
        "rows_ms": (rows - started - invented) * 1000 / reports,
        "publish_ms": (ended - rows) * 1000 / reports,
        "bytes": path.stat().st_size / reports,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path, help="archive folder to write gongkai.db into")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    print(json.dumps(write(chosen.out / "gongkai.db", chosen.reports, chosen.seed), indent=1))


if __name__ == "__main__":
    main()
