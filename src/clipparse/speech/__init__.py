"""Speech in print: the marks around it, and how each language says whose it is."""
