"""Who reports, on which year, under which title, published when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tests.wild.model import Draw

_PLACES = (
    "天津市河西区",
    "淮安市洪泽区",
    "青岛市崂山区",
    "白银市平川区",
    "长春市",
    "孝感市",
    "咸宁市",
    "桐庐县",
    "佳县",
    "徐闻县",
    "东阳市",
    "大冶市",
    "广元市",
    "渭南市",
    "兴安盟",
    "锡林郭勒盟",
    "宽城满族自治县",
    "科尔沁右翼中旗",
    "舒兰市",
    "台州市路桥区",
    "霍山县",
    "北票市",
    "衢州市",
    "湖口县",
    "石阡县",
    "玉屏侗族自治县",
    "嵊泗县",
    "浚县",
    "郏县",
    "漯河市",
)
_BUREAUS = (
    "市场监督管理局",
    "自然资源和规划局",
    "公安局",
    "审计局",
    "教育局",
    "财政局",
    "民政局",
    "司法局",
    "统计局",
    "农业农村局",
    "气象局",
    "人力资源和社会保障局",
    "住房和城乡建设局",
    "交通运输局",
    "退役军人事务局",
    "医疗保障局",
    "文化广电和旅游局",
    "应急管理局",
    "人民政府办公室",
    "发展和改革委员会",
    "水利局",
    "信访局",
    "城市管理综合执法局",
    "生态环境局",
    "卫生健康委员会",
)
_TOWNS = ("太平镇", "螅镇", "茅坪回族镇", "龙归镇", "溪下乡", "连生乡", "马鞍底乡", "大垅乡")
_STREETS = ("螺洋街道办事处", "桂花坪街道办事处", "驼峰路街道办事处", "中山街道办事处", "佳荣里街道办事处")
_PROVINCES = ("江西省", "福建省", "吉林省", "河南省")
_NUMERALS = "〇一二三四五六七八九"
_YEARS = {
    "2021": (2021, 2025), "2019": (2019, 2020), "2021+2019": (2021, 2023), "2019+2021": (2021, 2022),
    "2014": (2014, 2018), "shanghai": (2008, 2013), "putian": (2009, 2012), "free": (2008, 2018),
}  # fmt: skip


@dataclass(frozen=True)
class Identity:
    """The metadata that the report prints, and the spellings it prints them in."""

    agency: str
    year: int
    title: str
    """As printed, white space and all."""
    published: dt.date | None
    signed: dt.date

    def numerals(self) -> str:
        return numerals(self.year)


def numerals(number: int) -> str:
    """2021 → 二〇二一"""
    return "".join(_NUMERALS[int(d)] for d in str(number))


def _small(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return head + (_NUMERALS[ones] if ones else "")


def write_date(date: dt.date, form: str) -> str:
    """A date in one of the spellings seen."""
    return {
        "chinese": f"{date.year}年{date.month}月{date.day}日",
        "padded": f"{date.year}年{date.month:02}月{date.day:02}日",
        "dashes": date.isoformat(),
        "slashes": f"{date.year}/{date.month}/{date.day}",
        "dots": f"{date.year}.{date.month}.{date.day}",
        "with time": f"{date.isoformat()} 09:35",
        "numerals": f"{numerals(date.year)}年{_small(date.month)}月{_small(date.day)}日",
    }[form]


def _agency(draw: Draw) -> str:
    rng = draw.rng("agency")
    place = rng.choice(_PLACES)
    kind = rng.random()
    if kind < 0.6:
        return place + rng.choice(_BUREAUS)
    if kind < 0.75:
        return place + rng.choice(_TOWNS) + "人民政府"
    if kind < 0.85:
        return place + rng.choice(_STREETS)
    if kind < 0.93:
        return place + ("行政公署" if place.endswith("盟") else "人民政府")
    return rng.choice(_PROVINCES) + rng.choice(("气象局", "教育厅", "财政厅", "水利厅"))


def _title(draw: Draw, agency: str, year: int) -> str:
    y = numerals(year) if draw["year_words"] == "chinese" else str(year)
    title = {
        "agency year": f"{agency}{y}年政府信息公开工作年度报告",
        "year agency": f"{y}年{agency}政府信息公开工作年度报告",
        "annual": f"{agency}{y}年度政府信息公开工作年度报告",
        "short report": f"{agency}{y}年政府信息公开年度报告",
        "nianbao": f"{y}年{agency}政府信息公开年报",
        "year inside": f"{agency}政府信息公开工作{y}年度报告",
        "double year": f"{agency}{y}年度政府信息公开工作报告",
        "year degree": f"{y}年度{agency}政府信息公开工作年度报告",
    }[str(draw["title_form"])]
    if draw["title_place"] != "two lines":
        return title
    word = draw.pick("title break", ("政府信息公开", "年度报告")) if agency else "年度报告"
    at = title.rfind(word)
    return title[:at] + "\n" + title[at:] if at > 0 else title


def identity(draw: Draw) -> Identity:
    """Agency, year, title and dates of the report."""
    agency = _agency(draw)
    rng = draw.rng("identity")
    year = rng.randint(*_YEARS[draw.era])
    title = _title(draw, "" if draw["title_agency"] != "in title" else agency, year)
    signed = dt.date(year + 1, 1, 4) + dt.timedelta(days=rng.randint(0, 80))
    published = signed + dt.timedelta(days=rng.randint(0, 6))
    declared = draw["date_place"] in ("meta", "line", "both")
    return Identity(agency, year, title, published if declared else None, signed)
