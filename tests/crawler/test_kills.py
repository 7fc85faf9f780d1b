"""Crawls killed at every boundary and at random, resumed each time, end with what an undisturbed crawl has."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.layout import Layout
from archive.runs import load_runs
from tests.support.kept import complaints, contents, stored_twice
from tests.support.killing import Kill, Nursery
from tests.support.web.families import trs, vsb
from tests.support.web.server import running

KILLS = [
    Kill("rename", 1), Kill("rename", 1, before=False), Kill("fsync", 2), Kill("fsync", 2, before=False), Kill("commit", 1),
    Kill("commit", 1, before=False), Kill("write", 1), Kill("write", 2, before=False), Kill("fsync", 4), Kill("commit", 3),
    Kill("clock", 40), Kill("write", 3), Kill("fsync", 3, before=False), Kill("commit", 4, before=False), Kill("clock", 70),
    Kill("rename", 2), Kill("write", 4, before=False), Kill("fsync", 5), Kill("rename", 2, before=False), Kill("clock", 100),
]  # fmt: skip


def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    with running() as web:
        one, two = web.host("one"), web.host("two")
        expected = trs(one, "黑石县") | vsb(two, "黄石县")
        with Nursery([one.home, two.home]) as nursery:
            assert not nursery.crawl(tmp_path / "whole")
            killed = [nursery.crawl(tmp_path / "killed", kill) for kill in KILLS]
            assert not nursery.crawl(tmp_path / "killed")
    assert len(killed) == 20
    assert all(was for was, kill in zip(killed, KILLS, strict=True) if kill.point != "clock")
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")
    assert stored_twice(tmp_path / "killed") == []
    assert complaints(tmp_path / "killed") == ""
    last = list(load_runs(Layout(tmp_path / "killed").runs))[-1]
    assert {found.url for site in last.sites for found in site.found} == expected


@pytest.mark.parametrize("share", [1, 9])
def test_a_torn_write_is_cut_back(tmp_path: Path, share: int) -> None:
    """A record that was written in part is gone after the next opening, and nothing before it."""
    with running() as web:
        host = web.host("one")
        trs(host, "黑石县")
        with Nursery([host.home]) as nursery:
            assert nursery.crawl(tmp_path / "archive", Kill("write", 7, before=share == 1))
        (warc,) = Layout(tmp_path / "archive").warcs.iterdir()
        torn = warc.stat().st_size
        assert len(contents(tmp_path / "archive")) == 5
        assert warc.stat().st_size < torn
        assert complaints(tmp_path / "archive") == ""
