"""Pages of a PDF or picture file as pictures, for people who check a number: done in the worker, since the file may be hostile."""

from __future__ import annotations

import json
import struct
import zlib
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING, Any

from parsers.model import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.readers.recognition.picture import Picture

SCALE = 2.0
"""Pixels a point: 144 dots an inch, so that small print can be read."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GRAY = 0


def measure(body: bytes, arguments: dict[str, Any]) -> bytes:
    """JSON: how many pages there are, and width and height of page `page` (from 1) in points; of the file `member` of an archive, if named."""
    body = _member(body, arguments)
    if _is_picture(body):
        pages, picture = _picture(body, arguments)
        height, width = (side * picture.scale for side in picture.pixels.shape[:2])
        return json.dumps({"pages": pages, "width": width, "height": height}).encode()

    def sizes(document: Any, page: Any) -> bytes:
        width, height = page.get_size()
        return json.dumps({"pages": len(document), "width": width, "height": height}).encode()

    return _with_page(body, arguments, sizes)


def render(body: bytes, arguments: dict[str, Any]) -> bytes:
    """Page `page` (from 1) as PNG; that of a PDF is grey. Of the file `member` of an archive, if named."""
    from parsers.formats import load_limits

    body = _member(body, arguments)
    if _is_picture(body):
        return _as_png(_picture(body, arguments)[1])

    def paint(_: Any, page: Any) -> bytes:
        width, height = page.get_size()
        scale = SCALE
        while width * height * scale * scale > load_limits().pixels:
            scale /= 2
        with closing(page.render(scale=scale, grayscale=True)) as bitmap:
            return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)

    return _with_page(body, arguments, paint)


def _with_page(body: bytes, arguments: dict[str, Any], use: Callable[[Any, Any], bytes]) -> bytes:
    from parsers.formats import load_limits
    from parsers.readers.pdf.engine import opened

    with opened(body, load_limits()) as document:
        number = int(arguments["page"])
        if not 1 <= number <= len(document):
            raise Refusal("no_such_page", f"没有第 {number} 页 there is no page {number}")
        with closing(document[number - 1]) as page:
            return use(document, page)


def _member(body: bytes, arguments: dict[str, Any]) -> bytes:
    from parsers.archives.members import members
    from parsers.formats import load_limits

    name = arguments.get("member")
    if not name:
        return body
    found = next((one.body for one in members(body, load_limits()) if one.name == name), None)
    if found is None:
        raise Refusal("no_such_file", f"压缩包内没有 the archive holds no {name}")
    return found


def _is_picture(body: bytes) -> bool:
    from parsers.formats import sniff

    found = sniff(body)
    return found is not None and found.picture


def _picture(body: bytes, arguments: dict[str, Any]) -> tuple[int, Picture]:
    """How many pages a picture file has, and the one asked for, as character recognition saw it."""
    from parsers.formats import load_limits
    from parsers.formats.reading import PageImage

    try:
        from parsers.readers.recognition.picture import pictures
    except ImportError as missing:
        raise Refusal(
            "needs_ocr", f"图片要装上文字识别才能显示 pictures are shown with the extra ocr: {missing}"
        ) from missing
    number, pages, wanted = int(arguments["page"]), 0, None
    for picture in pictures([PageImage(1, body, "file")], load_limits()):
        pages = picture.page
        wanted = picture if picture.page == number else wanted
    if wanted is None:
        raise Refusal("no_such_page", f"没有第 {number} 页 there is no page {number}")
    return pages, wanted


def _as_png(picture: Picture) -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.fromarray(picture.pixels[:, :, ::-1]).save(out, "PNG")
    return out.getvalue()


def png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """A grey picture, a byte a pixel and rows `stride` bytes apart, as PNG."""
    rows = b"".join(b"\0" + pixels[y * stride : y * stride + width] for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, _GRAY, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
