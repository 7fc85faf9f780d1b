"""What came back: content, or a block, login, maintenance or error page, a soft 404, or a shell that needs script."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from parsers.decoding import decode
from parsers.quick import lowered, search
from parsers.recognition.headings import REPORT_HEADINGS, count_headings
from parsers.recognition.held import held_report

PageKind = Literal[
    "content",
    "file",
    "blocked",
    "refused",
    "not_found",
    "soft_404",
    "login",
    "maintenance",
    "error",
    "needs_script",
    "empty",
]
HeaderPairs = Mapping[str, str] | Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """`kind` of page, the protection `product` when it refuses, and why in a few plain words."""

    kind: PageKind
    product: str | None
    why: str

    @property
    def is_content(self) -> bool:
        """Whether the page or file may be read for what it was asked for."""
        return self.kind in ("content", "file")


HOLDS_REPORT = PageVerdict("content", None, "holds the headings of a report")


@cache
def signatures() -> dict[str, Any]:
    """The declarations of ``signatures.toml``."""
    return tomllib.loads(resources.files(__package__).joinpath("signatures.toml").read_text(encoding="utf-8"))


@cache
def _any(section: str, name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{item})" for item in signatures()[section][name]), re.DOTALL | re.MULTILINE)


@cache
def _blocks() -> tuple[tuple[str, re.Pattern[str], tuple[int, ...], tuple[str, ...]], ...]:
    return tuple(
        (
            item["product"],
            re.compile("|".join(item["any"]), re.DOTALL),
            tuple(item.get("status", ())),
            tuple(item.get("headers", ())),
        )
        for item in signatures()["block"]
    )


_HIDDEN = re.compile(r"<(script|style|noscript|template)\b|<!--", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "noscript", "template")} | {
    "": re.compile("-->")
}
_LINK = re.compile(r"<a\s[^>]*href\s*=\s*[\"']?(?!javascript|#)")
_TAG = re.compile(r"<[^>]*>")
_FILE_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"7z\xbc\xaf",
)


def visible_text(markup: str) -> str:
    """The text a reader sees, blanks folded: scripts, styles and comments left out."""
    return " ".join(html.unescape(_TAG.sub(" ", _shown(markup))).split())


def _shown(markup: str) -> str:
    """Markup without hidden elements; one that is never closed hides nothing. Each end is looked for once: pages may be hostile."""
    kept, at, endless = [], 0, set()
    for opening in _HIDDEN.finditer(markup):
        name = (opening[1] or "").lower()
        if opening.start() < at or name in endless:
            continue
        closing = _ENDS[name].search(markup, opening.end())
        if closing is None:
            endless.add(name)
            continue
        kept += [markup[at : opening.start()], " "]
        at = closing.end()
    return "".join([*kept, markup[at:]])


def is_file(body: bytes) -> bool:
    """Whether the bytes are those of a document, archive or image rather than of a page."""
    return body.lstrip()[:8].startswith(_FILE_MAGIC)


def judge_page(body: bytes, status: int | None, headers: HeaderPairs = ()) -> PageVerdict:
    """Judge an answer by its bytes first and its status second: protections answer with 200 as well.

    `body` has its content encoding undone; `headers` as received, names in any case.
    """
    pairs = list(headers.items()) if isinstance(headers, Mapping) else list(headers)
    lines = [f"{name}: {value}".lower() for name, value in pairs]
    code = status or 200
    if is_file(body) and code < 400:
        return PageVerdict("file", None, "a file")
    content_type = next((value for name, value in pairs if name.lower() == "content-type"), "")
    decoded = decode(body, content_type).text
    markup = lowered(decoded)
    text = visible_text(markup)
    if code < 400 and (count_headings(text)[0] >= REPORT_HEADINGS or held_report(decoded)):
        return HOLDS_REPORT
    return _refusal(markup, text, code, lines) or _failure(markup, code) or _pretence(markup, text, code)


def asks_by_script(markup: str) -> bool:
    """Whether scripts of a page ask for rows, or its rows are placeholders that a script would fill."""
    return any(search(sign, markup) for sign in signatures()["pages"]["scripted_list"])


def _looks_official(markup: str) -> bool:
    return _any("pages", "official").search(markup) is not None or len(_LINK.findall(markup)) >= 8


def _refusal(markup: str, text: str, code: int, lines: list[str]) -> PageVerdict | None:
    if len(text) <= signatures()["pages"]["max_block_text"] and not (code < 400 and _looks_official(markup)):
        for product, found, statuses, header_marks in _blocks():
            by_header = code >= 400 and any(
                line.startswith(mark) or mark in line for mark in header_marks for line in lines
            )
            if by_header or code in statuses or found.search(markup):
                return PageVerdict("blocked", product, f"declined by {product}, status {code}")
    if code in signatures()["refused"]["status"]:
        return PageVerdict("refused", None, f"refused with status {code}")
    return None


def _failure(markup: str, code: int) -> PageVerdict | None:
    if code in (404, 410):
        return PageVerdict("not_found", None, f"status {code}")
    if code >= 400:
        return PageVerdict("error", None, f"status {code}")
    if not markup.strip():
        return PageVerdict("empty", None, "an empty body")
    return None


def _pretence(markup: str, text: str, code: int) -> PageVerdict:
    limit = signatures()["pages"]["max_block_text"]
    title = re.search(r"<title[^>]*>(.*?)</title", markup, re.DOTALL)
    head = f"{title.group(1).strip() if title else ''}\n{text[:400]}"
    if len(text) <= limit:
        for signs, kind, why in (
            ("soft_404", "soft_404", "says the page is not there"),
            ("maintenance", "maintenance", "says the site is being worked on"),
            ("error", "error", "an error page"),
            ("parked", "error", "says the domain is for sale"),
        ):
            if _any("pages", signs).search(head) or (len(text) < 300 and _any("pages", signs).search(text)):
                return PageVerdict(kind, None, f"{why}, status {code}")  # type: ignore[arg-type]
        if _any("pages", "permission").search(head):
            return PageVerdict("login", None, "needs a permission")
        if re.search(r"type=[\"']?password", markup) and len(text) < 400:
            return PageVerdict("login", None, "a login page")
    return _shell(markup, text) or PageVerdict("content", None, "content")


def _shell(markup: str, text: str) -> PageVerdict | None:
    if len(text) > signatures()["pages"]["max_shell_text"] or "<script" not in markup:
        return None
    if re.search(r"<a\s[^>]*href|<frame|<iframe|http-equiv=[\"']?refresh|location", markup):
        links = len(_LINK.findall(markup))
        shell = _any("pages", "shell").search(markup) is not None
        if links > 3 or not shell:
            return None
    return PageVerdict("needs_script", None, "an empty shell that a script would fill")
