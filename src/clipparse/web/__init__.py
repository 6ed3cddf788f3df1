"""A web page: its bytes, its tree, what it states, what heads its posts, and its text (extra `html`)."""
