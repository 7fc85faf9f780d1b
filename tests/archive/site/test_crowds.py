"""Slow queries and crowds keep to their lanes; people's pages go on answering."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from archive.layout import Layout
from archive.site.app import Site
from archive.site.lanes import Full, Lane, lanes
from archive.site.safety import BrokeOff
from tests.support.serving import serving

ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"


async def test_pages_answer_while_slow_queries_flood_the_site(layout: Layout) -> None:
    with serving(layout.root) as base:
        async with httpx.AsyncClient(base_url=base, timeout=120) as client:
            flood = [asyncio.create_task(client.get("/gongkai.json", params={"sql": ENDLESS})) for _ in range(24)]
            await asyncio.sleep(0.5)  # the queries are under way
            for path in ("/", "/search?q=公开", "/problems", "/data"):
                answer = await client.get(path)
                assert answer.status_code == 200
                assert any(not task.done() for task in flood), "the page waited for the whole flood"
            answers = await asyncio.gather(*flood)
    codes = [answer.status_code for answer in answers]
    assert set(codes) == {400, 503}, "some are stopped by the time limit, some are sent away"
    turned_away = next(answer for answer in answers if answer.status_code == 503)
    assert turned_away.headers["retry-after"]
    assert "default-src 'none'" in turned_away.headers["content-security-policy"]
    assert "/data" in turned_away.text


async def test_a_lane_holds_no_more_than_its_places_and_its_line() -> None:
    lane = Lane("x", lanes()[0].paths, places=2, line=1, patience=30)
    inside, most = 0, 0
    release = asyncio.Event()

    async def visit() -> bool:
        nonlocal inside, most
        try:
            async with lane.place():
                inside += 1
                most = max(most, inside)
                await release.wait()
                inside -= 1
        except Full:
            return False
        return True

    visits = [asyncio.create_task(visit()) for _ in range(5)]
    await asyncio.sleep(0.05)
    release.set()
    assert sorted(await asyncio.gather(*visits)) == [False, False, True, True, True]
    assert most == 2


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/gongkai?sql=select+1", "queries"),
        ("/en/gongkai/reports.json", "queries"),
        ("/gongkai/reports.csv?_stream=on", "files"),
        ("/search.csv?q=a", "files"),
        ("/gongkai.db", "files"),
        ("/report/x/capture?cell=a", "evidence"),
        ("/report/x", None),
        ("/search?q=a", None),
        ("/", None),
    ],
)
def test_each_kind_of_request_has_its_lane(path: str, name: str | None) -> None:
    from archive.site.lanes import _lane

    where, _, query = path.partition("?")
    lane = _lane(lanes(), {"path": where, "query_string": query.encode()})
    assert (lane.name if lane else None) == name


async def test_datasettes_own_csv_is_guarded_against_formulas(site: Site) -> None:
    """Names the internals that `archive.site.replaced` rests on: `datasette.views.base.csv` and ``sys`` there."""
    query = {"sql": "select '=1+1' as a, '-' as b, -8 as c, '@x' as d"}
    text = (await site.client.get("/gongkai.csv", params=query)).text
    assert text.splitlines() == ["a,b,c,d", "'=1+1,-,-8,'@x"]


async def test_a_csv_that_cannot_go_on_breaks_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasette.views.table import TableView

    plain = TableView.data
    asked: list[object] = []

    async def fails_later(self: TableView, *args: object, **more: object) -> object:
        asked.append(more)
        if len(asked) > 1:
            raise OSError("the disk is gone")
        return await plain(self, *args, **more)

    monkeypatch.setattr(TableView, "data", fails_later)
    site.max_returned_rows = 20
    with pytest.raises(BrokeOff):
        await site.client.get("/gongkai/requests.csv?_stream=on&_size=max")
