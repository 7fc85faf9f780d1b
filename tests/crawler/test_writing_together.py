"""Captures of many walks share one wait for the disk, and none is told of before it is durable."""

from __future__ import annotations

import asyncio
import resource
from contextlib import closing
from pathlib import Path

from archive.captures import Capture, CaptureStore
from archive.layout import Layout
from crawler.beside import ProcessBeside
from crawler.extensions.together import WritingTogether
from tests.support.exchanges import exchange
from tests.support.kept import complaints, stored_twice

PAGE = "http://www.example.gov.cn/xxgk/nb/"


def test_what_two_walks_capture_at_once_is_stored_once(tmp_path: Path) -> None:
    async def both(writer: WritingTogether) -> list[Capture]:
        others = [writer.write(exchange(f"{PAGE}{n}", b"x" * n), None) for n in range(30)]
        twins = [writer.write(exchange(PAGE, b"same", minute), None) for minute in (1, 2, 3)]
        return [capture for capture, _ in await asyncio.gather(*twins, *others)][:3]

    with (
        CaptureStore(Layout(tmp_path), writable=True) as store,
        closing(WritingTogether(store, ProcessBeside(1000))) as writer,
    ):
        first, *others = asyncio.run(both(writer))
        assert [capture.payload_of for capture in others] == [first.id, first.id]
        assert store.count() == 33
        assert [store.body(capture) for capture in others] == [b"same", b"same"]
    assert stored_twice(tmp_path) == []
    assert complaints(tmp_path) == ""


def test_a_disk_that_refuses_is_told_to_every_walk_that_waits(tmp_path: Path) -> None:
    async def many(writer: WritingTogether, first: int) -> list[object]:
        writes = [writer.write(exchange(f"{PAGE}{n}", bytes(n)), None) for n in range(first, first + 20)]
        return list(await asyncio.gather(*writes, return_exceptions=True))

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with (
        CaptureStore(Layout(tmp_path), writable=True) as store,
        closing(WritingTogether(store, ProcessBeside(1000))) as writer,
    ):
        assert not any(isinstance(done, BaseException) for done in asyncio.run(many(writer, 0)))
        (warc,) = Layout(tmp_path).warcs.iterdir()
        resource.setrlimit(resource.RLIMIT_FSIZE, (warc.stat().st_size + 500, hard))
        try:
            refused = asyncio.run(many(writer, 20))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert all(isinstance(error, OSError) for error in refused)
        assert store.count() == 20
        assert not any(isinstance(done, BaseException) for done in asyncio.run(many(writer, 20)))
        assert store.count() == 40
    assert complaints(tmp_path) == ""
