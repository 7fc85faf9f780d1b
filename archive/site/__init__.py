"""The published site: Datasette over the built database, with pages of our own around it."""
