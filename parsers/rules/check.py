"""All rules that one report can decide, over one report; those on identities stand in `parsers.rules.balances`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.rules.balances import broken_bounds
from parsers.rules.cells import broken_cells
from parsers.rules.metadata import broken_metadata
from parsers.rules.structure import broken_structure
from parsers.rules.texts import broken_texts

if TYPE_CHECKING:
    from parsers.model import Problem
    from parsers.rules.case import Case


def check(case: Case) -> list[Problem]:
    """Every problem of a report except broken identities, in the order of the tables, then text, structure, metadata."""
    found = [broken.problem() for table, cells in case.tables.items() for broken in broken_bounds(table, cells)]
    found.extend(broken_cells(case))
    found.extend(broken_texts(case))
    found.extend(broken_structure(case))
    found.extend(broken_metadata(case))
    return found
