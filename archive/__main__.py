"""``python -m archive`` is the `gongkai` command."""

from archive.cli import main

main()
