"""How well the rules convict faults put into clean reports: ``python benchmarks/faults.py [--count 200]``.

For each kind of fault: how many can be detected at all, how many were reported (a warning or an error names a cell that
was changed), whether each broken identity was named by exactly its cells, and in how many the edit stands among the
causes. Faults that nothing on the page convicts are counted apart. Exit status 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from parsers import parse
from parsers.model import Report
from tests.wild.faults import KINDS, Fault, inject


def paths(value: Any) -> Iterator[str]:
    """All cell paths anywhere inside a cause."""
    if isinstance(value, str):
        if value.count("/") == 2:
            yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(key)
            yield from paths(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from paths(inner)


def judge(report: Report, fault: Fault) -> Counter[str]:
    """What the report says about the fault."""
    alarms = [problem for problem in report.problems if problem.severity != "info"]
    named = {path for problem in alarms for path in problem.cells}
    said = {(problem.rule, frozenset(problem.cells)) for problem in alarms}
    causes = {path for problem in alarms for path in paths(problem.cause)}
    exact = all((one.rule, one.cells) in said for one in fault.broken)
    reported = bool(fault.before.keys() & named)
    return Counter(detectable=1, reported=reported, exact=exact, caused=fault.before.keys() <= causes)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="faults of each kind")
    options = parser.parse_args()
    kept = True
    for kind in KINDS:
        counts: Counter[str] = Counter()
        for seed in range(options.count):
            wild, fault = inject(seed, kind)
            if fault.detectable:
                counts += judge(parse(wild.body, content_type=wild.content_type), fault)
        n = max(counts["detectable"], 1)
        print(
            f"{kind}: {options.count} put in, {options.count - counts['detectable']} provably undetectable; of the rest "
            f"{counts['reported'] / n:.2%} reported, {counts['exact'] / n:.2%} with every broken identity named exactly, "
            f"{counts['caused'] / n:.2%} with the edit among the causes"
        )
        kept &= counts["reported"] >= 0.995 * n and counts["caused"] >= 0.95 * n
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
