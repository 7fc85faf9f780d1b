"""MHTML, a web page saved as one file: its first page, decoded as its part declares."""

from __future__ import annotations

import email
from typing import TYPE_CHECKING

from parsers.decoding import decode
from parsers.model import Refusal
from parsers.readers.html import read_html

if TYPE_CHECKING:
    from email.message import Message

    from parsers.document import Document
    from parsers.formats import Limits

MAX_PARTS = 500


def read(body: bytes, limits: Limits) -> Document:
    """Read the page that the file holds. Tables are counted as in the page."""
    try:
        part = _page(email.message_from_bytes(body), MAX_PARTS)
        raw = part.get_payload(decode=True) if part is not None else None
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Refusal("broken", f"MHTML 文件损坏 damaged web archive: {error}") from error
    if part is None or not isinstance(raw, bytes):
        raise Refusal("broken", "MHTML 文件中没有网页 the web archive holds no page")
    text = decode(raw, str(part.get("Content-Type", ""))).text
    if len(text) > limits.characters:
        raise Refusal("too_large", f"网页过长 more than {limits.characters} characters")
    try:
        document = read_html(text)
    except ValueError as error:
        raise Refusal("not_a_report", f"没有内容 no content: {error}") from error
    document.kind = "mhtml"
    document.plain, document.plain_is_markup = (lambda: text), True
    return document


def _page(message: Message, most: int) -> Message | None:
    """The part that is the page: the one that the archive starts with, else its first."""
    start = message.get_param("start")
    pages: list[Message] = []
    for count, part in enumerate(message.walk()):
        if count > most:
            raise Refusal("too_large", f"部件过多 more than {most} parts in the web archive")
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            pages.append(part)
    return next((page for page in pages if start and page.get("Content-ID") == start), pages[0] if pages else None)
