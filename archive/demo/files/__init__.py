"""What an agency attaches in place of a page: one report in any of the formats that agencies use, written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.demo.files.doc import write_doc
from archive.demo.files.docx import write_docx
from archive.demo.files.paper import Paper
from archive.demo.files.pictures import has_chinese_font, write_png, write_pngs, write_scan
from archive.demo.files.sheet import on_paper
from archive.demo.files.xlsx import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICE = "application/vnd.openxmlformats-officedocument"


class Kind(NamedTuple):
    """A kind of file: the end of its name, the type that a server declares, its writer, and what is a picture about it.

    `write` gives one file, or one for every page. `is_shown` where the page shows it, and does not only link to it.
    """

    ending: str
    content_type: str
    write: Callable[[Paper], tuple[bytes, ...]]
    is_picture: bool = False
    is_shown: bool = False


def _one(write: Callable[[Paper], bytes]) -> Callable[[Paper], tuple[bytes, ...]]:
    return lambda paper: (write(paper),)


KINDS = {
    "pdf": Kind("pdf", "application/pdf", _one(on_paper)),
    "docx": Kind("docx", f"{OFFICE}.wordprocessingml.document", _one(write_docx)),
    "doc": Kind("doc", "application/msword", _one(write_doc)),
    "xlsx": Kind("xlsx", f"{OFFICE}.spreadsheetml.sheet", _one(write_xlsx)),
    "scan": Kind("pdf", "application/pdf", _one(write_scan), is_picture=True),
    "png": Kind("png", "image/png", _one(write_png), is_picture=True, is_shown=True),
    "pictures": Kind("png", "image/png", write_pngs, is_picture=True, is_shown=True),
}
"""By the name that facts.toml gives them."""

__all__ = ["KINDS", "Kind", "Paper", "has_chinese_font"]
