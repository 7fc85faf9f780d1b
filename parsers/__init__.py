"""The parser of record: bytes in, report out. No network, no SQL, nothing of ours from other rooms."""

from __future__ import annotations

from parsers.model import Refusal, Report

VERSION = "3"
"""Raised whenever the same bytes may give another report; builds use it to know what to parse again."""

__all__ = ["VERSION", "Refusal", "Report", "parse"]


def parse(body: bytes, *, url: str | None = None, content_type: str | None = None) -> Report:
    """Read one report from the bytes of a page, text or file.

    What the bytes are is told by them alone. `url` helps with the date only; `content_type` is the HTTP header and helps
    with the charset. Raises `Refusal` with the code ``empty``, ``undecodable`` or ``not_a_report``; for files also
    ``unsupported_format``, ``needs_ocr``, ``encrypted``, ``broken`` or ``too_large``. Files may be hostile: where they come
    from strangers, parse them in a process that can be lost (archive.isolation).
    """
    from parsers.formats import sniff

    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Refusal("empty", "空文件 the file is empty")
    if sniff(body):
        return _parse_file(body, url)
    return _parse_text(body, url, content_type)


def _parse_file(body: bytes, url: str | None) -> Report:
    from parsers.causes import explain
    from parsers.formats.reading import read_file
    from parsers.report import read_report

    document = read_file(body)
    return explain(read_report(document, url), document.plain, markup=document.plain_is_markup)


def _parse_text(body: bytes, url: str | None, content_type: str | None) -> Report:
    from parsers.causes import explain
    from parsers.decoding import decode
    from parsers.report import read_report

    decoded = decode(body, content_type)
    if decoded.damaged * 20 > len(decoded.text):
        raise Refusal("undecodable", "无法识别的编码或二进制文件 neither text nor a known format")
    markup = _is_markup(decoded.text, content_type)
    if markup:
        from parsers.readers.html import read_html

        try:
            document = read_html(decoded.text, decoded.damaged)
        except ValueError as error:
            raise Refusal("not_a_report", f"没有内容 no content: {error}") from error
    else:
        from parsers.readers.flat_text import read_text

        document = read_text(decoded.text, decoded.damaged)
    return explain(read_report(document, url), lambda: decoded.text, markup=markup)


def _is_markup(text: str, content_type: str | None) -> bool:
    """Markup by its first element, whatever the name or header says; header `text/plain` wins over a stray angle."""
    import re

    start = text[:4096].lstrip("\ufeff \t\r\n")
    if re.match(r"<(?:!doctype|html|head|body|meta|div|table|p|!--|\?xml)\b|<!--", start, re.IGNORECASE):
        return True
    if content_type and content_type.startswith("text/plain"):
        return False
    return len(re.findall(r"</?(?:p|div|td|tr|table|span|body|html|li)\b", text[:65536], re.IGNORECASE)) >= 3
