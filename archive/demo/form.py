"""The statutory tables as the miniature sites print them, read from form.toml beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Read one of this folder's TOML files."""
    return tomllib.loads(files("archive.demo").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def form() -> dict[str, Any]:
    """Labels, keys and weights of the three tables."""
    return load("form")


def result_rows(era: str) -> list[str]:
    """Keys of the result rows that add up to the total of results, in printed order."""
    table = form()["t3"]
    keys = [key for key, _ in table["single"]]
    for group in groups(era):
        keys += [key for key, _ in group["rows"]]
    return keys if era == "2021" else [*keys, table["other_2019"][0]]


def groups(era: str) -> list[dict[str, Any]]:
    """The groups of result rows that an era prints with single items."""
    return [group for group in form()["t3"]["group"] if group.get("only", era) == era]
