"""`gongkai serve`: one clear line for what is wrong, the address when all is well, a new database picked up."""

from __future__ import annotations

import asyncio
import logging
import shutil
import socket
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from archive.cli import main
from archive.layout import Layout
from archive.site import swap
from archive.site.app import Site, open_site
from archive.site.database import Unusable, check
from archive.site.pages import problems
from archive.site.swap import Swapping
from tests.support.serving import serving


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["serve", *arguments])
    assert "Traceback" not in result.output
    return result.exit_code, result.output


@pytest.fixture
def copy(layout: Layout, tmp_path: Path) -> Layout:
    shutil.copytree(layout.root, tmp_path / "copy")
    return Layout(tmp_path / "copy")


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_missing_folder_and_a_missing_database_are_bad_use(tmp_path: Path) -> None:
    code, said = run("--archive", str(tmp_path / "none"))
    assert (code, said.count("\n"), "--archive" in said) == (2, 1, True)
    code, said = run("--archive", str(tmp_path))
    assert (code, said.count("\n"), "gongkai build" in said) == (2, 1, True)


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 99])
def test_a_broken_database_fails_with_the_mend(tmp_path: Path, content: bytes) -> None:
    Layout(tmp_path).database.write_bytes(content)
    code, said = run("--archive", str(tmp_path))
    assert (code, said.count("\n"), "--full" in said) == (3, 1, True)


def test_a_port_in_use_fails_with_the_mend(layout: Layout, busy_port: int) -> None:
    code, said = run("--archive", str(layout.root), "--port", str(busy_port))
    assert (code, said.count("\n"), "--port" in said, str(busy_port) in said) == (3, 1, True, True)


def test_an_unknown_host_fails_in_one_line(layout: Layout) -> None:
    code, said = run("--archive", str(layout.root), "--host", "no.such.host.invalid", "--port", "0")
    assert (code, said.count("\n")) == (3, 1)


def test_the_command_serves_the_site_and_says_where(layout: Layout) -> None:
    with serving(layout.root) as base, httpx.Client() as client:
        assert base.startswith("http://127.0.0.1:")
        answer = client.get(f"{base}/")
        assert answer.status_code == 200
        assert "政府信息公开年报档案" in answer.text
        assert "datasette" not in answer.headers.get("server", "").lower()


async def _until(ask: Callable[[], Awaitable[Any]], wanted: object) -> None:
    async with asyncio.timeout(30):
        while await ask() != wanted:
            await asyncio.sleep(0.02)


async def _status(site: Swapping, path: str) -> int:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site), base_url="http://test") as client:
        return (await client.get(path)).status_code


async def _counted(site: Swapping) -> bool:
    return "problems" in site.datasette.gongkai.counted


async def _reports(site: Swapping) -> int:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site), base_url="http://test") as client:
        answer = await client.get("/gongkai/reports.json?_shape=array&_nocol=title&_size=max")
        return len(answer.json())


def replace_database(layout: Layout, content: bytes | None = None) -> None:
    """As the build does: written beside, renamed over."""
    draft = layout.database.with_suffix(".part")
    if content is None:
        shutil.copy(layout.database, draft)
        with closing(sqlite3.connect(draft)) as connection, connection:
            connection.execute("delete from reports where rowid = (select max(rowid) from reports)")
    else:
        draft.write_bytes(content)
    draft.replace(layout.database)


async def test_a_new_database_is_picked_up_and_a_bad_one_is_not(
    copy: Layout, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(swap, "LOOK_EVERY_S", 0.01)
    site = Swapping(copy)
    before = await _reports(site)
    replace_database(copy)
    await _until(lambda: _reports(site), before - 1)
    with caplog.at_level(logging.ERROR, swap.__name__):
        replace_database(copy, b"broken")
        async with asyncio.timeout(30):
            while "not used" not in caplog.text:
                await asyncio.sleep(0.02)
    assert await _reports(site) == before - 1
    copy.database.unlink()
    await asyncio.sleep(0.1)
    assert await _reports(site) == before - 1


async def test_everybody_is_answered_while_a_new_database_is_opened_and_counted(
    copy: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "LOOK_EVERY_S", 0.01)
    site = Swapping(copy)
    before = await _reports(site)
    may_open, may_count, opening, counting = (threading.Event() for _ in range(4))
    real_open, real_count = swap.open_site, problems._count
    await _until(lambda: _counted(site), True)

    def slow_open(layout: Layout) -> Site:
        opening.set()
        assert may_open.wait(30)
        return real_open(layout)

    def slow_count(path: str) -> Any:
        counting.set()
        assert may_count.wait(30)
        return real_count(path)

    monkeypatch.setattr(swap, "open_site", slow_open)
    monkeypatch.setattr(problems, "_count", slow_count)
    replace_database(copy)
    try:
        for reached, may_go_on in ((opening, may_open), (counting, may_count)):
            assert await asyncio.to_thread(reached.wait, 30)
            assert await asyncio.wait_for(_reports(site), 20) == before
            assert await asyncio.wait_for(_status(site, "/problems"), 20) == 200
            may_go_on.set()
    finally:
        may_open.set()
        may_count.set()
    await _until(lambda: _reports(site), before - 1)
    assert await _counted(site)


async def test_a_database_with_a_broken_page_is_not_used(
    copy: Layout, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(swap, "LOOK_EVERY_S", 0.01)
    site = Swapping(copy)
    before = await _reports(site)
    with closing(sqlite3.connect(copy.database)) as connection:
        size, page = (connection.execute(f"pragma {name}").fetchone()[0] for name in ("page_size", "page_count"))
        (root,) = connection.execute("select rootpage from sqlite_master where name = 'requests'").fetchone()
    assert root <= page
    content = bytearray(copy.database.read_bytes())
    content[(root - 1) * size : root * size] = bytes(size)
    with caplog.at_level(logging.ERROR, swap.__name__):
        replace_database(copy, bytes(content))
        async with asyncio.timeout(30):
            while "not used" not in caplog.text:
                await asyncio.sleep(0.02)
    assert await _reports(site) == before


async def test_every_thread_keeps_the_file_it_was_opened_for(copy: Layout) -> None:
    """Names the internals of Datasette that `archive.site.holding` rests on."""
    site = open_site(copy)
    database = site.databases["gongkai"]
    copy.database.unlink()
    together = threading.Barrier(site.setting("num_sql_threads"))

    def count(connection: sqlite3.Connection) -> int:
        together.wait(30)  # each query in a thread of its own
        return int(connection.execute("select count(*) from reports").fetchone()[0])

    counts = await asyncio.gather(*(database.execute_fn(count) for _ in range(together.parties)))
    assert len(counts) == together.parties
    assert min(counts) == max(counts) > 0


def test_a_database_without_its_index_is_not_ours(copy: Layout) -> None:
    with closing(sqlite3.connect(copy.database)) as connection:
        connection.execute("drop table reports_fts")
    with pytest.raises(Unusable, match="reports_fts"):
        check(copy.database)
