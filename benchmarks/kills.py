"""Crawls killed with SIGKILL: ``python benchmarks/kills.py [--kills 200] [--a-crawl 20] [--seed 1]``.

Each crawl of a small web is killed again and again, at the n-th fsync, rename or commit, before or after it, inside a write
or by the clock, and resumed each time until it comes to its end. What it then holds must be what an undisturbed crawl
holds: the same addresses and digests, none twice, WARC files that ``warcio check`` accepts. Exit status 1 otherwise.
Every other crawl reads its answers in a process beside, as busy crawls do.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.kept import complaints, contents, stored_twice
from tests.support.killing import POINTS, Kill, Nursery
from tests.support.web.families import gkmlpt, hanweb_pages, trs, vsb
from tests.support.web.server import running


def _chance(chance: random.Random) -> Kill:
    point = chance.choice(POINTS)
    highest = {"rename": 2, "clock": 120, "fsync": 8}.get(point, 6)
    return Kill(point, chance.randint(1, highest), before=chance.random() < 0.5)


def main() -> int:
    """Kill, resume, compare, and say what came of it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--a-crawl", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance, done, wrong = random.Random(given.seed), Counter[str](), 0
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    with running() as web:
        hosts = [web.host(name) for name in ("trs", "vsb", "hanweb", "gkmlpt")]
        for maker, host in zip((trs, vsb, hanweb_pages, gkmlpt), hosts, strict=True):
            maker(host, "黑石县")
        homes = [host.home for host in hosts]
        with Nursery(homes) as alone, Nursery(homes, read_beside_from=1) as beside:
            alone.crawl(folder / "whole")
            whole = contents(folder / "whole")
            while done.total() < given.kills:
                archive, deaths = folder / "killed", 0
                nursery = beside if done.total() // given.a_crawl % 2 else alone
                shutil.rmtree(archive, ignore_errors=True)
                while deaths < given.a_crawl:
                    kill = _chance(chance)
                    if nursery.crawl(archive, kill):
                        deaths += 1
                        done[kill.point] += 1
                nursery.crawl(archive)
                faults = [contents(archive) ^ whole, stored_twice(archive), complaints(archive)]
                wrong += any(faults)
                print(
                    f"{done.total()} kills {dict(done)}, {len(whole)} answers, {wrong} crawls not as undisturbed",
                    flush=True,
                )
                if any(faults):
                    print(faults, flush=True)
    shutil.rmtree(folder)
    return min(wrong, 1)


if __name__ == "__main__":
    raise SystemExit(main())
