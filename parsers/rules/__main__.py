"""Write ``docs/rules.md`` anew: ``python -m parsers.rules``."""

from pathlib import Path

from parsers.rules.handbook import handbook

if __name__ == "__main__":
    Path("docs/rules.md").write_text(handbook(), encoding="utf-8")
