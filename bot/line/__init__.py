"""Everything about the LINE platform: calls, limits, event parsing, quota."""
