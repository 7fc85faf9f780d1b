"""The rooms and their one import direction; small files and functions; a project that speaks of itself alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("parsers", "archive", "crawler")
OURS = {"parsers": {"parsers"}, "archive": {"archive", "parsers"}, "crawler": set(ROOMS)}
KEPT_OUT = {
    "parsers": {
        "scrapy",
        "sqlite3",
        "sqlite_utils",
        "datasette",
        "warcio",
        "socket",
        "http",
        "urllib.request",
        "httpx",
    },
    "archive": {"scrapy"},
    "crawler": {"datasette"},
}
LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 50
CODE = ("parsers", "archive", "crawler", "scripts", "tests", "benchmarks")
PRODUCT = ("parsers", "archive", "crawler", "scripts", "docs", "benchmarks", ".ci")
TEXT = {".py", ".md", ".toml", ".sh", ".yml", ".yaml", ".html", ".css", ".js", ".cfg", ".txt", ""}
FOREIGN = re.compile(r"\.\./shared|/work/|/root/|\bissues? #?\d|\bsub-?agents?\b", re.IGNORECASE)


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def imports(source: str, package: tuple[str, ...]) -> Iterator[str]:
    """Every module that a source text imports, however deep in it, relative names spelled out from its package."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "import_module":
            yield from (str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))


def within(module: str, roots: set[str]) -> bool:
    return any(module == root or module.startswith(f"{root}.") for root in roots)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def product_texts() -> list[Path]:
    found = [path for folder in PRODUCT for path in (ROOT / folder).rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith(".git")]
    return sorted(path for path in found if path.suffix in TEXT and "__pycache__" not in path.parts)


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room: str) -> None:
    forbidden = (set(ROOMS) - OURS[room]) | KEPT_OUT[room]
    files = python_files(room)
    assert files, f"{room}/ holds no Python file"
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files
        for name in imports(path.read_text(encoding="utf-8"), path.relative_to(ROOT).parent.parts)
        if within(name, forbidden)
    ]
    assert not wrong


def test_the_walk_sees_every_way_to_import() -> None:
    source = (
        "def f():\n import scrapy.http\n from sqlite3 import connect\n import_module('crawler.x')\n from ..b import c\n"
    )
    assert set(imports(source, ("archive", "a"))) == {"scrapy.http", "sqlite3.connect", "crawler.x", "archive.b.c"}


def test_files_and_functions_stay_small() -> None:
    files = python_files(*CODE)
    long_files = [
        str(path.relative_to(ROOT)) for path in files if len(path.read_bytes().splitlines()) > LINES_OF_A_FILE
    ]
    long_functions = [
        f"{path.relative_to(ROOT)}: {name} has {lines} lines"
        for path in files
        for name, lines in functions(path)
        if lines > LINES_OF_A_FUNCTION
    ]
    assert not long_files
    assert not long_functions


def test_the_project_speaks_of_itself_alone() -> None:
    texts = product_texts()
    assert ROOT / "pyproject.toml" in texts
    foreign = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if FOREIGN.search(line)
    ]
    assert not foreign


def test_no_file_names_a_package_registry() -> None:
    locked = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "pyproject.toml", ROOT / "Makefile"]
    locked += sorted((ROOT / "scripts").glob("*.sh"))
    named = [
        path.name for path in locked if re.search(r"index-url|find-links\s|--index|https?://", _without_flags(path))
    ]
    assert not named


def _without_flags(path: Path) -> str:
    return re.sub(r"--no-emit-(index-url|find-links)", "", path.read_text(encoding="utf-8"))
