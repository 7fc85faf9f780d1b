"""A credit code that belongs to another place than the agency is said, in the database and by `gongkai parse`; one that fits is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.reference import Gazetteer, elsewhere
from parsers.metadata.credit_code import _LETTERS, is_valid
from tests.support.archives import built, fill, page, rows
from tests.support.command import gongkai
from tests.support.exchanges import exchange

PLACES = Gazetteer()


def code(region: str) -> str:
    """A credit code of a state organ registered in a region."""
    start = f"11{region}00248219A"
    return next(start + last for last in _LETTERS if is_valid(start + last))


def address(region: str) -> str:
    return f"http://www.example.gov.cn/{code(region)}/202401/t20240120_1.html"


@pytest.mark.parametrize(
    ("agency", "region", "is_apart"),
    [
        ("福州市鼓楼区财政局", "350102", False),
        ("福州市鼓楼区财政局", "350100", False),  # registered by the city
        ("福州市财政局", "350102", False),  # registered in one of its districts
        ("福州市鼓楼区财政局", "320106", True),  # the district of that name in Nanjing
        ("鼓楼区财政局", "320106", False),  # which of the districts of that name is not said
        ("鼓楼区财政局", "110101", True),
        ("国家税务总局福州市鼓楼区税务局", "100000", False),
        ("福州市鼓楼区财政局", "999999", False),  # no place of the list
        ("教育局", "350102", False),
        ("福建省水利厅", "360000", True),
        (None, "350102", False),
    ],
)
def test_places_apart(agency: str | None, region: str, is_apart: bool) -> None:
    found = elsewhere(agency, 2023, region, PLACES)
    assert (found is not None) == is_apart
    if found:
        assert (found.rule, found.severity, found.cells) == ("M-AGENCY", "warning", ())
        assert region in found.message


def test_it_is_said_in_the_database_and_by_the_command(tmp_path: Path) -> None:
    agency = "福州市鼓楼区财政局"
    layout = fill(tmp_path / "data", exchange(address("320106"), page(2023, agency)))
    built(layout)
    query = "SELECT severity, message FROM problems WHERE rule = 'M-AGENCY'"
    ((severity, message),) = rows(layout, query)
    assert (severity, "福州市鼓楼区" in message, "南京市鼓楼区" in message) == ("warning", True, True)
    assert rows(layout, "SELECT region_code FROM reports") == [("350102",)]
    (tmp_path / "report.html").write_bytes(page(2023, agency))
    for region, expected in (("320106", 1), ("350102", 0)):
        done = gongkai("parse", str(tmp_path / "report.html"), "--url", address(region))
        problems = json.loads(done.stdout)["problems"]
        assert sum(problem["rule"] == "M-AGENCY" for problem in problems) == expected


def test_a_code_with_a_wrong_check_digit_says_nothing(tmp_path: Path) -> None:
    wrong = address("320106").replace(code("320106"), code("320106")[:-1] + ("0" if code("320106")[-1] != "0" else "1"))
    layout = fill(tmp_path / "data", exchange(wrong, page(2023, "福州市鼓楼区财政局")))
    built(layout)
    assert rows(layout, "SELECT count(*) FROM problems WHERE rule = 'M-AGENCY'") == [(0,)]
