"""Speed of the HTML parser, all in, beside tools that do less: ``python benchmarks/speed.py [--count 300] [--rounds 5]``.

Needs the packages of ``requirements/bench.txt`` (an environment of its own). On one core and on the same generated pages, round by round in turn:
the whole of `parsers.parse` (decoding, grid, cells, rules, causes), a bare ``lxml.html.document_fromstring``, ``pandas.read_html`` and
``trafilatura.extract``; the median of each page's rounds counts, in processor time, so that other work on
the machine weighs little. Before that, the same tools on as many pages never seen before: each tool in a process of its own, which takes
every page once, after a warm-up of others; so many processes, and the median again. What is kept of labels, cells and layouts helps little
there. Then the start-up of the command. ``--profile`` says where the parser's time goes on pages never seen instead. Exit status 1
when a goal is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import io
import os
import pstats
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import lxml.html

from parsers import Refusal, parse
from tests.wild import WildReport, generate

GOALS = {"lxml": ("at most", 6.0), "pandas": ("at least", 2.5), "trafilatura": ("at least", 6.0)}
START_UP = 0.5
"""Seconds."""
NEW_SEED = 800_001
WARM_UP = 200
"""Pages never seen begin at this seed; so many others, of seeds below it, are parsed before them."""


def ours(page: WildReport) -> None:
    with contextlib.suppress(Refusal):
        parse(page.body, content_type=page.content_type)


def bare_lxml(page: WildReport) -> None:
    lxml.html.document_fromstring(page.body)


def with_pandas(page: WildReport) -> None:
    import pandas as pd

    with contextlib.suppress(ValueError, LookupError):  # it finds no table, or knows no such charset
        pd.read_html(io.BytesIO(page.body), flavor="lxml")


def with_trafilatura(page: WildReport) -> None:
    import trafilatura

    trafilatura.extract(page.body, include_tables=True)


TOOLS: dict[str, Callable[[WildReport], None]] = {
    "ours": ours, "lxml": bare_lxml, "pandas": with_pandas, "trafilatura": with_trafilatura,
}  # fmt: skip


def measure(pages: list[WildReport], tools: list[str], rounds: int) -> dict[str, float]:
    """Seconds of processor time a tool needs for all pages: the sum of the pages' medians, all tools in turn on each page."""
    for name in tools:  # imports and caches
        for page in pages[:20]:
            TOOLS[name](page)
    spent: dict[str, float] = dict.fromkeys(tools, 0.0)
    for page in pages:
        times: dict[str, list[float]] = {name: [] for name in tools}
        for _ in range(rounds):
            for name in tools:
                times[name].append(timed(name, page))
        for name in tools:
            spent[name] += statistics.median(times[name])
    return spent


def timed(name: str, page: WildReport) -> float:
    """Seconds of processor time a tool needs for a page."""
    start = time.process_time()
    TOOLS[name](page)
    return time.process_time() - start


def measure_new(pages: list[WildReport], before: list[WildReport], tools: list[str], rounds: int) -> dict[str, float]:
    """The same for pages that a tool meets once: a new process for each tool and round, all tools in turn."""
    times: dict[str, list[list[float]]] = {name: [] for name in tools}
    for _ in range(rounds):
        for name in tools:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                times[name].append(process.submit(once, name, pages, before).result())
    return {name: sum(map(statistics.median, zip(*times[name], strict=True))) for name in tools}


def once(name: str, pages: list[WildReport], before: list[WildReport]) -> list[float]:
    """The time of each page, after others."""
    for page in before:
        TOOLS[name](page)
    return [timed(name, page) for page in pages]


def generated(first: int, count: int) -> list[WildReport]:
    """Pages of consecutive seeds."""
    return [generate(seed, medium="html") for seed in range(first, first + count)]


def start_up(arguments: list[str], rounds: int = 15) -> float:
    """Median seconds of one command, from its start to its end."""
    command = [sys.executable, "-c", "from archive.cli import main; main(prog_name='gongkai')", *arguments]
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).resolve().parent.parent)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def profile(pages: list[WildReport], warm_up: list[WildReport]) -> None:
    """Where the parser's own time goes."""
    for page in warm_up:
        ours(page)
    profiler = cProfile.Profile()
    for page in pages:
        profiler.runcall(ours, page)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


def report(what: str, spent: dict[str, float], pages: list[WildReport]) -> bool:
    """Print what was measured; whether every goal is met."""
    size = sum(len(page.body) for page in pages)
    print(f"{len(pages)} pages {what}, {size / len(pages) / 1000:.1f} kB on average; load {os.getloadavg()[0]:.1f}")
    for name, seconds in spent.items():
        print(f"  {name:12} {1000 * seconds / len(pages):8.3f} ms a page, {size / seconds / 1e6:7.2f} MB/s")
    met = True
    for name, (word, goal) in GOALS.items():
        if name in spent:
            ratio = spent["ours"] / spent[name] if name == "lxml" else spent[name] / spent["ours"]
            kept = ratio <= goal if word == "at most" else ratio >= goal
            met &= kept
            print(
                f"  {'times bare lxml' if name == 'lxml' else 'faster than ' + name}: {ratio:.2f} ({word} {goal}: {'met' if kept else 'MISSED'})"
            )
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=list(TOOLS), nargs="*", default=list(TOOLS), help="tools to run")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    new = generated(NEW_SEED, options.count)
    before = generated(NEW_SEED - WARM_UP, WARM_UP)
    if options.profile:
        profile(new, before)
        return 0
    met = report("never seen before", measure_new(new, before, options.only, options.rounds), new)
    pages = generated(options.seed, options.count)
    met &= report("in repeated rounds", measure(pages, options.only, options.rounds), pages)
    one = Path(__file__).resolve().parent.parent / "tests/fixtures/reports/declared_gb2312_2019_five_columns/input.html"
    for arguments in (["--help"], ["parse", str(one)]):
        seconds = start_up(arguments)
        met &= seconds < START_UP
        print(f"  gongkai {arguments[0]}: {seconds:.3f} s (below {START_UP})")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
