"""Every sum on every page of a small nation equals the same sum made from the cells, and no page costs more as the nation grows."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.layout import Layout
from archive.site.app import Site, open_site
from benchmarks import generated_archive
from tests.support.nation import Nation, recount, vary
from tests.support.nation_pages import first_page_faults, page_faults, sums_faults
from tests.support.steps import Steps

REPORTS = 420


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Layout]]:
    def made(reports: int) -> Layout:
        layout = Layout(tmp_path_factory.mktemp("nation"))
        generated_archive.write(layout.database, reports, 3, said=lambda *_, **__: None, vary=vary)
        return layout

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generated_archive, "SENTENCES", 100)  # little text: only figures matter here
        patch.setattr(generated_archive, "CHARACTERS_A_REPORT", 60)
        yield made


@pytest.fixture(scope="module")
def layout(make: Callable[[int], Layout]) -> Layout:
    return make(REPORTS)


@pytest.fixture(scope="module")
def nation(layout: Layout) -> Nation:
    with closing(sqlite3.connect(layout.database)) as connection:
        return recount(connection)


async def opened(layout: Layout) -> Site:
    site = open_site(layout)
    await site.invoke_startup()
    return site


def test_the_table_of_sums(layout: Layout, nation: Nation) -> None:
    assert {basis for basis, _, _ in nation.figures["CN"]} == {"parts", "consolidated"}
    with closing(sqlite3.connect(layout.database)) as connection:
        assert list(sums_faults(connection, nation)) == []
        connection.execute("UPDATE sums SET total = total + 1 WHERE grouping = 'nation' AND indicator = 'handled'")
        assert len(list(sums_faults(connection, nation))) > 5
        connection.rollback()


async def test_every_figure_of_every_page(layout: Layout, nation: Nation) -> None:
    site = await opened(layout)
    assert [fault async for fault in first_page_faults(site, nation)] == []
    places = [code for code in nation.figures if code.isdigit()]
    assert len(places) > 50
    for code in places:
        found = [f async for f in page_faults(site, f"/region/{code}", nation.figures[code], resting=True)]
        assert found == []
    for agency, figures in nation.agencies.items():
        assert [f async for f in page_faults(site, f"/agency/{agency}", figures, resting=False)] == []
    wrong = {place: [found[0], found[1] + 1, found[2]] for place, found in nation.figures["110000"].items()}
    assert len([f async for f in page_faults(site, "/region/110000", wrong, resting=True)]) > 10


async def test_no_page_costs_more_as_the_nation_grows(
    layout: Layout, nation: Nation, make: Callable[[int], Layout]
) -> None:
    small, large = await opened(make(REPORTS // 6)), await opened(layout)
    agency = min(nation.agencies)
    paths = ["/", "/regions", "/health", "/problems", "/data", "/about", f"/agency/{agency}", "/region/110000"]
    for path in paths:
        cost = []
        for site in (small, large):
            await site.client.get(path)
            with Steps(Path(site.get_database().path)) as counted:
                assert (await site.client.get(path)).status_code == 200
            cost.append(counted.steps)
        assert cost[1] <= cost[0] * 1.5 + 2000, path
