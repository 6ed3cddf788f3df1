"""What words are, found once for all stages: persons, papers, places, dates. Never what a line is."""
