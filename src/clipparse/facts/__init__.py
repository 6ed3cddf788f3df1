"""What words are, found once for a page and kept with it; what a line is by them is for the stages to say."""
