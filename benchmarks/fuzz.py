"""The parser on broken documents: ``python benchmarks/fuzz.py [--count 100000] [--workers 1]``.

Bytes flipped, tags lost or doubled, hostile spans, deep nesting, huge attributes, entity bombs, wrong charsets, one to four
of them at a time. Each document must end in a report or a `Refusal` within the time limit and the memory limit; its JSON
must be writable. Exit status 1 when one did not: it is written to ``--keep``.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from parsers import Refusal, parse
from parsers.to_json import report_to_json
from tests.parsers.mutate import mutate
from tests.parsers.sources import sources

BATCH = 250
SECONDS = 20
"""Of processor time, since other work on the machine must not pass for a hang."""
MEMORY = 1 << 30
"""Bytes of address space a worker may have: the interpreter, the forms and any one document."""


class Outcome(NamedTuple):
    """How one batch ended: counts by outcome, the slowest document, the peak of memory, and what failed."""

    counts: Counter[str]
    slowest: tuple[float, int, str]
    peak: int
    failures: list[tuple[str, bytes]]


class Hang(Exception):
    """Raised by the alarm."""


def on_alarm(*_: object) -> None:
    raise Hang


def outcome(body: bytes) -> str:
    """``report`` or the code of the refusal; anything else is raised."""
    try:
        report = parse(body)
    except Refusal as refusal:
        return refusal.code
    json.dumps(report_to_json(report, "x"), ensure_ascii=False, allow_nan=False).encode()
    return "report"


def batch(seed: int) -> Outcome:
    """One batch of documents in this process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, on_alarm)
    counts: Counter[str] = Counter()
    failures: list[tuple[str, bytes]] = []
    slowest = (0.0, 0, "")
    for n in range(BATCH):
        rng = random.Random(f"{seed}/{n}")
        body, mutations = mutate(rng, rng.choice(sources()))
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        start = time.process_time()
        try:
            counts[outcome(body)] += 1
        except BaseException:
            counts["failed"] += 1
            failures.append((f"{seed}/{n} {'+'.join(mutations)}\n{traceback.format_exc(limit=-4)}", body))
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, (time.process_time() - start, len(body), f"{seed}/{n} {'+'.join(mutations)}"))
    return Outcome(counts, slowest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, failures)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the documents that failed")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    slowest, peak, failed = (0.0, 0, ""), 0, 0
    start = time.perf_counter()
    with multiprocessing.Pool(options.workers, maxtasksperchild=20) as pool:
        for one in pool.imap(batch, range(options.seed, options.seed - (-options.count // BATCH))):
            counts += one.counts
            slowest, peak = max(slowest, one.slowest), max(peak, one.peak)
            for text, body in one.failures:
                failed += 1
                print(text, flush=True)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{failed}.bin").write_bytes(body)
    print(f"{sum(counts.values())} documents in {time.perf_counter() - start:.0f} s: {dict(counts.most_common())}")
    print(f"slowest {slowest[0]:.2f} s ({slowest[1]} bytes: {slowest[2]}); peak memory {peak / 1024:.0f} MB")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
