"""What a cell of the statutory tables is called, in the form's own words or their English."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from archive.site.language import current
from parsers.form import Form, load_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.form import Named

    Say = Callable[[Named], str]

_SAY: dict[str, Say] = {"zh": lambda named: named.label, "en": lambda named: named.en}


def name_of(path: str) -> str:
    """The name of the cell ``table/row/column`` in the page's language; the path itself where the form has none."""
    return _names(current()).get(path, path)


@cache
def _names(language: str) -> dict[str, str]:
    form, say = load_form(), _SAY[language]
    return {**_proactive(form, say), **_requests(form, say), **_cases(form, say)}


def _proactive(form: Form, say: Say) -> dict[str, str]:
    return {
        f"proactive_disclosure/{row.key}/{column.key}": f"{say(row)} · {say(column)}"
        for block in reversed(form.blocks)  # the 2021 form comes first and has the last word
        for row in block.rows
        for column in block.columns
    }


def _requests(form: Form, say: Say) -> dict[str, str]:
    groups = {group.key: say(group) for group in form.request_groups}
    names: dict[str, str] = {}
    for row in form.requests:
        group = groups.get(row.group or "", "")
        within = f"{group} {say(row)}" if group and group != say(row) else say(row)
        names |= {f"requests/{row.key}/{who.key}": f"{within} · {say(who)}" for who in form.applicants}
    return names


def _cases(form: Form, say: Say) -> dict[str, str]:
    return {
        f"reconsideration_and_litigation/{case.key}/{outcome.key}": f"{say(case)} · {say(outcome)}"
        for case in form.cases
        for outcome in form.outcomes
    }
