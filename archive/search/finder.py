"""The questions that a search asks of the index, as SQL: how many, which ones in which order, and what they have in common.

Counts stop at a cap. Up to `RANK_TO` finds are ranked by bm25; more than that are listed with those first whose title or
agency holds the words, newest years first, since a phrase that stands in thousands of reports ranks none of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.filters import Chosen
from archive.search.index import INDEX, SECTIONS, WEIGHTS
from archive.search.query import expression, in_names, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNT_TO = 5_000
"""Finds are counted up to here; beyond it a search says "more than"."""
RANK_TO = 1_000
"""Finds up to here are ranked, and what they have in common is counted."""

_NEWEST_FIRST = f"{INDEX}.rowid desc"
"""The build gives the newest years the highest row ids; FTS5 walks this way without sorting."""
_RANK = f"bm25({INDEX}, {', '.join(map(str, WEIGHTS))}), {_NEWEST_FIRST}"
Question = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Finder:
    """A search: words that must all be found, perhaps in one section, and filters that reports must fulfil."""

    words: Sequence[str]
    section: str | None = None
    chosen: Chosen = field(default_factory=lambda: Chosen({}))

    @classmethod
    def of(cls, text: str, section: str | None, chosen: Chosen) -> Finder:
        """The search for what a reader typed.

        Raises:
            ValueError: there is no such section.
        """
        if section and section not in SECTIONS:
            raise ValueError(section)
        return cls(terms(text), section, chosen)

    def __bool__(self) -> bool:
        return bool(self.words or self.chosen)

    def match(self) -> str:
        """The FTS5 expression for all finds."""
        return expression(self.words, section=self.section, filters=self.chosen.tokens())

    def count(self) -> Question:
        """One row with the number of finds, `COUNT_TO` + 1 where there are more."""
        sql = f"select count(*) as n from (select 1 from {INDEX} where {INDEX} match :match limit {COUNT_TO + 1})"  # noqa: S608
        return sql, {"match": self.match()}

    def count_word(self, word: str) -> Question:
        """One row with the number of reports that hold one word, counted like the finds."""
        sql = f"select count(*) as n from (select 1 from {INDEX} where {INDEX} match :match limit {COUNT_TO + 1})"  # noqa: S608
        return sql, {"match": expression([word], section=self.section)}

    def ranked(self, rare: Sequence[str], first: int, many: int) -> Question:
        """Row ids of finds `first` and after, best first by the `rare` words.

        bm25 walks through every report that holds a word it ranks by; words that stand almost everywhere say
        nothing and cost most, and filters hold for every find alike.
        """
        sql = (
            f"with hits as materialized (select rowid as hit from {INDEX} where {INDEX} match :match)"  # noqa: S608
            f" select rowid from {INDEX} where {INDEX} match :rare and +rowid in (select hit from hits)"
            f" order by {_RANK} limit :many offset :first"
        )
        rarely = expression(rare, section=self.section)
        return sql, {"match": self.match(), "rare": rarely, "many": many, "first": first}

    def newest(self, first: int, many: int) -> Question:
        """Row ids of finds `first` and after, newest years first."""
        return _stretch(self.match(), first, many)

    def named(self, first: int, many: int) -> Question:
        """Row ids of finds `first` and after of those whose title or agency holds the words, newest years first."""
        return _stretch(in_names(self.words, self.chosen.tokens()), first, many)

    def unnamed(self, first: int, many: int) -> Question:
        """Row ids of finds `first` and after of the others, newest years first."""
        return _stretch(f"({self.match()}) NOT ({in_names(self.words)})", first, many)

    def common(self) -> Question:
        """What the finds have in common: year, region, level, sector and findings, with how many finds share all of them."""
        sql = (
            "select reports.year, reports.region_code, reports.admin_level, reports.sector, reports.errors > 0 as error,"  # noqa: S608
            f" reports.warnings > 0 as warning, count(*) as n from {INDEX} join reports on reports.rowid = {INDEX}.rowid"
            f" where {INDEX} match :match group by 1, 2, 3, 4, 5, 6"
        )
        return sql, {"match": self.match()}

    def whole(self, columns: Sequence[str]) -> Question:
        """Columns of `reports` for every find, newest years first."""
        names = ", ".join(f"reports.{name}" for name in columns)
        sql = f"select {names} from {INDEX} join reports on reports.rowid = {INDEX}.rowid where {INDEX} match :match order by {_NEWEST_FIRST}"  # noqa: S608
        return sql, {"match": self.match()}


def _stretch(match: str, first: int, many: int) -> Question:
    sql = f"select rowid from {INDEX} where {INDEX} match :match order by {_NEWEST_FIRST} limit :many offset :first"  # noqa: S608
    return sql, {"match": match, "many": many, "first": first}
