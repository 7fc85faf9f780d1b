"""Which links are files to download, and where viewers and scripts hide them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

EXTENSIONS = "pdf|docx?|wps|et|xlsx?|ofd|ceb|rtf|zip|rar|7z"
_BY_NAME = re.compile(rf"\.(?:{EXTENSIONS})$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|tiff?|webp|bmp)(?:$|\?)", re.IGNORECASE)
_IN_QUERY = re.compile(
    rf"(?:file_?name|name|file|fileurl|path|attach\w*)=[^&#]*\.(?:{EXTENSIONS})(?:&|#|$)", re.IGNORECASE
)
_SERVLET = re.compile(
    r"/downfile\.jsp\?|/_content/download\.jsp\?|/document/(?:file-)?download\?|/download/(?:attach/)?[0-9a-f]{8,}"
    r"|/download-file/|/attachment?s?/\d|/attach/\d|downloadattach",
    re.IGNORECASE,
)
_VIEWER = re.compile(r"(?:viewer|pdfview|pdfjs)[^?]*\?(?:[^#]*&)?file=", re.IGNORECASE)
_NAMED = re.compile(rf"\.(?:{EXTENSIONS})")
_SCRIPTED = re.compile(rf"[\"'(=]\s*([^\"'()<>\s=]+\.(?:{EXTENSIONS}))\s*[\"')]", re.IGNORECASE)


def is_file_link(url: str, text: str = "") -> bool:
    """Whether a link downloads a document or archive: by its path, its query, a known servlet, or its text's suffix."""
    parts = urlsplit(url)
    if _BY_NAME.search(unquote(parts.path)) or _SERVLET.search(url):
        return True
    if parts.query and _IN_QUERY.search(unquote(parts.query) + "&"):
        return True
    return bool(_BY_NAME.search(text.strip()))


def is_picture(url: str) -> bool:
    """Whether an address is that of a picture that may be a page, by its name; GIF files are ornaments."""
    return _PICTURE.search(url) is not None


def viewer_target(url: str) -> str | None:
    """The file that a pdf.js viewer address shows, still relative to the viewer; None when it is no viewer."""
    if not _VIEWER.search(url):
        return None
    values = parse_qs(urlsplit(url).query).get("file")
    return values[0] if values else None


def names_file(lower: str) -> bool:
    """Whether a document's suffix stands anywhere in markup given in lower case."""
    return _NAMED.search(lower) is not None


def scripted_files(markup: str) -> list[str]:
    """Addresses of files in scripts and attributes of raw markup, as meant, in order, each once.

    One whose slashes are written as in a query stands in the address of a viewer: relative ones are relative to that.
    """
    found = dict.fromkeys(unquote(one) if "%2f" in one.lower() else one for one in _SCRIPTED.findall(markup))
    return [one for one in found if not one.startswith("../") or one in markup]
