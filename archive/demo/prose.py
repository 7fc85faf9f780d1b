"""The six sections of an invented report, from the banks of sentences in prose.toml and the year's own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.demo.chance import stream
from archive.demo.form import load
from archive.demo.model import Section

if TYPE_CHECKING:
    from random import Random

    from archive.demo.model import Figures

HEADINGS = {
    "overview": ("一、总体情况", "一、总体情况"),
    "proactive_disclosure": ("二、主动公开政府信息情况", "二、主动公开政府信息情况"),
    "requests": ("三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开申请情况"),
    "reconsideration_and_litigation": (
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ),
    "problems_and_improvements": ("五、政府信息公开工作存在的主要问题及改进情况", "五、存在的主要问题及改进情况"),
    "other_matters": ("六、其他需要报告的事项", "六、其他需要报告的事项"),
}
"""Heading of each section in the form of 2019 and in that of 2021."""
NUMERALS = "一二三四五六七八九十"
DRAWN = {
    "press": (2, 14),
    "fixed": (3, 46),
    "explained": (3, 38),
    "visits": (12, 460),
    "visits_points": (2, 9),
    "closed_accounts": (1, 4),
    "meetings": (1, 6),
    "training": (1, 5),
    "people": (18, 320),
    "staff": (1, 6),
    "suggestions": (2, 48),
    "proposals": (1, 39),
    "fee_cases": (1, 5),
}
FEE_STEP = 100
ITEMS = {"large": (2400, 9800), "medium": (380, 2200), "small": (90, 640), "tiny": (25, 140)}


def write_sections(
    seed: int, unit: dict[str, Any], year: int, era: str, figures: Figures
) -> tuple[str, tuple[Section, ...]]:
    """The preface and the six sections; `unit` is an agency of facts.toml, `era` the form that gives the headings."""
    chance = stream(seed, "prose", unit["name"], year)
    bank = load("prose")
    words = _words(chance, unit, year, figures)

    def say(name: str) -> str:
        sentence: str = chance.choice(bank[name])
        return sentence.format(**words)

    nothing = chance.random() < 0.5
    texts: dict[str, list[str]] = {
        "overview": [say("lead"), *_topics(chance, bank["topics"], say, figures)],
        "proactive_disclosure": [],
        "requests": [text for text in [say("tables_below")] if text],
        "reconsideration_and_litigation": [],
        "problems_and_improvements": [f"{say('problem')}；{say('problem_more')}。", say("improve")],
        "other_matters": [say("nothing_else" if nothing else "something_else")],
    }
    at = 1 if era == "2021" else 0
    sections = tuple(Section(key, HEADINGS[key][at], tuple(paragraphs)) for key, paragraphs in texts.items())
    return say("preface"), sections


def _topics(chance: Random, names: list[str], say: Any, figures: Figures) -> list[str]:
    """The five topics of section one, each under its own heading, run in, or counted off."""
    asked = (
        "asked"
        if figures.requests["new_requests"]["total"] + figures.requests["carried_over_in"]["total"]
        else "asked_none"
    )
    bodies = [say(name) for name in ("proactive", asked, "management", "platform", "support")]
    manner = chance.choice(("apart", "run_in", "counted"))
    if manner == "counted":
        return [
            "".join(
                f"{NUMERALS[at]}是做好{name}。{body}" for at, (name, body) in enumerate(zip(names, bodies, strict=True))
            )
        ]
    paragraphs = []
    for at, (name, body) in enumerate(zip(names, bodies, strict=True)):
        heading = f"（{NUMERALS[at]}）{name}"
        paragraphs += [heading, body] if manner == "apart" else [f"{heading}。{body}"]
    return paragraphs


def _words(chance: Random, unit: dict[str, Any], year: int, figures: Figures) -> dict[str, Any]:
    requests = figures.requests
    drawn = {name: chance.randint(*limits) for name, limits in DRAWN.items()}
    items = chance.randint(*ITEMS[unit["size"]])
    return {
        **drawn,
        "items": items,
        "part": max(3, items // chance.randint(4, 9)),
        "fee": drawn["fee_cases"] * FEE_STEP * chance.randint(1, 4),
        "new": requests["new_requests"]["total"],
        "carried_in": requests["carried_over_in"]["total"],
        "closed": requests["results.total"]["total"],
        "carried_out": requests["carried_over_out"]["total"],
        "self": unit["self"],
        "agency": unit["name"],
        "portal": unit["portal"],
        "focus": unit["focus"],
        "year": year,
        "next": year + 1,
    }
