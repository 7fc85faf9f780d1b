"""Years side by side: reading sums and an agency's counts, and making their charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.indicators import load_indicators
from archive.indicators.model import MINIMUM_CASES
from archive.site.charts import Column, Part, Rate, Stack, columns, rates, stacks
from archive.site.charts.stacks import legend
from archive.site.language import say
from archive.site.pages.common import rows
from archive.site.text import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

OUTCOMES = ("disclosed", "partially_disclosed", "not_disclosed", "unable_to_provide", "not_processed", "other_handling")
NEW_FORM_YEAR = 2019
"""From this year on the three statutory tables stand in the place of the older statistics (国办公开办函〔2019〕60号)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a year: the sum, how many bodies it rests on, and of a share what it is part of."""

    total: float | None = None
    bodies: int = 0
    base: float | None = None

    @property
    def is_rate(self) -> bool:
        """Whether this is a share of enough cases to be shown as a rate."""
        return self.base is not None and self.total is not None and self.base >= max(MINIMUM_CASES, self.total) > 0


@dataclass(frozen=True, slots=True)
class Years:
    """The figures of one group and basis: indicator to year to figure. `years` has no gaps."""

    basis: str
    years: tuple[int, ...]
    figures: dict[str, dict[int, Figure]]

    def figure(self, indicator: str, year: int) -> Figure:
        """The figure, or an empty one."""
        return self.figures.get(indicator, {}).get(year, Figure())

    def rows(self) -> list[tuple[Any, list[tuple[int, Figure]]]]:
        """Every indicator that has a figure, with its figure of each year."""
        return [
            (indicator, [(year, self.figure(indicator.key, year)) for year in self.years])
            for indicator in load_indicators().all
            if indicator.key in self.figures
        ]


async def sums_of(datasette: Any, grouping: str, code: str) -> dict[str, Years]:
    """The sums of a group by basis, ``parts`` first."""
    found = await rows(
        datasette,
        "select year, basis, indicator, bodies, total, base from sums where grouping = :grouping and code = :code",
        {"grouping": grouping, "code": code},
    )
    return {
        basis: collected(basis, [row for row in found if row["basis"] == basis])
        for basis in ("parts", "consolidated")
        if any(row["basis"] == basis for row in found)
    }


def collected(basis: str, found: Sequence[Any]) -> Years:
    """Rows of ``sums`` as years."""
    figures: dict[str, dict[int, Figure]] = {}
    for row in found:
        figures.setdefault(row["indicator"], {})[row["year"]] = Figure(row["total"], row["bodies"], row["base"])
    return Years(basis, span([row["year"] for row in found]), figures)


def span(years: Sequence[int]) -> tuple[int, ...]:
    """All years from the first to the last."""
    return tuple(range(min(years), max(years) + 1)) if years else ()


def charts_of(years: Years, key: str, *, resting: bool) -> dict[str, Markup]:
    """The charts of a group: new requests, what became of them, the share disclosed. `resting` says on how many bodies."""
    indicators = load_indicators()
    return {
        "requests": columns(
            [_column(years, year, resting=resting) for year in years.years],
            _name(indicators.named("new_requests")),
            f"{key}-n",
        ),
        "outcomes": stacks(_stacks(years), say("办理结果", "Outcomes"), f"{key}-o"),
        "disclosed": rates(
            [_rate(years, year) for year in years.years],
            _name(indicators.named("disclosed_share")),
            f"{key}-d",
            MINIMUM_CASES,
        ),
    }


def outcome_legend(key: str) -> list[tuple[Markup, str]]:
    """Swatch and name of every outcome."""
    return legend(Stack(0, tuple(Part(name, _name(load_indicators().named(name)), 0) for name in OUTCOMES)), f"{key}-o")


def _column(years: Years, year: int, *, resting: bool) -> Column:
    figure = years.figure("new_requests", year)
    note = f"n={number(figure.bodies)}" if resting and figure.bodies else ""
    return Column(year, figure.total, note, is_break(years, year))


def _rate(years: Years, year: int) -> Rate:
    figure = years.figure("disclosed_share", year)
    return Rate(year, figure.total, figure.base, is_break(years, year))


def _stacks(years: Years) -> list[Stack]:
    indicators = load_indicators()
    return [
        Stack(year, tuple(Part(key, _name(indicators.named(key)), years.figure(key, year).total) for key in OUTCOMES))
        for year in years.years
        if any(years.figure(key, year).total is not None for key in OUTCOMES) and year >= NEW_FORM_YEAR
    ]


def is_break(years: Years, year: int) -> bool:
    """Whether the form changed before this year, so that figures left and right of it are not counted alike."""
    return year == NEW_FORM_YEAR and year != years.years[0]


def _name(indicator: Any) -> str:
    return say(indicator.zh, indicator.en)
