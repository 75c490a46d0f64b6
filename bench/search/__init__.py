"""The test set of the search over words, and its scorer."""
