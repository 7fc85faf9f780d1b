"""How right the parser is on wild reports: ``python benchmarks/accuracy.py [--count 2000] [--seed 1]``.

Prints the share of cells and of whole reports that are right, wrong numbers that nothing points at, false alarms, slips
found, and the knobs that hurt. Exit status 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from parsers import parse
from parsers.model import Refusal, Report
from tests.wild import WildReport, generate
from tests.wild.__main__ import knob
from tests.wild.compare import Verdict, compare
from tests.wild.knobs import ALL

PLAIN = {knob.name: str(knob.plain) for knob in ALL}


class Tally:
    """Sums over many verdicts."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.turned: Counter[str] = Counter()
        self.hurt: Counter[str] = Counter()
        self.worst: list[str] = []

    def add(self, wild: WildReport, verdict: Verdict) -> None:
        truth = wild.truth
        self.counts += Counter(
            reports=1, cells=verdict.cells, wrong=len(verdict.wrong), silent=len(verdict.silent), whole=not verdict.wrong,
            perfect=verdict.perfect, slips=bool(truth.get("flawed")), missed=bool(verdict.slip_missed),
            clean=truth["clean"], alarmed=bool(verdict.false_alarms), fields=len(verdict.fields),
            sections=len(truth["sections"]), unread=len(verdict.sections),
        )  # fmt: skip
        for name, value in truth["knobs"].items():
            if PLAIN.get(name) != value:
                self.turned[f"{name}={value}"] += 1
                self.hurt[f"{name}={value}"] += not verdict.perfect
        if not verdict.perfect and len(self.worst) < 40:
            faults = [
                *verdict.wrong[:3],
                *verdict.false_alarms[:2],
                verdict.slip_missed,
                *verdict.fields,
                *verdict.sections,
            ]
            self.worst.append(f"  {truth['file']} {truth['knobs']['era']}: {'; '.join(f for f in faults if f)}")

    def show(self, seconds: float) -> bool:
        c = self.counts
        rate = 1e5 * c["silent"] / max(c["cells"], 1)
        print("\n".join(self.worst))
        rows = sorted(((n / self.turned[k], k, n) for k, n in self.hurt.items() if n), reverse=True)[:25]
        for share, turned, n in rows:
            print(f"  {turned}: {n} of {self.turned[turned]} reports not perfect ({share:.0%})")
        print(f"{c['reports']} reports, {c['cells']} cells, {seconds:.1f} s; {c['perfect']} perfect in everything")
        print(
            f"cells right {1 - c['wrong'] / max(c['cells'], 1):.6f}; reports wholly right {c['whole'] / c['reports']:.4f}"
        )
        print(f"silent wrong numbers per 100,000 cells: {rate:.2f}")
        print(f"slips missed {c['missed']} of {c['slips']}; clean reports with an error {c['alarmed']} of {c['clean']}")
        print(
            f"metadata fields wrong {c['fields']} of {5 * c['reports']}; sections wrong {c['unread']} of {c['sections']}"
        )
        return c["wrong"] <= 0.0005 * c["cells"] and c["whole"] >= 0.99 * c["reports"] and rate < 1 and not c["alarmed"]


def read(wild: WildReport) -> Report | None:
    """The parsed report, or nothing where the parser refuses."""
    try:
        return parse(wild.body, content_type=wild.content_type)
    except Refusal:
        return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--knob", type=knob, action="append", default=[], metavar="NAME=VALUE", help="hold a knob")
    options = parser.parse_args()
    tally, spent = Tally(), 0.0
    for seed in range(options.seed, options.seed + options.count):
        wild = generate(seed, **dict(options.knob))
        start = time.perf_counter()
        report = read(wild)
        spent += time.perf_counter() - start
        tally.add(wild, compare(wild, report))
    return 0 if tally.show(spent) else 1


if __name__ == "__main__":
    sys.exit(main())
