"""Rating rounds: their terms, the raters, their ratings, and signed results."""
