"""An agency's grounds, applicants and challenges stand as in its reports, each a click from its place in the captured page."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from archive.site.app import Site
from archive.site.pages.front.breakdowns import load_breakdowns
from parsers.form import load_form

Ask = Callable[..., list[tuple[Any, ...]]]
LINK = re.compile(r'<a href="/report/([^/"]+)/evidence\?cell=([^"]+)"[^>]*>([^<]*)</a>')


def test_the_breakdowns_hold_every_row_below_a_group_and_every_column() -> None:
    paths = [line.path for breakdown in load_breakdowns() for line in breakdown.lines]
    assert len(paths) == len(set(paths))
    below = [row.key for row in load_form().requests if row.key.count(".") == 2]
    assert {f"requests/{key}/total" for key in below} <= set(paths)
    assert sum(path.startswith("reconsideration_and_litigation/") for path in paths) == 15


async def test_every_cell_shown_is_the_cell_of_its_report_and_leads_to_it(site: Site, sql: Ask) -> None:
    looked = 0
    for (agency,) in sql("select agency_id from agency_years group by 1 order by 1"):
        shown = LINK.findall((await site.client.get(f"/agency/{agency}")).text)
        looked += len(shown)
        for report, path, escaped in shown:
            text = html.unescape(escaped)
            table, row, column = unquote(path).split("/")
            printed = sql(
                'select raw, kind from cells_not_plain where report_id = ? and "table" = ? and "row" = ? and "column" = ?',
                unquote(report), table, row, column,
            )  # fmt: skip
            if printed:
                assert text == ("空白" if printed[0][1] == "blank" else printed[0][0])
            else:
                [(value,)] = sql(
                    f'select "{column}" from "{table}" where report_id = ? and "row" = ?', unquote(report), row
                )
                assert text == f"{value:,}"
    assert looked > 300
    answer = await site.client.get(f"/report/{report}/evidence?cell={path}")
    assert answer.status_code == 200


async def test_the_download_holds_the_cells_of_the_page(site: Site, sql: Ask) -> None:
    [(agency,)] = sql("select agency_id from agency_years group by 1 order by count(*) desc, 1 limit 1")
    shown = LINK.findall((await site.client.get(f"/agency/{agency}")).text)
    answer = await site.client.get(f"/agency/{agency}/cells.csv")
    found = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert {(unquote(r), unquote(p)) for r, p, _ in shown} == {(row["report_id"], row["cell"]) for row in found}
    assert all(row["value"] or row["kind"] != "number" for row in found)
