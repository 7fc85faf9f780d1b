"""The table of regions: sound by itself, and right where anyone can check it."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from archive.reference import RegionsError, load_names, load_regions, read_own

if TYPE_CHECKING:
    from pathlib import Path

REGIONS = {region.code: region for region in load_regions()}


def test_the_table_is_whole_and_in_order() -> None:
    levels = [region.level for region in REGIONS.values() if region.valid_to is None]
    # 34 provinces with Taiwan, and the Corps; the ministry's list of 2025-12 has 333 prefectures and 2845 counties.
    assert (levels.count("province"), levels.count("prefecture"), levels.count("county")) == (35, 333, 2845)
    assert list(REGIONS) == sorted(REGIONS)
    keys = [(name.code, name.name) for name in load_names()]
    assert len(set(keys)) == len(keys)


def test_every_place_lies_in_a_place_of_the_level_above() -> None:
    ranks = ["state", "province", "prefecture", "county"]
    for region in REGIONS.values():
        assert re.fullmatch(r"\d{6}", region.code)
        if region.level != "state":
            above = REGIONS[str(region.parent_code)]
            assert ranks.index(above.level) < ranks.index(region.level)
            assert region.code[:2] == above.code[:2] or above.level == "state"


def test_months_run_forwards_and_successors_stand() -> None:
    for name in load_names():
        assert (name.valid_from or "0") < (name.valid_to or "9")
    for region in REGIONS.values():
        if region.successor_code:
            assert region.valid_to, region
            assert REGIONS[region.successor_code].code != region.code


@pytest.mark.parametrize(
    ("code", "name", "is_in_force"),
    [
        ("110105", "朝阳区", True),
        ("370783", "寿光市", True),
        ("420600", "襄阳市", True),
        ("371200", "莱芜市", False),
        ("110228", "密云县", False),
        ("330104", "江干区", False),
        ("653228", "和康县", True),
    ],
)
def test_known_places(code: str, name: str, *, is_in_force: bool) -> None:
    assert REGIONS[code].name == name
    assert (REGIONS[code].valid_to is None) == is_in_force


def test_a_withdrawn_code_leads_to_the_one_it_lives_on_in() -> None:
    assert REGIONS["110228"].successor_code == "110118"  # 密云县 became 密云区
    assert REGIONS["330103"].successor_code == "330105"  # 下城区 went into 拱墅区
    assert ("420600", "襄樊市", "2010-12") in {(n.code, n.name, n.valid_to) for n in load_names()}


def test_english_names() -> None:
    assert REGIONS["532530"].name_en == "Jinping Miao, Yao and Dai Autonomous County"
    assert REGIONS["141024"].name_en == "Hongtong County"
    assert REGIONS["610000"].name_en == "Shaanxi"
    assert REGIONS["341500"].name_en == "Lu'an"
    assert all(region.name_en for region in REGIONS.values())


def test_the_parsers_list_of_cities_is_the_tables() -> None:
    cities = tomllib.loads((files("parsers.metadata") / "cities.toml").read_text(encoding="utf-8"))
    listed = {name.name for name in load_names() if name.level == "prefecture" and name.name.endswith("市")}
    assert set(cities["prefecture"]) == listed


def test_an_archive_may_add_places_but_not_change_any(tmp_path: Path) -> None:
    own = tmp_path / "regions.csv"
    assert read_own(own) == ()
    own.write_text("code,name,level,parent_code\n990000,演示省,province,100000\n", encoding="utf-8")
    assert [(name.code, name.source) for name in read_own(own)] == [("990000", "archive")]
    own.write_text("code,name,level,parent_code\n110000,别的,province,100000\n", encoding="utf-8")
    with pytest.raises(RegionsError, match="line 2"):
        read_own(own)
    own.write_text("code,name\n990000,演示省\n", encoding="utf-8")
    with pytest.raises(RegionsError, match="parent_code"):
        read_own(own)
