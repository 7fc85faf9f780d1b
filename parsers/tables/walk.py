"""One walk over all rows of all grids: each row goes to the table its words belong to.

Tables may be four or one, split, nested or repeated; so rows are told by their labels, never by the grid they stand in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from parsers.remembered import remembered
from parsers.tables.challenges import WHOLE, ChallengesReader
from parsers.tables.known import all_cells, is_met, layout_of, learn, recall
from parsers.tables.proactive import ProactiveReader
from parsers.tables.reading import Reading
from parsers.tables.requests import RequestsReader
from parsers.tables.reshape import reshaped
from parsers.tables.roles import roles
from parsers.tables.rows import label_end, rows_of
from parsers.tables.shape import clear_roles, parts_of, shape_of, text_of, traits
from parsers.tables.statistics import StatisticsReader, is_indicator
from parsers.text import packs_values
from parsers.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.document import Grid, GridCell
    from parsers.tables.shape import Shape, Traits

_FEWEST_ROWS = 8
_OF_OTHER_TABLES = frozenset({"request", "row", "group", "results", "content", "article"})


class Tables(NamedTuple):
    """The tables as read, and the form version of tables two and three and of the statistics (None: not printed)."""

    readings: tuple[Reading, ...]
    proactive_form: str | None
    requests_form: str | None
    has_challenges: bool
    statistics_form: str | None


@dataclass(slots=True)
class _Walk:
    proactive: ProactiveReader = field(default_factory=ProactiveReader)
    requests: RequestsReader = field(default_factory=RequestsReader)
    challenges: ChallengesReader = field(default_factory=ChallengesReader)
    statistics: StatisticsReader = field(default_factory=StatisticsReader)
    mode: str = ""

    def take(self, row: list[GridCell], shape: Shape, *, positioned: bool) -> None:
        """Send one row to its table."""
        is_now = traits(shape)
        if is_now.is_statistics_header:
            self.mode = "statistics"
            self.statistics.head(row)
            return
        if self.mode == "statistics" and self.statistics.row(row, positioned=positioned):
            return
        flat = is_now.roles
        if len(row) - is_now.behind == WHOLE and not flat & _OF_OTHER_TABLES:
            self._challenge(row, is_now.behind, positioned=positioned)
        elif "content" in flat or ("article" in flat and len(row) == 1):
            self.mode = "proactive"
            if "content" in flat:
                self.proactive.head(row)
        elif is_now.names_case or is_now.outcomes >= (1 if self.mode == "challenges" else 2):
            self._challenge(row, is_now.behind, positioned=positioned)
        elif is_now.is_header or (self.mode == "requests" and self.requests.in_header and _only_words(row)):
            self.mode = "requests"
            self.requests.head(row, positioned=positioned)
        else:
            self._body(row, shape, is_now, positioned=positioned)

    def _challenge(self, row: list[GridCell], behind: int, *, positioned: bool) -> None:
        """A row of table four's header; where rows are not marked its values may follow in the same row."""
        self.mode = "challenges"
        values = row[behind:]
        self.challenges.head(row[:behind])
        if any(cell.text for cell in values) or self.challenges.awaits(len(values)):
            self.challenges.row(values, positioned=positioned)

    def _body(self, row: list[GridCell], shape: Shape, is_now: Traits, *, positioned: bool) -> None:
        flat = is_now.roles
        if self.mode == "challenges" and not flat and not is_now.behind:
            self.challenges.row(row, positioned=positioned)
            return
        end, key, is_bare = _body_of((shape, positioned))
        labels, values = row[:end], row[end:]
        if key:
            self.mode = "proactive"
            self.proactive.row(key, labels[-1].text, values, positioned=positioned)
        elif is_now.is_request or self.mode == "requests":
            self.mode = "requests"
            if is_bare:
                self.requests.bare(labels)
            else:
                self.requests.row(labels, values, positioned=positioned)
        elif self.mode == "proactive" and labels and any(cell.text for cell in values):
            self.proactive.reading.keep(labels[-1].text, values)
        elif self.mode == "statistics" and not flat:
            self.statistics.unknown(row)


def _only_words(row: Sequence[GridCell]) -> bool:
    """A row of words that is no row of the form: the second half of a header broken over two rows."""
    return all(
        (not text or is_word(text)) and {"request", "group", "results"}.isdisjoint(clear_roles(text))
        for text in map(text_of, row)
    )


