"""The common questions as Datasette's canned queries, declared in ``queries.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from archive.site.language import say


class Canned(NamedTuple):
    """One question: its title and what its answer says, in both languages, and the SELECT that answers it."""

    zh: str
    en: str
    about_zh: str
    about_en: str
    sql: str


@cache
def load_canned() -> dict[str, Canned]:
    """The questions by name."""
    raw = tomllib.loads(files("archive.site").joinpath("queries.toml").read_text(encoding="utf-8"))
    return {name: Canned(**{key: text.strip() for key, text in about.items()}) for name, about in raw.items()}


def canned_in_language() -> dict[str, dict[str, Any]]:
    """The questions as Datasette takes them, in the language of the page."""
    return {
        name: {"sql": one.sql, "title": say(one.zh, one.en), "description": say(one.about_zh, one.about_en)}
        for name, one in load_canned().items()
    }
