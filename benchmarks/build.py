"""What a build costs: ``python benchmarks/build.py workers|change [--captures 100000] [--out DIR]``.

``workers``: the same captures built by one process and by two, from an empty cache, each build in a process of its own, as a command is
(``build_once.py``). Beside the clock, what two bare processes gain on the machine as it is, and what the clock would have shown had
nothing else run, from the processor time of each process.
``change``: an archive of so many captures, each a report of its own, is built anew; then one capture is added and built on top
of it. What the reports hold was parsed once and put into the cache under each capture's name, so that the archive is there in
minutes; everything after parsing is real. Exit status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.build import build
from archive.build.cache import ParseCache
from archive.build.outcome import outcome_of
from archive.build.version import parser_version
from archive.captures import CaptureStore, Exchange
from archive.layout import Layout
from archive.packing import pack
from parsers import parse
from tests.support.archives import page, titled
from tests.support.exchanges import START, exchange
from tests.wild import generate

ONCE = Path(__file__).with_name("build_once.py")
GOAL_WORKERS = 1.7
GOAL_CHANGE = 0.02
"""Most that a build after one new capture may cost of a whole one, beyond copying the file."""
PROSE = "本机关依法做好政府信息公开工作，及时回应社会关切，完善制度，加强培训，规范办理。"


def quiet(_stage: str, _done: int, _total: int) -> None:
    return


def timed(layout: Layout, workers: int = 1, *, full: bool = False) -> float:
    began = time.monotonic()
    build(layout, full=full, workers=workers, progress=quiet)
    return time.monotonic() - began


def capture_all(layout: Layout, exchanges: Iterator[Exchange]) -> None:
    """Store captures without waiting for the disk each time: here only the build is measured."""
    real, os.fsync = os.fsync, lambda _handle: None
    try:
        with CaptureStore(layout, writable=True) as store:
            for item in exchanges:
                store.write(item)
    finally:
        os.fsync = real


def workers(folder: Path, captures: int) -> bool:
    """Whether two workers are as much faster than one as they should be."""
    layout = Layout(folder)
    wild = (generate(seed) for seed in range(captures))
    capture_all(
        layout,
        (
            exchange(
                f"http://s{n % 97}.gov.cn/{n}",
                w.body,
                response_headers=(("Content-Type", w.content_type or "text/html"),),
            )
            for n, w in enumerate(wild)
        ),
    )
    ceiling = two_at_once()
    rounds: dict[int, list[dict[str, float]]] = {1: [], 2: []}
    for _round in range(3):
        for count, spent in rounds.items():
            command = [sys.executable, str(ONCE), str(folder), str(count)]
            spent.append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
            print(count, spent[-1], flush=True)
    one, two = (min(found["wall"] for found in spent) for spent in rounds.values())
    cpu_one, cpu_two = (min(found["alone"] for found in spent) for spent in rounds.values())
    print(f"two bare Python processes do {ceiling:.2f} times the work of one on this machine now")
    print(f"{captures} captures: one worker {one:.1f} s, two {two:.1f} s: {one / two:.2f} times as fast")
    print(
        f"by processor time, as if nothing else ran: {cpu_one:.1f} s and {cpu_two:.1f} s: {cpu_one / cpu_two:.2f} times"
    )
    return one / two >= GOAL_WORKERS


def two_at_once() -> float:
    """How much more two independent processes get done than one, on this machine as it is now: 2 at best."""
    task = [sys.executable, "-c", "d = {}\nfor i in range(9_000_000): d[i % 1000] = str(i)"]
    taken = []
    for count in (1, 2):
        began = time.monotonic()
        running = [subprocess.Popen(task) for _ in range(count)]
        for process in running:
            process.wait()
        taken.append(time.monotonic() - began)
    return 2 * taken[0] / taken[1]


def change(folder: Path, captures: int) -> bool:
    """Whether one capture more costs little beside the whole."""
    layout = Layout(folder)
    began = time.monotonic()
    fill_cache(layout, captures)
    print(f"{captures} captures made in {time.monotonic() - began:.0f} s", flush=True)
    whole = timed(layout)
    size = layout.database.stat().st_size
    print(f"whole build {whole:.1f} s, database {size / 1e6:.0f} MB", flush=True)
    copied = copy_time(layout)
    spent = []
    for number in range(3):
        added = exchange(f"http://new{number}.gov.cn/1", page(2024, f"新{number}县财政局"), 9)
        capture_all(layout, iter([added]))
        spent.append(timed(layout))
    one = sorted(spent)[1]
    share = (one - copied) / whole
    print(
        f"one capture more: {one:.2f} s, of it copying the file {copied:.2f} s: {one / whole:.2%} of the whole, {share:.2%} beside the copy"
    )
    began = time.monotonic()
    build(layout, full=False, workers=1, progress=quiet)
    print(f"nothing new: {time.monotonic() - began:.2f} s")
    return share <= GOAL_CHANGE


def fill_cache(layout: Layout, captures: int) -> None:
    """Captures with bodies of their own, and for each a parsed report of its own agency and text."""
    model = parse(page(2023, overview=PROSE * 25))
    outcome = outcome_of(model)
    with CaptureStore(layout, writable=True) as store, ParseCache(layout.parsed, parser_version()) as cache:
        real, os.fsync = os.fsync, lambda _handle: None
        for first in range(0, captures, 1000):
            kept = []
            for n in range(first, min(first + 1000, captures)):
                agency, year = f"第{n // 5}县财政局", 2019 + n % 5
                url = f"http://www.s{n // 5}.gov.cn/{year}.html"
                stored = store.write(
                    replace(exchange(url, titled(year, agency).encode()), captured_at=START + timedelta(seconds=n))
                )
                report = replace(model, agency=agency, year=year, title=titled(year, agency), metadata={})
                packed = replace(outcome, agency=agency, year=year, text_hash=f"{n}", blob=pack(report))
                kept.append(((url, stored.sha256), packed))
            cache.put(kept)
        os.fsync = real


def copy_time(layout: Layout) -> float:
    """Seconds to copy the database and wait for the disk, as a build must."""
    from archive.build.changed_database import _copy

    draft = layout.root / "copy"
    began = time.monotonic()
    _copy(layout.database, draft)
    with draft.open("rb+") as stream:
        os.fsync(stream.fileno())
    spent = time.monotonic() - began
    draft.unlink()
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("workers", "change"))
    parser.add_argument("--captures", type=int)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.out or Path(scratch) / "archive"
        folder.mkdir(parents=True, exist_ok=True)
        met = (
            workers(folder, chosen.captures or 4800)
            if chosen.what == "workers"
            else change(folder, chosen.captures or 100_000)
        )
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