class _Body(NamedTuple):
    """A row of a table's body: how many cells are labels, which row of table two they mean, whether no value follows."""

    end: int
    key: str | None
    is_bare: bool


@remembered(1 << 14)
def _body_of(row: tuple[Shape, bool]) -> _Body:
    """What the shape of a row says, and whether its cells are positioned; its labels are words, and stand in the shape as printed."""
    shape, positioned = row
    parts, width = parts_of(shape), shape[1]
    end = label_end(parts, width, positioned=positioned)
    behind = parts[end:]
    is_bare = width == len(parts) and all(map(is_word, behind)) and not (positioned and any(map(packs_values, behind)))
    return _shared(_Body(end, _proactive_key(parts[:end]), is_bare))


_shared = remembered(1 << 10)(lambda own: own)
"""What shapes say, each once: many say the same."""


def _proactive_key(labels: Sequence[str]) -> str | None:
    """The row of table two that the labels mean, alone or as parts of one broken label."""
    for text in labels:
        found = roles(text)
        if "row" in found:
            return found["row"]
    for size in (2, 3):
        if len(labels) >= size:
            found = roles("".join(labels[-size:]))
            if "row" in found:
                return found["row"]
    return None


def _walked(grids: Sequence[Grid], headless: frozenset[int]) -> _Walk:
    """One walk; grids in `headless` are statistics tables without a header."""
    walk = _Walk()
    for i, grid in enumerate(grids):
        if grid.is_glued:
            for reader in (walk.proactive, walk.requests, walk.challenges, walk.statistics):
                reader.is_glued = True
        if not grid.keeps_blanks:
            for reader in (walk.proactive, walk.requests, walk.challenges, walk.statistics):
                reader.reading.keeps_blanks = False
        for row in rows_of(grid):
            if i in headless:
                walk.mode = "statistics"
            walk.take(row, shape_of(row), positioned=grid.positioned)
    return walk


def _is_headless(grid: Grid) -> bool:
    """Whether many rows are those of a statistics table."""
    own = (any(is_indicator(cell.text) and not roles(cell.text) for cell in row[:3]) for row in grid.rows)
    return grid.rows_marked and sum(own) >= _FEWEST_ROWS


def read_tables(grids: Iterable[Grid]) -> Tables:
    """Read the statutory tables of 2019 and 2021 out of a document's grids."""
    grids = list(grids)
    tables = _read(grids)
    if _is_whole(tables):
        return tables
    turned = [reshaped(grid) for grid in grids]
    if not any(turned):
        return tables
    other = _read([new or grid for new, grid in zip(turned, grids, strict=True)])
    return other if _count(other) > _count(tables) else tables


def _is_whole(tables: Tables) -> bool:
    """Whether tables two and three, or the statistics, are there, and no row or column of theirs is missing."""
    problems = {problem.rule for reading in tables.readings for problem in reading.problems}
    has_tables = (tables.proactive_form and tables.requests_form) or tables.statistics_form
    return bool(has_tables) and problems.isdisjoint(("S-ROW", "S-COLUMNS"))


def _count(tables: Tables) -> int:
    """Cells that hold a value, and no words."""
    return sum(cell.kind != "text" for reading in tables.readings for cell in reading.cells.values())


def _read(grids: list[Grid]) -> Tables:
    """The tables, by what is known of others that are worded and laid out alike, else by a walk over all rows."""
    cells = all_cells(grids) if is_met(grids) else []
    layout = layout_of(grids, cells)
    known = None if layout is None else recall(layout, cells)
    if known:
        return Tables(*known)
    tables = _walked_through(grids)
    if layout:
        learn(layout, cells, tables.readings, tables[1:])
    return tables


def _walked_through(grids: list[Grid]) -> Tables:
    walk = _walked(grids, frozenset())
    placed = len(walk.requests.reading.rows) + len(walk.requests.sparse)
    if placed < _FEWEST_ROWS and not walk.statistics.reading.rows:
        headless = frozenset(i for i, grid in enumerate(grids) if _is_headless(grid))
        walk = _walked(grids, headless) if headless else walk
    forms = walk.proactive.finish(), walk.requests.finish()
    has_challenges, statistics_form = walk.challenges.finish(), walk.statistics.finish()
    readings = (walk.proactive.reading, walk.requests.reading, walk.challenges.reading, walk.statistics.reading)
    for reading in readings:
        reading.settle()
    return Tables(readings, *forms, has_challenges, statistics_form)
