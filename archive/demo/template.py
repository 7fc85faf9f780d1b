"""The pieces of markup that stand in files of their own, filled by ``$name``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template


@cache
def _template(name: str) -> Template:
    return Template(files("archive.demo").joinpath("templates", name).read_text(encoding="utf-8"))


def fill(name: str, /, **words: object) -> str:
    """A file of templates/ with its ``$names`` filled."""
    return _template(name).substitute(words)
