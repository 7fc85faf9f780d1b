"""Facts of sentences: on invented sentences nothing wrong is read and little is missed; on real ones, when at hand, too."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from parsers.model import Section
from parsers.narrative import read_facts

HERE = Path(__file__).parent
SAMPLES = HERE.parents[3] / "shared" / "narrative_samples.json"
YEAR = 2023
LIMITS = ("year", "part", "scope", "of", "approximate", "said")
NAMES = {
    "new": "requests.new", "cin": "requests.carried_in", "closed": "requests.closed", "cout": "requests.carried_out",
    "handled": "requests.handled", "disclosed": "requests.disclosed", "partial": "requests.partially_disclosed",
    "denied": "requests.not_disclosed", "unable": "requests.unable_to_provide", "np": "requests.not_processed",
    "other": "requests.other_handling", "in_person": "requests.in_person", "letter": "requests.letter",
    "online": "requests.online", "recon": "reconsideration", "lit": "litigation", "items": "items_proactive",
    "npc": "npc_suggestions", "cppcc": "cppcc_proposals", "training": "training_sessions",
}  # fmt: skip


def facts_of(text: str, year: int | None = YEAR) -> list[dict[str, Any]]:
    return list(read_facts([Section(1, "overview", "一、总体情况", text)], year))


def told(fact: dict[str, Any]) -> str:
    limits = "".join(f" {name}={fact[name]}" for name in LIMITS if name in fact)
    return f"{fact['key']} {fact['value']}{limits}"


def invented() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((HERE / "sentences.toml").read_text(encoding="utf-8"))["sentence"]
    return found


@pytest.mark.parametrize("sentence", invented(), ids=lambda s: s["text"][:24])
def test_nothing_is_read_that_is_not_said(sentence: dict[str, Any]) -> None:
    read = Counter(told(fact) for fact in facts_of(sentence["text"]))
    assert not read - Counter(sentence["facts"])


def test_little_is_missed() -> None:
    sentences = invented()
    said = sum(len(s["facts"]) for s in sentences)
    missed = sum((Counter(s["facts"]) - Counter(map(told, facts_of(s["text"])))).total() for s in sentences)
    assert said > 100
    assert missed / said < 0.06


def samples() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(SAMPLES.read_text(encoding="utf-8")) if SAMPLES.exists() else []
    return found


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s["source"])
def test_real_sentences(sample: dict[str, Any]) -> None:
    year = re.search(r"20\d\d", sample["source"])
    own = int(year.group()) if year else None
    read = {(fact["key"], fact["value"]) for fact in facts_of(sample["text"], own) if "year" not in fact}
    said = {(NAMES.get(name, name), value) for name, value in sample["facts"].items()}
    assert said <= read
    counted = {key for key, _ in said}
    assert {(key, value) for key, value in read if key in counted} == said


def test_a_fact_leads_back_to_its_place() -> None:
    text = "（二）依申请公开\n全年共收到政府信息公开申请 ３８ 件，其中网络申请21件。\n未发生行政复议。"
    facts = facts_of(text)
    assert [(f["key"], text[f["offset"] : f["offset"] + 2]) for f in facts] == [
        ("requests.new", "３８"), ("requests.online", "21"), ("reconsideration", "未发"),
    ]  # fmt: skip
    assert all(fact["sentence"] in text and fact["section"] == "overview" for fact in facts)
    assert [fact.get("explicit_zero", False) for fact in facts] == [False, False, True]


def test_a_line_folded_inside_a_sentence_is_one_sentence() -> None:
    whole = "全年共收到政府信息公开申请38件，其中网络申请21件、信函申请12件、当面申请5件，均已在期限内答复。"
    folded = whole[:33] + "\n" + whole[33:]
    assert [told(f) for f in facts_of(folded)] == [told(f) for f in facts_of(whole)]


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "（", "件" * 400, "5件" * 400, "未" * 300 + "申请", "收到申请" + "9" * 400 + "件", "占%，" * 50],
)
def test_odd_texts_end_in_facts(text: str) -> None:
    assert isinstance(facts_of(text), list)
