"""Addresses: what authors and templates do to an href, undone, and one rule set by which two addresses are the same."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

_CONFIRM = re.compile(
    r"(?:confirm|open|navigate|location(?:\.href)?|location\.(?:replace|assign))\s*[(=]\s*[\"']([^\"']+)[\"']",
    re.IGNORECASE,
)
_ARGUMENT = re.compile(  # a call with an address among its arguments: openArticle('/x.html')
    r"\w\s*\([^()]*?[\"']((?:https?://|\.{0,2}/)[^\"'\s]+|[^\"'\s/]+\.(?:s?html?|jsp|aspx?|php|do|pdf|docx?)(?:\?[^\"'\s]*)?)[\"']",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
_NOISE = {
    "jsessionid", "phpsessid", "aspsessionid", "sessionid", "sid_", "_t", "t_", "timestamp", "rnd", "random", "rand", "spm",
    "from", "utm_source", "utm_medium", "utm_campaign", "isappinstalled", "_r", "nocache", "cachebuster",
}  # fmt: skip
_STAMPED = {"t", "v", "r", "_"}  # noise only when the value looks like a time stamp or a random number
_STAMP = re.compile(r"\d{10,}|0\.\d{5,}")
_REMEMBERED = 4096  # addresses: those of a page on its way are looked at again and again
_PLAIN = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?!(?:80|443)/)\d+)?(?:(?:/[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)+/?|/)"
)
"""An address in which nothing is to be undone, as most are."""
_PORTS = {"http": ":80", "https": ":443"}


def clean_href(href: str | None, onclick: str | None = None) -> str | None:
    """The address an author meant: blanks inside removed, entities undone, ``javascript:`` wrappers opened; or None."""
    value = html.unescape(href or "").strip()
    if value[:1] in ('"', "'"):
        value = value.strip("\"'")
    value = re.sub(r"[\r\n\t]+", "", value).strip()
    if not value or value in ("#", "about:blank") or value.lower().startswith(("javascript:", "vbscript:")):
        scripts = (html.unescape(value), html.unescape(onclick or ""))
        wrapped = next(
            (found for rule in (_CONFIRM, _ARGUMENT) for code in scripts if (found := rule.search(code))), None
        )
        if wrapped is None:
            return None
        value = wrapped.group(1).strip()
    if value.lower().startswith(("mailto:", "tel:", "data:", "blob:", "ftp:", "file:", "#")):
        return None
    return value.replace("\\", "/")


def absolute(base: str, href: str) -> str | None:
    """`href` joined with `base`, CJK percent-encoded as UTF-8, without fragment; None when it is no web address."""
    try:
        joined = urljoin(base, href)
        parts = urlsplit(joined)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        parts.port  # noqa: B018  # a port that is no number raises
    except ValueError:
        return None
    return without_noise(safe_url_string(urlunsplit(parts._replace(fragment=""))))


def without_noise(url: str) -> str:
    """The address without session ids, time stamps and random numbers; all else as it stands, byte for byte."""
    parts = urlsplit(url)
    path = _SESSION.sub("", parts.path)
    pieces = parts.query.split("&") if parts.query else []
    kept = [piece for piece in pieces if not _is_noise(*piece.partition("=")[::2])]
    if path == parts.path and len(kept) == len(pieces):
        return url
    return urlunsplit(parts._replace(path=path, query="&".join(kept)))


def _is_noise(name: str, value: str) -> bool:
    lower = name.lower()
    return lower in _NOISE or (lower in _STAMPED and _STAMP.fullmatch(value) is not None)


@lru_cache(maxsize=_REMEMBERED)
def canonical(url: str) -> str:
    """The form by which two addresses are the same page: no session, time stamp, default port or fragment, no ``/../``."""
    if _PLAIN.fullmatch(url):
        return url
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme, ""))
    path = re.sub(r"/{2,}", "/", _SESSION.sub("", parts.path) or "/")
    path = urlsplit(urljoin("http://host/", quote(unquote(path), safe="/;=,@:+$!*'()~&"))).path
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_noise(name, value)
    ]
    query = urlencode(kept) if kept or not parts.query or "=" in parts.query else parts.query
    return urlunsplit((parts.scheme, host, path, query, ""))


@lru_cache(maxsize=_REMEMBERED)
def identity(url: str) -> str:
    """`canonical` without the scheme and without a directory's index page: http and https name the same page."""
    parts = urlsplit(canonical(url))
    path = re.sub(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", "/", parts.path, flags=re.IGNORECASE)
    return f"{parts.netloc}{path}{'?' + parts.query if parts.query else ''}"


_TRAPS = re.compile(
    r"/gate/big5/|/(?:wap|mobile|m|mindex|en|english|big5)/|[?&](?:year|month|day)=\d+&(?:month|day)=\d+|print(?:page)?\.(?:jsp|aspx?|php)"
    r"|/(?:search|sousuo|was[45]0?)/|/(?:login|logout|register)\b|/feed\b|/rss\b|sitemap",
    re.IGNORECASE,
)


def is_trap(url: str) -> bool:
    """Whether an address opens an endless or doubled space: calendars, searches, mirrors, print and mobile twins, logins."""
    return bool(_TRAPS.search(url)) or url.count("/") > 24 or len(url) > 1500
