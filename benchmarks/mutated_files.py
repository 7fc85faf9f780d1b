"""Damaged and hostile files of all formats: ``python benchmarks/mutated_files.py [FILE ...] [--count 10000] [--seed 1]``.

Nine in ten are good files with faults: bits flipped, pieces cut out, doubled or overwritten, ends cut off, numbers in the
structure made huge. The good ones are the files given and generated ones (PDF, DOCX, RTF, XLSX, OFD, ZIP, MHTML, PNG). One in
ten is made to do harm (`benchmarks/hostile_files.py`). Each goes through the worker process that builds use, and must end in
a report or a named refusal within the bound on time. Exit status 1 when one did not.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.isolation import Isolation, TaskFailed, parse_isolated
from benchmarks.hostile_files import HOSTILE, picture
from parsers import Refusal
from parsers.formats import load_limits
from tests.support.office.wild import WRITERS, wild_file
from tests.support.paper import Paper

_NUMBER = re.compile(rb"\d{1,6}")
_ROOM = 5.0
"""Seconds over the bound that ending a worker and starting another may take."""


def mutate(body: bytes, rng: random.Random) -> bytes:
    """The file with one to four faults."""
    data = bytearray(body)
    for _ in range(rng.randint(1, 4)):
        at, size = rng.randrange(max(len(data), 1)), rng.choice((1, 8, 200, 5000))
        kind = rng.randrange(6)
        if kind == 0:
            for _ in range(rng.choice((1, 10, 200))):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del data[at : at + size]
        elif kind == 2:
            data[at:at] = data[at : at + size]
        elif kind == 3:
            data[at : at + size] = rng.randbytes(size)
        elif kind == 4:
            del data[max(at, 64) :]
        else:
            found = list(_NUMBER.finditer(data, at, at + 20_000))
            if found:
                place = rng.choice(found)
                data[place.start() : place.end()] = rng.choice((b"0", b"99999999", b"4294967296", b"-1"))
        if not data:
            return body[:5]
    return bytes(data)


def good_files() -> list[bytes]:
    """A file of every format that can be made here."""
    made = [wild_file(seed, kind)[1] for kind in WRITERS for seed in (1, 2)]
    paper = Paper()
    paper.text(60, 80, "2023年政府信息公开工作年度报告", 16)
    paper.table([60.0, 220.0, 300.0], [100.0, 130.0, 160.0], [["规章", "1"], ["行政许可", "22"]])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("年报.docx", made[0])
    page = wild_file(1, "docx")[0].body
    mhtml = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Location: http://a/\n\n" + page
    return [*made, paper.done(), out.getvalue(), mhtml, picture(random.Random(1))]


def outcome(body: bytes, isolation: Isolation) -> str:
    try:
        parse_isolated(body, isolation=isolation)
    except Refusal as refusal:
        return refusal.code
    except TaskFailed as error:
        return f"FAILED {error.code}: {error}"
    return "report"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    bodies = [file.read_bytes() for file in chosen.files] + good_files()
    counts: Counter[str] = Counter()
    slowest = 0.0
    with Isolation() as isolation:
        for number in range(chosen.seed, chosen.seed + chosen.count):
            rng = random.Random(number)
            start = time.perf_counter()
            made = rng.choice(HOSTILE)(rng) if number % 10 == 0 else mutate(rng.choice(bodies), rng)
            ended = outcome(made, isolation)
            counts[ended] += 1
            if ended.startswith("FAILED"):
                print(f"{number}: {ended}", flush=True)
            slowest = max(slowest, time.perf_counter() - start)
    for name, count in counts.most_common():
        print(f"{name}: {count}")
    print(f"{chosen.count} files, slowest {slowest:.1f} s")
    failed = any(name.startswith("FAILED") for name in counts)
    return int(failed or slowest > load_limits().seconds + _ROOM)


if __name__ == "__main__":
    sys.exit(main())
