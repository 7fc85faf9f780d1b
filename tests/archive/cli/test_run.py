"""`gongkai run` on real HTTP: one lock, four stages, one line of log, and what stood before stays."""

import csv
import json
import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from archive.layout import Layout
from archive.lock import ArchiveLock
from tests.support.archives import rows
from tests.support.command import PROGRAM, gongkai
from tests.support.small_web import put_site, run_command
from tests.support.web.server import Host, Reply, running

YEARS = (2021, 2022, 2023)
STAGES = ("crawl", "build", "judge", "verify", "check", "export csv", "export parquet", "export sqlite", "publish")


@pytest.fixture
def host() -> Iterator[Host]:
    with running() as web:
        host = web.host("临江市")
        put_site(host, YEARS)
        yield host


def _log(layout: Layout) -> list[dict[str, Any]]:
    return [json.loads(line) for line in layout.run_log.read_text(encoding="utf-8").splitlines()]


def test_a_run_goes_from_site_to_downloads(host: Host, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    done = gongkai(*run_command(layout.root, host))
    assert done.returncode == 0, done.stderr
    assert rows(layout, "SELECT year, status, region_code FROM reports ORDER BY year") == [
        (year, "parsed", "220681") for year in YEARS
    ]
    with (layout.exports / "csv" / "reports.csv").open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == len(YEARS)
    assert (layout.exports / "sqlite" / "gongkai.db").read_bytes() == layout.database.read_bytes()
    (line,) = _log(layout)
    assert line["exit_code"] == 0
    assert [(stage["name"], stage["code"]) for stage in line["stages"]] == [(name, 0) for name in STAGES]
    assert not layout.run_state.exists()
    status = json.loads(gongkai("status", "--json", "--archive", layout.root).stdout)
    assert [(site["state"], site["reports"]) for site in status["sites"]] == [("ok", 3)]


@pytest.mark.parametrize("table", ["codebook", "reports"])
def test_damage_in_the_last_database_is_not_published_again_and_mends_itself(
    host: Host, tmp_path: Path, table: str
) -> None:
    layout = Layout(tmp_path / "data")
    command = run_command(layout.root, host)
    assert gongkai(*command).returncode == 0
    _damage(layout.published.resolve(), table)
    shown = layout.published.resolve()
    put_site(host, (*YEARS, 2024))
    if table == "codebook":  # no build reads it again
        failed = gongkai(*command)
        assert (failed.returncode, "is damaged" in failed.stderr) == (3, True)
        assert layout.published.resolve() == shown
    mended = gongkai(*command)
    assert mended.returncode < 2, mended.stderr  # the year added has a finding of its own
    assert rows(layout, "PRAGMA integrity_check") == [("ok",)]
    assert rows(layout, "SELECT year FROM reports ORDER BY year") == [(year,) for year in (*YEARS, 2024)]


def _damage(database: Path, table: str) -> None:
    """Blank a page of a table, and leave no sign of it in the file's times."""
    stat = database.stat()
    with closing(sqlite3.connect(database)) as db:
        leaf = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno DESC LIMIT 1"
        (page,) = db.execute(leaf, (table,)).fetchone()
    with database.open("rb+") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(bytes(4096))
    os.utime(database, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_bad_never_overwrites_good(host: Host, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    command = run_command(layout.root, host)
    assert gongkai(*command).returncode == 0
    block = "<html><title>访问被拦截</title><p>您的请求可能存在威胁，已被拦截</p></html>"
    host.pages = dict.fromkeys(host.pages, Reply(block, 403))
    done = gongkai(*command)
    assert done.returncode == 1, done.stderr
    assert rows(layout, "SELECT year, status FROM reports ORDER BY year") == [(year, "parsed") for year in YEARS]
    assert rows(layout, "SELECT state NOT IN ('ok', 'empty') FROM sites") == [(1,)]
    assert [line["exit_code"] for line in _log(layout)] == [0, 1]


def test_a_stage_that_fails_ends_the_run_and_replaces_nothing(host: Host, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    command = run_command(layout.root, host)
    assert gongkai(*command).returncode == 0
    before = (layout.database.read_bytes(), (layout.exports / "csv" / "reports.csv").read_bytes())
    (warc,) = layout.warcs.glob("gongkai-*")
    warc.rename(tmp_path / "elsewhere.warc.gz")
    done = gongkai(*command)
    assert done.returncode == 3, done.stderr
    assert (layout.database.read_bytes(), (layout.exports / "csv" / "reports.csv").read_bytes()) == before
    assert [(stage["name"], stage["code"]) for stage in _log(layout)[-1]["stages"]] == [("crawl", 3)]
    (tmp_path / "elsewhere.warc.gz").rename(warc)
    assert gongkai(*command).returncode == 0


def test_a_run_that_fails_over_an_unreadable_database_still_leaves_its_report_and_says_so(
    host: Host, tmp_path: Path
) -> None:
    layout = Layout(tmp_path / "data")
    command = run_command(layout.root, host)
    assert gongkai(*command).returncode == 0
    layout.published.resolve().write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 64)
    (warc,) = layout.warcs.glob("gongkai-*")
    warc.rename(tmp_path / "elsewhere.warc.gz")
    done = gongkai(*command)
    assert done.returncode == 3, done.stderr
    assert "已发布的数据库无法读取" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(_log(layout)) == len(list(layout.run_reports.glob("*.json"))) == 2
    report = json.loads(max(layout.run_reports.glob("*.json")).read_text(encoding="utf-8"))
    assert sorted(item["rule"] for item in report["news"]) == ["damaged", "failed"]
    assert not layout.run_state.exists()
    (tmp_path / "elsewhere.warc.gz").rename(warc)
    mended = gongkai(*command)
    assert mended.returncode < 2, mended.stderr
    report = json.loads(max(layout.run_reports.glob("*.json")).read_text(encoding="utf-8"))
    assert {item["rule"] for item in report["news"] if item["kind"] == "over"} == {"damaged", "failed"}
    assert rows(layout, "SELECT year FROM reports ORDER BY year") == [(year,) for year in YEARS]


def test_a_second_run_leaves_with_one_line(host: Host, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    with ArchiveLock(layout.lock):
        done = gongkai(*run_command(layout.root, host))
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "another process is writing" in done.stderr
    assert not host.asked()


def test_a_missing_list_is_bad_use(tmp_path: Path) -> None:
    done = gongkai("run", "--archive", tmp_path / "data", "--sites", tmp_path / "none.csv")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "data").exists()


def test_told_to_stop_it_ends_with_all_it_started_and_the_next_run_goes_on(host: Host, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    command = run_command(layout.root, host)
    reached = threading.Event()
    real = host.pages["/nb/2022.html"]

    def slow(_: BaseHTTPRequestHandler) -> Reply:
        reached.set()
        time.sleep(0.5)
        return real if isinstance(real, Reply) else Reply("", 500)

    host.pages["/nb/2022.html"] = slow
    process = subprocess.Popen([*PROGRAM, *map(str, command)], stderr=subprocess.PIPE, text=True)
    assert reached.wait(60)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "stopped" in said
    assert not layout.database.exists()
    with ArchiveLock(layout.lock):  # nothing that was started still holds it
        pass
    assert gongkai(*command).returncode == 0
    assert rows(layout, "SELECT count(*) FROM reports") == [(len(YEARS),)]


def test_a_run_asks_only_what_is_due_and_publishes_all_the_same(host: Host, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    command = [*run_command(layout.root, host), "--due"]
    assert gongkai(*command).returncode == 0
    asked, before = len(host.asked()), rows(layout, "SELECT * FROM reports ORDER BY id")
    done = gongkai(*command)
    assert done.returncode == 0, done.stderr
    assert len(host.asked()) == asked
    assert rows(layout, "SELECT * FROM reports ORDER BY id") == before
    assert [len(line["stages"]) for line in _log(layout)] == [len(STAGES), len(STAGES)]
