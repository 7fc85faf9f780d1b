"""What a cell of the statutory tables is called, in the form's own words."""

from __future__ import annotations

from functools import cache

from parsers.form import Form, load_form


def name_of(path: str) -> str:
    """The name of the cell ``table/row/column``; the path itself where the form has no such cell."""
    return _names().get(path, path)


@cache
def _names() -> dict[str, str]:
    form = load_form()
    return {**_proactive(form), **_requests(form), **_cases(form)}


def _proactive(form: Form) -> dict[str, str]:
    return {
        f"proactive_disclosure/{row.key}/{column.key}": f"{row.label} · {column.label}"
        for block in reversed(form.blocks)  # the 2021 form comes first and has the last word
        for row in block.rows
        for column in block.columns
    }


def _requests(form: Form) -> dict[str, str]:
    groups = {group.key: group.label for group in form.request_groups}
    names: dict[str, str] = {}
    for row in form.requests:
        group = groups.get(row.group or "", "")
        within = f"{group} {row.label}" if group and group != row.label else row.label
        names |= {f"requests/{row.key}/{who.key}": f"{within} · {who.label}" for who in form.applicants}
    return names


def _cases(form: Form) -> dict[str, str]:
    return {
        f"reconsideration_and_litigation/{case.key}/{outcome.key}": f"{case.label} · {outcome.label}"
        for case in form.cases
        for outcome in form.outcomes
    }
