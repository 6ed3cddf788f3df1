"""One newspaper notion per file."""
