"""Visitors' texts as a region corrects and translates them: which there are, what fits, files."""
