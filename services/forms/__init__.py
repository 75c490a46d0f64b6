"""Publishing forms, and filling them in."""
