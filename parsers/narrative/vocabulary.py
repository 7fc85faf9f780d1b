"""The words of the narrative, read from ``vocabulary.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from parsers.narrative.beginnings import shortest

Role = Literal["fact", "other", "mark"]


class Meaning(NamedTuple):
    """One fact that a word can announce: its key, the units it is counted in, and what limits it."""

    key: str
    units: frozenset[str]
    about: str
    weak: bool


class Word(NamedTuple):
    """One word of the vocabulary; `name` is the first fact's key or the name of the mark."""

    pattern: str
    role: Role
    name: str
    meanings: tuple[Meaning, ...] = ()

    @property
    def weak(self) -> bool:
        """Whether another word of the clause goes before it."""
        return bool(self.meanings) and all(meaning.weak for meaning in self.meanings)


class Vocabulary(NamedTuple):
    """All words, the more telling first; the units that numbers are read with; the facts' names in Chinese."""

    words: tuple[Word, ...]
    units: frozenset[str]
    names: dict[str, str]


@cache
def load_vocabulary() -> Vocabulary:
    """Read and compile once."""
    raw = tomllib.loads(files("parsers.narrative").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    units = {name: frozenset(items) for name, items in raw["units"].items()}
    found: dict[str, Word] = {}
    for item in raw["fact"]:
        meaning = Meaning(item["key"], units[item["unit"]], item.get("about", ""), item.get("weak", False))
        for pattern in item["words"]:
            held = found.get(pattern)
            meanings = (*held.meanings, meaning) if held else (meaning,)
            found[pattern] = Word(pattern, "fact", meanings[0].key, meanings)
    for role in ("other", "mark"):
        for item in raw[role]:
            found.update({p: Word(p, role, item["name"]) for p in item["words"]})
    words = sorted(found.values(), key=lambda word: (-shortest(word.pattern), -len(word.pattern)))
    spelt = frozenset(unit for many in units.values() for unit in many if unit)
    return Vocabulary(tuple(words), spelt, {item["key"]: item["zh"] for item in raw["fact"]})
