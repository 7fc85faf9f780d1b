"""Runs stopped and killed in every stage: ``python benchmarks/interrupted.py [--times 100]``.

Half of the signals are SIGTERM, half SIGKILL, each a random moment after a random stage began. After each the next run must finish, with the
reports that were published meanwhile; a reader asks the site all the while. Exit status 1 when anything is lost or broken.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.captures import CaptureStore
from archive.layout import Layout
from tests.support.archives import rows
from tests.support.command import gongkai
from tests.support.interrupting import STAGES, interrupted, reading, wait_until_free
from tests.support.serving import serving
from tests.support.small_web import put_site, run_command
from tests.support.web.server import running

LONGEST_S = 1.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance, slowest, finished = random.Random(chosen.seed), 0.0, 0
    with tempfile.TemporaryDirectory() as scratch, running() as web:
        layout, host = Layout(Path(scratch) / "data"), web.host("临江市")
        put_site(host, [2021])
        command = run_command(layout.root, host)
        assert gongkai(*command).returncode == 0
        allowed = {(2021,)}
        with serving(layout.root) as base, reading(base) as reader:
            for time_no in range(chosen.times):
                years = range(2021, 2022 + (time_no + 1) % 4)
                put_site(host, years)
                stage, how = STAGES[time_no % len(STAGES)], (signal.SIGTERM, signal.SIGKILL)[time_no // len(STAGES) % 2]
                before = rows(layout, "SELECT year FROM reports ORDER BY year")
                began = time.monotonic()
                code = interrupted(command, stage, how, chance.random() * LONGEST_S)
                slowest = max(slowest, time.monotonic() - began)
                finished += code in (0, 1)
                wait_until_free(layout.lock)
                done = gongkai(*command)
                assert done.returncode in (0, 1), done.stderr  # a site that lists fewer reports than before is an alarm
                shown = rows(layout, "SELECT year FROM reports ORDER BY year")
                assert {year for (year,) in shown} == {year for (year,) in before} | set(years), (stage, how)
                assert (layout.exports / "sqlite" / "gongkai.db").read_bytes() == layout.published.read_bytes()
                allowed.add(tuple(year for (year,) in shown))
                print(
                    f"{time_no + 1}/{chosen.times}: {how.name} in {stage}: ended with {code}, the next run finished",
                    flush=True,
                )
        with CaptureStore(layout, writable=True) as store:
            bodies = sum(store.body(capture) is not None for capture in store.captures())
    assert not reader.trouble, reader.trouble[:3]
    assert set(reader.seen) <= allowed, set(reader.seen) - allowed
    print(
        f"{chosen.times} signals, {finished} of them after the run had ended; {len(reader.seen)} looks of the reader, none broken; "
        f"{bodies} captures, all whole; slowest from start to end {slowest:.1f} s"
    )


if __name__ == "__main__":
    main()
