"""Captures: write-once WARC files and their index."""
