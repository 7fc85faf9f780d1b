"""Archives of files: their members within bounds, and the one among them that is the report."""
