from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from hypothesis import example, given
from hypothesis import strategies as st

from archive.site.charts import Column, Part, Rate, Stack, Tile, columns, rates, stacks, tiles
from archive.site.charts.rates import wilson
from archive.site.charts.tiles import PLACES

VALUES = st.none() | st.integers(0, 10**7)
NAMES = st.text(max_size=8)


def parsed(markup: str) -> ET.Element:
    return ET.fromstring(markup)


@given(st.lists(VALUES, min_size=1, max_size=15), st.text("<>&\"'年x", max_size=6))
def test_columns_stand_in_proportion(values: list[int | None], title: str) -> None:
    found = parsed(columns([Column(2008 + n, value) for n, value in enumerate(values)], title, "k"))
    heights = [float(rect.attrib["height"]) for rect in found.iter("rect")]
    known = [value for value in values if value is not None]
    assert len(heights) == len(known)
    for height, value in zip(heights, known, strict=True):
        assert abs(height - max(150 * value / (max(known) or 1), 1)) < 0.01
    assert [text.text for text in found.iter("text") if text.attrib["class"] == "unknown"] == ["—"] * values.count(None)


@given(st.integers(0, 500), st.integers(1, 500))
@example(0, 203)
def test_the_interval_holds_the_share(part: int, more: int) -> None:
    whole = part + more
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1


def test_few_cases_make_no_point() -> None:
    found = parsed(rates([Rate(2021, 4, 9), Rate(2022, 5, 10), Rate(2023, None, None)], "t", "k", 10))
    assert len(list(found.iter("circle"))) == 1
    assert "44%" not in "".join(found.itertext())


@given(st.lists(VALUES, min_size=1, max_size=6))
def test_parts_of_a_bar_fill_it(values: list[int | None]) -> None:
    found = parsed(stacks([Stack(2021, tuple(Part(f"p{n}", "x", value) for n, value in enumerate(values)))], "t", "k"))
    widths = [float(rect.attrib["width"].rstrip("%")) for rect in found.iter("rect") if "class" in rect.attrib]
    assert sum(widths) == 0 if not sum(value or 0 for value in values) else abs(sum(widths) - 88) < 0.01


def test_every_province_has_a_place_of_its_own() -> None:
    assert len(PLACES) == len(set(PLACES.values())) == 31
    shown = tiles([Tile(code, "省", f"/region/{code}", 3) for code in PLACES], "t", "k")
    assert sorted(re.findall(r'href="/region/(\d+)"', shown)) == sorted(PLACES)
