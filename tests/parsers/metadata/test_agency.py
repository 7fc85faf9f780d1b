"""What a name tells by itself: kind, sector, level."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from parsers.metadata.agency import read_agency, sector_of, vocabulary, written_out

TITLES = Path(__file__).parents[4] / "shared" / "titles.csv"
LEVELS = {
    "国务院部门": "central",
    "省": "province",
    "省政府部门": "province",
    "市": "prefecture",
    "市政府部门": "prefecture",
    "县": "county",
    "县政府部门": "county",
    "乡镇街道": "township",
}


@pytest.mark.parametrize(
    ("name", "kind", "sector", "level"),
    [
        ("国务院办公厅", "government_office", "general_office", "central"),
        ("北京市人民政府", "government", None, "province"),
        ("贵州省机关事务管理局", "department", "office_services", "province"),
        ("杭州市城市管理局", "department", "urban_management", "prefecture"),
        ("咸宁市政务服务和大数据管理局", "department", "administrative_approval", "prefecture"),
        ("无锡市市场监管局", "department", "market_regulation", "prefecture"),
        ("义乌市卫健局", "department", "health", "county"),
        ("公安县教育局", "department", "education", "county"),
        ("揭阳市公安局揭东分局", "department", "public_security", "county"),
        ("科尔沁右翼中旗农牧局", "department", "agriculture_rural", "county"),
        ("延边朝鲜族自治州林业局", "department", "forestry_grassland", "prefecture"),
        ("无锡市锡山区厚桥街道", "street_office", None, "township"),
        ("建水县青龙镇人民政府", "government", None, "township"),
        ("国家税务总局芜湖市镜湖区税务局", "vertical_bureau", "tax", "county"),
        ("巴中市巴州区公共资源交易服务中心", "institution", "administrative_approval", "county"),
        ("广东从化经济开发区管理委员会", "development_zone", None, "county"),
        ("公安局", "department", "public_security", None),
        ("我单位", None, None, None),
    ],
)
def test_names(name: str, kind: str | None, sector: str | None, level: str | None) -> None:
    assert read_agency(name) == (kind, sector, level)


def test_an_abbreviation_is_written_out_once() -> None:
    assert written_out("浙江省国资委") == "浙江省国有资产监督管理委员会"
    assert written_out("某区街道办") == "某区街道办事处"
    for short, full in vocabulary()["abbreviation"].items():
        assert written_out(f"某市{full}") == f"某市{full}"
        assert written_out(f"某市{short}") == f"某市{full}"
        assert sector_of(short) == sector_of(full)


def test_keys_are_told_apart_and_named_in_both_languages() -> None:
    for name in ("level", "kind", "sector"):
        keys = [item["key"] for item in vocabulary()[name]]
        assert len(keys) == len(set(keys))
        assert all(re.search(r"[\u4e00-\u9fff]", item["zh"]) and item["en"].isascii() for item in vocabulary()[name])
    words = [word for sector in vocabulary()["sector"] for word in sector["words"]]
    assert len(words) == len(set(words))


def test_real_names_are_read_at_the_level_that_people_noted() -> None:
    if not TITLES.is_file():
        return
    with TITLES.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["is_report"] == "yes" and row["agency"]]
    judged = [row for row in rows if row["level"] in LEVELS]
    wrong = [row["agency"] for row in judged if read_agency(row["agency"]).level != LEVELS[row["level"]]]
    assert len(wrong) <= len(judged) * 0.02, wrong
    assert all(read_agency(row["agency"]).kind for row in rows)
