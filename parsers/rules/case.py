"""What the rules look at: one report before its problems are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parsers.model import Fact, Section
    from parsers.rules.balances import Cells


class Case(NamedTuple):
    """One report: its form, the cells of each table, sections, facts of the narrative, metadata and loose lines.

    `preface` are the lines before the first section, `tail` those after the last, as printed.
    """

    form: str
    tables: Mapping[str, Cells]
    sections: tuple[Section, ...]
    facts: tuple[dict[str, Any], ...]
    metadata: Mapping[str, Fact]
    preface: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()

    def value(self, name: str) -> Any:
        """A piece of metadata that is printed; None where it is missing or inferred."""
        fact = self.metadata.get(name)
        return None if fact is None or fact.inferred else fact.value

    @property
    def is_uniform(self) -> bool:
        """Whether the report follows the uniform form of 2019 and after: by its tables, else by its year."""
        year = self.value("year")
        return self.form in ("2021", "2019") or (self.form == "free" and year is not None and year >= 2019)
