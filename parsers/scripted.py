"""A report that its page holds as a string for a script to show: read where the page itself is none, and told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.laid_open import laid_open
from parsers.model import Problem, Refusal
from parsers.pictures import read_pictured

if TYPE_CHECKING:
    from parsers.document import Document
    from parsers.model import Report


def read_shown(document: Document, url: str | None) -> tuple[Document, Report]:
    """The report of a document, or of the string in its scripts that a browser would show, with the document that it was read from.

    Raises `Refusal` as `read_pictured` does.
    """
    try:
        report = read_pictured(document, url)
    except Refusal as refusal:
        opened = _opened(document) if refusal.code == "not_a_report" else None
        if opened is None:
            raise
        try:
            document, report = opened, read_pictured(opened, url)
        except Refusal:
            raise refusal from None
    return document, _told(report, document) if document.held else report


def _opened(document: Document) -> Document | None:
    from parsers.formats.reading import read_markup

    text = document.plain() if document.plain and document.plain_is_markup and not document.held else ""
    markup = laid_open(text) if text else None
    if markup is None:
        return None
    opened = read_markup(markup, document.damaged)
    opened.held = "script"
    return opened


def _told(report: Report, document: Document) -> Report:
    where_zh, where = ("JSON 数据", "JSON") if document.held == "json" else ("页面脚本", "a script of the page")
    message = (
        f"正文存放在{where_zh}中，由脚本显示。The text stands in {where} and is shown by a script; places count in it."
    )
    return replace(report, problems=(*report.problems, Problem("S-SCRIPT", "info", message)))
