"""How to cite one report: GB/T 7714, APA and BibTeX, each with the archived copy beside the page it was published on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$"}
_TEX |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
UNKNOWN = "佚名"
UNTITLED = "政府信息公开工作年度报告"


@dataclass(frozen=True, slots=True)
class Citations:
    """The same report in three styles."""

    gb7714: str
    apa: str
    bibtex: str


def citations(report: Any, captured_at: str | None, address: str) -> Citations:
    """Citations of a row of `reports`, captured at a UTC time stamp and shown at `address` on this site.

    What the page does not say is left out: a year in brackets is that of publication, and stands there only when it is known.
    """
    agency, title = _line(report["agency"]) or None, _line(report["title"]) or UNTITLED
    published, seen = report["published_on"], (captured_at or report["last_seen_at"])[:10]
    page = report["url"] if str(report["url"]).startswith(("http://", "https://")) else None
    return Citations(
        _gb7714(agency, title, published, seen, page, address),
        _apa(agency, title, published, seen, page, address),
        _bibtex(report["id"], agency, title, published, seen, page, address),
    )


def _gb7714(agency: str | None, title: str, published: str | None, seen: str, page: str | None, address: str) -> str:
    """GB/T 7714-2015, 4.6 (electronic resources): [EB/OL]. (date published)[date of citation]. address."""
    day = f"({published})" if published else ""
    places = ". ".join(filter(None, (page, f"存档 {address}")))
    return f"{agency or UNKNOWN}. {title}[EB/OL]. {day}[{seen}]. {places}."


def _apa(agency: str | None, title: str, published: str | None, seen: str, page: str | None, address: str) -> str:
    """APA, 7th edition, 10.16: the group author, the day in full, the title, the address; archived copy last."""
    day = _in_words(published) if published else "n.d."
    author = f"{agency}. " if agency else ""
    where = f" {page}" if page else ""
    return f"{author}({day}). {title}.{where} (archived copy, captured {_in_words(seen)}: {address})"


def _bibtex(
    key: str, agency: str | None, title: str, published: str | None, seen: str, page: str | None, address: str
) -> str:
    fields = {
        "author": f"{{{_tex(agency)}}}" if agency else None,
        "title": f"{{{_tex(title)}}}",
        "year": published[:4] if published else None,
        "month": str(int(published[5:7])) if published else None,
        "url": _tex(page or address),
        "urldate": seen,
        "note": f"archived copy: {_tex(address)}",
    }
    inside = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{re.sub('[^A-Za-z0-9-]', '-', key)},\n{inside}\n}}\n"


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _in_words(day: str) -> str:
    year, month, number = day.split("-")
    return f"{year}, {_MONTHS[int(month) - 1]} {int(number)}"
