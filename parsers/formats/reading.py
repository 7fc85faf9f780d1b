"""A file's bytes to a document, by the reader that its format declares."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from parsers.formats.sniff import look_inside, sniff
from parsers.formats.table import load_limits, recognition_module
from parsers.model import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.document import Document
    from parsers.formats.table import Limits


class PageImage(NamedTuple):
    """One page as an image. `encoding` tells what `data` is: ``gray`` (a byte a pixel, row by row) or ``file`` (PNG, JPEG …).

    `page` counts from 1; `width` and `height` are pixels (0 for a file); `scale` is points a pixel, for locators.
    """

    page: int
    data: bytes
    encoding: Literal["gray", "file"]
    width: int = 0
    height: int = 0
    scale: float = 1.0


def read_file(body: bytes, limits: Limits | None = None) -> Document:
    """Read a file that `sniff` knows. Raises `Refusal`.

    Codes: ``unsupported_format``, ``needs_ocr``, ``encrypted``, ``broken``, ``too_large``.
    """
    limits = limits or load_limits()
    if len(body) > limits.bytes:
        raise Refusal("too_large", f"文件过大 the file is too large: {len(body)} > {limits.bytes} bytes")
    outer = sniff(body)
    assert outer is not None
    found = look_inside(body, outer) if outer.inside else outer
    if found.picture:
        return read_images([PageImage(1, body, "file")], limits, found.name)
    if found.reader is None:
        raise Refusal("unsupported_format", f"尚不能读取{found.zh} format not read yet: {found.name}")
    return cast("Document", import_module(found.reader).read(body, limits))


def read_images(images: Iterable[PageImage], limits: Limits, name: str) -> Document:
    """Hand page images to the optional character recognition. Raises `Refusal` (``needs_ocr``) where it is not installed."""
    try:
        module = import_module(recognition_module())
    except ModuleNotFoundError as error:
        raise Refusal("needs_ocr", f"图片或扫描件，需要文字识别 images or a scan, needs OCR: {name}") from error
    return cast("Document", module.read(images, limits))
