"""Which file of an archive is the report: all that can be read are, and the one that holds most of a report is taken.

Pictures that lie in one folder are the pages of one document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.archives.members import members
from parsers.archives.pictures import read_set, sets_of
from parsers.formats.reading import read_any
from parsers.model import Refusal
from parsers.recognition import judge_title
from parsers.report import read_report

if TYPE_CHECKING:
    from parsers.archives.members import Member
    from parsers.document import Document
    from parsers.formats import Limits
    from parsers.model import Report

MOST_READ = 40
"""Files, or folders of pictures, of one archive that are read, those with a report's title first."""

_STATUS = {"parsed": 0, "partial": 1}
_REASONS = (
    "needs_ocr",
    "encrypted",
    "too_large",
    "broken",
    "unsupported_format",
    "undecodable",
    "not_a_report",
    "empty",
)


class _Found(NamedTuple):
    rank: tuple[int, ...]
    document: Document


def read(body: bytes, limits: Limits) -> Document:
    """The document of the file, or the pictures, that are the report. Raises `Refusal` with the gravest reason when none is."""
    listed = sorted(sets_of(members(body, limits)), key=_rank_of_names)
    if not listed:
        raise Refusal("empty", "压缩包内没有文件 the archive holds no file")
    found: list[_Found] = []
    refused: list[tuple[int, str, str]] = []
    for order, own in enumerate(listed[:MOST_READ]):
        try:
            document = read_set(own, limits) if len(own) > 1 else _read(own[0], limits)
            report = read_report(document)
        except Refusal as refusal:
            refused.append((_REASONS.index(refusal.code), refusal.code, f"{own[0].name}: {refusal}"))
            continue
        found.append(_Found((*_rank_of(report), _rank_of_names(own), order), document))
    if found:
        return min(found, key=lambda one: one.rank).document
    _, code, message = min(refused)
    raise Refusal(code, message)


def _read(member: Member, limits: Limits) -> Document:
    document = read_any(member.body, limits)
    document.member = f"{member.name}/{document.member}" if document.member else member.name
    return document


def _rank_of(report: Report) -> tuple[int, ...]:
    return _STATUS.get(report.status, 2), -len(report.cells), -len(report.sections)


def _rank_of_names(own: list[Member]) -> int:
    """Files with a report's title first, those with the title of something else last."""
    return min(_rank_of_name(member) for member in own)


def _rank_of_name(member: Member) -> int:
    stem = member.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    verdict = judge_title(stem)
    return 0 if verdict.is_report else 2 if verdict.lookalike else 1
