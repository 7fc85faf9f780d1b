"""Run the real `gongkai crawl` and read what it left."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from archive.runs import RunRecord, SiteRun, load_runs


@dataclass
class Crawled:
    """What one `gongkai crawl` said and left."""

    code: int
    out: str
    err: str
    record: RunRecord

    def site(self, url: str) -> SiteRun:
        return next(site for site in self.record.sites if site.url.rstrip("/") == url.rstrip("/"))

    def found(self, url: str) -> set[str]:
        return {found.url for found in self.site(url).found}


def crawl(
    archive: Path, sites: list[tuple[str, ...]], *options: str, private: bool = True, header: str = "name,url"
) -> Crawled:
    """Crawl `sites` (rows of the CSV) into `archive` with small delays."""
    archive.mkdir(parents=True, exist_ok=True)
    listed = archive.parent / f"{archive.name}-sites.csv"
    with listed.open("w", encoding="utf-8", newline="") as out:
        out.write(header + "\n")
        csv.writer(out).writerows(sites)
    call = [sys.executable, "-m", "archive.cli.crawl", "--sites", str(listed), "--archive", str(archive), *options]
    call[1:3] = ["-c", "from archive.cli import main; main()", "crawl"]
    if "--delay" not in options:
        call += ["--delay", "0"]
    if private:
        call.append("--allow-private-hosts")
    done = subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)
    records = list(load_runs(archive / "runs"))
    return Crawled(done.returncode, done.stdout, done.stderr, records[-1] if records else RunRecord("", ""))
