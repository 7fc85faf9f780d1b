"""Flattened text as tools write it: marks of markup taken off, drawn tables read by their lines, run-together text cut at labels."""
