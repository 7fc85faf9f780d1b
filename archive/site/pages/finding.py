"""One search carried out: how many finds, the ones of a page in their order, what they have in common."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from archive.filters.model import code_prefixes
from archive.search import COUNT_TO, RANK_TO
from archive.site.pages.common import one, rows

if TYPE_CHECKING:
    from archive.search import Finder

Counts = dict[str, Counter[str]]
RANKED, NAMED_FIRST, NEWEST = "ranked", "named_first", "newest"


async def count(datasette: Any, finder: Finder) -> int:
    """The number of finds; one more than `COUNT_TO` where there are more."""
    return int((await one(datasette, *finder.count()))["n"])


async def find(datasette: Any, finder: Finder, total: int, first: int, many: int) -> tuple[list[int], str]:
    """Row ids of the finds of one page, and the order they are in."""
    if total <= RANK_TO and (rare := await _rare(datasette, finder)):
        return await _ids(datasette, finder.ranked(rare, first, many)), RANKED
    if not finder.words or finder.section:
        return await _ids(datasette, finder.newest(first, many)), NEWEST
    found = await _ids(datasette, finder.named(first, many))
    if len(found) < many:
        before = first + len(found) if found else len(await _ids(datasette, finder.named(0, first)))
        found += await _ids(datasette, finder.unnamed(max(0, first - before), many - len(found)))
    return found, NAMED_FIRST


async def common(datasette: Any, finder: Finder, total: int) -> Counts:
    """How many finds each value of the filters would leave; nothing where there are too many to count them all."""
    counts: Counts = {name: Counter() for name in ("year", "region", "level", "sector", "problems")}
    if not 0 < total <= RANK_TO:
        return counts
    for row in await rows(datasette, *finder.common()):
        values = {
            "year": [str(row["year"])] if row["year"] else [],
            "region": code_prefixes(row["region_code"]),
            "level": [row["admin_level"]] if row["admin_level"] else [],
            "sector": [row["sector"]] if row["sector"] else [],
            "problems": _findings(row),
        }
        for name, found in values.items():
            counts[name].update(dict.fromkeys(found, row["n"]))
    return counts


def is_more(total: int) -> bool:
    """Whether there are more finds than were counted."""
    return total > COUNT_TO


def _findings(row: Any) -> list[str]:
    found = [name for name in ("error", "warning") if row[name]]
    return found or ["none"]


async def _rare(datasette: Any, finder: Finder) -> list[str]:
    """The words by which finds can be ranked: those that stand in no more reports than are counted."""
    return [
        word for word in finder.words if (await one(datasette, *finder.count_word(word)))["n"] <= COUNT_TO
    ]  # fmt: skip


async def _ids(datasette: Any, question: tuple[str, dict[str, Any]]) -> list[int]:
    return [row[0] for row in await rows(datasette, *question)]
