"""Lists of a DOCX file (``numbering.xml``): which number a paragraph is given when the file is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.readers.office.docx_styles import attribute, value
from parsers.readers.office.numbering import LEVELS, Counters, Level
from parsers.readers.office.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

    from parsers.readers.office.docx_styles import Style

_SUFFIX = {"space": " ", "nothing": ""}


@dataclass(slots=True)
class _List:
    """A list in use: which abstract list counts for it, its levels, and first numbers to start anew with."""

    counter: str
    levels: list[Level]
    overrides: dict[int, int]


@dataclass
class Lists:
    """All lists of a file and how far they have counted."""

    known: dict[str, _List] = field(default_factory=dict)
    counters: Counters = field(default_factory=Counters)
    started: set[tuple[str, int]] = field(default_factory=set)

    def number(self, list_id: str, level: int) -> str:
        """The number printed before the next paragraph of a list; empty when it is in none."""
        found = self.known.get(list_id)
        if found is None:
            return ""
        if level in found.overrides and (list_id, level) not in self.started:
            self.counters.restart(found.counter, level, found.overrides[level])
        self.started.add((list_id, level))
        return self.counters.next(found.counter, found.levels, level)


def read_lists(root: _Element | None, styles: dict[str, Style]) -> Lists:
    """Lists by their id."""
    if root is None:
        return Lists()
    abstract = {attribute(one, "abstractNumId"): one for one in root if local(one) == "abstractNum"}
    numbers = {attribute(one, "numId"): one for one in root if local(one) == "num"}
    known: dict[str, _List] = {}
    for name, element in numbers.items():
        counter = _counter(element)
        linked = next((value(one) for one in abstract.get(counter, ()) if local(one) == "numStyleLink"), "")
        style = styles.get(linked)
        if style is not None and style.list_id in numbers:
            counter = _counter(numbers[style.list_id])
        levels = _levels(abstract.get(counter))
        overrides: dict[int, int] = {}
        for one in element:
            if local(one) == "lvlOverride":
                _override(one, levels, overrides)
        known[name] = _List(counter, levels, overrides)
    return Lists(known)


def _counter(number: _Element) -> str:
    return next((value(one) for one in number if local(one) == "abstractNumId"), "")


def _levels(element: _Element | None) -> list[Level]:
    levels = [Level() for _ in range(LEVELS)]
    for one in element if element is not None else ():
        if local(one) == "lvl":
            _put(levels, one)
    return levels


def _put(levels: list[Level], element: _Element) -> None:
    at = _integer(attribute(element, "ilvl"))
    if not 0 <= at < LEVELS:
        return
    said = {local(one): one for one in element}
    read = {name: value(one) for name, one in said.items()}
    if "AlternateContent" in said and "numFmt" not in said:
        read["numFmt"] = next(
            (value(one) for one in said["AlternateContent"].iter() if local(one) == "numFmt"), "decimal"
        )
    levels[at] = Level(
        read.get("numFmt", "decimal"),
        read.get("lvlText", ""),
        _integer(read.get("start", "1")),
        _SUFFIX.get(read.get("suff", ""), " "),
    )


def _override(element: _Element, levels: list[Level], overrides: dict[int, int]) -> None:
    for one in element:
        if local(one) == "startOverride":
            overrides[_integer(attribute(element, "ilvl"))] = _integer(value(one))
        elif local(one) == "lvl":
            _put(levels, one)


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
