"""Dates and years as they are printed: 2022年1月25日, 2022-01-25, 二〇二二年一月二十五日. Damaged digits are not repaired."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from parsers.remembered import remembered
from parsers.text import chinese_number, squeeze

_ARABIC = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})(?!\d)")
_CHINESE = re.compile(
    r"([一二][〇○零九Oo0０ＯO][〇○零一二三四五六七八九Oo0]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
_CHINESE_YEAR = re.compile(r"二[〇○零Oo0Ｏ][〇○零一二三Oo0][〇○零一二三四五六七八九Oo0]")
_URL_DATE = re.compile(
    r"/t(20\d\d)(\d\d)(\d\d)_\d+|/art/(20\d\d)/(\d{1,2})/(\d{1,2})/|/(20\d\d)-(\d\d)[-/](\d\d)/|/(20\d\d)/(\d\d)/(\d\d)/|/(20\d\d)(\d\d)(\d\d)/"
)


@remembered(4096)
def find_date(text: str) -> date | None:
    """The first whole and possible date in a text."""
    for match in _ARABIC.finditer(unicodedata.normalize("NFKC", text)):
        found = _date(*(int(part) for part in match.groups()))
        if found:
            return found
    chinese = _CHINESE.search(squeeze(text))
    if chinese:
        parts = [chinese_number(part) for part in chinese.groups()]
        if None not in parts:
            return _date(*(part or 0 for part in parts))
    return None


def url_date(url: str) -> date | None:
    """The date that a CMS wrote into a URL (t20220125_…, /art/2022/1/14/, /2022/01/25/)."""
    for match in _URL_DATE.finditer(url):
        found = _date(*(int(part) for part in match.groups() if part))
        if found:
            return found
    return None


@remembered(4096)
def find_years(text: str) -> tuple[int, ...]:
    """All years in a text, in order, in digits or Chinese numerals; blanks inside digits are allowed (20 2 3年)."""
    folded = squeeze(text)
    found = [(m.start(), int(m.group(1))) for m in _YEAR.finditer(folded)]
    for match in _CHINESE_YEAR.finditer(folded):
        number = chinese_number(match.group())
        if number:
            found.append((match.start(), number))
    return tuple(year for _, year in sorted(found))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
