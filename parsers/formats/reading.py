"""A file's bytes to a document, by the reader that its format declares."""

from __future__ import annotations

import re
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from parsers.formats.sniff import look_inside, sniff
from parsers.formats.table import can_recognise, load_limits, recognition_module
from parsers.laid_open import is_json, laid_open
from parsers.model import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.document import Document
    from parsers.formats.table import Limits
    from parsers.readers.pdf.model import Page


PICTURES = "pictures"
"""The format of a document whose pages are picture files."""
_BEGINNING = re.compile(r"<(?:!doctype|html|head|body|meta|div|table|p|!--|\?xml)\b|<!--", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|td|tr|table|span|body|html|li)\b", re.IGNORECASE)
_FEWEST_TAGS, _TOP = 3, 65536
"""So many tags in so many characters make markup."""
_BLANK = b" \t\r\n\x00\xef\xbb\xbf"


class Piece(NamedTuple):
    """An image file on a page. `matrix` (a, b, c, d, e, f) takes its unit square, from its top left, to the page's points; `box` is what is seen of it."""

    data: bytes
    matrix: tuple[float, ...]
    box: tuple[float, ...]


class PageImage(NamedTuple):
    """One page as an image. `encoding` tells what `data` is: ``gray`` (a byte a pixel, row by row), ``bgr`` (three) or ``file`` (PNG, JPEG …).

    `page` counts from 1; `width` and `height` are pixels (0 for a file); `scale` is points a pixel, for locators. A page that is ``pieces`` has
    these in place of data, in the order in which they are drawn, and its `size` in points.
    """

    page: int
    data: bytes
    encoding: Literal["gray", "bgr", "file", "pieces"]
    width: int = 0
    height: int = 0
    scale: float = 1.0
    pieces: tuple[Piece, ...] = ()
    size: tuple[float, float] = (0.0, 0.0)


class Together(NamedTuple):
    """Picture files read as one document. `read` are the numbers of those that are pages of it, from 0; `left` tells why the others are not.

    A file that is left out for no trouble holds no page: it is an ornament, a logo, a code to scan.
    """

    document: Document
    read: tuple[int, ...]
    left: dict[int, Refusal | None]

    def worst(self) -> Refusal:
        """Why there is no document where no file is a page."""
        none = Refusal("not_a_report", "图片上没有文字 no print in the pictures")
        return next((refusal for refusal in self.left.values() if refusal), none)


def read_any(body: bytes, limits: Limits | None = None, content_type: str | None = None) -> Document:
    """Read a file, a page or a text, as its bytes tell. Raises `Refusal`, see `parsers.parse`."""
    if not body.strip(_BLANK):
        raise Refusal("empty", "空文件 the file is empty")
    if sniff(body):
        return read_file(body, limits)
    return read_plain(body, content_type)


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


def read_plain(body: bytes, content_type: str | None = None) -> Document:
    """Read a page or a text. Raises `Refusal` (``undecodable``, ``not_a_report`` where there is nothing at all)."""
    from parsers.decoding import decode
    from parsers.readers.flat.tagged import read_mixed, untagged
    from parsers.readers.flat.written import as_bars

    decoded = decode(body, content_type)
    if decoded.damaged * 20 > len(decoded.text):
        raise Refusal("undecodable", "无法识别的编码或二进制文件 neither text nor a known format")
    opened = laid_open(decoded.text) if is_json(decoded.text) else None
    if opened is not None:
        document = read_markup(opened, decoded.damaged)
        document.held = "json"
        return document
    plain = as_bars(decoded.text)
    if is_markup(plain, content_type):
        mixed = read_mixed(plain, decoded.damaged)
        if mixed:
            return mixed
        bare = untagged(plain)
        if bare is None:
            return read_markup(plain, decoded.damaged)
        plain = bare
    from parsers.readers.flat_text import read_text

    document = read_text(plain, decoded.damaged)
    document.plain = lambda: plain
    return document


def read_markup(text: str, damaged: int = 0) -> Document:
    """Read markup. Raises `Refusal`: ``not_a_report`` where there is nothing at all."""
    from parsers.readers.html import read_html

    try:
        document = read_html(text, damaged)
    except ValueError as error:
        raise Refusal("not_a_report", f"没有内容 no content: {error}") from error
    document.plain, document.plain_is_markup = lambda: text, True
    return document


def is_markup(text: str, content_type: str | None) -> bool:
    """Markup by its first element, whatever the name or header says; header `text/plain` wins over a stray angle."""
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if _BEGINNING.match(start):
        return True
    if content_type and content_type.startswith("text/plain"):
        return False
    return len(list(islice(_TAG.finditer(text, 0, _TOP), _FEWEST_TAGS))) == _FEWEST_TAGS


def recognises(limits: Limits) -> bool:
    """Whether the optional character recognition is there, and wanted by the limits."""
    return limits.recognition_pages > 0 and can_recognise()


def read_images(images: Iterable[PageImage], limits: Limits, name: str, beside: Sequence[Page] = ()) -> Document:
    """Hand page images to the optional character recognition, with the pages `beside` them that hold text.

    Raises `Refusal`: ``needs_ocr`` where it is not installed, or not wanted by the limits; ``broken``, ``too_large``.
    """
    if not recognises(limits):
        raise Refusal("needs_ocr", f"图片或扫描件，需要文字识别 images or a scan, needs OCR: {name}")
    document = cast("Document", import_module(recognition_module()).read(images, limits, beside))
    document.kind = name
    return document


def read_together(files: Sequence[bytes], limits: Limits, first: int) -> Together:
    """Read picture files, in the order of their pages, as one document; places name the number of the file, from `first` on.

    Raises `Refusal`: ``needs_ocr`` where character recognition is not installed, or not wanted by the limits; ``too_large``.
    """
    if not recognises(limits):
        raise Refusal(
            "needs_ocr", f"共 {len(files)} 张图片，需要文字识别 {len(files)} pictures, need OCR", kind=PICTURES
        )
    found = cast("Together", import_module(recognition_module()).read_files(files, limits, first))
    found.document.kind = PICTURES
    return found
