"""clipparse reads newspaper articles out of the flat text of a post that re-posts them."""
