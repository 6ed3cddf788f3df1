"""Damage done by copying and scraping: what it looks like, and what should stand there."""
