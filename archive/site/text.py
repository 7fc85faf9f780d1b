"""Words and number shapes that the templates use, Chinese with English beside; the words lie in ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import pass_context

from archive.filters import load_filters
from archive.schema.codes import codebook
from archive.site.form import name_of
from archive.site.language import current
from archive.site.messages import finding_text


@cache
def words() -> dict[str, dict[str, dict[str, str]]]:
    """The tables of ``words.toml``: group to code to its ``zh``, ``en`` and perhaps ``tone``."""
    said = tomllib.loads(files("archive.site").joinpath("words.toml").read_text(encoding="utf-8"))
    for code in codebook():
        if code.table == "agencies":  # levels, kinds and sectors have their words in the vocabulary that reads them
            said.setdefault(code.field, {})[code.key] = {"zh": code.label, "en": code.label_en or code.key}
    return said


def word(code: str | None, group: str, language: str | None = None) -> str:
    """What a code of `group` is called, in the page's language unless told; a code that has no words is shown as it is."""
    return words().get(group, {}).get(code or "", {}).get(language or current(), code or "")


def tone(code: str | None, group: str) -> str:
    """The colour class of a code: ``ok``, ``info``, ``warning``, ``error`` or none."""
    return words().get(group, {}).get(code or "", {}).get("tone", "")


def number(value: float | None) -> str:
    """A number with thousands separated, without an empty fraction; nothing is rounded."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    return f"{value:,}"


def size(count: int) -> str:
    """A count of bytes for people."""
    amount = float(count)
    for unit in ("B", "KB", "MB", "GB"):
        if amount < 1024 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"
        amount /= 1024
    raise AssertionError


def web_link(url: str | None) -> str | None:
    """`url` if a browser may be sent there: only http and https; anything else stays text."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def digits(stamp: str) -> str:
    """A moment as the fourteen digits by which web archives name their captures."""
    return "".join(char for char in stamp if char.isdigit())[:14]


def moment(stamp: str | None) -> str:
    """A UTC time stamp for people: ``2024-03-01 08:00 UTC``."""
    return f"{stamp[:10]} {stamp[11:16]} UTC" if stamp and len(stamp) > len("2024-03-01T08") else stamp or ""


def filter_name(name: str) -> str:
    """What a filter of `archive.filters` is called."""
    found = load_filters()[name]
    return found.en if current() == "en" else found.zh


@pass_context
def _cell_of_page(_context: Any, path: str) -> str:
    return name_of(path)


@pass_context
def _word_of_page(_context: Any, code: str | None, group: str, language: str | None = None) -> str:
    """`word` for templates; it asks for the context so that Jinja does not settle the language when it compiles."""
    return word(code, group, language)


@pass_context
def _finding_of_page(_context: Any, message: str, rule: str) -> str:
    return finding_text(message, rule)


FILTERS: dict[str, Any] = {
    "finding": _finding_of_page,
    "filter_name": filter_name,
    "word": _word_of_page,
    "tone": tone,
    "number": number,
    "size": size,
    "web_link": web_link,
    "path_part": lambda text: quote(str(text), safe=""),
    "moment": moment,
    "digits": digits,
    "cell_name": _cell_of_page,
    "day": lambda stamp: str(stamp or "")[:10],
}
