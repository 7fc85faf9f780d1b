"""The second reading shares no code with the first."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOM = Path(__file__).parents[3] / "parsers" / "second"


def test_its_source_names_no_other_module_of_the_parser() -> None:
    files = sorted(ROOM.glob("*.py"))
    assert files
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0
                names.append(node.module or "")
            for name in names:
                assert not name.startswith(("parsers", "archive", "crawler", "lxml", "bs4")) or name.startswith(
                    "parsers.second"
                ), path


def test_running_it_loads_none_of_the_first_reading() -> None:
    program = (
        "import sys; from parsers.second import read_again\n"
        "read_again('<table><tr><td>行政许可<td>3</table>', markup=True)\n"
        "read_again('规章 | 1 | 2 | 3', markup=False); read_again('x', markup=False, statistics=True)\n"
        "print(sorted(m for m in sys.modules if m.startswith(('parsers', 'lxml', 'bs4'))))"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOM.parents[1]
    )
    loaded = ast.literal_eval(out.stdout)
    assert "parsers.second.page" in loaded
    assert [m for m in loaded if not m.startswith("parsers.second")] == ["parsers", "parsers.model"]
