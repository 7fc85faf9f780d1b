"""Damaged and hostile files of all formats: ``python benchmarks/mutated_files.py [FILE ...] [--count 10000] [--seed 1]``.

Nine in ten are good files with faults: bits flipped, pieces cut out, doubled or overwritten, ends cut off, numbers in the
structure made huge. The good ones are the files given, every format of them as often as any other, and generated ones (PDF,
DOCX, RTF, XLSX, OFD, ZIP, MHTML, images). One in ten is made to do harm (`benchmarks/hostile_files.py`). Each goes through the
worker processes that builds use, and must end in a report or a named refusal within the bound on time. Exit status 1 when
one did not.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import sys
import time
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.isolation import Isolation, TaskFailed, parse_isolated
from benchmarks.hostile_files import HOSTILE, picture
from parsers import Refusal
from parsers.formats import load_limits, sniff
from tests.support.office.wild import WRITERS, wild_file
from tests.support.paper import Paper
from tests.support.scans import painted

_NUMBER = re.compile(rb"\d{1,6}")
_ROOM = 5.0
"""Seconds over the bound that ending a worker and starting another may take."""
_SLOW = 20.0
"""Seconds; a file that takes longer is told."""


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


def good_files(given: list[Path]) -> dict[str, list[bytes]]:
    """Files by format: those given, by the end of their name, and one of every format that can be made here."""
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for file in given:
        found[file.suffix[1:].lower()].append(file.read_bytes())
    for kind in WRITERS:
        found[kind] += [wild_file(seed, kind)[1] for seed in (1, 2)]
    paper = Paper((300, 120))
    paper.text(20, 25, "2023年政府信息公开工作年度报告", 14)
    paper.table([20.0, 150.0, 250.0], [40.0, 70.0, 100.0], [["规章", "1"], ["行政许可", "22"]])
    found["pdf"].append(paper.done())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("年报.docx", found["docx"][-1])
    found["zip"].append(out.getvalue())
    page = wild_file(1, "docx")[0].body
    head = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Location: http://a/\n\n"
    found["mhtml"].append(head + page)
    found["png"].append(picture(random.Random(1)))
    image = painted(found["pdf"][-1]).convert("L")
    for kind in ("png", "jpeg", "gif", "webp", "tiff"):
        out = io.BytesIO()
        image.save(out, kind)
        found[kind].append(out.getvalue())
    return dict(found)


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
    good = good_files(chosen.files)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    slowest = dict.fromkeys((False, True), 0.0)
    with Isolation() as isolation:
        for number in range(chosen.seed, chosen.seed + chosen.count):
            rng = random.Random(number)
            kind = "hostile" if number % 10 == 0 else rng.choice(sorted(good))
            made = rng.choice(HOSTILE)(rng) if kind == "hostile" else mutate(rng.choice(good[kind]), rng)
            start = time.perf_counter()
            ended = outcome(made, isolation)
            took = time.perf_counter() - start
            counts[kind][ended] += 1
            if ended.startswith("FAILED") or took > _SLOW:
                print(f"{number} {kind}: {ended}, {took:.1f} s", flush=True)
            recognised = kind in ("hostile", "pdf") or bool((found := sniff(made)) and found.picture)
            slowest[recognised] = max(slowest[recognised], took)
    for kind in sorted(counts):
        print(f"{kind}: {', '.join(f'{name} {count}' for name, count in counts[kind].most_common())}")
    total = sum(counts.values(), Counter())
    print(f"all: {', '.join(f'{name} {count}' for name, count in total.most_common())}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{chosen.count} files, slowest {slowest[False]:.1f} s, image {slowest[True]:.1f} s; worker's peak {peak} MB")
    limits = load_limits()
    late = slowest[False] > limits.seconds + _ROOM or slowest[True] > limits.recognition_seconds + _ROOM
    return int(late or any(name.startswith("FAILED") for name in total))


if __name__ == "__main__":
    sys.exit(main())
