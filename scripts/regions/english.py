"""English names of places: established ones, else pinyin with the word for the kind of place."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pypinyin import Style, lazy_pinyin


@cache
def words() -> dict[str, Any]:
    """``names.toml``."""
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))


def parts(name: str) -> tuple[str, tuple[str, ...], str]:
    """Stem, peoples and generic word of a name: 金平苗族瑶族傣族自治县 is 金平, (苗族, 瑶族, 傣族), 自治县."""
    generic = next((word for word in words()["generic"] if name.endswith(word) and name != word), "")
    stem = name.removesuffix(generic)
    peoples: list[str] = []
    while generic.startswith("自治") or (generic == "区" and stem.endswith("族")):
        people = next((p for p in words()["peoples"] if stem.endswith(p)), None)
        if people is None:
            break
        stem = stem.removesuffix(people)
        peoples.insert(0, people)
    if not stem and peoples:
        stem = peoples.pop(0).removesuffix("族")
    return stem, tuple(peoples), generic


def short_name(name: str) -> str | None:
    """The usual short name of an autonomous place: 金平县, 海南州, 广西; None for others."""
    if name in words()["short"]:
        return str(words()["short"][name])
    stem, _, generic = parts(name)
    if not generic.startswith("自治"):
        return None
    return stem + {"自治区": "", "自治州": "州", "自治县": "县", "自治旗": "旗"}[generic]


def english(name: str, level: str) -> tuple[str, str]:
    """English name and its basis: ``established`` or ``pinyin``."""
    if name in words()["established"]:
        return words()["established"][name], "established"
    stem, peoples, generic = parts(name)
    latin = _pinyin(stem)
    if (level == "province" and generic in ("省", "市")) or (level == "prefecture" and generic == "市"):
        return latin, "pinyin"
    kinds = [words()["peoples"][people] for people in peoples]
    joined = f"{', '.join(kinds[:-1])} and {kinds[-1]}" if len(kinds) > 1 else "".join(kinds)
    return " ".join(part for part in (latin, joined, words()["generic"].get(generic, "")) if part), "pinyin"


def _pinyin(stem: str) -> str:
    known = words()["readings"].get(stem)
    read = known.split() if known else lazy_pinyin(stem, style=Style.NORMAL, v_to_u=True)
    always = {} if known else words()["characters"]
    syllables = [always.get(character, one) for character, one in zip(stem, read, strict=True)]
    text = "".join(f"'{s}" if i and re.match("[aeoāēō]", s) else s for i, s in enumerate(syllables))
    return text[:1].upper() + text[1:]
