"""A captured file with one cell marked: PDF and pictures page by page as pictures, office files as their text and tables."""

from __future__ import annotations

import atexit
import json
from collections import OrderedDict
from dataclasses import replace
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from archive.isolation import Isolation, TaskFailed
from archive.site.evidence.markup import MARK, harmless_html
from parsers.formats import load_limits
from parsers.model import Refusal

if TYPE_CHECKING:
    from parsers.model import Locator

SECONDS = 20.0
"""What rendering one page may take; a reader waits for it."""
KEPT = 24
"""Pictures that are kept, since readers check several numbers of one page."""
_ROOM = 2.0
"""Points by which the frame stands off the cell."""


class _Size(NamedTuple):
    pages: int
    width: float
    height: float


class Sheets(NamedTuple):
    """The pages of one file: the path of the capture, which part of the report it is, and its name in an archive of pages."""

    path: str
    part: int | None = None
    member: str = ""

    def picture(self, number: int) -> str:
        """The address of a page's picture."""
        return f"{self.path}/page/{number}.png" + (f"?part={self.part}" if self.part else "")

    def turned(self, number: int) -> str:
        """The address at which a page is shown."""
        return f"{self.path}?page={number}" + (f"&part={self.part}" if self.part else "")


class Paper:
    """Draws pages in one worker process, a request at a time; the last pictures are kept by capture and page."""

    def __init__(self) -> None:
        self._isolation = Isolation(replace(load_limits(), seconds=SECONDS))
        atexit.register(self._isolation.close)
        self._pictures: OrderedDict[tuple[str, int, str], bytes] = OrderedDict()
        self._lock = Lock()

    def picture(self, capture_id: str, body: bytes, number: int, member: str = "") -> bytes:
        """One page as PNG, of a file in an archive if `member` names one. Raises `Refusal` or `TaskFailed`."""
        key = (capture_id, number, member)
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        drawn = self._isolation.run("render", body, page=number, member=member)
        with self._lock:
            self._pictures[key] = drawn
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        return drawn

    def unfolded(self, body: bytes, locator: Locator | None) -> tuple[str, bool]:
        """HTML for an office file, and whether the cell of `locator` is marked in it."""
        try:
            found = json.loads(self._isolation.run("unfold", body, locator=locator))
        except (Refusal, TaskFailed) as trouble:
            return f"<p>{escape(str(trouble))}</p>", False
        return harmless_html(found["html"], found["place"])

    def sheet(self, body: bytes, locator: Locator | None, number: int, at: Sheets) -> tuple[str, bool]:
        """HTML for one page and whether the box of `locator` is marked on it.

        A locator names its page itself; without one, `number` is shown.
        """
        box = locator.get("box") if locator else None
        if locator and box:
            number = int(locator["page"])
        try:
            size = _Size(**json.loads(self._isolation.run("measure", body, page=number, member=at.member)))
        except (Refusal, TaskFailed) as trouble:
            return f"<p>{escape(str(trouble))}</p>", False
        mark = _mark(box) if box else ""
        return f"{_turning(number, size.pages, at)}{_drawing(number, size, at, mark)}", bool(box)


def _drawing(number: int, size: _Size, at: Sheets, mark: str) -> str:
    width, height = f"{size.width:.1f}", f"{size.height:.1f}"
    return (
        f'<svg class="sheet" viewBox="0 0 {width} {height}" role="img" aria-label="第 {number} 页">'
        f'<image href="{escape(at.picture(number))}" width="{width}" height="{height}"/>{mark}</svg>'
    )


def _mark(box: list[float]) -> str:
    x0, y0, x1, y1 = box
    x, y, width, height = x0 - _ROOM, y0 - _ROOM, x1 - x0 + 2 * _ROOM, y1 - y0 + 2 * _ROOM
    return f'<rect{MARK} x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _turning(number: int, pages: int, at: Sheets) -> str:
    """Which page this is, with ways to the one before and the one behind."""
    parts = [f"第 {number} 页，共 {pages} 页 page {number} of {pages}"]
    if number > 1:
        parts.insert(0, f'<a href="{escape(at.turned(number - 1))}">上一页 previous</a>')
    if number < pages:
        parts.append(f'<a href="{escape(at.turned(number + 1))}">下一页 next</a>')
    return f"<p>{' · '.join(parts)}</p>"
