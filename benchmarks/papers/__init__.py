"""Wild reports on paper: the pages of `tests.wild` printed to PDF by a browser and by an office program, each in a look of its own."""
