"""How right PDF reports are read: ``python benchmarks/pdf_reports.py [--by browser|writer] [--count 300] [--seed 1]``.

Wild reports of `tests.wild` are printed to PDF, each in a look of its own (paper, margins, fonts, rulings or none, page
numbers), parsed, and compared cell by cell with the truth. Needs Debian's chromium, or LibreOffice Writer. A print whose
tables run past the edge of the paper is left out, and counted: what it cut off is not there to be read.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.papers.looks import look
from parsers import parse
from parsers.formats import load_limits
from parsers.model import Refusal, Report
from parsers.readers.pdf.engine import opened, read_pages
from tests.support.office.wild import REDRAWN
from tests.wild import WildReport, generate
from tests.wild.compare import compare

_EDGE = 2.0
"""Points; a ruling that ends so near the right edge of the paper, or a character beyond it, is of a table that goes on."""
PLAIN = {"medium": "html", "charset": "utf-8", "content_type": "text/html; charset=utf-8"}
SHOWN = {"hidden_tables": "none", "ghost_rows": "none", "hidden_merge_cells": False} | REDRAWN
"""Writer prints what a page hides and moves what is ragged, so that there the truth would be another."""


def read(body: bytes) -> Report | str:
    try:
        return parse(body)
    except Refusal as refusal:
        return refusal.code


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--by", choices=("browser", "writer"), default="browser")
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rulings", choices=("all", "ruled", "none"), default="all")
    options.add_argument("--keep", type=Path, help="folder for the files whose cells are not all right")
    chosen = options.parse_args()
    ruled = {"all": None, "ruled": True, "none": False}[chosen.rulings]
    seeds = range(chosen.seed, chosen.seed + chosen.count)
    held = PLAIN | (SHOWN if chosen.by == "writer" else {})
    wild = [generate(seed, **held) for seed in seeds]
    looks = [look(seed, ruled) for seed in seeds]
    printer = import_module(f"benchmarks.papers.{chosen.by}")
    count: Counter[str] = Counter()
    bodies = printer.print_pages((one.body, its) for one, its in zip(wild, looks, strict=True))
    for seed, one, its, body in zip(seeds, wild, looks, bodies, strict=True):
        if not body or runs_off_the_paper(body):
            count["cut"] += 1
            continue
        note(count, seed, one, its.ruling, body, chosen.keep)
    print(
        f"cells {count['right']}/{count['cells']} = {count['right'] / max(count['cells'], 1):.5f}; "
        f"reports {count['whole']}/{count['reports']}; wrong and nothing points at them {count['silent']} "
        f"({1e4 * count['silent'] / max(count['cells'], 1):.2f} per 10,000 cells), of them published as a number "
        f"{count['number']}; false alarms {count['alarms']}; not printed whole {count['cut']}"
    )
    for name in sorted(key for key in count if key.startswith("look ")):
        print(f"  {name}: {count[name]} reports, {count['wrong in ' + name]} cells wrong")


def runs_off_the_paper(body: bytes) -> bool:
    limits = load_limits()
    with opened(body, limits) as document:
        return any(
            any(one.end > page.width - _EDGE for one in page.across)
            or any(one.x1 > page.width + _EDGE or one.x0 < -_EDGE for one in page.glyphs)
            for page in read_pages(document, limits)
        )


def note(count: Counter[str], seed: int, wild: WildReport, ruling: str, body: bytes, keep: Path | None) -> None:
    report = read(body)
    verdict = compare(wild, report if isinstance(report, Report) else None)
    count["reports"] += 1
    count["cells"] += verdict.cells
    count["right"] += verdict.cells - len(verdict.wrong)
    count["silent"] += len(verdict.silent) if isinstance(report, Report) else 0
    if isinstance(report, Report):
        count["number"] += len({cell.path for cell in report.cells if cell.value is not None} & set(verdict.silent))
    count["whole"] += not verdict.wrong
    count["alarms"] += bool(verdict.false_alarms)
    count[f"look {ruling}"] += 1
    count[f"wrong in look {ruling}"] += len(verdict.wrong)
    if verdict.wrong or verdict.false_alarms:
        said = "" if isinstance(report, Report) else report
        print(
            f"{seed} {wild.truth['knobs']['era']} {ruling}: {len(verdict.wrong)} wrong, {len(verdict.silent)} silent "
            f"{said} {verdict.false_alarms[:3]} {verdict.wrong[:2]}",
            flush=True,
        )
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{seed}.pdf").write_bytes(body)
            (keep / f"{seed}.html").write_bytes(wild.body)


if __name__ == "__main__":
    main()
