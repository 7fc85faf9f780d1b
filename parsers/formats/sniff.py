"""What a file is, by its bytes alone: names and declared types lie."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from parsers.formats.table import load_formats
from parsers.model import Refusal

if TYPE_CHECKING:
    from parsers.formats.table import Format

_BLANK = b" \t\r\n\x00\xef\xbb\xbf"
_HEAD = 4096
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*+>\s*+|<!--[^>]*+-->\s*+)*+<(?:[a-zA-Z][\w-]*+:)?([A-Za-z]\w*+)[\s>]"
)
"""The name of the first element, after declarations and comments."""


def sniff(body: bytes) -> Format | None:
    """The format by its signature; None for text and markup. Containers are not opened: see `look_inside`."""
    root = _ROOT.match(body, 0, _HEAD)
    if root and (found := _by_root().get(root[1].decode("ascii"))):
        return found
    formats = _like_markup() if body.startswith(b"<") else load_formats()
    return next((one for one in formats if _fits(one, body)), None)


@cache
def _by_root() -> dict[str, Format]:
    """The formats that are XML, by the name of their first element."""
    return {one.root: one for one in load_formats() if one.root}


@cache
def _like_markup() -> tuple[Format, ...]:
    """The formats that can begin with an angle; no signature is looked for inside of markup."""
    return tuple(one for one in load_formats() if any(start.startswith(b"<") for start in one.starts))


def _fits(one: Format, body: bytes) -> bool:
    for start in one.starts:
        at = 0 if body.startswith(start) else -1
        if at < 0 and one.within:
            at = body.find(start, 0, one.within + len(start))
            if at > 0 and body[:at].lstrip(_BLANK).startswith(b"<"):
                return False
        if at >= 0 and body.startswith(one.then, at + one.then_at):
            return True
    return False


def look_inside(body: bytes, outer: Format) -> Format:
    """The format of what a container holds, or the container itself. Raises `Refusal` (``broken``) on a torn ZIP."""
    if any(one.entry for one in outer.inside):
        try:
            with zipfile.ZipFile(BytesIO(body)) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise Refusal("broken", f"文件损坏 the file is broken: {error}") from error
        return next((one for one in outer.inside if one.entry in names), outer)
    return next((one for one in outer.inside if one.stream.encode("utf-16-le") in body), outer)
