"""From a number to the captured page it came from, with that very cell marked."""

from __future__ import annotations

import asyncio
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from datasette.utils.asgi import NotFound, Response

from archive.build.provenance import decode as decode_locators
from archive.captures import CaptureStore, DamagedWarc, StoreError
from archive.isolation import TaskFailed
from archive.site.evidence import Paper, Sheets, harmless_html, harmless_text
from archive.site.pages.common import one, page, rows
from archive.site.pages.pieces import chosen, piece_of, pieces_of
from archive.site.pages.report import find_report
from archive.site.pages.values import values_of
from archive.site.safety import CAPTURE_POLICY, PAPER_POLICY
from parsers.decoding import decode
from parsers.formats import sniff
from parsers.laid_open import laid_open
from parsers.model import Refusal

if TYPE_CHECKING:
    from archive.layout import Layout
    from archive.site.pages.values import Value
    from parsers.model import Locator

_HELD = "SELECT 1 FROM metadata WHERE report_id = :id AND name = 'held'"
HEAD = 4096
"""Bytes or characters that are looked at to tell markup, text and files apart."""


async def evidence(datasette: Any, request: Any) -> Any:
    """``/report/<id>/evidence?cell=<table>/<row>/<column>``, or ``?part=<n>``"""
    report = await find_report(datasette, request)
    path, value = await cell_of(datasette, request, report)
    locator = await locator_of(datasette, report, path)
    pieces = await pieces_of(datasette, report)
    piece = chosen(pieces, request, locator)
    body, trouble = await _body(datasette, piece.capture_id)
    return await page(
        datasette,
        request,
        "evidence.html",
        report=report,
        value=value,
        path=path,
        locator=locator,
        trouble=trouble,
        part=piece.part,
        parts=[number for number in pieces if number],
        shown_as="pages" if piece.member else _way(body or b""),
        bytes=len(body or b""),
        capture=await one(datasette, "select * from captures where id = :id", {"id": piece.capture_id}),
    )


async def cell_of(datasette: Any, request: Any, report: Any) -> tuple[str | None, Value | None]:
    """Path and content of the cell that an address names, if it names one.

    Raises:
        NotFound: the report has no such cell.
    """
    path = request.args.get("cell")
    value = (await values_of(datasette, report["id"])).get(path) if path else None
    if path and value is None:
        raise NotFound(f"本报告没有 {path} 这一格。This report has no such cell.")
    return path, value


async def capture(datasette: Any, request: Any) -> Any:
    """``/report/<id>/capture?cell=…``: the page itself, harmless, for the frame of the evidence page."""
    report = await find_report(datasette, request)
    locator = await locator_of(datasette, report, request.args.get("cell"))
    piece = await piece_of(datasette, request, report, locator)
    body, trouble = await _body(datasette, piece.capture_id)
    if body is None:
        raise NotFound(trouble)
    way = "pages" if piece.member else _way(body)
    if way == "pages":
        at = Sheets(request.path, piece.part, piece.member)
        number = request.args.get("page", "")
        shown, _ = await asyncio.to_thread(_paper().sheet, body, locator, int(number) if number.isdecimal() else 1, at)
    elif way == "office":
        shown, _ = await asyncio.to_thread(_paper().unfolded, body, locator)
    else:
        record = await one(datasette, "select content_type from captures where id = :id", {"id": piece.capture_id})
        held = bool(await rows(datasette, _HELD, {"id": report["id"]}))
        shown, _ = await asyncio.to_thread(_show, body, record["content_type"] if record else "", locator, held)
    version = datasette.gongkai.version
    head = f'<meta charset="utf-8"><title>存档原页</title><link rel="stylesheet" href="/assets/capture.css?{version}">'
    return Response.html(
        f'<!DOCTYPE html><html lang="zh-CN"><head>{head}</head><body>{shown}</body></html>',
        headers={"content-security-policy": PAPER_POLICY if way == "pages" else CAPTURE_POLICY},
    )


async def capture_page(datasette: Any, request: Any) -> Any:
    """``/report/<id>/capture/page/<n>.png?part=…``: one page of a captured PDF or picture, drawn by us."""
    report = await find_report(datasette, request)
    piece = await piece_of(datasette, request, report, None)
    body, trouble = await _body(datasette, piece.capture_id)
    if body is None or not (piece.member or _way(body) == "pages"):
        raise NotFound(trouble or "这份存档不分页。This capture has no pages.")
    try:
        number = int(request.url_vars["page"])
        drawn = await asyncio.to_thread(_paper().picture, piece.capture_id, body, number, piece.member)
    except (Refusal, TaskFailed) as error:
        raise NotFound(str(error)) from error
    headers = {"content-security-policy": CAPTURE_POLICY, "cache-control": "private, max-age=3600"}
    return Response(drawn, headers=headers, content_type="image/png")


@cache
def _paper() -> Paper:
    return Paper()


def _way(body: bytes) -> Literal["page", "pages", "office"]:
    """How a capture is shown: a page as it is, PDF and pictures drawn page by page, other files as what was read of them."""
    found = sniff(body)
    if found is None:
        return "page"
    return "pages" if found.name == "pdf" or found.picture else "office"


async def capture_file(datasette: Any, request: Any) -> Any:
    """``/report/<id>/capture/file?cell=…``: the captured bytes as they came, to be saved and not shown."""
    report = await find_report(datasette, request)
    locator = await locator_of(datasette, report, request.args.get("cell"))
    piece = await piece_of(datasette, request, report, locator)
    body, trouble = await _body(datasette, piece.capture_id)
    if body is None:
        raise NotFound(trouble)
    name = f"{piece.capture_id}.bin"
    return Response(
        body,
        headers={"content-disposition": f'attachment; filename="{name}"', "content-security-policy": CAPTURE_POLICY},
        content_type="application/octet-stream",
    )


def _show(body: bytes, content_type: str, locator: Locator | None, held: bool) -> tuple[str, bool]:
    if _is_binary(body):
        kind = escape(content_type or "application/octet-stream")
        return (
            f"<p>这份存档是文件（{kind}），不能在这里显示，请下载存档原件。This capture is a file; please download it.</p>",
            False,
        )
    text = decode(body, content_type).text
    text = (laid_open(text) if held else None) or text
    as_text = "line" in locator if locator else "<" not in text[:HEAD]
    return harmless_text(text, locator) if as_text else harmless_html(text, locator)


def _is_binary(body: bytes) -> bool:
    return b"\0" in body[:HEAD] and not body.startswith((BOM_UTF16_LE, BOM_UTF16_BE))


async def _body(datasette: Any, capture_id: str) -> tuple[bytes | None, str]:
    return await asyncio.to_thread(_read, datasette.gongkai.layout, capture_id)


def _read(layout: Layout, capture_id: str) -> tuple[bytes | None, str]:
    """The captured bytes, or why they cannot be had."""
    try:
        with CaptureStore(layout) as store:
            found = store.get(capture_id)
            if found is None:
                return None, f"存档索引中没有 {capture_id}。The index of captures does not know it."
            return store.body(found), ""
    except (StoreError, DamagedWarc) as error:
        return None, f"存档文件读不出：{error}"


async def locator_of(datasette: Any, report: Any, path: str | None) -> Locator | None:
    """Where a cell stands in the captured bytes, as the build recorded it."""
    if not path:
        return None
    table, _, cell = path.partition("/")
    row, _, column = cell.rpartition("/")
    found = await one(
        datasette,
        'select locators from provenance where report_id = :id and "table" = :table',
        {"id": report["id"], "table": table},
    )
    return decode_locators(found["locators"]).get((row, column)) if found else None
