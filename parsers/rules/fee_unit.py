"""T2-FEE-UNIT: fees of a county department too large for 万元, most likely written in 元."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.model import Problem
from parsers.rules.agencies import is_a

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.rules.balances import Cells

LARGEST = 100_000
"""万元. A department of a county or district that takes more in a year is not known; a government as a whole may."""


def fee_unit(agency: str | None, cells: Cells) -> Iterator[Problem]:
    """A warning when the fee of a county department exceeds `LARGEST` and prints no other unit."""
    cell = cells.get(("administrative_fees", "amount_wan_yuan"))
    if cell is None or cell.value is None or cell.unit == "元" or cell.value <= LARGEST:
        return
    if agency and is_a("county_department", agency):
        message = f"收费金额 {cell.raw} 万元过大，疑以元为单位 fee too large for 10,000 yuan, perhaps in yuan"
        yield Problem("T2-FEE-UNIT", "warning", message, (cell.path,))
