"""What a report consists of: its own capture, further pages and pictures of an article, files of an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from datasette.utils.asgi import NotFound

from archive.site.pages.common import one, rows, whole_number

if TYPE_CHECKING:
    from parsers.model import Locator

_PARTS = "SELECT part, capture_id FROM report_captures WHERE report_id = :id AND part IS NOT NULL ORDER BY part"
_MEMBERS = "SELECT text FROM metadata WHERE report_id = :id AND name = 'pages' AND basis = 'archive'"


class Piece(NamedTuple):
    """What of a report is shown: a capture, which of its parts that is, and the file in it if it is an archive of pages."""

    capture_id: str
    part: int | None = None
    member: str = ""


async def pieces_of(datasette: Any, report: Any) -> dict[int | None, Piece]:
    """The pieces of a report by the number that locators give them; that of the report's own capture is None."""
    found: dict[int | None, Piece] = {None: Piece(report["capture_id"])}
    for row in await rows(datasette, _PARTS, {"id": report["id"]}):
        found[row["part"]] = Piece(row["capture_id"], row["part"])
    members = await one(datasette, _MEMBERS, {"id": report["id"]})
    for number, name in enumerate(members["text"].split("\n") if members else (), 1):
        found[number] = Piece(report["capture_id"], number, name)
    return found


async def piece_of(datasette: Any, request: Any, report: Any, locator: Locator | None) -> Piece:
    """The piece of a report that a locator counts in, else the one that the address names. Raises `NotFound`."""
    return chosen(await pieces_of(datasette, report), request, locator)


def chosen(pieces: dict[int | None, Piece], request: Any, locator: Locator | None) -> Piece:
    """One of the pieces, as `piece_of`."""
    number = locator.get("part") if locator else whole_number(request, "part")
    if number not in pieces:
        raise NotFound(f"本报告没有第 {number} 部分。This report has no part {number}.")
    return pieces[number]
