"""Spiders; `scrapy list` names them."""
