"""Facts on the body that reports, inferred from its name and its credit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.metadata.agency import read_agency
from parsers.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.metadata.credit_code import CreditCode

_STATE = "100000"


def facts_of_body(agency: Fact | None, code: CreditCode | None) -> Iterator[tuple[str, Fact]]:
    """Name and fact: ``admin_level``, ``agency_kind``, ``sector``, ``credit_code`` and ``region_code``."""
    told = read_agency(str(agency.value)) if agency else None
    if agency and told:
        for name, value in (("agency_kind", told.kind), ("sector", told.sector), ("admin_level", told.level)):
            if value is not None:
                yield name, Fact(value, "agency name", inferred=True, where=agency.where)
    if code:
        yield "credit_code", Fact(code.code, code.source, where=code.where)
        yield "region_code", Fact(code.region, "credit code", where=code.where)
        if told is None or told.level is None:
            yield "admin_level", Fact(_level(code.region), "credit code", inferred=True, where=code.where)


def _level(region: str) -> str:
    if region == _STATE:
        return "central"
    return "province" if region.endswith("0000") else "prefecture" if region.endswith("00") else "county"
