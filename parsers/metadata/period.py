"""Periods of statistics as they are printed: 自2022年1月1日起至2022年12月31日止."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.metadata.where import Where, in_line
from parsers.remembered import remembered
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.document import Paragraph

_PERIOD = re.compile(
    r"(20\d\d)年度?0?(\d{1,2})月0?(\d{1,2})日(?:起|始|开始)?(?:至|到|[-—–~]+)(?:(20\d\d)年|同年|当年)?0?(\d{1,2})月0?(\d{1,2})日"
)
_OF_STATISTICS = ("统计", "数据", "期限", "时限", "所列")


class Period(NamedTuple):
    """First and last day as printed, possible or not, and the place in the squeezed text."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]
    start: int

    @property
    def is_year(self) -> bool:
        """Whether it is one calendar year."""
        return self.first[1:] == (1, 1) and self.last[1:] == (12, 31) and self.first[0] == self.last[0]

    @property
    def text(self) -> str:
        """``YYYY-MM-DD/YYYY-MM-DD``, as ISO 8601 writes a period."""
        return "/".join("{:04}-{:02}-{:02}".format(*day) for day in (self.first, self.last))


@remembered(1 << 10)
def find_periods(folded: str) -> tuple[Period, ...]:
    """Every period in a squeezed text."""
    return tuple(map(_period, _PERIOD.finditer(folded)))


def _period(match: re.Match[str]) -> Period:
    year, month, day, to_year, to_month, to_day = match.groups()
    first = (int(year), int(month), int(day))
    return Period(first, (int(to_year or year), int(to_month), int(to_day)), match.start())


def speaks_of_statistics(text: str) -> bool:
    """Whether a period in this text can be that of the report's figures."""
    return "月" in text and any(word in text for word in _OF_STATISTICS)


def read_period(lines: Iterable[Paragraph]) -> tuple[Period, Where] | None:
    """The first period of statistics in these lines."""
    for line in lines:
        if speaks_of_statistics(line.text):
            for period in find_periods(squeeze(line.text)):
                return period, in_line(line, period.start)
    return None
