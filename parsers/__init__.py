"""The parser of record: bytes in, report out. No network, no SQL, nothing of ours from other rooms."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.model import Fact, Refusal, Report

if TYPE_CHECKING:
    from parsers.formats import Limits

VERSION = "4"
"""Raised whenever the same bytes may give another report; builds use it to know what to parse again."""

__all__ = ["VERSION", "Refusal", "Report", "parse"]


def parse(
    body: bytes, *, url: str | None = None, content_type: str | None = None, limits: Limits | None = None
) -> Report:
    """Read one report from the bytes of a page, text or file.

    What the bytes are is told by them alone. `url` helps with the date only; `content_type` is the HTTP header and helps
    with the charset; `limits` are what a file may cost. Raises `Refusal` with the code ``empty``, ``undecodable`` or
    ``not_a_report``; for files also ``unsupported_format``, ``needs_ocr``, ``encrypted``, ``broken`` or ``too_large``. Files may be hostile: where they come
    from strangers, parse them in a process that can be lost (archive.isolation).
    """
    from parsers.formats import sniff

    if sniff(body) or not gc.isenabled():
        return _parse(body, url, content_type, limits)
    gc.disable()  # a page makes thousands of small objects and no cycles: to look for any takes a tenth of the time
    try:
        return _parse(body, url, content_type, limits)
    finally:
        gc.enable()


def _parse(body: bytes, url: str | None, content_type: str | None, limits: Limits | None) -> Report:
    from parsers.causes import explain, weigh, with_derived
    from parsers.formats.reading import read_any
    from parsers.report import read_report

    document = read_any(body, limits, content_type)
    report = read_report(document, url)
    found = {"format": Fact(document.kind, "bytes")}
    if document.member:
        found["member"] = Fact(document.member, "archive")
    report = replace(report, metadata=report.metadata | found)
    report = with_derived(explain(report, document.plain, markup=document.plain_is_markup))
    return report if document.doubts is None else weigh(report, document.doubts)
