"""Small talk, ways out, groups, and words that were not understood."""
