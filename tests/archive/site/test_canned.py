"""The common questions: each answered within the limits, in the language of the page, and equal to the same asked otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from archive.site.app import Site
from archive.site.canned import load_canned
from tests.archive.site.test_pages import assert_inert

Ask = Callable[..., list[tuple[Any, ...]]]
_COUNTED = (
    "reports.variant_of is null and reports.status in ('parsed', 'partial') and coalesce(scope, '') <> 'consolidated'"
)
OTHERWISE = {
    "requests_by_year": f"""select reports.year, 'parts', count(total), sum(total) from requests join reports on id = report_id
      where "row" = 'new_requests' and {_COUNTED} group by year having count(total) order by year""",
    "share_disclosed_by_kind": """select agency_kind, year, sum(disclosed + partially_disclosed), sum(handled)
      from agency_years join agencies on agencies.id = agency_id where agency_kind is not null
      and disclosed + partially_disclosed + handled is not null and basis = 'parts' group by 1, 2 order by 2 desc, 1""",
    "share_disclosed_by_province": "select distinct code, year from sums where grouping = 'region' and code like '__0000'"
    " and code <> '100000' and indicator = 'disclosed_share' and basis = 'parts' order by year desc, code",
    "reports_that_do_not_add_up": "select id, errors from reports where errors > 0 order by errors desc, id desc",
    "findings_by_rule": "select distinct rule, severity, (select count(*) from problems as p where p.rule = problems.rule"
    " and p.severity = problems.severity) as n from problems order by n desc, rule",
    "lawsuits_lost_by_agency": "select agency_id, sum(lawsuits_corrected) as n from agency_years where basis = 'parts'"
    " group by 1 having n > 0 order by n desc, agency_id limit 100",
    "corrected_by_year": """select year, 'lawsuit_corrected_share', sum(lawsuits_corrected), sum(lawsuits - lawsuits_pending)
      from agency_years where basis = 'parts' and lawsuits_corrected + lawsuits - lawsuits_pending is not null group by year
      union all select year, 'reconsideration_corrected_share', sum(reconsiderations_corrected),
      sum(reconsiderations - reconsiderations_pending) from agency_years where basis = 'parts'
      and reconsiderations_corrected + reconsiderations - reconsiderations_pending is not null group by year order by 2, 1""",
    "sites_not_checked_by_province": "select '', count(*), sum(state not in ('ok', 'empty')) from sites",
    "agencies_without_the_newest_year": """select substr(region_code, 1, 2) || '0000', count(*),
      count(*) filter (where id not in (select agency_id from reports where year = (select max(year) from reports)))
      from agencies where region_code is not null group by 1 order by 3 desc, 1""",
}
"""Each question asked once more, from other tables or in another way."""
COLUMNS = {
    "share_disclosed_by_kind": ("kind", "year", "disclosed", "handled"),
    "share_disclosed_by_province": ("code", "year"),
    "reports_that_do_not_add_up": ("id", "errors"),
    "findings_by_rule": ("rule", "severity", "findings"),
    "lawsuits_lost_by_agency": ("id", "corrected"),
    "corrected_by_year": ("year", "indicator", "corrected", "decided"),
    "sites_not_checked_by_province": ("code", "sites", "not_checked"),
    "agencies_without_the_newest_year": ("code", "agencies", "without_newest"),
}


@pytest.mark.parametrize("name", load_canned())
async def test_the_answer_is_that_of_the_same_question_asked_otherwise(site: Site, sql: Ask, name: str) -> None:
    answer = (await site.client.get(f"/gongkai/{name}.json?_shape=array")).json()
    expected = sql(OTHERWISE[name])
    assert expected
    columns = COLUMNS.get(name, tuple(answer[0]))
    assert [tuple(row[column] for column in columns) for row in answer] == expected


@pytest.mark.parametrize("name", load_canned())
async def test_the_page_says_the_question_in_its_language(site: Site, name: str) -> None:
    asked = load_canned()[name]
    for prefix, title, about in (("", asked.zh, asked.about_zh), ("/en", asked.en, asked.about_en)):
        answer = await site.client.get(f"{prefix}/gongkai/{name}")
        assert answer.status_code == 200
        root = html.fromstring(answer.text)
        assert_inert(root)
        assert root.findtext(".//h1") == title
        assert about in root.text_content()
    listed = html.fromstring((await site.client.get("/gongkai")).text).xpath("//a/@href")
    assert f"/gongkai/{name}" in listed
