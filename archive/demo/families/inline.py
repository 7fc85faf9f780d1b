"""Directories whose page numbers are written by a script in the page."""

from __future__ import annotations

from archive.demo.families.trs import Family
from archive.demo.skin import Leaf, old_frame
from archive.demo.template import fill


class Inline(Family):
    """Names as in TRS, with another ending."""

    root = "/scjg/xxgk/"
    ending = "shtml"

    def home(self) -> str:
        """Behind a stub that a script leaves."""
        return "/scjg/"

    def pager(self, column: str, number: int, total: int, records: int) -> str:  # noqa: ARG002
        """The old script, whole."""
        return fill("inline_pager.html", number=number, total=total)

    def framed(self, leaf: Leaf) -> str:
        """The old frame in UTF-8."""
        return old_frame(self.face, leaf, charset="utf-8")
