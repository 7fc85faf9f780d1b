"""The statistics tables before 2019: one indicator a row, one column that holds the year's figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.remembered import remembered
from parsers.statistics_form import Indicator, load_statistics, names_of_indicator
from parsers.tables.figure_column import UNIT_CELL, count_figures, year_figure
from parsers.tables.reading import Reading
from parsers.tables.side_by_side import cut_header, cut_row
from parsers.text import read_label, read_value, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import GridCell

_YEAR_HEAD = re.compile(r"^20\d\d年?度?(?:数量?|统计数|累计)?$")
_NEAR = 0.8
_PROVEN = 0.6
"""Share of the rows of a form that must be printed for the others to be missing: towns had forms of their own, which share rows."""
_APPLICANTS = frozenset({"自然人", "法人或其他组织", "申请人情况", "商业企业"})


@dataclass(slots=True)
class StatisticsReader:
    """Reads rows of a statistics table in printed order."""

    reading: Reading = field(default_factory=lambda: Reading("statistics"))
    header: list[GridCell] = field(default_factory=list)
    headers: list[list[GridCell]] = field(default_factory=list)
    """Those of the blocks that stand side by side; `header` is that of the block whose row is read."""
    beside: dict[int, list[tuple[list[GridCell], bool]]] = field(default_factory=dict)
    """Rows of the second block and those after it: they are read when the first one is."""
    last: int = -1
    printed: set[str] = field(default_factory=set)
    is_glued: bool = False
    """Whether the figures of a row may stand together as one."""
    votes: dict[str, int] = field(default_factory=lambda: {"2014": 0, "local": 0})

    def head(self, cells: list[GridCell]) -> None:
        """The header row; the table may go on under a repeated one."""
        words = [cell for cell in cells if cell.text and read_value(cell.text).kind == "text"]
        if cells and cells[0].x < 0:  # in text the table's caption may stand in the same run of cells
            first = next((i for i, cell in enumerate(words) if _is_head_word(cell.text)), 0)
            words = words[first:]
        self._settle_beside()
        self.headers = cut_header(words)
        self.header = self.headers[0]

    def row(self, cells: list[GridCell], *, positioned: bool) -> bool:
        """One row; false when its label is no indicator. Headings count as read."""
        first, *others = cut_row(cells, self.headers, self._is_label, _is_figure)
        for i, block in enumerate(others, 1):
            if any(cell.text for cell in block):
                self.beside.setdefault(i, []).append((block, positioned))
        is_read = self._block_row(first, positioned=positioned)
        if not is_read and others:
            self.unknown(first)
        return is_read or bool(others)

    def _settle_beside(self) -> None:
        """Read the blocks beside the first one, each from top to bottom."""
        beside, self.beside = self.beside, {}
        for i, rows in sorted(beside.items()):
            self.header = self.headers[i] if i < len(self.headers) else []
            for cells, positioned in rows:
                if not self._block_row(cells, positioned=positioned):
                    self.unknown(cells)
        self.header = self.headers[0] if self.headers else []

    def _is_label(self, cell: GridCell) -> bool:
        return read_value(cell.text).kind == "text" and bool(indicators(cell.text))

    def _block_row(self, cells: list[GridCell], *, positioned: bool) -> bool:
        for i, cell in enumerate(cells[:4]):
            indicator = self._indicator(cell.text)
            if indicator:
                self._take(indicator, cell, cells[i + 1 :], cells, positioned)
                return True
        return False

    def unknown(self, cells: list[GridCell]) -> None:
        """A row whose label is no indicator: kept as printed when it holds a figure."""
        words = [i for i, cell in enumerate(cells) if read_value(cell.text).kind == "text"]
        values = (
            [c for c in cells[words[0] + 1 :] if c.text and not UNIT_CELL.fullmatch(squeeze(c.text))] if words else []
        )
        values = [c for c in values if not self._is_code(c)]
        if any(read_value(cell.text).kind == "number" for cell in values):
            self.reading.keep(cells[words[0]].text, values)

    def finish(self) -> str | None:
        """The form, or None when no indicator was read."""
        self._settle_beside()
        if not self.reading.rows:
            return None
        form = max(self.votes, key=lambda form: self.votes[form])
        self._missing(form)
        if self.is_glued:
            self._valueless()
        return form

    def _missing(self, form: str) -> None:
        """Say which rows are missing where the others prove that the table is the form's."""
        own = [one for one in load_statistics().indicators if one.form == form and one.key]
        if len(self.printed.intersection(one.key for one in own)) < _PROVEN * len(own):
            return
        for one in own:
            if one.key not in self.printed:
                message = f"统计表缺行 row not printed: {one.label}"
                self.reading.say("S-ROW", "warning", message, self.reading.paths(one.key, ["value"]))

    def _valueless(self) -> None:
        """Where figures ran together, say which rows were printed and have none."""
        named = {path for problem in self.reading.problems for path in problem.cells}
        for key in sorted(self.printed):
            if (key, "value") not in self.reading.cells and not named.intersection(self.reading.paths(key, ["value"])):
                message = f"只有行名，没有数值 label without values: {key}"
                self.reading.say("S-BLANK", "warning", message, self.reading.paths(key, ["value"]))

    def _indicator(self, text: str) -> Indicator | None:
        """The indicator that a label means: the next one in order where the label is printed more than once."""
        if not text or read_value(text).kind != "text":
            return None
        found = indicators(text)
        if not found:
            return None
        own = [i for i in found if self.votes[i.form] >= max(self.votes.values())] or list(found)
        later = [i for i in own if i.place > self.last]
        return (later or own)[0]

    def _take(
        self, indicator: Indicator, label: GridCell, rest: list[GridCell], cells: list[GridCell], positioned: bool
    ) -> None:
        self.last = indicator.place
        self.votes[indicator.form] += 1
        if not indicator.key:
            return
        self.printed.add(indicator.key)
        value = self._value(rest, cells, positioned)
        if value is None:
            if any(cell.text for cell in rest):
                self.reading.keep(label.text, rest)
                message = f"多列数值，无法确定本年数 several figures, the year's cannot be told: {label.text}"
                self.reading.say("S-COLUMNS", "warning", message, [f"statistics/{indicator.key}/value"])
            return
        self.reading.put(indicator.key, ["value"], [value])
        others = [c for c in rest if c is not value and read_value(c.text).kind == "number" and not self._is_code(c)]
        if others:
            self.reading.keep(label.text, others)

    def _is_code(self, cell: GridCell) -> bool:
        """Whether a cell stands under 代码 or 序号."""
        heads = (h for h in self.header if 0 <= h.x <= cell.x < h.x + h.colspan)
        return any(read_label(head.text).core in load_statistics().code_words for head in heads)

    def _value(self, rest: list[GridCell], cells: list[GridCell], positioned: bool) -> GridCell | None:
        """The cell of the year's figure: under its header, else by its distance from the label, else the only figure."""
        texts = tuple(cell.text for cell in self.header)
        column = _value_column(texts)
        if self.is_glued and count_figures(self.header, _label_column(texts)) != sum(map(_is_value, rest)):
            return None
        if column is not None:
            head = self.header[column]
            if positioned:
                under = [c for c in rest if c.x < head.x + head.colspan and head.x < c.x + c.colspan]
                if len(under) == 1 and under[0].colspan <= head.colspan:
                    return under[0]
                if len(cells) == len(self.header):
                    return cells[column]
            else:
                return year_figure(self.header, _label_column(texts), column, rest)
        figures = [c for c in rest if not UNIT_CELL.fullmatch(squeeze(c.text)) and not c.text.startswith("单位")]
        printed = [c for c in figures if c.text]
        if column is None and len(printed) == 1:
            return printed[0]
        return figures[0] if len(figures) == 1 else None


