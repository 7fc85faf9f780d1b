"""Word documents that are one XML file, as templates of office systems write them: of Word 2003, or a DOCX laid out flat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.model import Refusal
from parsers.readers.office.docx import read_parts
from parsers.readers.office.xml import child, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from parsers.document import Document
    from parsers.formats import Limits

_KIND = "word_xml"


def read(body: bytes, limits: Limits) -> Document:
    """Read a file; tables, rows and cells are counted as in a DOCX. Lists of Word 2003 are not numbered."""
    if len(body) > limits.unpacked:
        raise Refusal("too_large", f"文件过大 the file is too large: {len(body)} > {limits.unpacked} bytes")
    root = parse_xml(body)
    if local(root) == "wordDocument":
        return read_parts(root, child(root, "styles"), None, _KIND)
    parts = {_name(part): next(iter(data), None) for part in root if (data := child(part, "xmlData")) is not None}
    main = parts.get("word/document.xml")
    if main is None:
        raise Refusal("broken", "Word 文件缺少正文部件 the Word file lacks its main part")
    return read_parts(main, parts.get("word/styles.xml"), parts.get("word/numbering.xml"), _KIND)


def _name(part: _Element) -> str:
    return next((str(value) for key, value in part.attrib.items() if str(key).endswith("name")), "").lstrip("/")
