"""The crawler beside a bare Scrapy spider: ``python benchmarks/crawl.py pace [--pages 2000] [--rounds 3]`` and ``memory``.

A server process of its own serves a hundred generated sites on loopback: home, platform, column, lists of twenty, and report
pages of about 25 KB. `pace` crawls them as `gongkai crawl` does (WARC, index, recognition), then lets a spider that keeps
nothing fetch the very same addresses under the same settings: no delay, one connection a host. `memory` compares the
highest resident memory of the crawling process at 5,000 and 50,000 pages, whose tables are short.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.captures import CaptureStore
from archive.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SITES = 100
SETTINGS = {"DOWNLOAD_DELAY": "0", "ALLOW_PRIVATE_HOSTS": "1", "LOG_LEVEL": "ERROR", "MAX_PAGES": "5000"}
BARE = {  # what Scrapy does by itself with each request and answer
    "DOWNLOADER_MIDDLEWARES": "{}",
    "SPIDER_MIDDLEWARES": "{}",
    "CONCURRENT_ITEMS": "1",  # else it would start a hundred tasks for each answer
    "REFERER_ENABLED": "0",
    "HTTPERROR_ALLOW_ALL": "1",  # it goes on after a 404 too
    "EXTENSIONS": "{}",
    "DOWNLOADER_STATS": "1",
    "LOG_FORMATTER": "scrapy.logformatter.LogFormatter",
    "STATS_CLASS": "scrapy.statscollectors.MemoryStatsCollector",
    "TWISTED_DNS_RESOLVER": "scrapy.resolver.CachingThreadedResolver",
}


@contextmanager
def served(pages: int, table_rows: int = 22) -> Iterator[list[str]]:
    """The generated sites with `pages` reports in all; yields their home pages."""
    call = [sys.executable, "-m", "benchmarks.crawled_sites", str(SITES), str(pages // SITES), str(table_rows)]
    with subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()


def spent(call: list[str], settings: dict[str, str]) -> tuple[float, float, float]:
    """Seconds, seconds of processor time, and highest resident memory in MB of one Scrapy process."""
    for name, value in settings.items():
        call += ["-s", f"{name}={value}"]
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings", "PYTHONPATH": str(ROOT)}
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "scrapy", *call], cwd=ROOT, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the crawl ended with {process.returncode}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def crawl(folder: Path, homes: list[str]) -> tuple[float, float, float]:
    """Crawl the sites into a new archive."""
    shutil.rmtree(folder, ignore_errors=True)
    sites = folder.with_suffix(".csv")
    sites.write_text("name,url\n" + "".join(f"第{n}县,{home}\n" for n, home in enumerate(homes)), encoding="utf-8")
    return spent(["crawl", "reports", "-a", f"sites={sites}"], {**SETTINGS, "ARCHIVE_DIR": str(folder)})


def bare(urls: Path) -> tuple[float, float, float]:
    """Fetch the same addresses and keep nothing."""
    return spent(["runspider", "benchmarks/bare_spider.py", "-a", f"urls={urls}"], {**SETTINGS, **BARE})


def pace(folder: Path, pages: int, rounds: int) -> None:
    """Print seconds and processor time of both, round by round, and the ratio of their bests."""
    best: dict[str, list[tuple[float, float]]] = {"gongkai": [], "bare": []}
    with served(pages) as homes:
        for number in range(1, rounds + 1):
            took = crawl(folder, homes)
            with CaptureStore(Layout(folder)) as store:
                asked = list(store.urls())
            urls = folder.with_suffix(".txt")
            urls.write_text("\n".join(asked), encoding="utf-8")
            plain = bare(urls)
            best["gongkai"].append(took[:2])
            best["bare"].append(plain[:2])
            print(f"round {number}: {len(asked)} pages; gongkai {took[0]:.1f} s, processor {took[1]:.1f} s; ", end="")
            print(f"bare {plain[0]:.1f} s, processor {plain[1]:.1f} s", flush=True)
    for kind, what in enumerate(("pages a second", "pages a second of processor time")):
        ours, theirs = (min(run[kind] for run in best[name]) for name in ("gongkai", "bare"))
        print(f"{what}: {len(asked) / ours:.0f} against {len(asked) / theirs:.0f}, ratio {theirs / ours:.2f}")


def memory(folder: Path) -> None:
    """Print the highest resident memory at 5,000 and at 50,000 pages."""
    seen = []
    for pages in (5_000, 50_000):
        with served(pages, table_rows=1) as homes:
            seconds, _, peak = crawl(folder, homes)
        seen.append(peak)
        print(f"{pages} pages: {seconds:.0f} s, {peak:.1f} MB", flush=True)
    print(f"difference {seen[1] - seen[0]:.1f} MB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("what", choices=("pace", "memory"))
    options.add_argument("--pages", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "data"
        if given.what == "pace":
            pace(folder, given.pages, given.rounds)
        else:
            memory(folder)


if __name__ == "__main__":
    main()
