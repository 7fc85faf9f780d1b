"""The consistency rules: declared in ``rules.toml``, run over the cells of one report."""
