"""A build on top of the last one gives the rows of a full build, whatever came in between, and touches only what changed."""

import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive.build.cache import PackedReports
from archive.build.identity import host_of
from archive.build.writing import Order, Rows, rows_of
from archive.captures import Exchange
from archive.layout import Layout
from archive.runs import RunRecord, SiteRun
from tests.support.archives import built, fill, page, rows, titled
from tests.support.dumps import sorted_dump
from tests.support.exchanges import START, exchange

HOSTS = ("www.linjiang.gov.cn", "old.linjiang.gov.cn", "www.qinghe.gov.cn", "mirror.example.com")
AGENCIES = ("临江市医疗保障局", "青禾县人民政府", "民政局")
PDF = (("Content-Type", "application/pdf"),)


def _anything(chance: random.Random, minute: int) -> Exchange:
    """A report, the same or another one; a file of a page, an error page, a page that only looks like a report."""
    host, number = chance.choice(HOSTS), chance.randrange(3)
    agency, year = chance.choice(AGENCIES), chance.choice((2022, 2023))
    url = f"http://{host}/{number}.html"
    kind = chance.randrange(6)
    if kind == 0:
        return exchange(
            f"{url}.pdf", b"%PDF-1", minute, via=url, link_text=titled(year, agency) + ".pdf", response_headers=PDF
        )
    if kind == 1:
        return exchange(url, "<html><p>见附件</p></html>".encode(), minute, link_text=titled(year, agency))
    if kind == 2:
        return exchange(url, b"<html>403</html>", minute, status=403)
    changes = {"requests/new_requests/total": str(9 + chance.randrange(2))}
    return exchange(url, page(year, agency, changes), minute)


def _run(layout: Layout, chance: random.Random, minute: int) -> None:
    """A visit of some sites, whose regions are known or not, and perhaps a hold on one."""
    sites = [
        SiteRun(host, f"http://{host}/", "ok", region_code=chance.choice((None, "220681")))
        for host in chance.sample(HOSTS, 2)
    ]
    RunRecord(f"20260131T08{minute:02}00Z", f"2026-01-31T08:{minute:02}:00Z", sites=sites).save(layout.runs)
    held = {host_of(f"http://{host}/"): f"{START:%Y-%m-%dT%H}:{chance.randrange(60):02}:00Z" for host in HOSTS[:1]}
    layout.holds.write_text(json.dumps(held if chance.random() < 0.5 else {}))


@pytest.mark.parametrize("seed", range(6))
def test_step_by_step_gives_the_rows_of_a_full_build(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    layout = Layout(tmp_path / "steps")
    for minute in range(0, 50, 5):
        fill(layout.root, *(_anything(chance, minute + n) for n in range(chance.randrange(1, 4))))
        if chance.random() < 0.5:
            _run(layout, chance, minute)
        built(layout)
    after = sorted_dump(layout.database)
    built(layout, full=True)
    assert after == sorted_dump(layout.database)
    assert len(after["reports"]) > 2


def test_a_build_after_one_new_capture_writes_only_what_it_touches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [exchange(f"http://www.s{n}.gov.cn/1.html", page(2022, f"第{n}县财政局")) for n in range(30)]
    layout = fill(tmp_path, *many)
    built(layout)
    written = []

    def noted(orders: list[Order], cache: PackedReports) -> Rows:
        written.extend(order.row.url for order in orders)
        return rows_of(orders, cache)

    monkeypatch.setattr("archive.build.tables.rows_of", noted)
    fill(tmp_path, exchange("http://www.s7.gov.cn/2.html", page(2023, "第7县财政局"), 5))
    assert built(layout).parsed == 1
    assert written == ["http://www.s7.gov.cn/2.html"]
    assert rows(layout, "SELECT count(*) FROM reports") == [(31,)]


@pytest.mark.parametrize("lost", ["parsed.db", "build.db", "captures.db", "gongkai.db"])
def test_working_files_may_be_lost(tmp_path: Path, lost: str) -> None:
    layout = fill(tmp_path, exchange("http://a.gov.cn/1", page(2022)))
    built(layout)
    fill(tmp_path, exchange("http://a.gov.cn/2", page(2023), 1))
    for path in tmp_path.glob(f"{lost}*"):
        path.unlink()
    built(layout)
    after = sorted_dump(layout.database)
    built(layout, full=True)
    assert after == sorted_dump(layout.database)
    assert len(after["reports"]) == 2


def test_held_back_captures_are_kept_and_not_published(tmp_path: Path) -> None:
    url = "http://a.gov.cn/1"
    layout = fill(tmp_path, exchange(url, page(2022)))
    built(layout)
    fill(tmp_path, exchange(url, page(2022, changes={"requests/new_requests/total": "77"}), 5))
    layout.holds.write_text(json.dumps({"a.gov.cn": f"{START:%Y-%m-%dT%H}:03:00Z"}))
    built(layout)
    shown = "SELECT total FROM requests WHERE row = 'new_requests'"
    assert rows(layout, shown) == [(9,)]
    assert rows(layout, "SELECT count(*) FROM captures") == [(2,)]
    layout.holds.write_text("{}")
    built(layout)
    assert rows(layout, shown) == [(77,)]


def test_what_came_within_the_second_in_which_a_hold_begins_is_held_back(tmp_path: Path) -> None:
    url = f"http://{HOSTS[0]}/nb/"
    good = exchange(url, page(2023))
    bad = exchange(url, page(2023, changes={"requests/new_requests/total": "999"}), minute=10)
    within = replace(bad, captured_at=bad.captured_at + timedelta(milliseconds=975))
    layout = fill(tmp_path, good, within)
    total = "SELECT total FROM requests WHERE row = 'new_requests'"
    layout.holds.write_text(json.dumps({host_of(url): f"{bad.captured_at:%Y-%m-%dT%H:%M:%SZ}"}), encoding="utf-8")
    built(layout)
    assert rows(layout, total) != [(999,)]
    layout.holds.unlink()
    built(layout)
    assert rows(layout, total) == [(999,)]
