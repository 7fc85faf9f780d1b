"""The parser of record: bytes in, report out. No network, no SQL, nothing of ours from other rooms."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.model import Fact, Problem, Refusal, Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import Document
    from parsers.formats import Limits
    from parsers.parts import Part, Whole

VERSION = "9"
"""Raised whenever the same bytes may give another report; builds use it to know what to parse again."""

__all__ = ["VERSION", "Refusal", "Report", "parse"]


def parse(
    body: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    limits: Limits | None = None,
    parts: Sequence[Part] = (),
) -> Report:
    """Read one report from the bytes of a page, text or file.

    What the bytes are is told by them alone. `url` helps with the date only; `content_type` is the HTTP header and helps
    with the charset; `limits` are what a file may cost; `parts` are the further pages of an article that its site cuts into
    several, and the pictures that it shows. Raises `Refusal` with the code ``empty``, ``undecodable``, ``not_a_report`` or, for an article of whose pages too
    few are here, ``pages_missing``; for files also ``unsupported_format``, ``needs_ocr``, ``encrypted``, ``broken`` or
    ``too_large``. Files may be hostile: where they come
    from strangers, parse them in a process that can be lost (archive.isolation).
    """
    from parsers.formats import sniff

    if sniff(body) or not gc.isenabled():
        return _parse(body, url, content_type, limits, parts)
    gc.disable()  # a page makes thousands of small objects and no cycles: to look for any takes a tenth of the time
    try:
        return _parse(body, url, content_type, limits, parts)
    finally:
        gc.enable()


def _parse(
    body: bytes, url: str | None, content_type: str | None, limits: Limits | None, parts: Sequence[Part]
) -> Report:
    from parsers.causes import explain, weigh, with_derived
    from parsers.formats import load_limits
    from parsers.formats.reading import read_any
    from parsers.parts import whole_article
    from parsers.picture_article import shown_as_pictures

    whole = whole_article(read_any(body, limits, content_type), body, url, content_type, parts)
    try:
        document, report = _shown(whole, url)
    except Refusal as refusal:
        pictured = (
            shown_as_pictures(whole.document, body, url, content_type, parts, limits or load_limits())
            if refusal.code in ("not_a_report", "pages_missing") and parts
            else None
        )
        if pictured is None:
            raise
        whole = pictured
        document, report = _shown(whole, url)
    if whole.missing and not document.pictures:
        report = _cut_off(report, whole)
    report.metadata.update(_found(whole, document))  # made for this report alone
    report = with_derived(explain(report, document.plain, markup=document.plain_is_markup))
    return report if document.doubts is None else weigh(report, document.doubts)


def _shown(whole: Whole, url: str | None) -> tuple[Document, Report]:
    """The report, and the document that it was read from. Raises `Refusal`."""
    from parsers.formats.reading import PICTURES
    from parsers.parts import too_little
    from parsers.scripted import read_shown

    try:
        return read_shown(whole.document, url)
    except Refusal as refusal:
        said = too_little(whole, refusal)
        if whole.document.kind == PICTURES:
            said.kind = PICTURES
        raise said from refusal


def _found(whole: Whole, document: Document) -> dict[str, Fact]:
    """What is to be told of how the document was had."""
    found = {"format": Fact(document.kind, "bytes")}
    if whole.read:
        count, basis = (len(whole.read), "pictures") if document.pictures else (1 + len(whole.read), "pager")
        found["pages"] = Fact(count, basis, where={"urls": list(whole.read)})
    elif document.pictures:
        names = document.pictures.read
        found["pages"] = Fact(len(names), "archive", where={"text": "\n".join(names)})
    if document.held:
        found["held"] = Fact(document.held, "bytes")
    if document.member:
        found["member"] = Fact(document.member, "archive")
    return found


def _cut_off(report: Report, whole: Whole) -> Report:
    """The report of an article whose further pages are not all here: that is said, and it is no whole report."""
    count = len(whole.missing)
    message = (
        f"正文分页，另有 {count} 页未读到：{'、'.join(whole.missing[:3])}。"
        f"The article goes on on {count} further page{'s' if count > 1 else ''} that could not be read."
    )
    return replace(report, status="partial", problems=(*report.problems, Problem("S-PAGES", "error", message)))
