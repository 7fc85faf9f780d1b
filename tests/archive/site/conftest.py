from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from archive.layout import Layout
from archive.site.app import Site, open_site
from tests.support.site_archive import make_archive


@pytest.fixture(scope="session")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A built archive of invented reports. Not to be changed."""
    return make_archive(tmp_path_factory.mktemp("site") / "data")


@pytest.fixture
async def site(layout: Layout) -> Site:
    opened = open_site(layout)
    await opened.invoke_startup()
    return opened


@pytest.fixture
def sql(layout: Layout) -> Callable[..., list[tuple[Any, ...]]]:
    """Ask the built database itself."""

    def ask(text: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(layout.database)) as connection:
            return connection.execute(text, values).fetchall()

    return ask


@pytest.fixture
def report_at(sql: Callable[..., list[tuple[Any, ...]]]) -> Callable[[str], str]:
    """The id of the report published at an address."""
    return lambda url: sql("select id from reports where url = ?", url)[0][0]
