"""What is said of a document of which pages are pictures: that they were not read, or what was read in their place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.model import Problem, Refusal
from parsers.report import read_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.document import Document, Pictures
    from parsers.model import Report

_NAMED = 8
"""Pages or pictures that a message names."""


def read_pictured(document: Document, url: str | None) -> Report:
    """The report of a document; one of which pages were not read is no whole report.

    Raises `Refusal`: ``not_a_report``, ``needs_ocr`` where that may be for the pages that were not read.
    """
    try:
        report = read_report(document, url)
    except Refusal as refusal:
        if refusal.code != "not_a_report" or not document.unread:
            raise
        message = f"有 {len(document.unread)} 页是图片，需要文字识别 pages are pictures, needs OCR: {document.kind}"
        raise Refusal("needs_ocr", message) from refusal
    problems = tuple(_problems(document))
    if not problems:
        return report
    lacks = document.unread or (document.pictures and document.pictures.missing)
    status = "partial" if lacks and report.status == "parsed" else report.status
    return replace(report, status=status, problems=(*report.problems, *problems))


def named_in_words(names: Sequence[str]) -> str:
    """The first of some names."""
    return "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")


def _left_out(pictures: Pictures) -> Iterator[Problem]:
    """What is said of picture files that are not in the document whose pages they may be."""
    if count := len(pictures.missing):
        message = (
            f"正文是图片，另有 {count} 张（页）未读到：{named_in_words(pictures.missing)}。"
            f"The text is pictures, and {count} of {'them' if count > 1 else 'its pages'} could not be read."
        )
        yield Problem("S-PAGES", "error", message)
    if count := len(pictures.aside):
        message = (
            f"另有 {count} 张图片不是报告的页面，未读入：{named_in_words(pictures.aside)}。"
            f"{count} picture{'s are' if count > 1 else ' is'} no page of the report, by print or place, and left out."
        )
        yield Problem("S-PICTURES", "info", message)


def _problems(document: Document) -> Iterator[Problem]:
    if document.pictures:
        yield from _left_out(document.pictures)
    count = len(document.unread)
    if count:
        named = named_in_words([*map(str, document.unread)])
        message = (
            f"有 {count} 页是图片，未经文字识别，未读：第 {named} 页。"
            f"{count} page{'s are pictures that were' if count > 1 else ' is a picture that was'} not read, for want of OCR: {named}."
        )
        yield Problem("S-PAGES", "error", message)
    if document.layer == "text":
        message = (
            "页面是扫描图片，所读的是其上隐藏的文字层，未经核对。"
            "The pages are scans; what was read is the hidden text over them, made by others' OCR and not checked against the pictures."
        )
        yield Problem("S-LAYER", "warning", message)
    elif document.layer == "picture":
        message = (
            "页面是扫描图片，所读的是图片，而非其上隐藏的文字层。"
            "The pages are scans; what was read are the pictures, not the hidden text over them."
        )
        yield Problem("S-LAYER", "info", message)
