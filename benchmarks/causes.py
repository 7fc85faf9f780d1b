"""How well causes are named: ``python benchmarks/causes.py [--count 1000] [--seed 1]``.

Faults put into clean reports, of each kind: is the injected edit among the smallest edits that are named, how many are
named, and whose slip is it said to be (every fault is printed, so the agency's, wherever our reading is right). Then
the wild reports as they come: verdicts against the truth, and what a cause costs. Exit status 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from statistics import mean, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from parsers import parse
from parsers.causes.search import smallest_edits
from parsers.causes.system import build
from parsers.decoding import decode
from parsers.model import Problem, Refusal, Report
from parsers.rules.balances import load_balances
from parsers.second import read_again
from tests.wild import WildReport, generate
from tests.wild.compare import compare
from tests.wild.faults import KINDS, Fault, inject


def read(wild: WildReport) -> Report | None:
    """The parsed report, or nothing where the parser refuses."""
    try:
        return parse(wild.body, content_type=wild.content_type)
    except Refusal:
        return None


def judge(report: Report, fault: Fault) -> Counter[str]:
    """What the causes say about one fault."""
    causes = [problem.cause for problem in report.problems if problem.cause]
    edits = [edit for cause in causes for edit in cause["edits"]]
    restored = [
        edit
        for edit in edits
        if all(dict(zip(edit["cells"], edit["to"], strict=True)).get(p) == (v or 0) for p, v in fault.before.items())
    ]
    return Counter(
        detectable=1,
        named=any(fault.before.keys() <= set(edit["cells"]) for edit in edits),
        restored=bool(restored),
        alone=len({tuple(edit["cells"]) for edit in edits}) == 1,
        **Counter(str(cause["verdict"]) for cause in causes),
    )


def faults(count: int, first: int) -> bool:
    """Print one line for each kind of fault; false when fewer than 95 % are named."""
    kept = True
    for kind in KINDS:
        tally: Counter[str] = Counter()
        for seed in range(first, first + count):
            wild, fault = inject(seed, kind)
            report = read(wild) if fault.detectable else None
            if report:
                tally += judge(report, fault)
        n = max(tally["detectable"], 1)
        print(
            f"{kind}: {tally['detectable']} detectable; edit named {tally['named'] / n:.2%}, with its value "
            f"{tally['restored'] / n:.2%}, alone {tally['alone'] / n:.1%}; "
            f"agency's {tally['agency']}, ours {tally['ours']}, undecidable {tally['undecidable']}"
        )
        kept &= tally["named"] >= 0.95 * n
    return kept


def wrongly_read(wild: WildReport, report: Report, problem: Problem) -> bool:
    """Whether our reading is wrong in a cell of the identity, printed or not."""
    balance = next((b for b in load_balances() if b.id == problem.rule), None)
    wrong = compare(wild, report).wrong
    if balance is None or not problem.cells:
        return bool(set(wrong) & set(problem.cells))
    across, along = (1, 2) if balance.axis == "row" else (2, 1)
    line = problem.cells[0].split("/")[across]
    terms = (*balance.left, *balance.right)
    parts = [p.split("/") for p in wrong if p.startswith(balance.table + "/")]
    return any(p[across] == line and any(fnmatch(p[along], term) for term in terms) for p in parts)


def wild_verdicts(count: int, first: int) -> bool:
    """Print verdicts on broken identities of wild reports by whether our reading is right; false when one is wrong."""
    tally: Counter[tuple[str, str]] = Counter()
    rules = {balance.id for balance in load_balances()}
    for seed in range(first, first + count):
        wild = generate(seed)
        report = read(wild)
        for problem in report.problems if report else ():
            if report and problem.cause and problem.rule in rules:
                side = "misread" if wrongly_read(wild, report, problem) else "rightly read"
                tally[side, str(problem.cause["verdict"])] += 1
    for (side, verdict), n in sorted(tally.items()):
        print(f"wild reports, identity {side}: {verdict} {n}")
    return not tally["rightly read", "ours"] and not tally["misread", "agency"]


def costs(count: int, first: int) -> None:
    """Print what the search and the second reading take where a table is broken."""
    search, second = list(_search_times(count, first)), []
    for seed in range(first, first + min(count, 300)):
        wild = generate(seed, medium="html", era="2021")
        text = decode(wild.body, wild.content_type).text
        start = time.perf_counter()
        read_again(text, markup=True)
        second.append(1000 * (time.perf_counter() - start))
    for name, times in (("search", search), ("second reading", second)):
        print(
            f"{name}: mean {mean(times):.2f} ms, 99 % below {quantiles(times, n=100)[-1]:.2f} ms ({len(times)} tables)"
        )


def _search_times(count: int, first: int) -> Iterator[float]:
    for seed in range(first, first + count):
        wild, _ = inject(seed, KINDS[seed % 4])
        report = read(wild)
        for table in ("requests", "reconsideration_and_litigation") if report else ():
            cells = {(c.row, c.column): c for c in (report.cells if report else ()) if c.table == table}
            start = time.perf_counter()
            system = build(table, cells)
            smallest_edits(system)
            if system.broken:
                yield 1000 * (time.perf_counter() - start)


def main() -> int:
    """Run all three parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="faults of each kind, and wild reports")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kept = faults(options.count, options.seed)
    kept &= wild_verdicts(options.count, options.seed)
    costs(options.count, options.seed)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
