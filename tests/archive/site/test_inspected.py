"""Tables are counted once: their pages say the true counts, and ask for none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.layout import Layout
from archive.schema import load_schema
from archive.site.app import Site
from archive.site.inspected import inspect
from tests.support.steps import Steps


@pytest.mark.parametrize("table", [table.name for table in load_schema().tables])
async def test_a_table_page_does_not_count_its_table_anew(
    site: Site, sql: Callable[..., list[tuple[Any, ...]]], table: str
) -> None:
    await site.client.get(f"/gongkai/{table}.json")
    with Steps(Path(site.get_database().path)) as counted:
        told = (await site.client.get(f"/gongkai/{table}.json")).json()
    assert told["filtered_table_rows_count"] == sql(f"select count(*) from {table}")[0][0]
    assert not [asked for asked in counted.asked if "count(*)" in asked]


async def test_the_whole_file_is_tagged_without_being_read(site: Site, layout: Layout) -> None:
    tag = inspect(layout.database)["hash"]
    assert (await site.client.head("/gongkai.db")).headers["etag"].strip('"') == tag


def test_a_file_that_was_replaced_has_another_tag(layout: Layout, tmp_path: Path) -> None:
    other = tmp_path / "gongkai.db"
    other.write_bytes(layout.database.read_bytes())
    assert inspect(other)["hash"] != inspect(layout.database)["hash"]
