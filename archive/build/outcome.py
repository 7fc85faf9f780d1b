"""What parsing one payload gave: a report, a refusal with its reason, or a failure of the parser. Small enough to keep."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from archive.packing import pack
from parsers.document import FILE_TITLE
from parsers.metadata.title import agency_in
from parsers.model import Fact
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from parsers.model import Refusal, Report

PAGES_MISSING = "pages_missing"
"""Code of an article, or a file, of which not all pages are here."""
Kind = Literal["report", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One parsed payload. `code` and `message` tell why there is no report, or no whole one; the rest is what reports are matched by.

    `cells_hash` covers every cell as printed, `text_hash` the text of all sections; both empty when there is none.
    """

    kind: Kind
    code: str = ""
    message: str = ""
    agency: str | None = None
    year: int | None = None
    scope: str | None = None
    edition: str | None = None
    credit_region: str | None = None
    cells: int = 0
    cells_hash: str = ""
    text_hash: str = ""
    status: str = ""
    format: str = ""
    blob: bytes = b""


def refused(refusal: Refusal) -> Outcome:
    """The outcome that keeps a refusal, and whose report it is where its title is printed."""
    title = refusal.title or ""
    agency, year = (agency_in(title), judge_title(title).year) if title else (None, None)
    return Outcome("refused", code=refusal.code, message=str(refusal), agency=agency, year=year, format=refusal.kind)


def outcome_of(report: Report) -> Outcome:
    """The outcome that keeps a report. Whose it is a file's properties do not decide: they may be left from another."""
    cells = sorted((cell.path, cell.raw) for cell in report.cells)
    text = "".join("".join(section.text.split()) for section in report.sections)
    return Outcome(
        kind="report",
        code=PAGES_MISSING if any(problem.rule == "S-PAGES" for problem in report.problems) else "",
        agency=None if (agency := known(report, "agency")).basis == FILE_TITLE else agency.value,
        year=known(report, "year").value,
        scope=known(report, "scope").value,
        edition=known(report, "edition").value,
        credit_region=known(report, "region_code").value,
        cells=len(cells),
        cells_hash=_digest(json.dumps(cells)) if cells else "",
        text_hash=_digest(text) if text else "",
        status=report.status,
        format=str(known(report, "format").value or ""),
        blob=pack(report),
    )


def known(report: Report, name: str) -> Fact:
    """What is known of the report by this name: as printed, else as inferred, else a fact of value None."""
    printed = getattr(report, name, None)
    fact = report.metadata.get(name)
    if printed is not None:
        return Fact(printed, fact.basis if fact and fact.value == printed else "report")
    fact = fact or report.metadata.get(f"{name}_inferred")
    return fact if fact is not None else Fact(None, "")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
