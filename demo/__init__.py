"""The demo: an invented cohort, its roster and a week of what it typed."""
