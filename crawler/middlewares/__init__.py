"""Downloader middlewares: the guard of addresses, cookies per host, and the capture of every response."""