def _is_figure(cell: GridCell) -> bool:
    return read_value(cell.text).kind == "number" or UNIT_CELL.fullmatch(squeeze(cell.text)) is not None


def _is_value(cell: GridCell) -> bool:
    return bool(cell.text) and not UNIT_CELL.fullmatch(squeeze(cell.text))


def _is_head_word(text: str) -> bool:
    words = load_statistics()
    core = read_label(text).core
    return core in words.label_words or core in words.code_words or core in words.never_words


def _label_column(header: tuple[str, ...]) -> int:
    words = load_statistics().label_words
    return next((i for i, text in enumerate(header) if read_label(text).core in words), 0)


def is_indicator(text: str) -> bool:
    """Whether a cell's exact words are a row of a statistics table."""
    return not load_statistics().by_name.keys().isdisjoint(names_of_indicator(text))


def is_head_word(text: str) -> bool:
    """Whether words stand over a column of a statistics table: over labels, figures, units or codes."""
    words = load_statistics()
    label = read_label(text)
    known = words.label_words | words.value_words | words.never_words | words.code_words
    return not known.isdisjoint((label.core, label.stem)) or bool(_YEAR_HEAD.match(text))


def is_statistics_header(texts: Sequence[str]) -> bool:
    """Whether a row is the header of a statistics table: a word for the indicator and one for a figure or unit."""
    words = load_statistics()
    cores = [read_label(text).core for text in texts if text]
    if not _APPLICANTS.isdisjoint(cores):
        return False
    has_label = any(core in words.label_words for core in cores)
    others = [c for c in cores if c in words.value_words or c in words.never_words or _YEAR_HEAD.match(c)]
    return has_label and bool(others)


@remembered(4096)
def indicators(text: str) -> tuple[Indicator, ...]:
    """All indicators that a label can mean; a misprint is read when one name alone is near."""
    form = load_statistics()
    for name in sorted(names_of_indicator(text), key=len, reverse=True):
        if name in form.by_name:
            return form.by_name[name]
    core = _longest(names_of_indicator(text))
    if len(core) < 5:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(core)
    ranked: list[tuple[float, str]] = []
    for name in form.by_name:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR:
            ranked.append((matcher.ratio(), name))
    ranked.sort(reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.04 and ranked[0][0] < 1):
        return ()
    return form.by_name[ranked[0][1]]


def _longest(names: frozenset[str]) -> str:
    return max(names, key=len, default="")


@lru_cache(maxsize=256)
def _value_column(header: tuple[str, ...]) -> int | None:
    """Which header cell stands over the year's figure; None when none or several could."""
    words = load_statistics()
    cores = [read_label(text).stem or read_label(text).core for text in header]
    folded = [squeeze(text) for text in header]
    year = [i for i, text in enumerate(folded) if _YEAR_HEAD.match(text)]
    named = [i for i, core in enumerate(cores) if core in words.value_words]
    if len(year) > 1:  # several years side by side: the report is of the last
        last = max(int(folded[i][:4]) for i in year)
        year = [i for i in year if folded[i].startswith(str(last))]
    for choice in (year, named):
        if len(choice) == 1:
            return choice[0]
    sums = [i for i, core in enumerate(cores) if core in ("合计", "总计", "年度累计")]
    if len(sums) == 1:
        return sums[0]
    rest = [i for i, c in enumerate(cores) if c not in words.never_words and c not in words.label_words]
    return rest[0] if len(rest) == 1 and not named and not year else None
