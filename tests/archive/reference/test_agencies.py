"""Whose an agency is: told by its name and what else is known, and said to be doubtful where nothing settles it."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from archive.reference import Decisions, Gazetteer, Hints, RegionsError, identify

PLACES = Gazetteer()
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
    ("name", "code", "canonical", "level", "kind", "sector"),
    [
        ("浙江省国资委", "330000", "浙江省国有资产监督管理委员会", "province", "department", "state_assets"),
        ("金东区市场监管局", "330703", "金华市金东区市场监督管理局", "county", "department", "market_regulation"),
        ("公安县教育局", "421022", "公安县教育局", "county", "department", "education"),
        ("金平县马鞍底乡", "532530", "金平苗族瑶族傣族自治县马鞍底乡", "township", "government", None),
        ("揭阳市公安局揭东分局", "445203", "揭阳市公安局揭东分局", "county", "department", "public_security"),
        (
            "国家税务总局芜湖市镜湖区税务局",
            "340202",
            "国家税务总局芜湖市镜湖区税务局",
            "county",
            "vertical_bureau",
            "tax",
        ),
        ("科尔沁右翼中旗", "152222", "科尔沁右翼中旗人民政府", "county", "government", None),
        ("阿里地区", "542500", "阿里地区行政公署", "prefecture", "government", None),
        ("义乌市人民政府办公室", "330782", "义乌市人民政府办公室", "county", "government_office", "general_office"),
        ("财政部", "100000", "财政部", "central", "department", "finance"),
        ("新疆生产建设兵团教育局", "660000", "新疆生产建设兵团教育局", "province", "department", "education"),
        (
            "鞍山高新技术产业开发区管委会",
            "210300",
            "鞍山高新技术产业开发区管理委员会",
            "prefecture",
            "development_zone",
            None,
        ),
    ],
)
def test_the_name_tells(name: str, code: str, canonical: str, level: str, kind: str, sector: str | None) -> None:
    body = identify(name, Hints(year=2022), PLACES)
    assert (body.region_code, body.name, body.admin_level, body.agency_kind, body.sector) == (
        code, canonical, level, kind, sector,
    )  # fmt: skip
    assert body.region_basis == "agency_name"


def test_a_name_that_several_places_bear_is_doubtful_until_something_settles_it() -> None:
    alone = identify("鼓楼区财政局", Hints(year=2022), PLACES)
    assert (alone.region_code, alone.doubt) == (None, "several_places")
    assert {"320106", "320302", "350102", "410204"} <= set(alone.candidates)
    by_site = identify("鼓楼区财政局", Hints(site="320302", year=2022), PLACES)
    assert (by_site.region_code, by_site.region_basis, by_site.name) == ("320302", "site", "徐州市鼓楼区财政局")
    by_code = identify("鼓楼区财政局", Hints(credit="350102", year=2022), PLACES)
    assert (by_code.region_code, by_code.region_basis) == ("350102", "credit_code")
    assert identify("福州市鼓楼区财政局", Hints(year=2022), PLACES).region_code == "350102"


def test_a_name_without_place_takes_it_from_site_or_code_only() -> None:
    assert identify("市卫生局", Hints(), PLACES).doubt == "no_place"
    on_site = identify("市卫生局", Hints(site="511400"), PLACES)
    assert (on_site.region_code, on_site.name, on_site.region_basis) == ("511400", "眉山市卫生局", "site")
    assert identify("市卫生局", Hints(site="511402"), PLACES).region_code == "511400"
    assert identify("县卫生局", Hints(site="511400"), PLACES).doubt == "no_place"
    assert identify("水务局", Hints(site="511400"), PLACES).doubt == "no_place"  # the city's, or one of its counties'?
    assert identify("水务局", Hints(site="511421"), PLACES).name == "仁寿县水务局"
    assert identify("水务局", Hints(credit="511421"), PLACES).region_basis == "credit_code"


def test_a_site_of_quite_another_place_makes_the_name_doubtful() -> None:
    body = identify("白水县公安局", Hints(site="440100"), PLACES)
    assert (body.region_code, body.doubt, body.candidates) == (None, "site_elsewhere", ("610527", "440100"))
    assert identify("白水县公安局", Hints(site="610000"), PLACES).region_code == "610527"
    assert identify("白水县公安局", Hints(site="440100", credit="610527"), PLACES).region_code == "610527"


def test_the_code_is_that_of_the_report_year() -> None:
    assert identify("密云县财政局", Hints(year=2012), PLACES).region_code == "110228"
    assert identify("三元区教育局", Hints(year=2012), PLACES).region_code == "350403"
    assert identify("三元区教育局", Hints(year=2024), PLACES).region_code == "350404"
    assert identify("襄樊市教育局", Hints(year=2008), PLACES).region_code == "420600"


def test_a_street_that_bears_a_districts_name_is_not_that_district() -> None:
    assert identify("东区街道办事处", Hints(), PLACES).doubt is not None


def test_a_decision_settles_a_doubt_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "agency-decisions.csv"
    own.write_text(
        "name,host,region_code,agency,note\n城区教育局,a.gov.cn,140502,晋城市城区教育局,网站页脚\n西咸新区,,-,,\n",
        "utf-8",
    )
    decisions = Decisions(PLACES.regions, own)
    assert decisions.of("城区教育局", "b.gov.cn") is None
    body = identify("城区教育局", Hints(), PLACES, decisions.of("城区教育局", "a.gov.cn"))
    assert (body.region_code, body.region_basis, body.name, body.sector) == (
        "140502",
        "reviewed",
        "晋城市城区教育局",
        "education",
    )
    unknowable = identify("西咸新区", Hints(), PLACES, decisions.of("西咸新区", "x"))
    assert (unknowable.region_code, unknowable.doubt) == (None, None)
    own.write_text("name,host,region_code\n城区教育局,,999999\n", "utf-8")
    with pytest.raises(RegionsError, match="line 2"):
        Decisions(PLACES.regions, own)


def titles() -> list[dict[str, str]]:
    if not TITLES.is_file():
        return []
    with TITLES.open(encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if row["is_report"] == "yes" and row["agency"]]


def test_real_names_are_read_at_the_level_that_people_noted() -> None:
    judged = [row for row in titles() if row["level"] in LEVELS]
    wrong = [
        row["agency"]
        for row in judged
        if identify(unicodedata.normalize("NFKC", row["agency"]), Hints(year=2020), PLACES).admin_level
        != LEVELS[row["level"]]
    ]
    assert len(wrong) <= len(judged) * 0.02, wrong


def test_hardly_a_real_name_is_doubtful() -> None:
    names = {unicodedata.normalize("NFKC", row["agency"]) for row in titles()}
    doubtful = [name for name in names if identify(name, Hints(year=2020), PLACES).doubt]
    assert len(doubtful) <= len(names) * 0.02, doubtful
