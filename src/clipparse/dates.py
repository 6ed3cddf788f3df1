"""The old door to `facts.dates`."""

from clipparse.facts.dates import DateMention, day_of, find_dates

__all__ = ["DateMention", "day_of", "find_dates"]
