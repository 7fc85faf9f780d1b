"""Grid expansion against the HTML standard on random tables: ``python benchmarks/grid.py [--count 1000000] [--workers 2]``.

Every table goes through `parsers.grid`; one in ten also through markup, lxml and the reader. Exit status 1 at the first
table that differs from the standard's algorithm, which is printed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.parsers.forming import by_grid, by_reader, by_standard
from tests.parsers.html_standard import Part, form_table
from tests.parsers.random_tables import random_table, to_html

BATCH = 5000
THROUGH_MARKUP = 10


def differs(parts: list[Part], *, markup: bool) -> bool:
    """Whether our grid, or our reader, puts any cell elsewhere than the standard."""
    anchors, covered = by_standard(form_table(parts))
    if by_grid(parts) != (anchors, covered):
        return True
    if not markup or not any(len(row) > 1 for part in parts for row in part.rows):
        return False
    return by_reader(parts) != (anchors, [covered[row] for row in sorted(covered) if covered[row]])


def batch(seed: int) -> tuple[int, int, str]:
    """Cells and rows compared, and the first table that differs (as markup)."""
    rng = random.Random(seed)
    cells = rows = 0
    for n in range(BATCH):
        parts = random_table(rng)
        if differs(parts, markup=n % THROUGH_MARKUP == 0):
            return cells, rows, to_html(parts)
        rows += sum(len(part.rows) for part in parts)
        cells += sum(len(row) for part in parts for row in part.rows)
    return cells, rows, ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    batches = -(-options.count // BATCH)
    start = time.perf_counter()
    cells = rows = 0
    with ProcessPoolExecutor(options.workers) as pool:
        for more_cells, more_rows, odd in pool.map(batch, range(options.seed, options.seed + batches)):
            if odd:
                print(f"differs from the standard: {odd}")
                return 1
            cells, rows = cells + more_cells, rows + more_rows
    print(
        f"{batches * BATCH} tables, {rows} rows, {cells} cells: all where the standard puts them "
        f"(one table in {THROUGH_MARKUP} through markup too); {time.perf_counter() - start:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
