"""T2-FEE-UNIT: fees of a county department too large for 万元, most likely written in 元."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.rules.balances import Cells

LARGEST = 100_000
"""万元. A department of a county or district that takes more in a year is not known; a government as a whole may."""

_DEPARTMENT = re.compile(r"[县旗区].{1,20}(?:局|办公室|委员会|中心|街道办事处|[镇乡]人民政府)$")


def fee_unit(agency: str | None, cells: Cells) -> Iterator[Problem]:
    """A warning when the fee of a county department exceeds `LARGEST` and prints no other unit."""
    cell = cells.get(("administrative_fees", "amount_wan_yuan"))
    if cell is None or cell.value is None or cell.unit == "元" or cell.value <= LARGEST:
        return
    if agency and _DEPARTMENT.search(agency):
        message = f"收费金额 {cell.raw} 万元过大，疑以元为单位 fee too large for 10,000 yuan, perhaps in yuan"
        yield Problem("T2-FEE-UNIT", "warning", message, (cell.path,))
