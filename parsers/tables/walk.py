"""One walk over all rows of all grids: each row goes to the table its words belong to.

Tables may be four or one, split, nested or repeated; so rows are told by their labels, never by the grid they stand in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from parsers.tables.challenges import ChallengesReader, is_challenges_row, names_outcomes, values_behind
from parsers.tables.header import is_header
from parsers.tables.proactive import ProactiveReader
from parsers.tables.reading import Reading
from parsers.tables.requests import RequestsReader
from parsers.tables.roles import roles
from parsers.tables.rows import rows_of, split
from parsers.tables.statistics import StatisticsReader, is_statistics_header
from parsers.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.document import Grid, GridCell

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

    def take(self, row: list[GridCell], *, positioned: bool) -> None:
        """Send one row to its table."""
        if self._statistics(row, positioned=positioned):
            return
        flat = {role for cell in row for role in _clear_roles(cell.text)}
        if not flat & _OF_OTHER_TABLES and is_challenges_row(row):
            self._challenge(row, positioned=positioned)
        elif "content" in flat or ("article" in flat and len(row) == 1):
            self.mode = "proactive"
            if "content" in flat:
                self.proactive.head(row)
        elif (flat & {"case", "challenge"} and not flat & {"request", "row"}) or (
            "outcome" in flat
            and not flat & {"group", "results", "row"}
            and (self.mode == "challenges" or names_outcomes(row))
        ):
            self._challenge(row, positioned=positioned)
        elif is_header(row) or (self.mode == "requests" and self.requests.in_header and _only_words(row)):
            self.mode = "requests"
            self.requests.head(row, positioned=positioned)
        else:
            self._body(row, flat, positioned=positioned)

    def _statistics(self, row: list[GridCell], *, positioned: bool) -> bool:
        """Whether a row belonged to a statistics table: its header opens one, and its rows go on while they are known."""
        if is_statistics_header([cell.text for cell in row]):
            self.mode = "statistics"
            self.statistics.head(row)
            return True
        return self.mode == "statistics" and self.statistics.row(row, positioned=positioned)

    def _challenge(self, row: list[GridCell], *, positioned: bool) -> None:
        """A row of table four's header; where rows are not marked its values may follow in the same row."""
        self.mode = "challenges"
        values = values_behind(row)
        self.challenges.head(row[: len(row) - len(values)])
        if any(cell.text for cell in values) or self.challenges.awaits(len(values)):
            self.challenges.row(values, positioned=positioned)

    def _body(self, row: list[GridCell], flat: set[str], *, positioned: bool) -> None:
        if self.mode == "challenges" and not flat and not any(is_word(cell.text) for cell in row):
            self.challenges.row(row, positioned=positioned)
            return
        labels, values = split(row, positioned=positioned)
        key = _proactive_key(labels)
        if key:
            self.mode = "proactive"
            self.proactive.row(key, labels[-1].text, values, positioned=positioned)
        elif flat & {"request", "group", "results"} or self.mode == "requests":
            self.mode = "requests"
            if any(not is_word(cell.text) for cell in values):
                self.requests.row(labels, values, positioned=positioned)
            else:
                self.requests.bare(labels)
        elif self.mode == "proactive" and labels and any(cell.text for cell in values):
            self.proactive.reading.keep(labels[-1].text, values)
        elif self.mode == "statistics" and not flat:
            self.statistics.unknown(row)


def _only_words(row: list[GridCell]) -> bool:
    """A row of words that is no row of the form: the second half of a header broken over two rows."""
    return all(
        (not cell.text or is_word(cell.text)) and not _clear_roles(cell.text) & {"request", "group", "results"}
        for cell in row
    )


def _clear_roles(text: str) -> set[str]:
    """The roles of a cell; 总计 and 其他 are taken for columns here, the walk of table three knows its own rows."""
    found = roles(text)
    return found.keys() - {"request"} if "applicant" in found else set(found)


def _proactive_key(labels: list[GridCell]) -> str | None:
    """The row of table two that the labels mean, alone or as parts of one broken label."""
    for cell in labels:
        found = roles(cell.text)
        if "row" in found:
            return found["row"]
    for size in (2, 3):
        if len(labels) >= size:
            found = roles("".join(cell.text for cell in labels[-size:]))
            if "row" in found:
                return found["row"]
    return None


def read_tables(grids: Iterable[Grid]) -> Tables:
    """Read the statutory tables of 2019 and 2021 out of a document's grids."""
    walk = _Walk()
    for grid in grids:
        for row in rows_of(grid):
            walk.take(row, positioned=grid.positioned)
    forms = walk.proactive.finish(), walk.requests.finish()
    has_challenges = walk.challenges.finish()
    readings = (walk.proactive.reading, walk.requests.reading, walk.challenges.reading, walk.statistics.reading)
    return Tables(readings, *forms, has_challenges, walk.statistics.finish())
