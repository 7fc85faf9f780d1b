"""One full build as ``gongkai build --full`` makes it, in a process of its own: ``python benchmarks/build_once.py DIR WORKERS``.

Prints as JSON the seconds of the clock and what the clock would have shown on two cores of its own, all from the start of the process
on. `benchmarks/build.py` runs it; the program is loaded in it as the command loads it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

Look = tuple[str, dict[int, float]]
TICK = os.sysconf("SC_CLK_TCK")


def cpu_times() -> dict[int, float]:
    """Processor seconds of this process and of all that came from it, by process."""
    found = {os.getpid(): time.process_time()}
    for process in below(os.getpid()):
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[process] = (int(fields[11]) + int(fields[12])) / TICK
    return found


def below(process: int) -> list[int]:
    """The processes that a process started, and those that these started."""
    try:
        started = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [found for child in map(int, started) for found in (child, *below(child))]


def alone(looks: list[Look]) -> dict[str, float]:
    """Seconds that each stage would have taken on two cores with nothing else running, had no process waited for another.

    A stage in which processes share two cores takes at least as long as the busiest of them, and as half of all.
    """
    spent: dict[str, float] = {}
    for (_, before), (stage, after) in pairwise(looks):
        used = [seconds - before.get(process, 0.0) for process, seconds in after.items()]
        spent[stage] = spent.get(stage, 0.0) + max([*used, sum(used) / 2])
    return spent


def main() -> None:
    folder, workers = Path(sys.argv[1]), int(sys.argv[2])
    looks: list[Look] = [("", {})]

    def look(stage: str) -> None:
        looks.append((stage, cpu_times()))

    if workers > 1:
        from archive.forked import start_server

        start_server()
    from archive import search
    from archive.build import build, database
    from archive.layout import Layout

    def watch(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def watched(*args: Any) -> Any:
            look("between")
            try:
                return real(*args)
            finally:
                look(name.strip("_"))

        setattr(owner, name, watched)

    watch(database, "create_indexes")
    watch(search, "index_reports")
    watch(database.NewDatabase, "_check")
    stages = {"parse": "start", "write": "restage"}

    def progress(stage: str, done: int, total: int) -> None:
        if done in (0, total):
            look(stage if done else stages[stage])

    build(Layout(folder), full=True, workers=workers, progress=progress)
    look("end")
    begun = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]) / TICK
    wall = time.clock_gettime(time.CLOCK_BOOTTIME) - begun
    spent = alone(looks)
    print(
        json.dumps({"wall": wall, "alone": sum(spent.values()), **{stage: round(s, 3) for stage, s in spent.items()}})
    )


if __name__ == "__main__":
    main()
