"""Parse what is not parsed yet, in as many processes as asked for."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from archive.build.elsewhere import is_read_elsewhere
from archive.build.outcome import Outcome
from archive.build.parts import Parts, is_shown_by, payload_of
from archive.build.work import Job, parse_batch, parse_capture
from archive.build.workers import AHEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from archive.build.cache import Key, ParseCache
    from archive.build.parts import Articles
    from archive.build.workers import Workers
    from archive.captures import Capture, CaptureStore

    Progress = Callable[[str, int, int], None]

BATCH = 8
"""Captures per task: large enough to hide the cost of a task, small enough to share evenly."""


def jobs(captures: Iterable[Capture], articles: Articles, cache: ParseCache) -> Iterator[Job]:
    """Every payload of a successful capture that is not in the cache, each once, in the order of the captures."""
    seen: set[str] = set()
    url = ""
    known = Parts({}, [])
    for capture in captures:
        if capture.url != url:
            url, seen, known = capture.url, set(), articles.parts_of(capture.url)
        parts = known.of(capture)
        payload = payload_of(capture, parts)
        if not capture.holds_content or payload in seen:
            continue
        seen.add(payload)
        key = (capture.url, payload)
        if not cache.has(key):
            yield Job(key, capture, parts)


def _captures(articles: Articles, since: int) -> Iterator[Capture]:
    """All captures, or those of the addresses that captures after the mark `since` may make read otherwise: the others are known to be there."""
    if not since:
        yield from articles.store.captures()
        return
    for url in sorted(articles.changed_urls(since)):
        yield from articles.store.captures_of(url)


def parse_all(articles: Articles, cache: ParseCache, workers: Workers, progress: Progress, since: int = 0) -> int:
    """Parse all that is missing in the cache, and return how many payloads that were.

    Pictures come last, when it is known which of them are read with the page that shows them.
    """
    pictures: list[Capture] = []
    total = sum(1 for _ in jobs(_but_pictures(_captures(articles, since), pictures), articles, cache))
    rest = _but_pictures(_captures(articles, since), [])
    done = _parse(jobs(rest, articles, cache), articles, cache, workers, progress, (0, total))
    alone = [one for one in pictures if not is_read_elsewhere(one, articles, cache)]
    total += sum(1 for _ in jobs(alone, articles, cache))
    return _parse(jobs(alone, articles, cache), articles, cache, workers, progress, (done, total))


def _but_pictures(captures: Iterable[Capture], pictures: list[Capture]) -> Iterator[Capture]:
    """The captures without pictures that a page led to; these are added to the list."""
    for capture in captures:
        if capture.via and is_shown_by(capture.via, capture):
            pictures.append(capture)
        else:
            yield capture


def _parse(
    found: Iterator[Job],
    articles: Articles,
    cache: ParseCache,
    workers: Workers,
    progress: Progress,
    count: tuple[int, int],
) -> int:
    """Parse what is found; `count` is how many payloads were parsed before, and how many there are. Returns how many are parsed."""
    done, total = count
    progress("parse", done, total)
    for outcomes in _outcomes(articles.store, list_batches(found), workers if total > BATCH else None):
        cache.put(outcomes)
        done += len(outcomes)
        progress("parse", done, total)
    return done


def list_batches(found: Iterator[Job]) -> Iterator[list[Job]]:
    """The jobs in batches."""
    while batch := list(islice(found, BATCH)):
        yield batch


def _outcomes(
    store: CaptureStore, batches: Iterator[list[Job]], workers: Workers | None
) -> Iterator[list[tuple[Key, Outcome]]]:
    if workers is None or workers.count <= 1:
        for batch in batches:
            yield [(job.key, parse_capture(store, job.capture, job.parts)) for job in batch]
        return
    fatal: list[list[Job]] = []
    while True:
        try:
            yield from _in_pool(batches, workers, fatal)
        except BrokenProcessPool:
            yield from _one_by_one(workers, fatal)
            continue
        return


def _in_pool(
    batches: Iterator[list[Job]], workers: Workers, fatal: list[list[Job]]
) -> Iterator[list[tuple[Key, Outcome]]]:
    """Outcomes as they come. When a worker dies, `fatal` holds the batches that were under way."""
    running: dict[Future[list[tuple[Key, Outcome]]], list[Job]] = {}
    fatal.clear()
    try:
        while True:
            for batch in islice(batches, workers.count * AHEAD - len(running)):
                fatal.append(batch)  # until it is handed over: a pool that broke meanwhile takes none
                running[workers.pool().submit(parse_batch, batch)] = batch
                fatal.clear()
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                outcomes = future.result()
                del running[future]
                yield outcomes
    except BrokenProcessPool:
        fatal.extend(running.values())
        workers.let_go()
        raise


def _one_by_one(workers: Workers, fatal: list[list[Job]]) -> Iterator[list[tuple[Key, Outcome]]]:
    """The jobs that were under way when a worker died, one at a time, so that only the deadly one is lost."""
    left = [job for batch in fatal for job in batch]
    while left:
        with workers.fresh(1) as pool:
            workers.prove(pool)
            try:
                while left:
                    yield pool.submit(parse_batch, left[:1]).result()
                    del left[0]
            except BrokenProcessPool:
                message = "解析进程意外终止 the parser's process died on this document"
                yield [(left.pop(0).key, Outcome("failed", code="process_died", message=message))]
