"""Pages that only send the reader on: a meta refresh or one constant script redirect."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin, urlsplit

from parsers.decoding import decode
from parsers.recognition.pages import visible_text

_META = re.compile(
    r"<meta[^>]+http-equiv\s*=\s*[\"']?refresh[\"']?[^>]*content\s*=\s*([\"'])\s*(\d+)?[\s;,]*url\s*=\s*['\"]?([^\"'>]+)",
    re.IGNORECASE,
)
_META_TURNED = re.compile(
    r"<meta[^>]+content\s*=\s*([\"'])\s*(\d+)?[\s;,]*url\s*=\s*['\"]?([^\"'>]+)[^>]*http-equiv\s*=\s*[\"']?refresh",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"(?<![\w.])(?:(?:window|self|top|document|parent)\.)*location(?:\.href)?\s*=\s*([\"'])([^\"']+)\1(?!\s*[+.\w])",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"location\.(?:replace|assign)\(\s*([\"'])([^\"']+)\1\s*\)|window\.(?:open|navigate)\(\s*([\"'])([^\"']+)\3\s*,?\s*[\"']?_?self?",
    re.IGNORECASE,
)
_ELEMENT = re.compile(r"<script[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)
_ONLOAD = re.compile(r"onload\s*=\s*([\"'])(.*?)\1", re.DOTALL | re.IGNORECASE)
_MOBILE = re.compile(r"^(?:m|wap|3g|mobile)\.|/(?:wap|mobile|m)(?:/|$)", re.IGNORECASE)
_BASE = re.compile(r"<base[^>]+href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_LIMIT = 3072
STUB_TEXT = 200
"""Characters of visible text that a page may have and yet only send on."""


def stub_target(body: bytes, url: str, content_type: str = "") -> str | None:
    """The absolute URL a stub page sends on to; None for a page of its own, a challenge, or an ambiguous script.

    Only constant strings count, only in bodies below 3 KB with hardly any text (a meta refresh up to 20 KB), and
    never where a cookie is set by script: that is a challenge, which is not solved.
    """
    if len(body) > 20_000:
        return None
    markup = decode(body, content_type).text
    without_noscript = re.sub(r"<noscript.*?</noscript\s*>", " ", markup, flags=re.DOTALL | re.IGNORECASE)
    if "document.cookie" in markup or len(visible_text(without_noscript)) > STUB_TEXT:
        return None
    base = _BASE.search(markup)
    home = urljoin(url, base.group(1)) if base else url
    targets = [
        found.group(3) for found in (_META.search(without_noscript), _META_TURNED.search(without_noscript)) if found
    ]
    if not targets and len(body) <= _LIMIT:
        targets = _script_targets(without_noscript)
    absolute = {urljoin(home, html.unescape(target.strip())) for target in targets}
    desktop = {target for target in absolute if not _is_mobile(target)} or absolute
    return desktop.pop() if len(desktop) == 1 and urlsplit(next(iter(desktop))).scheme in ("http", "https") else None


def _script_targets(markup: str) -> list[str]:
    code = "\n".join([*_ELEMENT.findall(markup), *(quoted[1] for quoted in _ONLOAD.findall(markup))])
    found = [match.group(2) for match in _SCRIPT.finditer(code)]
    found += [match.group(2) or match.group(4) for match in _CALL.finditer(code)]
    return [target for target in found if target and not target.startswith(("javascript:", "#"))]


def _is_mobile(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_MOBILE.search(parts.netloc) or _MOBILE.search(parts.path))
