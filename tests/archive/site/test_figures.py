"""Figures over the whole database are found out when it is opened, once, and not while a visitor waits."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from archive.layout import Layout
from archive.site.app import Site, open_site
from archive.site.figures import PAGES, kept, warm
from archive.site.pages import data, problems
from tests.support.steps import Steps


@pytest.fixture
def opened(layout: Layout) -> Site:
    """Another instance than the one that all tests share: nothing is known yet."""
    return open_site(layout)


async def test_after_warming_a_page_finds_out_nothing_that_is_kept(opened: Site) -> None:
    assert await warm(opened) == []
    kept_then = dict(opened.gongkai.counted)
    assert {"problems", "tables", "filters", "sites", "examples", "regions-zh", "regions-en"} <= kept_then.keys()
    with Steps(Path(opened.get_database().path)) as counted:
        for path in PAGES:
            assert (await opened.client.get(path)).status_code == 200
    assert not [asked for asked in counted.asked if "group by rule" in asked or "distinct" in asked]
    assert opened.gongkai.counted == kept_then


async def test_two_visitors_at_once_have_it_counted_once(opened: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    calls, real, may_end = [], problems._count, threading.Event()

    def counted(path: str) -> Any:
        calls.append(path)
        assert may_end.wait(30)
        return real(path)

    monkeypatch.setattr(problems, "_count", counted)
    visitors = [asyncio.create_task(opened.client.get("/problems")) for _ in range(3)]
    while not calls:
        await asyncio.sleep(0.01)
    visitors.pop().cancel()  # one of them leaves
    may_end.set()
    answers = await asyncio.gather(*visitors)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(calls) == 1


async def test_what_failed_is_tried_again(opened: Site) -> None:
    async def fails() -> int:
        raise OSError("the disk")

    async def seven() -> int:
        return 7

    with pytest.raises(OSError, match="the disk"):
        await kept(opened, "seven", fails)
    assert await kept(opened, "seven", seven) == 7
    assert await kept(opened, "seven", fails) == 7


async def test_a_page_that_fails_stops_no_other(
    opened: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_path: str) -> Any:
        raise OSError("the disk")

    monkeypatch.setattr(problems, "_count", fails)
    assert await warm(opened) == ["/problems"]
    assert "/problems" in caplog.text
    assert "tables" in opened.gongkai.counted
    assert "problems" not in opened.gongkai.counted
    assert (await data.counted(opened))[0]["reports"] > 0
