"""Sites are asked again when they are due, cheaply, and a crawl that is told to stop ends with all it started."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from archive.clock import SHIFT
from archive.runs import load_runs
from tests.support.command import PROGRAM
from tests.support.web.crawling import crawl
from tests.support.web.families import trs
from tests.support.web.pages import Item, column_head, page, put_home, report, rows
from tests.support.web.server import Host, Reply, running

HOUR = 3600


def many_reports(host: Host, count: int) -> None:
    """A site of one column, ten list pages, and `count` reports."""
    put_home(host, "黑石县", "/xxgk/", "/nb/")
    items = [Item(f"黑石县{n}镇人民政府2023年政府信息公开工作年度报告", f"/r/{n}.html") for n in range(count)]
    for item in items:
        host.pages[item.path] = Reply(report(item.title))
    for at in range(0, count, count // 10):
        number = at // (count // 10)
        more = f'<a href="/nb/index_{number + 1}.html">下一页</a>' if at + count // 10 < count else ""
        path = f"/nb/index_{number}.html" if number else "/nb/"
        body = page("政府信息公开年报", rows(items[at : at + count // 10]) + more, column_head())
        host.pages[path] = Reply(body, headers={"ETag": f'"{number}"'})


def test_coming_back_to_a_hundred_reports_costs_at_most_a_twentieth(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("one")
        many_reports(host, 120)
        first = crawl(tmp_path / "archive", [("黑石县", host.home)])
        assert len(first.found(host.home)) == 120
        asked = len(host.asked())
        second = crawl(tmp_path / "archive", [("黑石县", host.home)])
        again = host.paths()[asked:]
        assert again == ["/robots.txt", "/nb/"]
        assert len(again) <= asked / 20
        assert second.found(host.home) == first.found(host.home)


def test_no_encoding_is_asked_for_that_readers_of_the_archive_cannot_undo(tmp_path: Path) -> None:
    with running() as web:
        host = web.host("one")
        trs(host, "黑石县")
        crawl(tmp_path / "archive", [("黑石县", host.home)])
        assert {asked.headers.get("Accept-Encoding") for asked in host.asked()} == {"gzip, deflate"}


def test_only_what_is_due_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that refuses comes back after its Retry-After, one that answers after its rhythm, and neither before."""
    with running() as web:
        good, bad = web.host("good"), web.host("bad")
        trs(good, "黑石县")
        bad.pages["*"] = Reply("busy", 503, headers={"Retry-After": str(2 * HOUR)})
        sites = [("黑石县", good.home, "daily"), ("黄石县", bad.home, "")]

        def due(shift: float) -> tuple[list[str], str, int]:
            monkeypatch.setenv(SHIFT, str(shift))
            asked = len(web.log)
            done = crawl(tmp_path / "archive", sites, "--due", header="name,url,rhythm")
            return sorted({asked.host for asked in web.log[asked:]}), done.out, done.code

        assert due(0)[0] == ["bad", "good"]
        nobody, said, code = due(HOUR)
        assert nobody == []
        assert "2 of 2 sites are not due" in said
        assert code == 0
        assert len(list(load_runs(tmp_path / "archive" / "runs"))) == 1
        assert due(2.1 * HOUR)[0] == ["bad"]
        assert due(24 * HOUR)[0] == ["bad", "good"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: signal.Signals(number).name)
def test_a_crawl_told_to_stop_leaves_no_crawler_behind_and_goes_on_later(tmp_path: Path, number: int) -> None:
    with running() as web:
        host = web.host("one")
        expected = trs(host, "黑石县")
        command = [*PROGRAM, "crawl", host.home, "--archive", str(tmp_path / "archive"), "--delay", "0.3"]
        process = subprocess.Popen(
            [*command, "--allow-private-hosts"], stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        while len(host.asked()) < 4:
            assert process.poll() is None
            time.sleep(0.02)
        # A terminal's interrupt goes to the whole group, a service manager's or a person's kill to the command alone.
        os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
        said = process.communicate(timeout=30)[1]
        assert process.returncode == 3
        assert "stopped" in said
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
        [record] = load_runs(tmp_path / "archive" / "runs")
        assert record.finished_at == ""
        assert [site.reason.startswith("the run was cut off") for site in record.sites] == [True]
        assert crawl(tmp_path / "archive", [("黑石县", host.home)]).found(host.home) == expected
