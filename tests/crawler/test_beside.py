"""A busy crawl reads its answers in a process beside: the same is found, and a process that dies costs nothing but its page."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

from archive.captures import Capture, CaptureStore
from archive.layout import Layout
from archive.runs import Found, load_runs
from benchmarks.crawled_sites import report
from crawler.beside import ProcessBeside
from crawler.beside.process import PATIENCE_S
from crawler.extensions.together import WritingTogether
from crawler.walk.glance import Glance, Question
from crawler.walk.steps import Role
from tests.support.exchanges import exchange
from tests.support.kept import complaints, contents
from tests.support.killing import Nursery
from tests.support.web.families import gkmlpt, hanweb_pages, trs, ucap, vsb
from tests.support.web.faults_transport import unasked_gzip
from tests.support.web.server import running

PAGE = "http://www.example.gov.cn/xxgk/nb/"
Written = tuple[Capture, Glance | None]


def _found(archive: Path) -> list[tuple[str, list[tuple[str, str, str]]]]:
    def key(found: Found) -> tuple[str, str, str]:
        return found.url, found.title, found.kind

    (record,) = load_runs(Layout(archive).runs)
    return sorted((site.name, sorted(map(key, site.found))) for site in record.sites)


def test_the_same_is_found_as_without_it(tmp_path: Path) -> None:
    with running() as web:
        makers = (trs, vsb, hanweb_pages, gkmlpt, ucap)
        hosts = [web.host(maker.__name__) for maker in makers]
        expected = set().union(*(maker(host, "黑石县") for maker, host in zip(makers, hosts, strict=True)))
        packed = web.host("packed")
        unasked_gzip(packed, "白石县")
        homes = [host.home for host in (*hosts, packed)]
        with Nursery(homes) as alone, Nursery(homes, read_beside_from=1) as beside:
            assert not alone.crawl(tmp_path / "alone")
            assert not beside.crawl(tmp_path / "beside")
    assert contents(tmp_path / "beside") == contents(tmp_path / "alone")
    assert _found(tmp_path / "beside") == _found(tmp_path / "alone")
    assert expected <= {url for _, found in _found(tmp_path / "beside") for url, _, _ in found}


def _write_all(store: CaptureStore, act: Any, patience_s: float = PATIENCE_S) -> Any:
    """Run `act` with a writer that hands over from the first exchange on, and end the process beside."""

    async def whole() -> Any:
        beside = ProcessBeside(1, patience_s)
        with closing(WritingTogether(store, beside)) as writer:
            try:
                return await act(writer)
            finally:
                await beside.close()

    return asyncio.run(whole())


def _one(writer: WritingTogether, n: int) -> Coroutine[Any, Any, Written]:
    return writer.write(exchange(f"{PAGE}{n}.html", report(n, 3)), Question(f"{PAGE}{n}.html", Role.ARTICLE, "", ""))


def _children() -> set[int]:
    return {int(pid) for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


async def _until_read(writer: WritingTogether, first: int) -> int:
    """Write until the process beside has begun to read; the number of the next exchange."""
    n = first
    while (await _one(writer, n))[1] is None:
        n += 1
        await asyncio.sleep(0.01)
    return n + 1


def test_what_is_read_comes_with_the_capture(tmp_path: Path) -> None:
    async def act(writer: WritingTogether) -> Written:
        n = await _until_read(writer, 0)
        return await _one(writer, n)

    with CaptureStore(Layout(tmp_path), writable=True) as store:
        capture, glance = _write_all(store, act)
        assert store.get(capture.id) == capture
    assert glance.verdict.is_content
    assert glance.page.has_headings
    assert "总体情况" in glance.page.text


def test_a_process_that_is_killed_loses_no_capture_and_is_started_again(tmp_path: Path) -> None:
    before = _children()

    async def act(writer: WritingTogether) -> tuple[int, list[Written]]:
        n = await _until_read(writer, 0)
        writes = [asyncio.create_task(_one(writer, n + k)) for k in range(50)]
        await asyncio.sleep(0)
        (pid,) = _children() - before
        os.kill(pid, signal.SIGKILL)
        written = await asyncio.gather(*writes)
        return await _until_read(writer, n + 50), written

    with CaptureStore(Layout(tmp_path), writable=True) as store:
        stored, written = _write_all(store, act)
        assert store.count() == stored
        assert all(store.body(capture) for capture, _ in written)
        kinds = [glance.verdict.kind for _, glance in written if glance]
        assert kinds.count("error") <= 1  # the page that it was at; it is asked for again
        assert len(kinds) < 50
    assert _children() == before
    assert complaints(tmp_path) == ""


def test_a_process_that_hangs_is_ended_and_no_capture_lost(tmp_path: Path) -> None:
    before = _children()

    async def act(writer: WritingTogether) -> tuple[int, list[Written]]:
        n = await _until_read(writer, 0)
        (pid,) = _children() - before
        os.kill(pid, signal.SIGSTOP)
        written = await asyncio.wait_for(asyncio.gather(*(_one(writer, n + k) for k in range(5))), 60)
        return await _until_read(writer, n + 5), written

    with CaptureStore(Layout(tmp_path), writable=True) as store:
        stored, written = _write_all(store, act, patience_s=2)
        assert store.count() == stored
        assert [glance.verdict.kind for _, glance in written if glance] == ["error"]
    assert _children() == before


def test_a_process_that_hangs_does_not_hold_up_the_end(tmp_path: Path) -> None:
    before = _children()

    async def act(writer: WritingTogether) -> None:
        await _until_read(writer, 0)
        (pid,) = _children() - before
        os.kill(pid, signal.SIGSTOP)

    with CaptureStore(Layout(tmp_path), writable=True) as store:
        _write_all(store, act, patience_s=1)
    assert _children() == before
