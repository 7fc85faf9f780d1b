"""Findings in the language of the page.

What is stored says everything in both languages; the declared half that the page does not speak is left out when it is
shown, so that nothing is stored per language.
"""

from __future__ import annotations

import re
from functools import cache

from archive.site.language import current
from parsers.form import load_form
from parsers.rules.catalogue import load_rules

_BEFORE_ENGLISH = re.compile(r"\s*[。：]\s*$")


def finding_text(message: str, rule: str) -> str:
    """The message of a finding without the declared words of the other language.

    What was measured stays in both. A message that does not hold the declared words of its rule is shown as it is stored.
    """
    zh, en = _declared().get(rule, ("", ""))
    if not zh or zh not in message or en not in message:
        return message
    if current() != "en":
        return message.replace(en, "", 1).strip()
    measured, _, after = message.partition(en)
    before, _, behind = measured.partition(zh)
    facts = _BEFORE_ENGLISH.sub("", before + behind.lstrip("。："))
    label, colon, sums = facts.partition("：")
    named = f"{_english()[label]}: {sums}" if colon and label in _english() else facts
    return f"{named}. {en}{after}" if named else f"{en}{after}"


@cache
def _declared() -> dict[str, tuple[str, str]]:
    return {rule.id: (rule.zh, rule.en) for rule in load_rules()}


@cache
def _english() -> dict[str, str]:
    """English by the form's label of a row or column, as messages begin with it; labels of several meanings are left out."""
    form = load_form()
    meanings: dict[str, set[str]] = {}
    for named in (*form.requests, *form.applicants, *form.cases, *form.outcomes):
        meanings.setdefault(named.label, set()).add(named.en)
    return {label: next(iter(found)) for label, found in meanings.items() if len(found) == 1}
