"""The parser of record: bytes in, report out. No network, no SQL, nothing of ours from other rooms."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.model import Fact, Problem, Refusal, Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.formats import Limits
    from parsers.parts import Part, Whole

VERSION = "8"
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
    several. Raises `Refusal` with the code ``empty``, ``undecodable``, ``not_a_report`` or, for an article of whose pages too
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
    from parsers.formats.reading import read_any
    from parsers.parts import too_little, whole_article
    from parsers.scripted import read_shown

    whole = whole_article(read_any(body, limits, content_type), body, url, content_type, parts)
    try:
        document, report = read_shown(whole.document, url)
    except Refusal as refusal:
        raise too_little(whole, refusal) from refusal
    found = {"format": Fact(document.kind, "bytes")}
    if whole.read:
        found["pages"] = Fact(1 + len(whole.read), "pager", where={"urls": list(whole.read)})
    if whole.missing:
        report = _cut_off(report, whole)
    if document.held:
        found["held"] = Fact(document.held, "bytes")
    if document.member:
        found["member"] = Fact(document.member, "archive")
    report = replace(report, metadata=report.metadata | found)
    report = with_derived(explain(report, document.plain, markup=document.plain_is_markup))
    return report if document.doubts is None else weigh(report, document.doubts)


def _cut_off(report: Report, whole: Whole) -> Report:
    """The report of an article whose further pages are not all here: that is said, and it is no whole report."""
    count = len(whole.missing)
    message = (
        f"正文分页，另有 {count} 页未读到：{'、'.join(whole.missing[:3])}。"
        f"The article goes on on {count} further page{'s' if count > 1 else ''} that could not be read."
    )
    return replace(report, status="partial", problems=(*report.problems, Problem("S-PAGES", "error", message)))
