"""What the site costs: ``python benchmarks/site.py ARCHIVE [--seconds 30] [--rate 10] [--only index,search,recall,pages,stream]``.

ARCHIVE is a folder with a database of ``benchmarks/generated_archive.py``. Every answer is asked for warm: each phrase
and page once before it is timed. Phrases of 1, 2, 4 and 8 characters are taken from the text itself: rare ones, common ones and
those that stand in every report. ``index`` asks the index what one page of search asks it; ``search`` and ``pages`` send requests at
a fixed rate whatever the answers take, so that a slow answer is paid for by those behind it; ``recall`` scans the raw text;
``stream`` reads whole files over HTTP and watches the memory of the server. Exit status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.layout import Layout
from archive.search import Finder
from archive.search.fold import fold
from archive.search.query import match
from archive.site.app import open_site
from archive.site.pages.finding import common, count, find
from benchmarks.generated_archive import EVERYWHERE
from tests.support.serving import serving_process

LENGTHS = (1, 2, 4, 8)
SAMPLE = 150
EACH = 8
GOAL_SEARCH_MS = {250_000: 50, 1_000_000: 100}
GOAL_PAGE_MS = 200
MOST_MEMORY_MB = 60
"""Most by which streaming may raise the memory of the server."""


def phrases(connection: sqlite3.Connection) -> dict[tuple[str, int], list[str]]:
    """Phrases by kind and length."""
    chance = random.Random(7)
    ids = [row[0] for row in connection.execute("select rowid from reports")]
    texts = []
    for rowid in chance.sample(ids, SAMPLE):
        found = connection.execute(
            "select text from sections where report_id = (select id from reports where rowid = ?)", (rowid,)
        )
        texts.append("".join(row[0] for row in found).replace(EVERYWHERE, "\n"))
    chosen: dict[tuple[str, int], list[str]] = {}
    for length in LENGTHS:
        taken = sorted({text[at : at + length] for text in texts for at in [chance.randrange(len(text) - length)]})
        taken = [word for word in taken if "\n" not in word and "。" not in word and fold(word) == word]
        held = "select count(*) from reports_fts where reports_fts match ?"
        ranked = sorted(taken, key=lambda word: connection.execute(held, (match(word),)).fetchone()[0])
        chosen["rare", length] = ranked[:EACH]
        chosen["common", length] = ranked[-EACH:]
        starts = range(0, len(EVERYWHERE[:10]) - length + 1, max(1, length // 2))
        chosen["everywhere", length] = [EVERYWHERE[at : at + length] for at in starts][:EACH]
    return chosen


def p95(spent: Sequence[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return sorted(spent)[min(len(spent) - 1, int(len(spent) * 0.95))] * 1000


async def ask_index(site: Any, word: str) -> tuple[float, float]:
    """Seconds that the index takes for one page of a search (count, finds, what they have in common), and of processor time."""
    finder = Finder([word])
    began, used = time.perf_counter(), time.process_time()
    total = await count(site, finder)
    await find(site, finder, total, 0, 20)
    await common(site, finder, total)
    return time.perf_counter() - began, time.process_time() - used


async def index(site: Any, chosen: dict[tuple[str, int], list[str]], goal: float) -> bool:
    """Whether the index answers in time."""
    met = True
    for (kind, length), words in chosen.items():
        for word in words:
            await ask_index(site, word)
        asked = [await ask_index(site, word) for word in words for _ in range(5)]
        spent, used = [wall for wall, _ in asked], [cpu for _, cpu in asked]
        met &= p95(spent) <= goal
        times = f"p95 {p95(spent):7.1f} ms, worst {max(spent) * 1000:.1f}"
        print(f"index  {kind:>10} {length}: {times}; processor p95 {p95(used):.1f} ms", flush=True)
    return met


async def at_rate(base: str, paths: Sequence[str], rate: float, seconds: float) -> list[float]:
    """Seconds that each answer took, requests being sent at a fixed rate."""
    async with httpx.AsyncClient(base_url=base, timeout=120, limits=httpx.Limits(max_connections=100)) as client:
        for path in dict.fromkeys(paths):
            (await client.get(path)).raise_for_status()

        async def one(path: str) -> float:
            began = time.perf_counter()
            (await client.get(path)).raise_for_status()
            return time.perf_counter() - began

        tasks = []
        started = time.perf_counter()
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(one(paths[number % len(paths)])))
        return list(await asyncio.gather(*tasks))


async def over_http(base: str, pid: int, named: dict[str, list[str]], goal: float, rate: float, seconds: float) -> bool:
    """Whether pages answer in time. The server's processor time is told too: it holds on a machine that is busy with other work."""
    met = True
    for name, paths in named.items():
        before = processor(pid)
        spent = await at_rate(base, paths, rate, seconds)
        each = (processor(pid) - before) * 1000 / (len(spent) + len(set(paths)))
        met &= p95(spent) <= goal
        middle = sorted(spent)[len(spent) // 2] * 1000
        times = f"p95 {p95(spent):7.1f} ms, median {middle:.1f}, worst {max(spent) * 1000:.1f}"
        print(f"http   {name:>12}: {times}; processor {each:.1f} ms a request", flush=True)
    return met


def processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def recall(connection: sqlite3.Connection, chosen: dict[tuple[str, int], list[str]]) -> bool:
    """Whether the index finds for one phrase of each kind exactly the reports that a scan of the raw text finds."""
    words = [words[0] for words in chosen.values()]
    found: dict[str, set[int]] = {word: set() for word in words}
    sql = (
        "select reports.rowid, reports.title, reports.agency, sections.heading || char(10) || sections.text"
        " from reports join sections on sections.report_id = reports.id"
    )
    for rowid, title, agency, text in connection.execute(sql):
        for word in words:
            if word in text or word in title or word in agency:
                found[word].add(rowid)
    wrong = 0
    for word in words:
        hits = {
            row[0]
            for row in connection.execute("select rowid from reports_fts where reports_fts match ?", (match(word),))
        }
        wrong += hits != found[word]
    print(
        f"recall {len(words) - wrong} of {len(words)} phrases found exactly as a scan finds them, {sum(map(len, found.values()))} finds",
        flush=True,
    )
    return not wrong


def page_paths(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Pages of each kind, of places and bodies all over the archive."""

    def some(sql: str, path: str) -> list[str]:
        return [path.format(quote(str(row[0]))) for row in connection.execute(f"{sql} order by random() limit 100")]

    return {
        "home": ["/", "/en/"],
        "report": some("select id from reports", "/report/{}"),
        "report.json": some("select id from reports", "/report/{}.json"),
        "region": some("select code from regions where code in (select region_code from agencies)", "/region/{}"),
        "agency": some("select id from agencies", "/agency/{}"),
        "agencies": ["/agencies", "/agencies?sector=health", "/agencies?q=公安局", "/agencies?page=20"],
        "problems": ["/problems", "/problems?rule=T3-FLOW", "/problems?year=2023"],
        "table": ["/gongkai/reports", "/gongkai/requests", "/gongkai/reports?year=2023", "/gongkai/agencies"],
        "sites, data": ["/sites", "/data", "/search"],
    }


def stream(base: str, path: str, pid: int) -> bool:
    """Whether a whole file comes in flat memory."""
    lines, size, most = 0, 0, 0.0
    began = time.perf_counter()
    before = memory(pid)
    with httpx.stream("GET", base + path, timeout=600) as answer:
        for piece in answer.iter_bytes(1 << 20):
            lines, size = lines + piece.count(b"\n"), size + len(piece)
            most = max(most, memory(pid))
    took = time.perf_counter() - began
    said = f"{lines} lines, {size / 1e6:.0f} MB in {took:.0f} s; memory {before:.0f} MB before, {most:.0f} MB at most"
    print(f"stream {path}: {said}", flush=True)
    return most - before <= MOST_MEMORY_MB


def memory(pid: int) -> float:
    """Megabytes that a process holds of its own; pages of mapped files are the system's."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def served(archive: Path, chosen: argparse.Namespace, words: dict[tuple[str, int], list[str]], goal: float) -> bool:
    """What is measured over HTTP, against a real `gongkai serve`."""
    met = True
    with sqlite3.connect(archive / "gongkai.db") as connection, serving_process(archive) as (base, pid):
        if "search" in chosen.only:
            named = {
                f"{kind} {n}": [f"/search?q={quote(word)}" for word in found] for (kind, n), found in words.items()
            }
            met &= asyncio.run(over_http(base, pid, named, goal, chosen.rate, chosen.seconds))
        if "pages" in chosen.only:
            met &= asyncio.run(over_http(base, pid, page_paths(connection), GOAL_PAGE_MS, chosen.rate, chosen.seconds))
        if "stream" in chosen.only:
            for path in ("/search.csv?year=2000-", "/gongkai/reports.csv?_stream=on&_size=max"):
                met &= stream(base, path, pid)
    return met


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seconds", type=float, default=20, help="how long each kind of page is asked for")
    parser.add_argument("--rate", type=float, default=10, help="requests a second")
    parser.add_argument("--only", default="index,search,recall,pages,stream")
    chosen = parser.parse_args()
    chosen.only = chosen.only.split(",")
    met = True
    with sqlite3.connect(chosen.archive / "gongkai.db") as connection:
        words = phrases(connection)
        reports = connection.execute("select count(*) from reports").fetchone()[0]
        size = (chosen.archive / "gongkai.db").stat().st_size
        print(f"{reports} reports, {size / reports:.0f} bytes a report", flush=True)
        goal = next((goal for limit, goal in GOAL_SEARCH_MS.items() if reports <= limit), 100)
        if "index" in chosen.only:
            met &= asyncio.run(index(open_site(Layout(chosen.archive)), words, goal))
        if "recall" in chosen.only:
            met &= recall(connection, words)
    met &= served(chosen.archive, chosen, words, goal)
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
