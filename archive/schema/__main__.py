"""Write ``docs/data-dictionary.md`` anew: ``python -m archive.schema``."""

from pathlib import Path

from archive.schema.dictionary import as_markdown

if __name__ == "__main__":
    Path("docs/data-dictionary.md").write_text(as_markdown(), encoding="utf-8")
